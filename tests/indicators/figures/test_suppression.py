"""Small cells: nothing hidden can be worked out from what is published."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streekwerk.indicators.rules.figures.suppression import Amounts, Hidden, suppress
from work import work

Cells = dict[str, Amounts]
Sums = dict[Hashable, Collection[str]]
NAMES = [chr(97 + n) for n in range(9)]
COUNTS = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 12).map(lambda n: (Decimal(n),)), min_size=1)
SHARES = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(*[st.integers(0, 12).map(Decimal)] * 2), min_size=1
)
ZONES = st.dictionaries(st.sampled_from(["Z1", "Z2", "Z3", "Y1", "Y2"]), st.sets(st.sampled_from(NAMES)))


def counts(**numbers: int) -> Cells:
    return {name: (Decimal(number),) for name, number in numbers.items()}


def with_region(cells: Cells, zones: Mapping[str, Collection[str]]) -> Sums:
    return {**zones, "region": list(cells)}


def total(cells: Cells, members: Collection[str]) -> Decimal:
    return sum((cells[member][0] for member in members if member in cells), Decimal(0))


# ------------------------------------------------------------------ an attacker, written apart from the rule


def rank(rows: list[list[Fraction]]) -> int:
    """The rank of a matrix, by plain elimination."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if at is None:
            continue
        rows[found], rows[at] = rows[at], rows[found]
        for n in range(found + 1, len(rows)):
            factor = rows[n][column] / rows[found][column]
            rows[n] = [left - factor * top for left, top in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


def given_away(
    cells: Cells, sums: Sums, hidden: Hidden[str], *, knowing: Collection[str] = ()
) -> list[Hashable]:
    """Everything hidden that follows from the published cells and sums (and from what an insider knows)."""
    names = list(cells)

    def row(members: Collection[str]) -> list[Fraction]:
        return [Fraction(name in members) for name in names]

    published = [row([name]) for name in names if name not in hidden.cells or name in knowing]
    published += [row(members) for name, members in sums.items() if name not in hidden.sums]
    base = rank(published)
    secrets: list[tuple[Hashable, Collection[str]]] = [
        (name, [name]) for name in hidden.cells if name not in knowing
    ]
    secrets += [(name, sums[name]) for name in hidden.sums]
    return [name for name, members in secrets if rank([*published, row(members)]) == base]


def test_the_attacker_finds_what_is_given_away() -> None:
    cells = counts(a=2, b=9, c=30)
    assert given_away(cells, {"region": "abc"}, Hidden(frozenset("a"))) == ["a"]
    assert given_away(cells, {"region": "abc"}, Hidden(frozenset("ab"))) == []
    assert given_away(cells, {"region": "abc"}, Hidden(frozenset("ab")), knowing="b") == ["a"]


# ------------------------------------------------------------------ examples


def test_two_persons_in_baarle_hertog() -> None:
    """C26: the cell and one complementary cell, the smallest other one."""
    cells = {"Baarle-Hertog": (Decimal(2),), "Ravels": (Decimal(6),), "Hoogstraten": (Decimal(31),)}
    hidden = suppress(cells, {"zone": list(cells)}, smallest=5)
    assert hidden == Hidden(frozenset({"Baarle-Hertog", "Ravels"}))


def test_off_by_default() -> None:
    assert suppress(counts(a=1, b=2), {"region": "ab"}, smallest=0) == Hidden()


def test_nothing_small_nothing_hidden() -> None:
    assert suppress(counts(a=5, b=0, c=12), {"region": "abc"}, smallest=5) == Hidden()


def test_a_zero_is_shown_and_hides_nothing() -> None:
    hidden = suppress(counts(a=2, b=0, c=9, d=40), {"region": "abcd"}, smallest=5)
    assert hidden.cells == {"a", "c"}


def test_ties_go_by_name() -> None:
    cells = counts(a=2, d=9, c=9, b=40)
    assert suppress(cells, {"region": "abcd"}, smallest=5).cells == {"a", "c"}
    backwards = dict(reversed(cells.items()))
    assert suppress(backwards, {"region": "abcd"}, smallest=5).cells == {"a", "c"}


def test_two_small_cells_that_are_small_together_need_a_third() -> None:
    assert suppress(counts(a=1, b=2, c=8, d=40), {"region": "abcd"}, smallest=5).cells == {"a", "b", "c"}


def test_five_cells_that_must_all_be_one() -> None:
    cells = counts(**dict.fromkeys("abcde", 1), f=30, g=40)
    assert "f" in suppress(cells, {"region": "abcdefg"}, smallest=5).cells


def test_a_small_zone_hides_another_zone_or_a_cell_of_it() -> None:
    cells = counts(a=1, b=2, c=9, d=8, e=20, f=30)
    sums = with_region(cells, {"Z1": "ab", "Z2": "cd", "Z3": "ef"})
    hidden = suppress(cells, sums, smallest=5)
    assert "Z1" in hidden.sums
    assert len(hidden.sums) == 2
    assert given_away(cells, sums, hidden) == []


def test_zones_that_overlap_do_not_betray_each_other() -> None:
    """Two schemes that differ by one place: their difference is that place."""
    cells = counts(a=2, b=9, c=30, d=20)
    sums = with_region(cells, {"Z1": "abc", "Y1": "bc"})
    hidden = suppress(cells, sums, smallest=5)
    assert given_away(cells, sums, hidden) == []


def test_shares_hide_when_either_part_is_small() -> None:
    """2 of 10, 9 of 10, 25 of 50, 0 of 20."""
    cells: Cells = {
        name: (Decimal(few), Decimal(rest))
        for name, few, rest in (("a", 2, 8), ("b", 9, 1), ("c", 25, 25), ("d", 0, 20))
    }
    assert suppress(cells, {}, smallest=5).cells == {"a", "b"}


def test_everybody_gives_the_same_answer() -> None:
    """Case 11: in a small group “all of them” says what each of them is."""
    cells = {"a": (Decimal(4), Decimal(0)), "b": (Decimal(30), Decimal(10))}
    assert suppress(cells, {}, smallest=5).cells == {"a"}


def test_three_respondents() -> None:
    """Case 9: hidden, with a complementary cell, and the total only when it is large enough."""
    hidden = suppress(counts(a=3), {"region": "a"}, smallest=5)
    assert hidden == Hidden(frozenset("a"), frozenset({"region"}))


def test_insiders_know_one_cell() -> None:
    cells = counts(a=2, b=9, c=11, d=40)
    sums: Sums = {"region": "abcd"}
    assert suppress(cells, sums, smallest=5).cells == {"a", "b"}
    assert suppress(cells, sums, smallest=5, insiders=True).cells == {"a", "b", "c"}


# ------------------------------------------------------------------ laws


@given(COUNTS, ZONES, st.integers(2, 6))
@settings(max_examples=120, deadline=None)
def test_no_hidden_number_follows_from_what_is_published(cells: Cells, zones: Sums, smallest: int) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    hidden = suppress(cells, sums, smallest=smallest)
    assert given_away(cells, sums, hidden) == []


@given(COUNTS, ZONES, st.sets(st.sampled_from(["Z1", "Z2", "Z3", "Y1", "Y2"])))
@settings(max_examples=80, deadline=None)
def test_expendable_sums_protect_as_well(cells: Cells, zones: Sums, expendable: set[str]) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    hidden = suppress(cells, sums, smallest=5, expendable=expendable)
    assert given_away(cells, sums, hidden) == []


def test_a_zone_that_matters_less_is_hidden_rather_than_a_cell() -> None:
    cells = counts(a=2, b=9, c=30, d=20, e=40)
    sums = with_region(cells, {"Z1": "abc", "Z2": "de", "Y1": "ad", "Y2": "bce"})
    hidden = suppress(cells, sums, smallest=5, expendable=["Y1", "Y2"])
    assert hidden == Hidden(frozenset("ab"), frozenset({"Y1", "Y2"}))


@given(SHARES, ZONES)
@settings(max_examples=80, deadline=None)
def test_no_hidden_share_follows_from_what_is_published(cells: Cells, zones: Sums) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    assert given_away(cells, sums, suppress(cells, sums, smallest=5)) == []


@given(COUNTS, ZONES)
@settings(max_examples=80, deadline=None)
def test_no_insider_works_out_another_cell(cells: Cells, zones: Sums) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    hidden = suppress(cells, sums, smallest=5, insiders=True)
    real = {name for name in cells if any(cells[name])}
    small = {name for name, members in sums.items() if 0 < total(cells, members) < 5}
    for insider in hidden.cells:
        own = {name for name, members in sums.items() if set(members) & real == {insider}}
        told = set(given_away(cells, sums, hidden, knowing=[insider]))
        assert told & (set(cells) | small) <= own


@given(COUNTS, ZONES)
def test_every_small_number_is_hidden_and_no_zero(cells: Cells, zones: Sums) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    hidden = suppress(cells, sums, smallest=5)
    for name, (number,) in cells.items():
        assert not 0 < number < 5 or name in hidden.cells
        assert number != 0 or name not in hidden.cells
    for name, members in sums.items():
        assert not 0 < total(cells, members) < 5 or name in hidden.sums


@given(COUNTS, ZONES, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(cells: Cells, zones: Sums, random: object) -> None:
    sums = with_region(cells, zones)  # type: ignore[arg-type]
    shuffled = list(cells.items()), list(sums.items())
    for items in shuffled:
        random.shuffle(items)  # type: ignore[attr-defined]
    assert suppress(dict(shuffled[0]), dict(shuffled[1]), smallest=5) == suppress(cells, sums, smallest=5)


@given(st.lists(st.integers(1, 7), min_size=2, max_size=4), st.integers(2, 4))
@settings(max_examples=60, deadline=None)
def test_of_one_total_no_cell_has_only_one_possible_number(numbers: list[int], smallest: int) -> None:
    """By trying every table of whole numbers: also who knows that nothing hidden is zero learns no number."""
    cells = counts(**dict(zip(NAMES, numbers, strict=False)))
    hidden = suppress(cells, {"region": list(cells)}, smallest=smallest)
    if not hidden.cells or hidden.sums:
        return
    left = sum(int(cells[name][0]) for name in hidden.cells)
    tables = [table for table in product(range(1, left + 1), repeat=len(hidden.cells)) if sum(table) == left]
    assert all(len({table[n] for table in tables}) > 1 for n in range(len(hidden.cells)))


def test_a_network_with_six_schemes_is_little_work() -> None:
    """27 places, 21 sums of six schemes and five small cells; trying every table would be billions."""
    cells: Cells = {f"g{n:02}": (Decimal((n * 7) % 40),) for n in range(27)}
    names = list(cells)
    sums: Sums = {
        f"{scheme}-{zone}": names[zone * 7 + scheme : zone * 7 + scheme + 7]
        for scheme in range(6)
        for zone in range(4)
    }
    calls = work(lambda: suppress(cells, {**sums, "region": names}, smallest=5, expendable=sums))
    assert calls < 20_000
    hidden = suppress(cells, {**sums, "region": names}, smallest=5, expendable=sums)
    assert hidden.cells
    assert "region" not in hidden.sums


@pytest.mark.parametrize("smallest", [0, 1])
def test_a_threshold_below_two_protects_nobody(smallest: int) -> None:
    assert suppress(counts(a=1), {}, smallest=smallest) == Hidden()
