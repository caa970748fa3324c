"""Blocks, names, names of periods and tables, as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.entry.blocks import read_block, write_block
from streekwerk.indicators.rules.entry.cells import Shape, read_typed, text_of
from streekwerk.indicators.rules.entry.names import Names
from streekwerk.indicators.rules.entry.period_labels import read_label
from streekwerk.indicators.rules.entry.tables import read_table
from streekwerk.indicators.rules.figures.entries import Read
from streekwerk.indicators.rules.figures.periods import Rhythm, period_of
from streekwerk.indicators.rules.figures.values import State, Value

KNOWN = {"1": "Beek", "2": "Heist-op-den-Berg", "3": "Ven"}
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_a_block_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    if rows[0][0].startswith("\ufeff"):
        return
    assert read_block(write_block(rows)) == rows


@given(st.text(max_size=60))
def test_any_text_is_some_block(text: str) -> None:
    read_block(text)


NUMBERS = st.decimals(-(10**6), 10**6, places=4, allow_nan=False, allow_infinity=False)


@given(number=NUMBERS, about=st.booleans(), decimals=st.integers(0, 2))
def test_what_a_cell_shows_is_read_back_as_the_same_figure(
    number: Decimal, about: bool, decimals: int
) -> None:
    """Also where decimals make three digits behind a sign a question."""
    state = State.ESTIMATE if about else State.ZERO if number == 0 else State.FINAL
    text, _ = text_of(Value(state, number))
    if number == 0 and about:
        return
    read = read_typed(text, "", Shape(decimals=decimals))
    if isinstance(read, Read):
        assert read.value == Value(state, number)
    else:
        # Only “1,550”: a comma with three digits behind it can group in English.
        assert text.lstrip("± -").partition(",")[2].isdigit()
        assert len(text.partition(",")[2]) == 3


@pytest.mark.parametrize("rhythm", ["month", "quarter", "half_year", "year", "week", "day"])
@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_period_is_known_by_its_key_and_label(rhythm: Rhythm, day: date) -> None:
    period = period_of(day, rhythm)
    assert read_label(period.key, rhythm) == period
    if rhythm not in ("week", "day"):
        assert read_label(period.label, rhythm) == period


@pytest.mark.parametrize(
    ("name", "key", "sure"),
    [
        ("beek", "1", True),
        ("Gemeente Beek", "1", True),
        ("OCMW Heist op den Berg", "2", True),
        ("Heist o/d Berg", "2", False),
        ("Beeck", "1", False),
        ("Antwerpen", None, False),
        ("", None, False),
    ],
)
def test_a_name_is_surely_likely_or_not_known(name: str, key: str | None, sure: bool) -> None:
    found = Names(KNOWN).match(name)
    assert (found.key, found.sure) == (key, sure)


def found(rows: list[list[str]], rhythm: Rhythm = "month") -> list[tuple[str, str, str, str]]:
    cells = read_table(rows, rhythm=rhythm, known=KNOWN).cells
    return [(cell.row, cell.period.key, cell.text, cell.denominator) for cell in cells]


WANTED = [("Beek", "2026-01", "3", ""), ("Beek", "2026-02", "4", ""), ("Ven", "2026-01", "5", "")]


def test_a_table_is_read_however_it_lies() -> None:
    wide = [["Lid", "jan 2026", "feb 2026"], ["Beek", "3", "4"], ["Ven", "5", ""]]
    assert found(wide) == WANTED
    with_head = [["Cijfers van het project", "", ""], ["", "", ""], *wide]
    assert found(with_head) == WANTED
    two_heads = [["", "2026", ""], ["Naam", "januari", "februari"], *wide[1:]]
    assert found(two_heads) == WANTED
    codes = [["NIS", "Naam", "2026-01", "2026-02"], ["13001", "Beek", "3", "4"], ["13002", "Ven", "5", ""]]
    assert found(codes) == WANTED
    lying = [["", "Beek", "Ven"], ["jan/26", "3", "5"], ["feb/26", "4", ""]]
    assert sorted(found(lying)) == WANTED
    lists = [["Periode", "Cijfer", "Gemeente"], ["01/01/2026", "3", "Beek"], ["2026-02", "4", "Beek"],
             ["jan 2026", "5", "Ven"]]  # fmt: skip
    assert found(lists) == WANTED


def test_a_pair_stands_in_two_columns() -> None:
    rows = [["Lid", "2025", "", "2026", ""], ["", "teller", "noemer", "noemer", "teller"],
            ["Beek", "2", "5", "8", "3"]]  # fmt: skip
    assert found(rows, "year") == [("Beek", "2025", "2", "5"), ("Beek", "2026", "3", "8")]
    rows = [["Lid", "2025 teller", "2025 noemer"], ["Beek", "2", "5"]]
    assert found(rows, "year") == [("Beek", "2025", "2", "5")]


def test_a_list_brings_comment_source_and_state() -> None:
    rows = [["Lid", "Jaar", "Waarde", "Toestand", "Opmerking", "Bron"],
            ["Beek", "2025", "12", "schatting", "geteld", "register"],
            ["Ven", "2025", "", "niet van toepassing", "", ""],
            ["Ven", "ooit", "3", "", "", ""]]  # fmt: skip
    read = read_table(rows, rhythm="year", known=KNOWN)
    first, second = read.cells
    assert (first.text, first.comment, first.source) == ("± 12", "geteld", "register")
    assert second.text == "n.v.t."
    assert read.left_out == ["C4: “ooit” is geen periode van deze indicator."]


@given(st.lists(st.lists(CELLS, max_size=4), max_size=6))
def test_any_table_gives_an_answer(rows: list[list[str]]) -> None:
    read_table(rows, rhythm="month", known=KNOWN)
