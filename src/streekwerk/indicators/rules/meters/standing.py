"""How a meter stands against what is aimed at: which stretch is judged, and with which figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from streekwerk.indicators.rules.figures.aims import Aim, held_on, judged_rhythm
from streekwerk.indicators.rules.figures.periods import Period, Rhythm, period_of
from streekwerk.indicators.rules.figures.targets import Figure, Judgement, TargetState, judge, judge_each
from streekwerk.indicators.rules.figures.values import MISSING, State, Value
from streekwerk.indicators.rules.meters.reading import Reading, Step, joined


@dataclass(frozen=True, slots=True)
class Scale:
    """How figures of this indicator behave."""

    rhythm: Rhythm
    adds: bool = True
    """Whether figures of successive periods add up; a share or a stock is a level."""
    weighted: bool = False
    """A percentage of which numerators and denominators add up."""
    unit: str = ""
    many: str = "leden"


def stand(aims: Sequence[Aim], reading: Reading, scale: Scale, *, today: date) -> Judgement | None:
    """The judgement by the aim that holds today; None where nothing is aimed at.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> steps = [Step(read_period("2026-K1"), Value(State.FINAL, Decimal(60)))]
    >>> aim = Aim(">=", Decimal(200), per="year")
    >>> stand([aim], Reading(tuple(steps)), Scale("quarter"), today=date(2026, 5, 2)).state.value
    'on_course'
    """
    aim = held_on(aims, today)
    if aim is None:
        return None
    if aim.comparator == "done":
        return judge(aim, _delivery(reading), today=today)
    if not aim.for_each or aim.for_each == "network" or not reading.each:
        return _judged(aim, reading.steps, scale, today)
    period = _period(aim, [step for steps in reading.each.values() for step in steps], scale, today)
    figures = {name: _figure(aim, steps, scale, today, period) for name, steps in reading.each.items()}
    return judge_each(aim, figures, today=today, period=period).together


def stand_in(aims: Sequence[Aim], step: Step, scale: Scale, *, today: date) -> Judgement | None:
    """How the figure of one past period stood against the aim that held on its last day.

    None where no aim per so long held, or the period is shorter than what the aim is about.
    """
    aim = held_on(aims, step.period.end)
    if aim is None or not aim.per or judged_rhythm(aim, scale.rhythm) != step.period.rhythm:
        return None
    return judge(aim, _of(step, scale), today=today, period=step.period)


def _judged(aim: Aim, steps: Sequence[Step], scale: Scale, today: date) -> Judgement:
    period = _period(aim, steps, scale, today)
    return judge(aim, _figure(aim, steps, scale, today, period), today=today, period=period)


def _period(aim: Aim, steps: Sequence[Step], scale: Scale, today: date) -> Period | None:
    """Of an aim per so long: the stretch of today when it has a figure, else the last that has one."""
    if not aim.per:
        return None
    rhythm = judged_rhythm(aim, scale.rhythm)
    known = [step.period for step in steps if step.value.number is not None]
    if rhythm == "once":
        return known[-1] if known else None
    now = period_of(today, rhythm)
    if not known:
        return now
    return period_of(max(known).start, rhythm) if max(known).start <= today else now


def _figure(aim: Aim, steps: Sequence[Step], scale: Scale, today: date, period: Period | None) -> Figure:
    """The figures that count for the judgement as one: never across a break of the series."""
    newest = steps[-1].definition if steps else 1
    mine = [step for step in steps if step.definition == newest and step.period.start <= today]
    if period:
        mine = [step for step in mine if period.start <= step.period.start and step.period.end <= period.end]
    elif aim.starts:
        mine = [step for step in mine if step.period.end >= aim.starts]
    known = [step for step in mine if step.value.number is not None]
    if scale.adds and aim.needs_baseline and not period:
        # A rise is of one period against another: what still runs is no whole one, and years are not added.
        known = [step for step in known if step.period.end < today] or known[-1:]
    if not known:
        idle = bool(mine) and all(step.value.state is State.NOT_APPLICABLE for step in mine)
        nothing = Value(State.NOT_APPLICABLE) if idle else MISSING
        return Figure(nothing, adds=_adds(aim, scale), unit=scale.unit, many=scale.many)
    if _adds(aim, scale) or (scale.weighted and period):
        whole = period or Period(known[0].period.start, known[-1].period.end, "once")
        step = joined(mine, whole, weighted=scale.weighted)
    else:
        step = known[-1]
    made = _of(step, scale)
    until = known[-1].period.end
    return Figure(made.value, _adds(aim, scale), made.absent, min(until, today), scale.unit, scale.many)


def _adds(aim: Aim, scale: Scale) -> bool:
    return scale.adds and not scale.weighted and not aim.needs_baseline


def _of(step: Step, scale: Scale) -> Figure:
    absent = max(0, step.asked - step.answered)
    return Figure(
        step.value, scale.adds and not scale.weighted, absent, step.period.end, scale.unit, scale.many
    )


def _delivery(reading: Reading) -> Figure:
    """Something to deliver as the rules judge it: 1 when it is done, 0 when something was delivered."""
    if reading.finished:
        return Figure(Value(State.FINAL, Decimal(1)), until=reading.finished)
    return Figure(Value(State.ZERO, Decimal(0)) if reading.running else MISSING)


ORDER: tuple[TargetState | None, ...] = (
    TargetState.MISSED, TargetState.BEHIND, TargetState.NO_BASELINE, TargetState.NOT_YET_JUDGED,
    TargetState.ON_COURSE, TargetState.MET, TargetState.NOT_STARTED, None,
)  # fmt: skip
"""What asks attention first."""
