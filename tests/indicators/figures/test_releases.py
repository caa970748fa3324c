"""Releases of the same table one after the other: nothing kept back follows from all of them together."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.indicators.rules.figures.releases import Release, differ_little, next_release
from streekwerk.indicators.rules.figures.suppression import Amounts, suppress
from work import work

SMALLEST = 5
NAMES = "abcdefg"
Cells = Mapping[str, Amounts]
Unknown = tuple[str, Amounts]
COUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 14).map(lambda n: (Decimal(n),)), min_size=1)
SHARES = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(*[st.integers(0, 12).map(Decimal)] * 2), min_size=1
)
ZONES = st.dictionaries(st.sampled_from(["Z1", "Z2", "Y1", "Y2"]), st.sets(st.sampled_from(NAMES)))


def published(
    tables: Sequence[Cells], zones: Mapping[str, Collection[str]], *, insiders: bool = False
) -> list[Release[str]]:
    """The releases of these tables, one after the other."""
    made: list[Release[str]] = []
    for table in tables:
        sums: dict[Hashable, Collection[str]] = {**zones, "region": list(table)}
        already = made[-1].hidden if made else ()
        hidden = suppress(table, sums, smallest=SMALLEST, insiders=insiders, already=already)
        made.append(next_release(made, table, sums, hidden, smallest=SMALLEST, insiders=insiders))
    return made


# ------------------------------------------------------------------ an attacker, written apart from the rule


class Attacker:
    """Somebody who kept every release, knows which numbers did not change, subtracts and solves."""

    def __init__(self, releases: Sequence[Release[str]], knowing: str = "") -> None:
        self.every = sorted({each for one in releases for each in one.amounts.items()})
        self.at = {each: n for n, each in enumerate(self.every)}
        self.rows: list[list[Fraction]] = []
        self.shown = {(key, one.amounts[key]) for one in releases for key in one.cells}
        for each in [*self.shown, *(each for each in self.every if each[0] == knowing)]:
            self._learn({each: 1})
        for one in releases:
            for name in one.shown:
                self._learn({(key, one.amounts[key]): 1 for key in one.sums[name] if key in one.amounts})

    def _row(self, factors: Mapping[Unknown, int]) -> list[Fraction]:
        row = [Fraction(0)] * len(self.every)
        for each, factor in factors.items():
            row[self.at[each]] = Fraction(factor)
        return row

    def _rest(self, row: list[Fraction]) -> list[Fraction]:
        for known in self.rows:
            lead = next(n for n, value in enumerate(known) if value)
            if row[lead]:
                factor = row[lead] / known[lead]
                row = [left - factor * top for left, top in zip(row, known, strict=True)]
        return row

    def _learn(self, factors: Mapping[Unknown, int]) -> None:
        rest = self._rest(self._row(factors))
        if any(rest):
            self.rows.append(rest)

    def works_out(self, factors: Mapping[Unknown, int]) -> bool:
        return not any(self._rest(self._row(factors)))

    def finds(self, but: str = "") -> list[object]:
        """Every number that no release showed, and every small change of one, that follows."""
        kept = [each for each in self.every if each not in self.shown and each[0] != but]
        found: list[object] = [each for each in kept if self.works_out({each: 1})]
        for one, other in combinations(kept, 2):
            if one[0] == other[0] and differ_little(one[1], other[1], SMALLEST):
                found += [(one, other)] if self.works_out({one: 1, other: -1}) else []
        return found


def counts(**numbers: int) -> Cells:
    return {name: (Decimal(number),) for name, number in numbers.items()}


def test_the_attacker_subtracts() -> None:
    """Two tables published without looking at the other: the late answer is their difference."""
    first, later = counts(a=2, b=9, c=30), counts(a=2, b=9, c=30, d=3)
    sums = {"region": NAMES}
    apart = [
        next_release([], table, sums, suppress(table, sums, smallest=SMALLEST), smallest=SMALLEST)
        for table in (first, later)
    ]
    assert ("d", (Decimal(3),)) in Attacker(apart).finds()
    assert Attacker(published([first, later], {})).finds() == []


# ------------------------------------------------------------------ examples


def test_a_late_answer_of_few_leaves_the_total_as_it_was() -> None:
    """Case 12."""
    first, later = published([counts(a=40, b=60), counts(a=40, b=60, c=3)], {})
    assert first.shown == {"region"}
    assert (later.shown, later.cells, later.hidden) == (set(), {"a", "b"}, {"c"})


def test_a_late_answer_of_many_is_shown() -> None:
    _, later = published([counts(a=40, b=60), counts(a=40, b=60, c=12)], {})
    assert (later.shown, later.cells) == ({"region"}, {"a", "b", "c"})


def test_a_large_late_answer_hides_a_small_one() -> None:
    """Rather than the totals stay as they were, the smallest that came with it is hidden too."""
    _, later = published([counts(a=40, b=60), counts(a=40, b=60, c=3, d=20, e=31)], {})
    assert (later.shown, later.hidden) == ({"region"}, {"c", "d"})


def test_a_small_correction_waits_for_a_larger_one() -> None:
    little, much = counts(a=41, b=60), counts(a=46, b=60)
    first, second, third = published([counts(a=40, b=60), little, much], {})
    assert (second.cells, second.shown, second.hidden) == ({"b"}, set(), set())
    assert (third.cells, third.shown) == ({"a", "b"}, {"region"})
    assert first.cells == third.cells


def test_a_figure_that_comes_back_near_one_of_long_ago_waits() -> None:
    *_, third = published([counts(a=40), counts(a=46), counts(a=41)], {})
    assert third.cells == set()


def test_who_becomes_small_is_hidden_and_so_is_the_total_that_tells_it() -> None:
    """The others stand in the first release: the new total less those is the small number."""
    _, later = published([counts(a=30, b=20, c=50), counts(a=3, b=20, c=50)], {})
    assert "a" in later.hidden
    assert "region" not in later.shown


def test_two_small_corrections_of_hidden_cells_are_not_added_up() -> None:
    first, later = published([counts(a=2, b=9, c=30), counts(a=3, b=10, c=30)], {})
    assert first.shown == {"region"}
    assert later.shown == set()


def test_a_share_is_compared_by_who_is_in_it_and_who_is_not() -> None:
    then = {"a": (Decimal(20), Decimal(30)), "b": (Decimal(40), Decimal(10))}
    _, same = published([then, then], {})
    _, fewer = published([then, {**then, "a": (Decimal(20), Decimal(28))}], {})
    assert (same.cells, fewer.cells) == ({"a", "b"}, {"b"})
    assert "region" not in fewer.shown


def test_nothing_that_changed_nothing_is_held_back() -> None:
    table = counts(a=2, b=9, c=11, d=40)
    first, again, third = published([table, table, table], {"Z1": "ab", "Z2": "cd"}, insiders=True)
    assert again == first == third


# ------------------------------------------------------------------ laws

THREE = st.lists(COUNTS, min_size=2, max_size=3)


@st.composite
def corrected(draw: st.DrawFn) -> list[Cells]:
    """A table, and what a few corrections, late answers and withdrawals made of it, twice."""
    tables = [draw(COUNTS)]
    for _ in range(draw(st.integers(1, 3))):
        change = draw(st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers(0, 14), max_size=3))
        now = {**tables[-1], **{key: (Decimal(n),) for key, n in change.items() if n is not None}}
        tables.append({key: n for key, n in now.items() if change.get(key, 0) is not None})
    return tables


@given(THREE | corrected(), ZONES)
@settings(max_examples=80, deadline=None)
def test_nothing_kept_back_follows_from_all_releases_together(
    tables: list[Cells], zones: Mapping[str, Collection[str]]
) -> None:
    assert Attacker(published(tables, zones)).finds() == []


@given(st.lists(SHARES, min_size=2, max_size=2), ZONES)
@settings(max_examples=40, deadline=None)
def test_no_share_kept_back_follows(tables: list[Cells], zones: Mapping[str, Collection[str]]) -> None:
    assert Attacker(published(tables, zones)).finds() == []


@given(corrected(), ZONES)
@settings(max_examples=60, deadline=None)
def test_no_board_works_out_the_figure_of_another(
    tables: list[Cells], zones: Mapping[str, Collection[str]]
) -> None:
    """Somebody who knows all that one cell ever was, and kept every release."""
    releases = published(tables, zones, insiders=True)
    for insider in sorted({key for one in releases for key in one.amounts}):
        real = [each for each in Attacker(releases, insider).finds(but=insider) if _is_of_people(each)]
        assert real == []


def _is_of_people(found: object) -> bool:
    """Not a number of nobody: who knows one cell of a sum of two knows that the other is none."""
    return not (isinstance(found, tuple) and isinstance(found[0], str) and not any(found[1]))


@given(THREE | corrected(), ZONES)
@settings(max_examples=60, deadline=None)
def test_no_shown_number_ever_differs_a_little(
    tables: list[Cells], zones: Mapping[str, Collection[str]]
) -> None:
    releases = published(tables, zones)
    for one, other in combinations(releases, 2):
        for key in one.cells & other.cells:
            assert not differ_little(one.amounts[key], other.amounts[key], SMALLEST)
    for at, one in enumerate(releases[1:], 1):
        told = {(key, each.amounts[key]) for each in releases[:at] for key in each.cells}
        assert all((key, one.amounts[key]) in told for key in releases[at - 1].hidden & one.cells)


@given(corrected(), ZONES)
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_cells_does_not_matter(
    tables: list[Cells], zones: Mapping[str, Collection[str]]
) -> None:
    backwards = [dict(reversed(table.items())) for table in tables]
    turned = dict(reversed(zones.items()))
    assert [(one.cells, one.shown) for one in published(tables, zones)] == [
        (one.cells, one.shown) for one in published(backwards, turned)
    ]


@pytest.mark.parametrize("insiders", [False, True])
def test_27_boards_and_four_releases_are_little_work(insiders: bool) -> None:
    names = [f"g{n:02}" for n in range(27)]
    zones = {
        f"{scheme}-{zone}": names[zone * 7 + scheme : zone * 7 + scheme + 7]
        for scheme in range(6)
        for zone in range(4)
    }
    tables = [
        {name: (Decimal((n * 7 + (at if n % 9 == at else 0)) % 40),) for n, name in enumerate(names)}
        for at in range(4)
    ]
    calls = work(lambda: published(tables, zones, insiders=insiders))
    assert calls < 1_500_000
