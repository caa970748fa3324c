"""CSV to physical lines and one table."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.office import tables
from streekwerk.reading.extract.csv import extract, find_delimiter, parse
from streekwerk.reading.extract.guards import MAX_LINES, FileDamaged, FileTooLarge


@pytest.mark.parametrize(
    "data",
    [
        "code;naam\nA1;privé\n".encode("utf-8-sig"),
        "code;naam\r\nA1;privé".encode("cp1252"),
        "code,naam\nA1,privé\n".encode(),
        "code\tnaam\nA1\tprivé\n".encode("utf-16"),
        b"sep=|\ncode|naam\nA1|priv\xe9\n",
    ],
)
def test_every_usual_encoding_and_delimiter(data: bytes) -> None:
    [table] = tables(extract(data, "plan.csv"))
    assert [[cell.text for cell in row] for row in table.rows()] == [["code", "naam"], ["A1", "privé"]]


def test_cells_point_at_physical_lines_also_after_a_quoted_line_end() -> None:
    document = extract(b'code;indicatoren;naam\nA1;"een\ntwee";x\nA2;;"y\n\nz"\n', "plan.csv")
    assert [line.text for line in document.lines][:3] == ["code;indicatoren;naam", 'A1;"een', 'twee";x']
    cells = {(cell.row, cell.column): (cell.text, cell.lines) for cell in tables(document)[0].cells}
    assert cells[2, 1] == ("A1", (2, 2))
    assert cells[2, 2] == ("een\ntwee", (2, 3))
    assert cells[2, 3] == ("x", (3, 3))
    assert cells[3, 2] == ("", None)
    assert cells[3, 3] == ("y\nz", (4, 6))


def test_commas_in_a_text_do_not_beat_semicolons() -> None:
    assert find_delimiter("a;b\nwonen, zorg, werk;1\nnog iets, meer, en meer;2\n") == ";"


def test_a_quote_that_never_closes_is_a_sign_like_any_other() -> None:
    assert [[v.text for v in row] for row in parse('a;"b\nc;d', ";")] == [["a", '"b'], ["c", "d"]]


def test_a_text_without_columns_has_no_table() -> None:
    assert extract(b"een\ntwee\n", "lijst.csv").blocks == ()


def test_an_empty_file_and_one_with_too_many_lines_are_refused() -> None:
    with pytest.raises(FileDamaged, match="leeg"):
        extract(b"", "leeg.csv")
    with pytest.raises(FileTooLarge, match="regels"):
        extract(b"a;b\n" * (MAX_LINES + 2), "groot.csv")


@given(st.lists(st.lists(st.text('ab;",\n é', max_size=6), min_size=2, max_size=3), min_size=1, max_size=5))
def test_what_the_standard_library_writes_is_read_back(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert [[value.text for value in row] for row in parse(stream.getvalue(), ";")] == rows
