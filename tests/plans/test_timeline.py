"""Laws of vague intervals and of the line of time."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from streekwerk.plans.rules.days import first_day, last_day
from streekwerk.plans.rules.timeline import Axis, Period

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
PRECISIONS = st.sampled_from(["day", "month", "season", "year"])


@given(DAYS, PRECISIONS)
def test_an_interval_holds_its_day(day: date, precision: str) -> None:
    assert first_day(day, precision) <= day <= last_day(day, precision)


@given(DAYS, st.sampled_from(["day", "month", "year"]))
def test_first_and_last_day_stay_in_one_interval(day: date, precision: str) -> None:
    first, last = first_day(day, precision), last_day(day, precision)
    assert (first_day(last, precision), last_day(first, precision)) == (first, last)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 1)).map(lambda day: day.replace(day=1)))
def test_a_season_is_the_same_from_either_end(first: date) -> None:
    assert first_day(last_day(first, "season"), "season") == first


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_an_axis_is_short_and_keeps_order(days: list[date]) -> None:
    axis = Axis.around(days)
    assert axis
    assert axis.last - axis.first < 16
    places = [axis.x(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(st.none() | DAYS, PRECISIONS, st.none() | DAYS, PRECISIONS)
def test_bars_stay_on_the_line_and_follow_each_other(
    start: date | None, start_precision: str, end: date | None, end_precision: str
) -> None:
    axis = Axis(2020, 2030)
    if start and end and start > end:
        start, end = end, start
    bars = axis.bars(Period(start, start_precision, end, end_precision))
    reached = 0.0
    for bar in bars:
        assert bar.x >= reached - 0.02
        assert bar.width > 0
        reached = bar.x + bar.width
    assert reached <= 100.02
    if not start and not end:
        assert bars == []


def test_a_long_axis_labels_what_fits() -> None:
    labels = [tick.label for tick in Axis(2010, 2025).ticks()]
    assert len([label for label in labels if label]) <= 8
    assert [tick.label for tick in Axis(2026, 2026).ticks()] == ["2026", "K2", "K3", "K4"]
