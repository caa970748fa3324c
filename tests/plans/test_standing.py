"""How something stands: tables of cases, and the laws that always hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.plans.choices import ProgressStatus
from streekwerk.plans.rules.days import last_day_of
from streekwerk.plans.rules.standing import (
    CLOSED,
    ICONS,
    LABELS,
    Fact,
    Stand,
    holding,
    standing,
)

CRISIS = Fact("paused", date(2020, 3, 13), date(2022, 6, 30), "crisis")
OPEN_CRISIS = Fact("paused", date(2020, 3, 13), None, "crisis")
RESUMED = Fact("running", date(2021, 9, 1))
RUNNING = Fact("running", date(2019, 1, 1))
SPRING = date(2020, 5, 31)


@pytest.mark.parametrize(
    ("facts", "pauses", "end", "today", "words"),
    [
        ([], [], None, date(2020, 1, 1), "nog niets gemeld"),
        ([RUNNING], [], SPRING, date(2020, 3, 1), "loopt"),
        ([RUNNING], [], SPRING, SPRING, "loopt"),
        ([RUNNING], [], SPRING, date(2020, 6, 1), "te laat sinds 1 juni 2020"),
        ([], [], SPRING, date(2020, 6, 1), "te laat sinds 1 juni 2020"),
        ([Fact("done", date(2020, 7, 1))], [], SPRING, date(2020, 8, 1), "klaar sinds 1 juli 2020"),
        (
            [RUNNING, Fact("blocked", date(2020, 2, 1), None, "geen zaal")],
            [],
            SPRING,
            date(2020, 3, 1),
            "geblokkeerd sinds 1 februari 2020 (geen zaal)",
        ),
        (
            [RUNNING],
            [CRISIS],
            SPRING,
            date(2021, 1, 1),
            "gepauzeerd sinds 13 maart 2020, tot en met 30 juni 2022 (crisis)",
        ),
        ([], [OPEN_CRISIS], SPRING, date(2025, 1, 1), "gepauzeerd sinds 13 maart 2020 (crisis)"),
        # A pause does not erase the end; it says from when one is late.
        ([RUNNING], [CRISIS], SPRING, date(2022, 7, 1), "te laat sinds 1 juli 2022"),
        ([RUNNING], [OPEN_CRISIS, RESUMED], SPRING, date(2022, 1, 1), "te laat sinds 1 september 2021"),
        # What was reported since the pause began runs on, and is not late meanwhile.
        ([RUNNING, Fact("running", date(2020, 9, 1))], [CRISIS], SPRING, date(2021, 1, 1), "loopt"),
        ([Fact("done", date(2019, 1, 1))], [CRISIS], SPRING, date(2021, 1, 1), "klaar sinds 1 januari 2019"),
        # After its own pause what was true before is true again.
        ([RUNNING, CRISIS], [], None, date(2023, 1, 1), "loopt"),
        # A mistake is put right by a later report from the same day.
        ([Fact("done", SPRING), Fact("running", SPRING)], [], None, date(2020, 6, 1), "loopt"),
    ],
)
def test_the_table_of_cases(
    facts: list[Fact], pauses: list[Fact], end: date | None, today: date, words: str
) -> None:
    assert standing(facts, pauses, end, today).words == words


def test_what_has_no_dates_is_not_paused_with_the_plan() -> None:
    assert standing([RUNNING], [OPEN_CRISIS], None, date(2021, 1, 1), timed=False).code == "running"


@pytest.mark.parametrize(
    ("day", "precision", "words", "last"),
    [
        (date(2025, 3, 1), "season", "voorjaar 2025", date(2025, 5, 31)),
        (date(2025, 12, 1), "season", "winter 2025", date(2026, 2, 28)),
        (date(2025, 9, 1), "year", "schooljaar 2025-2026", date(2026, 8, 31)),
        (date(2028, 1, 1), "season", "begin 2028", date(2028, 3, 31)),
        (date(2025, 1, 1), "year", "", date(2025, 12, 31)),
        (date(2024, 2, 10), "month", "", date(2024, 2, 29)),
        (date(2025, 12, 31), "day", "", date(2025, 12, 31)),
        (None, "", "", None),
    ],
)
def test_the_last_day_of_a_vague_date(
    day: date | None, precision: str, words: str, last: date | None
) -> None:
    assert last_day_of(day, precision, words) == last


def test_every_status_has_its_word_and_icon() -> None:
    reported = {status.value for status in ProgressStatus}
    assert set(LABELS) == set(ICONS) == reported | {"", "late"}
    assert {code: LABELS[code] for code in LABELS if code in reported} == dict(ProgressStatus.choices)


days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
statuses: list[Stand] = ["not_started", "running", "blocked", "paused", "done", "stopped"]


@st.composite
def facts(draw: st.DrawFn, kinds: list[Stand] = statuses) -> list[Fact]:
    return [
        Fact(
            draw(st.sampled_from(kinds)),
            start := draw(days),
            draw(st.none() | st.integers(0, 900).map(lambda length: start + timedelta(length))),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]


def test_who_works_on_through_a_pause_of_the_plan_is_not_late() -> None:
    crisis = Fact("paused", date(2020, 3, 1))
    reported = Fact("running", date(2020, 4, 1))
    assert standing([reported], [crisis], date(2020, 1, 1), date(2020, 5, 1)).words == "loopt"


@given(facts(), facts(["paused", "running"]), st.none() | days, days)
def test_late_only_after_the_end_and_outside_a_pause(
    own: list[Fact], pauses: list[Fact], end: date | None, today: date
) -> None:
    stands = standing(own, pauses, end, today)
    now, pause = holding(own, today), holding(pauses, today)
    assert stands.since is None or stands.since <= today
    if stands.code == "late":
        assert end is not None
        assert stands.since is not None
        assert end < stands.since
        assert not (pause and pause.status == "paused")
        assert not (now and now.status in CLOSED | {"paused"})
    elif end and end < today and not (now and now.status in CLOSED | {"paused"}):
        assert pause
        assert pause.status == "paused"
    if now and now.status in CLOSED:
        assert stands.code == now.status


@given(facts(), facts(["paused"]), st.none() | days, days)
def test_a_future_report_changes_nothing_today(
    own: list[Fact], pauses: list[Fact], end: date | None, today: date
) -> None:
    later = Fact("done", today + timedelta(days=1))
    assert standing([*own, later], pauses, end, today) == standing(own, pauses, end, today)
