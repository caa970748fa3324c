"""The laws of the quarter: every day has one, paused is never late, a vague date is late only after its end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from streekwerk.indicators.queries.owed import ended
from streekwerk.indicators.rules.figures.periods import Rhythm
from streekwerk.plans.rules.days import last_day_of
from streekwerk.stewardship.rules.quarter import (
    OPEN,
    Quarter,
    State,
    figure_due,
    quarter_of,
    read_quarter,
    report_state,
    restart_since,
    silent_quarters,
    state_of,
)

TODAY = date(2026, 11, 22)
FOURTH = Quarter(2026, 4)
DAYS = some.dates(date(2000, 1, 1), date(2100, 12, 31))
QUARTERS = DAYS.map(quarter_of)
STANDS = some.sampled_from(["", "not_started", "running", "blocked", "paused", "done", "stopped", "late"])


@given(DAYS)
def test_every_day_lies_in_its_quarter_and_in_no_other(day: date) -> None:
    quarter = quarter_of(day)
    assert day in quarter
    assert day not in quarter.next
    assert day not in quarter.previous
    assert read_quarter(quarter.key) == quarter


@given(QUARTERS)
def test_quarters_follow_each_other_without_a_gap(quarter: Quarter) -> None:
    assert quarter.next.start == quarter.end + timedelta(days=1)
    assert quarter.next.previous == quarter
    assert quarter < quarter.next


@given(DAYS, QUARTERS, DAYS, STANDS)
def test_what_rests_or_is_closed_is_never_late(due: date, quarter: Quarter, today: date, stand: str) -> None:
    state = state_of(due, quarter, stand=stand, today=today)
    if stand in ("paused", "done", "stopped"):
        assert state in (None, State.PAUSED)
    if state == State.LATE:
        assert due < today
    if due > quarter.end:
        assert state is None


@given(DAYS, QUARTERS, DAYS, DAYS, STANDS)
def test_what_is_done_is_shown_in_the_quarter_in_which_it_was_done(
    due: date, quarter: Quarter, done: date, today: date, stand: str
) -> None:
    state = state_of(due, quarter, stand=stand, today=today, done_on=done)
    assert state == (State.DONE if done in quarter else None)


@pytest.mark.parametrize(
    ("words", "first", "precision"),
    [("voorjaar 2025", date(2025, 3, 1), "season"), ("juni 2025", date(2025, 6, 1), "month")],
)
def test_a_vague_date_is_late_only_after_its_interval(words: str, first: date, precision: str) -> None:
    last = last_day_of(first, precision, words)
    assert last is not None
    for day in (first, first + timedelta(days=20), last):
        assert state_of(last, quarter_of(day), stand="running", today=day) in (State.DUE, None)
    assert state_of(last, quarter_of(last), stand="running", today=last) == State.DUE
    after = last + timedelta(days=1)
    assert state_of(last, quarter_of(after), stand="late", today=after) == State.LATE


@given(DAYS)
def test_a_figure_is_due_after_its_period_within_two_quarters(end: date) -> None:
    assert end < figure_due(end) <= quarter_of(end).next.end


RHYTHMS: some.SearchStrategy[Rhythm] = some.sampled_from(["week", "month", "quarter", "half_year", "year"])


@given(RHYTHMS, DAYS, DAYS, DAYS)
def test_periods_that_ended_lie_between_since_and_today(
    rhythm: Rhythm, since: date, begun: date, today: date
) -> None:
    today = min(today, since + timedelta(days=800))
    for period in ended(rhythm, since, begun, today):
        assert since <= period.end < today
        assert period.start >= begun


@given(QUARTERS, STANDS, DAYS, some.none() | DAYS, some.none() | DAYS)
def test_a_report_is_done_once_it_was_made_and_never_late_within_its_quarter(
    quarter: Quarter, stand: str, today: date, closed: date | None, start: date | None
) -> None:
    made = report_state(quarter, reported=True, stand=stand, closed_on=closed, start=start, today=today)
    assert made == State.DONE
    asked = report_state(quarter, reported=False, stand=stand, closed_on=closed, start=start, today=today)
    if today <= quarter.end:
        assert asked != State.LATE
    if stand == "paused":
        assert asked in (None, State.PAUSED)
    if start and start > quarter.end:
        assert asked is None


PAUSES = some.lists(some.tuples(DAYS, some.integers(0, 900)), max_size=4).map(
    lambda rows: [(start, start + timedelta(days=days)) for start, days in rows]
)


@given(PAUSES, some.lists(DAYS, max_size=4), DAYS)
def test_after_a_pause_somebody_is_asked_until_it_was_reported(
    pauses: list[tuple[date, date | None]], reports: list[date], today: date
) -> None:
    since = restart_since(pauses, reports, today)
    if since is None:
        return
    assert since <= today
    assert all(report < since for report in reports)
    assert not any(start <= today and (end is None or end >= today) for start, end in pauses)
    assert restart_since(pauses, [*reports, today], today) is None


@given(some.lists(DAYS, max_size=5), QUARTERS, some.none() | DAYS)
def test_a_quarter_with_a_report_ends_the_silence(
    reports: list[date], quarter: Quarter, start: date | None
) -> None:
    silent = silent_quarters(quarter, reports, start)
    assert 0 <= silent <= 4
    assert silent_quarters(quarter, [*reports, quarter.previous.start], start) == 0
    assert silent_quarters(quarter, [*reports, quarter.start], start) == silent


def test_words_of_keys_that_are_none() -> None:
    assert [read_quarter(key) for key in ("", "2026", "2026-K0", "9999-K4", "x2026-K1")] == [None] * 5
    assert FOURTH.label == "4e kwartaal 2026"
    assert State.DUE in OPEN
