"""The difficult examples of targets, through the series of a meter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from streekwerk.indicators.rules.figures.aims import Aim
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.figures.values import HIDDEN, Value, value_of
from streekwerk.indicators.rules.meters.reading import Reading, Step
from streekwerk.indicators.rules.meters.standing import Scale, stand, stand_in

TODAY = date(2026, 7, 1)
TONS = Aim(">=", Decimal(200), per="year")


def step(key: str, said: object, definition: int = 1, absent: int = 0) -> Step:
    value = said if isinstance(said, Value) else value_of("final", Decimal(str(said)))
    return Step(read_period(key), value, asked=27, answered=27 - absent, definition=definition)


def state(aim: Aim, *steps: Step, rhythm: str = "year", today: date = TODAY) -> str:
    judged = stand([aim], Reading(steps), Scale(rhythm), today=today)  # type: ignore[arg-type]
    assert judged is not None
    return judged.state.value


def test_months_of_a_year_that_runs_follow_the_line() -> None:
    """Example 5."""
    for tons, expected in ((18, "on_course"), (16, "behind"), (40, "on_course")):
        months = [step(f"2026-{month:02}", tons) for month in range(1, 7)]
        assert state(TONS, *months, rhythm="month") == expected


def test_a_rise_is_of_one_whole_year() -> None:
    """Example 10 for a count: three years are not added up, and half a year is no year."""
    aim = Aim(
        "increase", Decimal(20), relative=True, by=date(2026, 12, 31), baseline=Decimal(100),
        baseline_on=date(2024, 12, 31),
    )  # fmt: skip
    years = (step("2024", 100), step("2025", 105), step("2026", 10))
    assert state(aim, *years) == "behind"
    assert state(aim, years[0], step("2025", 121), years[2]) == "on_course"
    assert state(aim, *years[:2], step("2026", 120), today=date(2027, 1, 2)) == "met"


def test_each_past_year_by_the_target_of_then() -> None:
    """Case 7."""
    aims = [
        Aim(">=", Decimal(200), per="year", ended_on=date(2026, 2, 1)),
        Aim(">=", Decimal(150), per="year", since=date(2026, 2, 1)),
    ]
    judged = stand_in(aims, step("2025", 160), Scale("year"), today=TODAY)
    assert judged is not None
    assert judged.state == "missed"


def test_no_judgement_across_a_break() -> None:
    """C22: what was measured otherwise does not count."""
    assert state(Aim(">=", Decimal(50), per="year"), step("2025-11", 100), step("2025-12", 7, definition=2),
                 rhythm="month") == "missed"  # fmt: skip


def test_missing_answers_and_hidden_totals() -> None:
    assert state(TONS, step("2025", 150, absent=5)) == "not_yet_judged"
    assert state(TONS, step("2025", 200, absent=5)) == "met"
    assert state(TONS, step("2025", HIDDEN)) == "not_yet_judged"
