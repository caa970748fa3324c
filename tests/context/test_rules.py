"""What decides: fresh or outdated, totals by their parts, and tables of publishers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.context.rules.cells import read_figure
from streekwerk.context.rules.freshness import freshness, grounded
from streekwerk.context.rules.series import Described, source_words
from streekwerk.context.rules.tables import by_name, whole_figures
from streekwerk.context.rules.totals import NOT_ADDED, figure_of, total
from streekwerk.context.rules.values import HIDDEN, Value, stored
from streekwerk.indicators.rules.entry.tables import read_table

RATIO = Described("ratio", 1000, "ouderen", "inwoners")
COUNT = Described("count", unit="inwoners", decimals=0)
MEDIAN = Described("other", unit="euro")
PARTS = st.tuples(st.integers(0, 9_999), st.integers(1, 99_999)).map(sorted)


def part(top: int, below: int, per: int = 1000) -> Value:
    return stored("final", Decimal(top) * per / below, Decimal(top), Decimal(below))


@settings(max_examples=40)
@given(st.integers(1990, 2090), st.integers(0, 10), st.dates(date(1990, 1, 1), date(2099, 1, 1)))
def test_once_outdated_a_figure_stays_so(year: int, years: int, day: date) -> None:
    before, after = (
        freshness(year, fresh_years=years, today=one) for one in (day, day + timedelta(days=400))
    )
    assert before.outdated <= after.outdated
    assert str(year) in before.sentence
    assert before.outdated == (day > date(year + years, 12, 31))


def test_a_plan_is_silent_while_its_figure_is_fresh_and_the_newest() -> None:
    assert grounded(2024, newest=2024, fresh_years=2, today=date(2026, 5, 1)) == ()
    assert grounded(2024, newest=2025, fresh_years=2, today=date(2026, 5, 1)) == (
        "Er is een nieuwer cijfer: dat van 2025.",
    )


@settings(max_examples=40)
@given(st.lists(PARTS, min_size=1, max_size=8), st.data())
def test_a_ratio_of_many_lies_between_theirs_whatever_their_order(
    parts: list[list[int]], data: st.DataObject
) -> None:
    values = {number: part(*one) for number, one in enumerate(parts)}
    whole = total(values, RATIO).value
    rates = [Decimal(top) * 1000 / below for top, below in parts]
    assert whole.number is not None
    assert min(rates) - Decimal("0.001") <= whole.number <= max(rates) + Decimal("0.001")
    mixed = dict(data.draw(st.permutations(list(values.items()))))
    assert total(mixed, RATIO).value == whole


@settings(max_examples=40)
@given(st.lists(PARTS, min_size=2, max_size=8))
def test_a_total_of_totals_is_the_total(parts: list[list[int]]) -> None:
    values = {number: part(*one) for number, one in enumerate(parts)}
    left = {key: value for key, value in values.items() if key % 2}
    right = {key: value for key, value in values.items() if not key % 2}
    halves = {side: total(half, RATIO).value for side, half in (("l", left), ("r", right))}
    assert total(halves, RATIO).value == total(values, RATIO).value


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=8))
def test_counts_add(numbers: list[int]) -> None:
    values = {at: stored("final", Decimal(number)) for at, number in enumerate(numbers)}
    assert total(values, COUNT).value.number == sum(numbers)


def test_a_figure_without_parts_is_never_added_and_says_so() -> None:
    bare = {"Beek": stored("final", Decimal(12)), "Ven": stored("final", Decimal(20))}
    for series in (RATIO, MEDIAN):
        figure = figure_of(bare, None, ["Beek", "Ven"], series, {})
        assert figure.value.number is None
        assert figure.note == NOT_ADDED
    mixed = figure_of({**bare, "Ven": part(3, 1000)}, None, ["Beek", "Ven"], RATIO, {})
    assert mixed.value.number == 3
    assert mixed.note == "Opgeteld uit 1 gemeente van de 2; zonder Beek (geen teller en noemer)."


def test_what_a_publisher_says_of_a_zone_goes_before_what_is_worked_out() -> None:
    values = {"zone": stored("final", Decimal(7)), "Beek": part(1, 1000)}
    assert figure_of(values, "zone", ["Beek"], RATIO, {}).computed is False
    del values["zone"]
    assert figure_of(values, "zone", ["Beek"], RATIO, {}).computed is True


def test_a_total_says_who_is_not_in_it() -> None:
    values = {"Beek": part(1, 1000), "Ven": HIDDEN}
    note = figure_of(values, None, ["Beek", "Ven", "Heide"], RATIO, {"Heide": "Heide"}).note
    assert note == "Opgeteld uit 2 gemeenten van de 3; zonder Heide; 1 verborgen door de bron."


def test_every_figure_has_its_denominator_and_year_in_words() -> None:
    assert RATIO.words == "ouderen per 1.000 inwoners"
    assert MEDIAN.words == "euro, zonder teller en noemer"
    assert source_words("Bureau", None, 2023) == "Bureau, cijfer van 2023"


@pytest.mark.parametrize("cell", ["veel", "1,5 of 2", "-4"])
def test_what_is_no_figure_is_refused_with_what_to_do(cell: str) -> None:
    read = read_figure(cell, "", COUNT)
    assert read.value is None
    assert read.refused


NAMES = ["Beek", "Heide", "Ven"]
CODES = {f"9000{number}": name for number, name in enumerate(NAMES, 1)}


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(sorted(CODES)), st.integers(2019, 2025)),
        st.tuples(st.integers(0, 99_999), st.integers(1, 99_999)),
        min_size=1,
    )
)
def test_long_and_wide_say_the_same(figures: dict[tuple[str, int], tuple[int, int]]) -> None:
    years = sorted({year for _, year in figures})
    wide = [["NIS-code", *(f"{year} {half}" for year in years for half in ("teller", "noemer"))]]
    for code in sorted({code for code, _ in figures}):
        cells = [figures.get((code, year), ("", "")) for year in years]
        wide.append([code, *(str(half) for cell in cells for half in cell)])
    long = [["NIS-code", "Naam", "Jaar", "Teller", "Noemer", "Cijfer"]]
    long += [
        [code, "?", str(year), str(top), str(below), "9"] for (code, year), (top, below) in figures.items()
    ]

    def read(rows: list[list[str]]) -> set[tuple[str, str, str, str]]:
        table = whole_figures(by_name(rows, CODES))
        found = read_table(table, rhythm="year", known=dict(enumerate_names()))
        return {(cell.row, cell.period.key, cell.text, cell.denominator) for cell in found.cells}

    expected = {
        (CODES[code], str(year), str(top), str(below)) for (code, year), (top, below) in figures.items()
    }
    assert read(wide) == read(long) == expected


def enumerate_names() -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in enumerate(NAMES)]
