"""What is known of an indicator over time, worked out once and kept as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.indicators.rules.figures.periods import Period, period_between
from streekwerk.indicators.rules.figures.values import State, Value

RECENT = 13
"""How many steps up to the last known one a list of meters needs: a year by month, and the month before."""


@dataclass(frozen=True, slots=True)
class Step:
    """The figure of one period, everybody together, with who answered."""

    period: Period
    value: Value
    asked: int = 0
    answered: int = 0
    """Both 0: nobody is asked, it is one figure or it is counted."""
    definition: int = 1

    @property
    def complete(self) -> bool:
        """Whether everybody who was asked answered."""
        return self.answered >= self.asked


@dataclass(frozen=True, slots=True)
class Reading:
    """The steps of an indicator in order of time; without steps nothing is known yet."""

    steps: tuple[Step, ...] = ()
    words: str = ""
    """What it says in words of its own: “opgeleverd – 19/27 gevalideerd”."""
    finished: date | None = None
    """Of something to deliver: the day it was done."""
    each: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    """The figures of each member, place or part, where a target asks each of them."""
    note: str = ""
    """What has to be said beside the figure: how many cases are open, what could not be counted."""
    stamp: str = field(default="", compare=False)
    """What this reading is kept under; empty when it was just worked out."""

    @property
    def latest(self) -> Step | None:
        """The last period that has a figure, else the last period."""
        known = [step for step in self.steps if step.value.number is not None]
        return known[-1] if known else self.steps[-1] if self.steps else None

    @property
    def running(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.words) or any(step.value.answered for step in self.steps)

    @property
    def breaks(self) -> tuple[Step, ...]:
        """The first step of every later definition."""
        return tuple(
            step
            for before, step in zip(self.steps, self.steps[1:], strict=False)
            if before.definition != step.definition
        )


def to_json(reading: Reading) -> tuple[list[Any], dict[str, Any]]:
    """The steps, and the rest, as they are stored."""
    extra: dict[str, Any] = {}
    if reading.words:
        extra["words"] = reading.words
    if reading.finished:
        extra["finished"] = reading.finished.isoformat()
    if reading.each:
        extra["each"] = {name: [_step(step) for step in steps] for name, steps in reading.each.items()}
    if reading.note:
        extra["note"] = reading.note
    series = [_step(step) for step in reading.steps]
    known = [at for at, step in enumerate(reading.steps) if step.value.number is not None]
    extra["recent"] = series[max(0, (known[-1] if known else len(series)) - RECENT + 1) :]
    return series, extra


def from_json(series: Sequence[Any] | None, extra: Mapping[str, Any]) -> Reading:
    """The reading that was stored; without the series only its last year or so.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> step = Step(read_period("2026-K3"), Value(State.FINAL, Decimal("12.50")), asked=27, answered=22)
    >>> from_json(*to_json(Reading((step,), note="4 open"))) == Reading((step,), note="4 open")
    True
    """
    finished = extra.get("finished")
    return Reading(
        tuple(_restored(row) for row in (extra.get("recent", []) if series is None else series)),
        extra.get("words", ""),
        date.fromisoformat(finished) if finished else None,
        {name: tuple(_restored(row) for row in rows) for name, rows in extra.get("each", {}).items()},
        extra.get("note", ""),
    )


def _step(step: Step) -> list[Any]:
    value = step.value
    return [
        step.period.start.isoformat(),
        step.period.end.isoformat(),
        step.period.rhythm,
        value.state.value,
        _text(value.number),
        _text(value.numerator),
        _text(value.denominator),
        step.asked,
        step.answered,
        step.definition,
    ]


def _restored(row: Sequence[Any]) -> Step:
    start, end, rhythm, state, number, numerator, denominator, asked, answered, definition = row
    value = Value(State(state), _number(number), _number(numerator), _number(denominator))
    period = Period(date.fromisoformat(start), date.fromisoformat(end), rhythm)
    return Step(period, value, asked, answered, definition)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def joined(steps: Sequence[Step], period: Period, *, weighted: bool = False) -> Step:
    """The steps that lie in a longer period as one: what adds up, or numerators and denominators apart.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> months = [Step(read_period(f"2026-0{m}"), Value(State.FINAL, Decimal(m))) for m in (1, 2, 4)]
    >>> joined(months, read_period("2026-K1")).value.number
    Decimal('3')
    """
    inside = [step for step in steps if period.start <= step.period.start and step.period.end <= period.end]
    known = [step for step in inside if step.value.added and step.value.number is not None]
    if not known:
        return Step(period, Value(State.MISSING), definition=inside[-1].definition if inside else 1)
    numerator = denominator = None
    number = sum((step.value.number or Decimal(0) for step in known), Decimal(0))
    if weighted:
        numerator = sum((step.value.numerator or Decimal(0) for step in known), Decimal(0))
        denominator = sum((step.value.denominator or Decimal(0) for step in known), Decimal(0))
        if not denominator:
            return Step(period, Value(State.MISSING), definition=inside[-1].definition)
        number = numerator * 100 / denominator
    estimate = any(step.value.state is State.ESTIMATE for step in known)
    state = State.ESTIMATE if estimate else State.ZERO if number == 0 else State.FINAL
    return Step(
        period,
        Value(state, number, numerator, denominator),
        sum(step.asked for step in inside),
        sum(step.answered for step in inside),
        inside[-1].definition,
    )


def first_period(steps: Sequence[Step]) -> Period | None:
    """From the first day to the last day of all steps; None without steps."""
    return period_between(steps[0].period.start, steps[-1].period.end) if steps else None
