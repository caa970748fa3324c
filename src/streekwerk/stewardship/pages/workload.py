"""The load of functions as pictures and rows: in functions, never in names of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from streekwerk.network.models import Network
from streekwerk.stewardship.models import JobFunction
from streekwerk.stewardship.queries.workload import Action, FunctionLoad, Workload
from streekwerk.stewardship.rules.load_words import peak_words, said_of
from streekwerk.stewardship.rules.workload import Load, over
from streekwerk.ui import dutch
from streekwerk.ui.charts import LineChart, Panel, Point, SmallMultiples, State, Target


@dataclass(frozen=True)
class Line:
    """A function in the list of loads."""

    function: JobFunction
    url: str
    actions: int
    capacity: str
    peak: str
    over: bool
    """Whether the peak asks more than there is."""


@dataclass(frozen=True)
class StepRow:
    """One step of one function, with the actions behind it."""

    load: Load
    said: str
    over: bool
    is_peak: bool
    actions: list[tuple[Action, str]]
    """The actions with what the function does in each."""


def lines_of(network: Network, workload: Workload, query: str) -> list[Line]:
    """The functions that work on something, the heaviest peak first."""
    return [
        Line(
            line.function,
            reverse("stewardship:function-load", args=[network.code, line.function.pk]) + query,
            line.actions,
            "" if line.function.capacity is None else f"{dutch.number(line.function.capacity)} VTE",
            peak_words(line.peak, line.function.capacity),
            bool(line.peak and over(line.peak.load, line.function.capacity)),
        )
        for line in _working(workload)
    ]


def _working(workload: Workload) -> list[FunctionLoad]:
    working = [line for line in workload.lines if line.peak]
    return sorted(working, key=lambda line: -len(line.peak.load.actions) if line.peak else 0)


def heaviest(workload: Workload) -> str:
    """Where the whole team carries most, in a sentence; empty while nobody said anything."""
    working = _working(workload)
    if not working:
        return ""
    most = working[0]
    said = peak_words(most.peak, most.function.capacity)
    return f"{most.function}: {said[0].lower()}{said[1:]}"


def picture_of_all(workload: Workload) -> SmallMultiples | None:
    """How many actions each function has at once, a small line each; None while there is nothing to draw."""
    working = _working(workload)
    if not working or len(workload.steps) < 2:
        return None
    return SmallMultiples(
        title="Acties tegelijk",
        caption=heaviest(workload),
        unit="acties",
        decimals=0,
        panels=[Panel(line.function.name, _points(line.loads, by_fte=False)) for line in working],
    )


def picture_of(line: FunctionLoad) -> LineChart | None:
    """The load of one function over time: in full-time equivalents when all have them, else in actions."""
    if not line.peak or len(line.loads) < 2:
        return None
    capacity, by_fte = line.function.capacity, line.peak.by_fte
    first, last = line.loads[0].step, line.loads[-1].step
    aims = []
    if by_fte and capacity is not None:
        aims = [Target(capacity, f"{dutch.number(capacity)} VTE", first.start, last.end, word="capaciteit")]
    return LineChart(
        title="VTE gevraagd" if by_fte else "Acties tegelijk",
        caption=peak_words(line.peak, capacity),
        unit="VTE" if by_fte else "acties",
        decimals=None if by_fte else 0,
        points=_points(line.loads, by_fte=by_fte),
        targets=aims,
    )


def _points(carried: Sequence[Load], *, by_fte: bool) -> list[Point]:
    return [
        Point(
            load.step.start,
            load.step.label,
            load.fte if by_fte else Decimal(len(load.actions)),
            State.FINAL,
        )
        for load in carried
    ]


def rows_of(line: FunctionLoad, workload: Workload) -> list[StepRow]:
    """Every step of this function with its actions."""
    heavy = line.peak
    return [
        StepRow(
            load,
            said_of(load, line.function.capacity) if load.shares else "geen acties",
            over(load, line.function.capacity),
            bool(heavy and heavy.start <= load.step.start and load.step.end <= heavy.end),
            [(workload.actions[pk], does(line.function, pk, workload)) for pk in load.actions],
        )
        for load in line.loads
    ]


def does(function: JobFunction, action: int, workload: Workload) -> str:
    """What the function does in this action: “trekt, beperkt”."""
    parts = []
    for each in workload.involved[(function.pk, action)]:
        much = f"{dutch.number(each.fte)} VTE" if each.fte is not None else each.get_load_display()
        parts.append(", ".join(filter(None, [each.get_part_display(), much])))
    return "; ".join(parts)
