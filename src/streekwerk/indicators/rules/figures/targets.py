"""How a figure stands against an aim: one of seven states, with the arithmetic in a Dutch sentence.

While a period runs nothing is met: what adds up is held against the part of the goal that belongs to the
days that passed (1 July: 181/365). What cannot come right any more is missed at once. A total of which
answers are missing is only judged when they cannot change the outcome.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from streekwerk.indicators.rules.figures.aims import Aim, times_in, words_of
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.values import State, Value, with_unit
from streekwerk.ui import dutch

Key = TypeVar("Key", bound=Hashable)


class TargetState(StrEnum):
    """How a figure stands against what was aimed at."""

    NOT_STARTED = "not_started"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MET = "met"
    MISSED = "missed"
    NO_BASELINE = "no_baseline"
    NOT_YET_JUDGED = "not_yet_judged"


LABELS: dict[TargetState, str] = {
    TargetState.NOT_STARTED: "nog niet begonnen",
    TargetState.ON_COURSE: "op schema",
    TargetState.BEHIND: "achter",
    TargetState.MET: "gehaald",
    TargetState.MISSED: "niet gehaald",
    TargetState.NO_BASELINE: "nulmeting ontbreekt",
    TargetState.NOT_YET_JUDGED: "nog niet te beoordelen",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A state with the sentence that shows how it came about."""

    state: TargetState
    sentence: str
    goal: Decimal | None = None
    line: Decimal | None = None
    """Where it should be today to be on course; None where there is no line."""

    @property
    def label(self) -> str:
        """The state in Dutch."""
        return LABELS[self.state]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to judge, and what is known about it."""

    value: Value
    adds: bool = True
    """Whether it grows as days pass (a count, an amount); a percentage or a stock is a level."""
    absent: int = 0
    """How many were asked and did not answer."""
    until: date | None = None
    """The last day it is about; None: today."""
    unit: str = ""
    many: str = "besturen"


def judge(aim: Aim, figure: Figure, *, today: date, period: Period | None = None) -> Judgement:
    """How a figure stands. `period`: the stretch an aim per so long is judged over; without it, its horizon.

    >>> figure = Figure(Value("final", Decimal(104)), unit="ton")
    >>> aim = Aim(">=", Decimal(200), per="year")
    >>> year = Period(date(2026, 1, 1), date(2026, 12, 31), "year")
    >>> judge(aim, figure, today=date(2026, 7, 1), period=year).sentence.replace(dutch.THIN_SPACE, " ")
    'Op schema: 104 ton op 1 juli 2026, de lijn is dan 99,2 ton (181/365 × 200 ton).'
    """
    if aim.comparator == "done":
        return _judge_done(aim, figure, today)
    if aim.needs_baseline and aim.baseline is None:
        said = f"Nulmeting ontbreekt: “{words_of(aim, unit=figure.unit)}” is nog niet te berekenen."
        return Judgement(TargetState.NO_BASELINE, f"{said} Vul de nulmeting in.")
    goal = aim.goal
    if goal is None:
        return Judgement(
            TargetState.NOT_YET_JUDGED,
            "Nog niet te beoordelen: de streefwaarde heeft geen getal. Vul het in.",
        )
    if period and figure.adds:
        goal *= times_in(aim, period)
    start, end = (period.start, period.end) if period else (aim.starts, aim.by)
    if start and today < start:
        return Judgement(TargetState.NOT_STARTED, f"Begint op {dutch.day(start)}.", goal)
    if figure.value.number is None or not figure.value.added:
        said = f"Nog niet te beoordelen: {figure.value.words}."
        return Judgement(TargetState.NOT_YET_JUDGED, said, goal)
    if end is None or today <= end:
        return _Running(aim, figure, figure.value.number, goal, start, end, today, period).judged()
    return _ended(aim, figure, figure.value.number, goal, period)


def _ended(aim: Aim, figure: Figure, number: Decimal, goal: Decimal, period: Period | None) -> Judgement:
    """Met or missed, unless answers that are still missing can turn it."""
    said = f"{with_unit(number, figure.unit)}{f' in {_named(period)}' if period else ''}"
    aimed = _aimed(aim, goal, figure.unit)
    reached = aim.reached_by(number, goal)
    if figure.absent and figure.adds and _can_turn(aim, number, goal, reached):
        who = dutch.counted(figure.absent, "antwoord ontbreekt", "antwoorden ontbreken")
        return Judgement(
            TargetState.NOT_YET_JUDGED, f"Nog niet te beoordelen: {said} tegenover {aimed}, en {who}.", goal
        )
    state = TargetState.MET if reached else TargetState.MISSED
    return Judgement(state, f"{LABELS[state].capitalize()}: {said} tegenover {aimed}.", goal)


def _named(period: Period) -> str:
    """The period as it reads after “in”."""
    article = {"quarter": "het ", "half_year": "de "}.get(period.rhythm, "")
    return f"{article}{period.label}"


def _can_turn(aim: Aim, number: Decimal, goal: Decimal, reached: bool) -> bool:
    """Whether more of what adds up can change the outcome: it only grows."""
    if aim.comparator == "=":
        return number <= goal
    return not reached if aim.upward else reached


def _aimed(aim: Aim, goal: Decimal, unit: str) -> str:
    if aim.comparator in ("increase", "decrease"):
        than = "minstens" if aim.comparator == "increase" else "hoogstens"
        if not aim.number:
            than = "meer dan" if aim.comparator == "increase" else "minder dan"
    else:
        than = {"=": "precies", ">=": "minstens", ">": "meer dan", "<=": "hoogstens", "<": "minder dan"}[
            aim.comparator
        ]
    return f"{than} {with_unit(goal, unit)}"


@dataclass(frozen=True, slots=True)
class _Running:
    """A figure of a stretch that has not ended."""

    aim: Aim
    figure: Figure
    number: Decimal
    goal: Decimal
    start: date | None
    end: date | None
    today: date
    period: Period | None

    def judged(self) -> Judgement:
        if self.figure.adds and not self.aim.needs_baseline:
            return self._adding()
        return self._level()

    def _adding(self) -> Judgement:
        over = self.number > self.goal or (self.number == self.goal and self.aim.comparator == "<")
        if not self.aim.upward or self.aim.comparator == "=":
            if over:
                said = f"Niet gehaald: al {self._said(self.number)} tegenover {self._aimed()}."
                return Judgement(TargetState.MISSED, said, self.goal)
        elif not self.period and self.aim.reached_by(self.number, self.goal):
            # Up to a horizon a count that is reached stays reached; per year it waits for the year.
            return Judgement(
                TargetState.MET, f"Gehaald: {self._said(self.number)} tegenover {self._aimed()}.", self.goal
            )
        if self.start is None or self.end is None:
            return self._without_line()
        return self._against_line(Decimal(0), self.start, self.end)

    def _level(self) -> Judgement:
        baseline, since = self.aim.baseline, self.aim.baseline_on or self.start
        if self.period or baseline is None or since is None or self.end is None or since >= self.end:
            return self._without_line()
        return self._against_line(baseline, since, self.end)

    def _without_line(self) -> Judgement:
        reached = self.aim.reached_by(self.number, self.goal)
        said = f"nu {self._said(self.number)} tegenover {self._aimed()}"
        if self.end is None:
            state = TargetState.MET if reached else TargetState.BEHIND
        elif reached:
            state = TargetState.ON_COURSE
        elif self.period:
            state = TargetState.BEHIND
        else:
            said += f" tegen {dutch.day(self.end)}; zonder nulmeting is er geen lijn om op te volgen"
            return Judgement(TargetState.NOT_YET_JUDGED, f"Nog niet te beoordelen: {said}.", self.goal)
        return Judgement(state, f"{LABELS[state].capitalize()}: {said}.", self.goal)

    def _against_line(self, first: Decimal, since: date, end: date) -> Judgement:
        """On course or behind the straight line from the beginning to the goal."""
        until = self.figure.until
        on = min(self.today, until + timedelta(days=1)) if until else self.today
        total = (end - since).days + 1
        passed = min(max((on - since).days, 0), total)
        line = first + (self.goal - first) * passed / total
        good = self.number >= line if self.goal >= first and self.aim.upward else self.number <= line
        state = TargetState.ON_COURSE if good else TargetState.BEHIND
        part = f"{passed}/{total} × {self._said(self.goal - first)}"
        arithmetic = part if not first else f"{self._said(first)} + {part}"
        return Judgement(
            state,
            f"{LABELS[state].capitalize()}: {self._said(self.number)} op {dutch.day(on)}, "
            f"de lijn is dan {with_unit(line, self.figure.unit, 1)} ({arithmetic}).",
            self.goal,
            line,
        )

    def _said(self, number: Decimal) -> str:
        return with_unit(number, self.figure.unit)

    def _aimed(self) -> str:
        return _aimed(self.aim, self.goal, self.figure.unit)


def _judge_done(aim: Aim, figure: Figure, today: date) -> Judgement:
    """Something that has to be there; the figure is 1 when it is, and `until` the day it came."""
    limit = f" tegen {dutch.day(aim.by)}" if aim.by else ""
    if figure.value.number:
        late = aim.by and figure.until and figure.until > aim.by
        on = f" op {dutch.day(figure.until)}" if figure.until else ""
        if late and aim.by and figure.until:
            days = dutch.counted((figure.until - aim.by).days, "dag", "dagen")
            return Judgement(TargetState.MISSED, f"Niet gehaald: opgeleverd{on}, {days} te laat.")
        return Judgement(TargetState.MET, f"Gehaald: opgeleverd{on}.")
    if aim.by and today > aim.by:
        return Judgement(TargetState.MISSED, f"Niet gehaald: nog niet opgeleverd{limit}.")
    if aim.starts and today < aim.starts:
        return Judgement(TargetState.NOT_STARTED, f"Begint op {dutch.day(aim.starts)}.")
    if figure.value.number is None:
        return Judgement(TargetState.NOT_STARTED, f"Nog niet begonnen: op te leveren{limit}.")
    return Judgement(TargetState.ON_COURSE, f"Op schema: op te leveren{limit}.")


@dataclass(frozen=True, slots=True)
class JudgedEach(Generic[Key]):
    """An aim that each member, place or channel has to reach."""

    by_key: dict[Key, Judgement]
    together: Judgement


# The worst of them is how the whole stands; a doubt weighs more than being on course.
_WORST = (
    TargetState.MISSED, TargetState.BEHIND, TargetState.NO_BASELINE, TargetState.NOT_YET_JUDGED,
    TargetState.ON_COURSE, TargetState.NOT_STARTED, TargetState.MET,
)  # fmt: skip


def judge_each(
    aim: Aim,
    figures: Mapping[Key, Figure],
    *,
    today: date,
    period: Period | None = None,
    names: Mapping[Key, str] | None = None,
) -> JudgedEach[Key]:
    """How each stands, and all together: the worst of them, naming who.

    >>> posts = {name: Figure(Value("final", Decimal(n))) for name, n in (("Instagram", 2), ("Facebook", 4))}
    >>> march = Period(date(2026, 3, 1), date(2026, 3, 31), "month")
    >>> aim = Aim(">=", Decimal(3), per="month", for_each="channel")
    >>> judge_each(aim, posts, today=date(2026, 4, 2), period=march).together.sentence
    'Niet gehaald: Instagram (1 van 2).'
    """
    # To whom it does not apply, nothing is asked.
    judged = {
        key: judge(aim, figure, today=today, period=period)
        for key, figure in figures.items()
        if figure.value.state is not State.NOT_APPLICABLE
    }
    if not judged:
        return JudgedEach(
            {}, Judgement(TargetState.NOT_YET_JUDGED, "Nog niet te beoordelen: er is geen cijfer.")
        )
    worst = min((one.state for one in judged.values()), key=_WORST.index)
    who = [str(names[key] if names else key) for key, one in judged.items() if one.state is worst]
    if len(who) == len(judged):
        said = f"{LABELS[worst].capitalize()}: {'alle ' + str(len(who)) if len(who) > 1 else who[0]}."
    else:
        shown = ", ".join(who[:5]) + (" …" if len(who) > 5 else "")
        said = f"{LABELS[worst].capitalize()}: {shown} ({len(who)} van {len(judged)})."
    return JudgedEach(judged, Judgement(worst, said, next(iter(judged.values())).goal))
