"""Whatever stands in a table, every line of it gets exactly one place."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.extract import kind_of
from streekwerk.reading.extract.csv import extract as extract_csv
from streekwerk.reading.extract.docx import extract as extract_docx
from streekwerk.reading.extract.guards import OLD_OFFICE, FileProtected, FormatTooOld
from streekwerk.reading.extract.line_writer import LineWriter
from streekwerk.reading.models import Block, Cell, Document, Paragraph, Table
from streekwerk.reading.queries import read_document

HEADS = ["Beleidsdoelstelling", "Actieplan", "Acties", "Actie", "Code", "Nr", "Titel", "Niveau", "Trekker",
         "Start",
         "Einde", "Timing", "Indicatoren", "Nulmeting", "Streefwaarde", "Omschrijving", "2026", "2027",
         "Eigen", ""]  # fmt: skip
WORDS = ["", "", "BD1 Wonen", "AP1.1 Buurt", "A1 - Feest", "Actie 2: Markt", "Feest", "x", "2027",
         "najaar 2026", "An",
         "1) aantal\n2) bereik", "Procesindicatoren\n- kaart\n- gids", "aantal a; aantal b", "Totaal",
         "1.1", "1.1.1",
         "Pijler 1: Zorg", "Domein", "Trekker", "Indicatoren", "Doelstelling", "Actie", "Timing",
         "A. een\nB. twee"]  # fmt: skip
grids = st.integers(2, 5).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width), max_size=2),
        st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), min_size=1, max_size=6),
    )
)
merges = st.lists(
    st.tuples(st.integers(1, 7), st.integers(1, 5), st.integers(1, 3), st.integers(1, 5)), max_size=3
)


def table_of(writer: LineWriter, rows: list[list[str]], spans: list[tuple[int, int, int, int]]) -> Table:
    """A table of these texts in which some cells are merged over others."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, height, width in spans:
        inside = [(r, c) for r in range(top, top + height) for c in range(left, left + width)]
        bottom, right = min(top + height - 1, len(rows)), min(left + width - 1, len(rows[0]))
        if bottom < top or right < left or any(place in covered for place in inside):
            continue
        covered |= dict.fromkeys(inside, (top, left))
        sizes[top, left] = (bottom - top + 1, right - left + 1)
    cells = []
    for r, texts in enumerate(rows, start=1):
        for c, text in enumerate(texts, start=1):
            if covered.get((r, c), (r, c)) != (r, c):
                continue
            span = writer.add(text, f"tabel 1, rij {r}, kolom {c}")
            height, width = sizes.get((r, c), (1, 1))
            cells.append(
                Cell(writer.text(span), span, r, c, height, width, "FFFF00" if text == "Feest" else None)
            )
    return Table(tuple(cells))


OVER_TWO_LEVELS = (
    ([["Titel", *["Beleidsdoelstelling"] * 3]], [["BD1 Wonen", "BD1 Wonen", "", ""], ["Feest", "", "", ""]]),
    [(2, 2, 1, 2)],
)


@example([OVER_TWO_LEVELS], "", "bbc_table")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(grids, merges), min_size=1, max_size=2),
    st.sampled_from(["", "Wonen", "Actie 1: Huis", "Domein 2: Zorg"]),
    st.sampled_from(["bbc_table", "sheet_table"]),
)
@pytest.mark.slow
def test_no_table_loses_a_line_or_uses_one_twice(
    tables: list[tuple[tuple[list[list[str]], list[list[str]]], list[tuple[int, int, int, int]]]],
    heading: str,
    dialect: str,
) -> None:
    writer = LineWriter("plan")
    blocks: list[Block] = []
    for (heads, rows), spans in tables:
        line = writer.add(heading, "alinea 1")
        if line:
            blocks.append(Paragraph(heading, line, heading=1))
        blocks.append(table_of(writer, [*heads, *rows], spans))
    lines, ignored = writer.close()
    document = Document(
        "plan", "text/plain", sha256(b"").hexdigest(), lines, blocks=tuple(blocks), ignored=ignored
    )
    reading = read_document(document, dialect_name=dialect)
    ids = {node.id for node in reading.nodes}
    assert len(ids) == len(reading.nodes)
    assert {node.parent for node in reading.nodes} <= ids | {None}
    assert {each.node for each in reading.indicators} <= ids


OVER_A_SHARED_LINE = (
    [["Titel", *["Beleidsdoelstelling"] * 3, "Code"]],
    [["1) aantal\n2) bereik", "", "BD1 Wonen", "BD1 Wonen", "1) aantal\n2) bereik"]],
)


@example(OVER_A_SHARED_LINE, "bbc_table")
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(grids, st.sampled_from(["bbc_table", "sheet_table"]))
@pytest.mark.slow
def test_no_csv_loses_a_line_though_its_cells_share_them(
    grid: tuple[list[list[str]], list[list[str]]], dialect: str
) -> None:
    rows = [*grid[0], *grid[1]]
    text = "\n".join(";".join(f'"{value}"' if "\n" in value else value for value in row) for row in rows)
    document = extract_csv(text.encode() + b"\n", "plan.csv")
    read_document(document, dialect_name=dialect)


@pytest.mark.parametrize(
    ("name", "rest", "refusal"),
    [("plan.doc", b"", FormatTooOld), ("plan.docx", "EncryptedPackage".encode("utf-16-le"), FileProtected)],
)
def test_an_old_or_protected_file_is_told_apart_at_the_door(
    name: str, rest: bytes, refusal: type[DomainError]
) -> None:
    data = OLD_OFFICE + b"\0" * 512 + rest
    assert kind_of(data, name) == "docx"
    with pytest.raises(refusal):
        extract_docx(data, name)
