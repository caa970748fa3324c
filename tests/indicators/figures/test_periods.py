"""Periods: keys, labels, neighbours."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.choices import Rhythm as Stored
from streekwerk.indicators.rules.figures.periods import (
    NoSuchPeriod,
    Rhythm,
    period_between,
    period_of,
    periods_between,
    read_period,
)  # fmt: skip

RHYTHMS: list[Rhythm] = ["day", "week", "month", "quarter", "half_year", "year"]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_every_stored_rhythm_is_known() -> None:
    assert set(Stored.values) <= {*RHYTHMS, "once"}


@given(DAYS, st.sampled_from(RHYTHMS))
def test_a_period_holds_its_day_and_comes_back_from_its_key(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)
    assert day in period
    assert read_period(period.key) == period
    assert period_between(period.start, period.end) == period
    assert period.label


@given(DAYS, st.sampled_from(RHYTHMS))
def test_neighbours_touch(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)
    assert period.next is not None
    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period


@given(DAYS, st.sampled_from(RHYTHMS))
def test_a_year_before_is_the_same_stretch(day: date, rhythm: Rhythm) -> None:
    before = period_of(day, rhythm).year_before
    if before is None:
        assert rhythm in ("day", "week")
        return
    assert 350 <= (period_of(day, rhythm).start - before.start).days <= 380
    assert before.rhythm == rhythm


@given(DAYS, DAYS, st.sampled_from(RHYTHMS[2:]))
def test_periods_between_leave_no_gap(one: date, other: date, rhythm: Rhythm) -> None:
    first, last = sorted((one, other))
    found = periods_between(first, last, rhythm)
    assert first in found[0]
    assert last in found[-1]
    assert all(left.next == right for left, right in pairwise(found))


@pytest.mark.parametrize(
    "key", ["2026-02-29", "2026-W54", "2026-13", "2026-K5", "najaar", "2026-12-31/2026-01-01"]
)
def test_what_does_not_exist_is_refused(key: str) -> None:
    with pytest.raises(NoSuchPeriod, match="is geen periode"):
        read_period(key)


def test_a_stretch_of_its_own_is_once() -> None:
    period = period_between(date(2022, 10, 28), date(2022, 11, 10))
    assert period.rhythm == "once"
    assert period.label == "28 oktober 2022 – 10 november 2022"
    assert (period.next, period.previous, period.year_before) == (None, None, None)
    assert read_period(period.key) == period


def test_an_end_before_its_start_is_refused() -> None:
    with pytest.raises(NoSuchPeriod):
        period_between(date(2026, 2, 1), date(2026, 1, 1))
    assert periods_between(date(2026, 2, 1), date(2026, 1, 1), "month") == []
