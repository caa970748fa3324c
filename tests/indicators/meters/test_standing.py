"""Which stretch of a meter is judged, by which target, with which figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.rules.figures.aims import Aim
from streekwerk.indicators.rules.figures.periods import Rhythm, period_of, periods_between, read_period
from streekwerk.indicators.rules.figures.values import MISSING, State, Value
from streekwerk.indicators.rules.meters.reading import RECENT, Reading, Step, from_json, joined, to_json
from streekwerk.indicators.rules.meters.standing import Scale, stand, stand_in

TODAY = date(2026, 11, 22)


def step(key: str, number: float | None, definition: int = 1, asked: int = 0, answered: int = 0) -> Step:
    value = MISSING if number is None else Value(State.FINAL, Decimal(str(number)))
    return Step(read_period(key), value, asked, answered, definition)


def state(aim: Aim | list[Aim], *steps: Step, scale: Scale | None = None, today: date = TODAY) -> str:
    aims = aim if isinstance(aim, list) else [aim]
    judged = stand(aims, Reading(steps), scale or Scale("quarter"), today=today)
    return judged.state.value if judged else "free"


def test_without_a_target_nothing_is_judged() -> None:
    assert state([], step("2026-K1", 3)) == "free"


def test_the_year_is_the_sum_of_its_quarters() -> None:
    aim = Aim(">=", Decimal(200), per="year")
    quarters = [step(f"2026-K{n}", 60) for n in (1, 2, 3)]
    assert state(aim, *quarters) == "on_course"
    assert state(aim, *quarters, step("2026-K4", 60), today=date(2027, 1, 2)) == "met"
    assert state(aim, *quarters, step("2026-K4", 5), today=date(2027, 1, 2)) == "missed"


def test_a_running_year_is_never_met() -> None:
    """The 200 tons a year of a food project: on 1 July the line is 99,2 and even 300 is only on course."""
    aim = Aim(">=", Decimal(200), per="year")
    scale = Scale("half_year", unit="ton")
    for tons, expected in ((99, "behind"), (100, "on_course"), (300, "on_course")):
        assert state(aim, step("2026-H1", tons), scale=scale, today=date(2026, 7, 1)) == expected


def test_a_share_of_a_year_weighs_its_parts() -> None:
    parts = [
        Step(read_period("2026-K1"), Value(State.FINAL, Decimal(100), Decimal(1), Decimal(1))),
        Step(read_period("2026-K2"), Value(State.FINAL, Decimal(0), Decimal(0), Decimal(99))),
    ]
    whole = joined(parts, read_period("2026"), weighted=True)
    assert (whole.value.number, whole.value.denominator) == (1, 100)
    scale = Scale("quarter", adds=False, weighted=True, unit="%")
    assert state(Aim(">=", Decimal(50), per="year"), *parts, scale=scale, today=date(2027, 2, 1)) == "missed"


def test_up_to_a_horizon_everything_since_the_start_counts() -> None:
    aim = Aim(">=", Decimal(10), starts=date(2026, 1, 1), by=date(2031, 12, 31))
    assert state(aim, step("2025-K4", 99), step("2026-K1", 4)) == "on_course"
    assert state(aim, step("2026-K1", 4), step("2026-K2", 6)) == "met"


def test_no_judgement_runs_across_a_break() -> None:
    aim = Aim(">=", Decimal(100), per="year")
    before, after = step("2026-K1", 90), step("2026-K2", 20, definition=2)
    judged = stand([aim], Reading((before, after)), Scale("quarter"), today=TODAY)
    assert judged is not None
    assert "20 op" in judged.sentence


def test_a_rise_without_a_baseline_says_so() -> None:
    aim = Aim("increase", Decimal(20), relative=True, by=date(2031, 12, 31))
    assert state(aim, step("2026-K1", 500), scale=Scale("quarter", adds=False)) == "no_baseline"


def test_each_channel_has_to_reach_it() -> None:
    """Three posts per channel per month: with Instagram 2 and Facebook 4 only Instagram fails for March."""
    aim = Aim(">=", Decimal(3), per="month", for_each="channel")
    each = {"Instagram": (step("2026-03", 2),), "Facebook": (step("2026-03", 4),)}
    judged = stand([aim], Reading((step("2026-03", 6),), each=each), Scale("month"), today=date(2026, 4, 2))
    assert judged is not None
    assert (judged.state.value, judged.sentence) == ("missed", "Niet gehaald: Instagram (1 van 2).")


def test_a_past_year_is_judged_by_the_target_of_then() -> None:
    old = Aim(">=", Decimal(200), per="year", ended_on=date(2026, 2, 3))
    new = Aim(">=", Decimal(100), per="year", since=date(2026, 2, 3))
    scale = Scale("year")
    for year, number, expected in ((2025, 150, "missed"), (2026, 150, "met")):
        judged = stand_in([old, new], step(str(year), number), scale, today=date(2027, 2, 1))
        assert judged is not None
        assert judged.state.value == expected


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (Reading(), "not_started"),
        (Reading((step("2026-K1", 0),), "opgeleverd – 19/27 gevalideerd"), "on_course"),
        (Reading((step("2026-K1", 1),), "klaar", finished=date(2026, 6, 1)), "met"),
        (Reading((step("2026-K1", 1),), "klaar", finished=date(2027, 6, 1)), "missed"),
    ],
)
def test_something_to_deliver(reading: Reading, expected: str) -> None:
    judged = stand([Aim("done", by=date(2026, 12, 31))], reading, Scale("once"), today=TODAY)
    assert judged is not None
    assert judged.state.value == expected


numbers = st.lists(st.one_of(st.none(), st.integers(0, 500)), max_size=60)


@given(numbers, st.sampled_from(["month", "quarter", "year"]))
def test_a_kept_reading_reads_back_as_it_was(figures: list[int | None], rhythm: Rhythm) -> None:
    periods = periods_between(date(2020, 1, 1), date(2029, 12, 31), rhythm)
    steps = tuple(
        Step(period, MISSING if n is None else Value(State.FINAL, Decimal(n)), 27, 22)
        for period, n in zip(periods, figures, strict=False)
    )
    reading = Reading(steps, "woorden", date(2026, 1, 2), {"Beek": steps[:2]}, "4 nog open")
    series, extra = to_json(reading)
    assert from_json(series, extra) == reading
    short = from_json(None, extra)
    # What a list shows is the same with the last year or so.
    assert short.latest == reading.latest
    assert len([one for one in short.steps if one.value.number is not None]) <= RECENT


@given(st.lists(st.integers(0, 300), min_size=1, max_size=24), st.integers(1, 2000))
def test_the_last_year_is_enough_to_judge_a_year(figures: list[int], goal: int) -> None:
    months = periods_between(date(2025, 1, 1), date(2026, 12, 31), "month")
    steps = tuple(
        Step(month, Value(State.FINAL, Decimal(n))) for month, n in zip(months, figures, strict=False)
    )
    aim, scale = Aim(">=", Decimal(goal), per="year"), Scale("month")
    series, extra = to_json(Reading(steps))
    whole, short = (stand([aim], from_json(kept, extra), scale, today=TODAY) for kept in (series, None))
    assert whole == short


def test_a_year_that_runs_is_judged_before_last_year() -> None:
    aim = Aim(">=", Decimal(12), per="year")
    months = [step(f"2025-{n:02}", 1) for n in range(1, 13)]
    assert state(aim, *months, scale=Scale("month")) == "met"
    assert state(aim, *months, step("2026-01", 1), scale=Scale("month")) == "behind"
    assert period_of(TODAY, "year").start == date(2026, 1, 1)


def test_where_it_does_not_apply_nothing_is_asked() -> None:
    month = read_period("2026-10")
    each = {
        "Geel": (Step(month, Value(State.FINAL, Decimal(1))),),
        "Mol": (Step(month, Value(State.NOT_APPLICABLE)),),
    }
    aim = Aim(">=", Decimal(1), per="month", for_each="place")
    judged = stand([aim], Reading(each["Geel"], each=each), Scale("month"), today=date(2026, 11, 22))
    assert judged
    assert (judged.state.value, judged.sentence) == ("met", "Gehaald: Geel.")
