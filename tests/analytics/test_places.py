"""Laws of dated compositions, beside looking at each day."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.reference import lies_in, month_after
from streekwerk.analytics.facts import months_of
from streekwerk.analytics.periods import as_then, restated
from streekwerk.analytics.places import Part, PlaceInItself, PlaceWasSplit, changes, flattened, heirs

START = date(2024, 1, 1)
DAYS = [START + timedelta(days=n) for n in range(12)]

day = st.one_of(st.none(), st.sampled_from(DAYS))
# Wholes 20 and 21 hold zones 10 to 12, and those hold places 1 to 4.
part = st.one_of(
    st.builds(Part, st.sampled_from([10, 11, 12]), st.sampled_from([1, 2, 3, 4]), st.just("zone"), day, day),
    st.builds(Part, st.sampled_from([20, 21]), st.sampled_from([10, 11, 12, 1]), st.just("region"), day, day),
)


def inside(whole: int, parts: list[Part], on: date) -> set[int]:
    """The municipalities in a whole on a day."""
    found = set()
    for each in parts:
        if each.whole_id == whole and lies_in(each, on):
            deeper = any(other.whole_id == each.part_id for other in parts)
            found |= inside(each.part_id, parts, on) if deeper else {each.part_id}
    return found


@given(st.lists(part, max_size=8))
def test_flattened_holds_the_same_places_on_every_day_and_each_once(parts: list[Part]) -> None:
    flat = flattened(parts)
    for on in [START - timedelta(days=1), *DAYS, DAYS[-1] + timedelta(days=1)]:
        for whole in (10, 11, 12, 20, 21):
            met = [each.part_id for each in flat if each.whole_id == whole and lies_in(each, on)]
            assert sorted(met) == sorted(inside(whole, parts, on))


@given(st.lists(part, max_size=8))
def test_between_two_changes_nothing_changes(parts: list[Part]) -> None:
    turns = set(changes(parts))
    for before, after in itertools.pairwise(DAYS):
        if after not in turns:
            for whole in (10, 20):
                assert inside(whole, parts, before) == inside(whole, parts, after)


def test_a_place_in_itself_is_refused() -> None:
    with pytest.raises(PlaceInItself):
        flattened([Part(1, 2, "zone"), Part(2, 3, "zone"), Part(3, 1, "zone")])


def test_mergers_of_mergers_end_where_the_place_lives_on() -> None:
    line = [(1, 5, date(2019, 1, 1)), (2, 5, date(2019, 1, 1)), (5, 6, date(2025, 1, 1))]
    assert heirs(line, on=date(2020, 1, 1)) == {1: 5, 2: 5}
    assert heirs(line, on=date(2026, 1, 1)) == {1: 6, 2: 6, 5: 6}


def test_a_split_place_and_a_circle_are_refused() -> None:
    with pytest.raises(PlaceWasSplit, match="gesplitst"):
        heirs([(1, 5, START), (1, 6, START)], on=START)
    with pytest.raises(PlaceInItself):
        heirs([(1, 5, START), (5, 1, START)], on=START)


@given(
    st.dates(date(2015, 1, 1), date(2020, 1, 1)),
    st.sampled_from([1, 3, 6, 12]),
    st.lists(st.dates(date(2015, 1, 1), date(2024, 1, 1)), max_size=3),
)
def test_a_figure_falls_in_one_period_at_most_and_in_the_one_that_holds_it(
    first: date, months: int, turns: list[date]
) -> None:
    first = first.replace(day=1)
    last = date(first.year + 2, first.month, 1)
    shown = as_then(first, last, months=months, changes=turns)
    starts = [slot.period_start for slot in shown.slots]
    assert len(starts) == len(set(starts))
    for slot in shown.slots:
        assert slot.shown <= slot.slice_start <= slot.period_start
        assert slot.slice_start <= slot.end_slice
        assert month_after(slot.period_start, slot.room) == month_after(slot.shown, months)
        # No composition changes between the start of the stretch and the figure.
        assert not [turn for turn in turns if slot.slice_start < turn <= slot.period_start]
    same = restated(first, last, months=months, on=START)
    assert [(s.period_start, s.room, s.shown) for s in same.slots] == [
        (s.period_start, s.room, s.shown) for s in shown.slots
    ]


@given(st.integers(1, 12), st.integers(1, 12))
def test_months_of_a_period(month: int, months: int) -> None:
    first = date(2023, month, 1)
    after = date(2023 + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1, 1)
    assert months_of(first, after - timedelta(days=1)) == months
    assert months_of(first, after) == 0
