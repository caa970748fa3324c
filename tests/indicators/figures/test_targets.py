"""Seven states of a target, with their arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streekwerk.indicators.choices import Comparator, Dimension, TargetPer
from streekwerk.indicators.rules.figures.aims import (
    PER_WORDS,
    Aim,
    changes,
    held_on,
    judged_rhythm,
    times_in,
    words_of,
)  # fmt: skip
from streekwerk.indicators.rules.figures.periods import Rhythm, period_of, read_period
from streekwerk.indicators.rules.figures.targets import (
    LABELS,
    Figure,
    Judgement,
    TargetState,
    judge,
    judge_each,
)  # fmt: skip
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, value_of
from streekwerk.ui import dutch

YEAR = read_period("2026")
TONS = Aim(">=", Decimal(200), per="year")


def figure(number: object, *, adds: bool = True, **more: object) -> Figure:
    return Figure(value_of("final", Decimal(str(number))), adds=adds, **more)  # type: ignore[arg-type]


def said(judgement: Judgement) -> tuple[str, str]:
    return judgement.state.value, judgement.sentence.replace(dutch.THIN_SPACE, " ")


def test_every_stored_word_is_known() -> None:
    assert {"", *TargetPer.values} == set(PER_WORDS)
    for comparator in Comparator.values:
        for each in Dimension.values:
            assert words_of(Aim(comparator, Decimal(3), for_each=each))
    assert set(LABELS) == set(TargetState)


# ------------------------------------------------------------------ per period


def test_only_instagram_fails_march() -> None:
    """C17: at least 3 posts per channel per month, Instagram 2 and Facebook 4."""
    aim = Aim(">=", Decimal(3), per="month", for_each="channel")
    posts = {"Instagram": figure(2, unit="posts"), "Facebook": figure(4, unit="posts")}
    judged = judge_each(aim, posts, today=date(2026, 4, 1), period=read_period("2026-03"))
    assert said(judged.by_key["Instagram"]) == (
        "missed", "Niet gehaald: 2 posts in maart 2026 tegenover minstens 3 posts."
    )  # fmt: skip
    assert judged.by_key["Facebook"].state is TargetState.MET
    assert said(judged.together) == ("missed", "Niet gehaald: Instagram (1 van 2).")


@pytest.mark.parametrize(("tons", "state"), [("104", "on_course"), ("99.1", "behind"), ("250", "on_course")])
def test_200_ton_a_year_is_never_met_in_july(tons: str, state: str) -> None:
    """Example 5: the line on 1 July is 181/365 of 200 ton."""
    judged = judge(TONS, figure(tons, unit="ton"), today=date(2026, 7, 1), period=YEAR)
    assert judged.state == state
    assert judged.line is not None
    assert round(judged.line, 1) == Decimal("99.2")
    assert "de lijn is dan 99,2 ton (181/365 × 200 ton)" in said(judged)[1]


def test_after_the_year_it_is_met_or_missed() -> None:
    after = date(2027, 1, 1)
    assert said(judge(TONS, figure(200, unit="ton"), today=after, period=YEAR)) == (
        "met", "Gehaald: 200 ton in 2026 tegenover minstens 200 ton."
    )  # fmt: skip
    assert judge(TONS, figure(199), today=after, period=YEAR).state is TargetState.MISSED


def test_the_line_stands_where_the_figures_end() -> None:
    late = figure(104, unit="ton", until=date(2026, 6, 30))
    assert "op 1 juli 2026" in judge(TONS, late, today=date(2026, 9, 1), period=YEAR).sentence


def test_missing_answers_are_judged_only_when_they_cannot_turn_it() -> None:
    after = date(2027, 1, 1)
    assert said(judge(TONS, figure(150, absent=5), today=after, period=YEAR)) == (
        "not_yet_judged",
        "Nog niet te beoordelen: 150 in 2026 tegenover minstens 200, en 5 antwoorden ontbreken.",
    )
    assert judge(TONS, figure(210, absent=5), today=after, period=YEAR).state is TargetState.MET
    most = Aim("<=", Decimal(10), per="year")
    assert judge(most, figure(11, absent=5), today=after, period=YEAR).state is TargetState.MISSED
    assert judge(most, figure(9, absent=5), today=after, period=YEAR).state is TargetState.NOT_YET_JUDGED


def test_at_most_is_missed_as_soon_as_it_is_passed() -> None:
    most = Aim("<=", Decimal(12), per="year")
    july = date(2026, 7, 1)
    assert said(judge(most, figure(13), today=july, period=YEAR)) == (
        "missed", "Niet gehaald: al 13 tegenover hoogstens 12."
    )  # fmt: skip
    assert judge(most, figure(10), today=july, period=YEAR).state is TargetState.BEHIND
    assert judge(most, figure(3), today=july, period=YEAR).state is TargetState.ON_COURSE


def test_a_level_has_no_line_within_its_period() -> None:
    aim = Aim(">=", Decimal(80), per="year")
    for number, state in ((81, "on_course"), (79, "behind")):
        judged = judge(aim, figure(number, adds=False, unit="%"), today=date(2026, 7, 1), period=YEAR)
        assert (judged.state, judged.line) == (state, None)


def test_a_goal_per_week_counts_the_weeks_of_a_month() -> None:
    aim, month = Aim(">=", Decimal(2), per="week"), read_period("2026-02")
    assert times_in(aim, month) == 4
    assert judge(aim, figure(8), today=date(2026, 3, 1), period=month).state is TargetState.MET
    assert judge(aim, figure(7), today=date(2026, 3, 1), period=month).state is TargetState.MISSED


@pytest.mark.parametrize(
    ("per", "measured", "judged"),
    [("month", "year", "year"), ("year", "month", "year"), ("", "quarter", "quarter"), ("2 weeks", "month", "month"),
     ("year", "once", "once")],
)  # fmt: skip
def test_over_what_is_judged(per: str, measured: Rhythm, judged: Rhythm) -> None:
    assert judged_rhythm(Aim(">=", Decimal(1), per=per), measured) == judged  # type: ignore[arg-type]


# ------------------------------------------------------------------ horizons

GROWTH = Aim("increase", Decimal(20), relative=True, by=date(2031, 12, 31), for_each="channel")


def test_growth_without_a_baseline() -> None:
    """Example 10: never 0 %."""
    assert said(judge(GROWTH, figure(900, adds=False), today=date(2027, 1, 1))) == (
        "no_baseline",
        "Nulmeting ontbreekt: “stijgt met 20 % per onderdeel tegen 31 december 2031” "
        "is nog niet te berekenen. Vul de nulmeting in.",
    )


def test_growth_runs_along_a_line_from_the_baseline() -> None:
    aim = replace(GROWTH, baseline=Decimal(1000), baseline_on=date(2026, 1, 1))
    halfway = date(2029, 1, 1)
    assert said(judge(aim, figure(1101, adds=False), today=halfway)) == (
        "on_course",
        "Op schema: 1.101 op 1 januari 2029, de lijn is dan 1.100,0 (1.000 + 1096/2191 × 200).",
    )
    assert judge(aim, figure(1099, adds=False), today=halfway).state is TargetState.BEHIND
    after = date(2032, 1, 1)
    assert judge(aim, figure(1200, adds=False), today=after).state is TargetState.MET
    assert judge(aim, figure(1199, adds=False), today=after).state is TargetState.MISSED


def test_a_fall_is_judged_downward() -> None:
    aim = Aim(
        "decrease", Decimal(10), by=date(2030, 12, 31), baseline=Decimal(60), baseline_on=date(2026, 1, 1)
    )
    assert aim.goal == 50
    assert judge(aim, figure(54, adds=False), today=date(2028, 7, 2)).state is TargetState.ON_COURSE
    assert judge(aim, figure(56, adds=False), today=date(2028, 7, 2)).state is TargetState.BEHIND
    assert judge(aim, figure(50, adds=False), today=date(2031, 1, 1)).state is TargetState.MET


def test_a_rise_without_a_size_has_to_be_one() -> None:
    aim = Aim("increase", baseline=Decimal(10), by=date(2026, 12, 31))
    assert judge(aim, figure(10, adds=False), today=date(2027, 1, 1)).state is TargetState.MISSED
    assert judge(aim, figure(11, adds=False), today=date(2027, 1, 1)).state is TargetState.MET


def test_a_count_up_to_a_horizon_is_met_when_reached() -> None:
    aim = Aim(">=", Decimal(12), starts=date(2026, 1, 1), by=date(2028, 12, 31))
    assert judge(aim, figure(12), today=date(2027, 1, 1)).state is TargetState.MET
    assert judge(aim, figure(3), today=date(2027, 1, 1)).state is TargetState.BEHIND
    assert judge(aim, figure(3), today=date(2025, 12, 31)).state is TargetState.NOT_STARTED


def test_a_level_up_to_a_horizon_without_a_line() -> None:
    aim = Aim(">=", Decimal(60), by=date(2028, 12, 31))
    state, sentence = said(judge(aim, figure(44, adds=False, unit="%"), today=date(2027, 1, 1)))
    assert state == "not_yet_judged"
    assert "zonder nulmeting is er geen lijn" in sentence
    assert judge(aim, figure(61, adds=False), today=date(2027, 1, 1)).state is TargetState.ON_COURSE


def test_without_an_end_it_is_met_or_behind() -> None:
    aim = Aim(">=", Decimal(60))
    assert judge(aim, figure(61, adds=False), today=date(2027, 1, 1)).state is TargetState.MET
    assert judge(aim, figure(59, adds=False), today=date(2027, 1, 1)).state is TargetState.BEHIND


@pytest.mark.parametrize("value", [MISSING, HIDDEN])
def test_without_a_figure_nothing_is_judged(value: object) -> None:
    judged = judge(TONS, Figure(value), today=date(2027, 1, 1), period=YEAR)  # type: ignore[arg-type]
    assert judged.state is TargetState.NOT_YET_JUDGED


def test_a_direction_without_a_number() -> None:
    assert judge(Aim(">="), figure(3), today=date(2027, 1, 1)).state is TargetState.NOT_YET_JUDGED


@pytest.mark.parametrize(
    ("number", "until", "today", "state"),
    [
        (1, date(2026, 6, 1), date(2027, 1, 1), "met"), (1, date(2027, 2, 2), date(2027, 3, 1), "missed"),
        (0, None, date(2026, 6, 1), "on_course"), (0, None, date(2027, 1, 1), "missed"),
    ],
)  # fmt: skip
def test_something_to_deliver(number: int, until: date | None, today: date, state: str) -> None:
    aim = Aim("done", by=date(2026, 12, 31))
    assert judge(aim, figure(number, until=until), today=today).state == state


def test_too_late_is_said_in_days() -> None:
    judged = judge(
        Aim("done", by=date(2026, 12, 31)), figure(1, until=date(2027, 1, 2)), today=date(2027, 3, 1)
    )
    assert judged.sentence == "Niet gehaald: opgeleverd op 2 januari 2027, 2 dagen te laat."


# ------------------------------------------------------------------ changed targets


def test_a_missed_year_stays_missed_when_the_target_is_lowered() -> None:
    """Case 7."""
    old = replace(TONS, ended_on=date(2027, 2, 3))
    new = Aim(">=", Decimal(150), per="year", since=date(2027, 2, 3), reason="Besluit van het bestuur.")
    held = held_on([new, old], YEAR.end)
    assert held == old
    assert judge(held, figure(160), today=date(2027, 3, 1), period=YEAR).state is TargetState.MISSED
    assert held_on([new, old], date(2027, 12, 31)) == new
    assert changes([new, old], unit="ton")[0].replace(dutch.THIN_SPACE, " ") == (
        "Streefwaarde gewijzigd op 3 februari 2027: "
        "was minstens 200 ton per jaar, is minstens 150 ton per jaar. "
        "Reden: Besluit van het bestuur."
    )
    assert held_on([], YEAR.end) is None


# ------------------------------------------------------------------ laws

NUMBERS = st.integers(0, 1000).map(Decimal)
AIMS = st.builds(
    Aim,
    st.sampled_from(["=", ">=", ">", "<=", "<", "increase", "decrease"]),
    st.one_of(st.none(), NUMBERS),
    relative=st.booleans(),
    per=st.sampled_from(["", "year"]),
    by=st.one_of(st.none(), st.just(date(2028, 12, 31))),
    baseline=st.one_of(st.none(), NUMBERS),
    baseline_on=st.just(date(2026, 1, 1)),
)
DAYS = st.dates(date(2025, 6, 1), date(2030, 1, 1))


@given(AIMS, NUMBERS, DAYS, st.booleans())
def test_every_figure_gets_a_state_and_a_sentence(aim: Aim, number: Decimal, today: date, adds: bool) -> None:
    period = YEAR if aim.per else None
    judged = judge(aim, figure(number, adds=adds), today=today, period=period)
    assert judged.sentence.endswith(".")
    assert judged.label in LABELS.values()
    if period and today <= period.end:
        assert judged.state is not TargetState.MET
    if (period.end if period else aim.by or date.max) < today:
        assert judged.state not in (TargetState.ON_COURSE, TargetState.BEHIND, TargetState.NOT_STARTED)
    if aim.needs_baseline and aim.baseline is None:
        assert judged.state is TargetState.NO_BASELINE


@given(NUMBERS, NUMBERS, st.integers(0, 1000), st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_more_is_never_worse_where_more_is_asked(
    goal: Decimal, number: Decimal, more: int, today: date
) -> None:
    order = [TargetState.MISSED, TargetState.BEHIND, TargetState.ON_COURSE, TargetState.MET]
    aim = Aim(">=", goal, per="year")
    less, great = (judge(aim, figure(n), today=today, period=YEAR).state for n in (number, number + more))
    assert order.index(less) <= order.index(great)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_the_line_grows_to_the_goal(today: date) -> None:
    judged = judge(TONS, figure(1), today=today, period=period_of(today, "year"))
    assert judged.line is not None
    assert 0 <= judged.line < 200


def test_who_it_does_not_apply_to_is_not_judged() -> None:
    figures = {"Geel": figure(2), "Mol": Figure(value_of("not_applicable", None))}
    period = read_period("2026-10")
    aim = Aim(">=", Decimal(1), per="month", for_each="place")
    judged = judge_each(aim, figures, today=date(2026, 11, 22), period=period)
    assert set(judged.by_key) == {"Geel"}
    assert judged.together.state is TargetState.MET
