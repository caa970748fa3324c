"""Figures of time: an answer within its term, and the days between two facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from streekwerk.indicators.rules.recipes.asked import Asked, left_out, part_of
from streekwerk.indicators.rules.recipes.durations import median_of_closed, median_with_open
from streekwerk.indicators.rules.recipes.language import Ref
from streekwerk.indicators.rules.recipes.outcome import Medians, Outcome
from streekwerk.indicators.rules.recipes.rows import Positions


def _first(asked: Asked, names: Iterable[str]) -> Sequence[date | None]:
    """Per position the first day on which any of these happened."""
    columns = [asked.rows.days(name, asked.moments) for name in names]
    if len(columns) == 1:
        return columns[0]
    return [
        min((day for day in days if day is not None), default=None) for days in zip(*columns, strict=True)
    ]


def answered_in_time(asked: Asked, chosen: Positions) -> Outcome:
    """Answered in time, of what was answered or should have been; what is inside its term waits apart."""
    within = asked.recipe.within
    assert within is not None
    starts, answers = _first(asked, (within.first,)), _first(asked, within.then)
    parameter = asked.recipe.parameter(within.days.parameter) if isinstance(within.days, Ref) else None
    today = asked.moments.known_on
    groups: dict[str, set[int]] = {
        name: set() for name in ("in_time", "late", "inside", "none", "wrong", "no_term")
    }
    for at in chosen:
        start, answer = starts[at], answers[at]
        if start is None:
            groups["none"].add(at)
            continue
        days = parameter.on(start) if parameter else within.days
        if days is None or isinstance(days, Ref):
            groups["no_term"].add(at)
            continue
        due = start + timedelta(days=int(days))
        if answer is not None and answer < start:
            groups["wrong"].add(at)
        elif answer is not None:
            groups["in_time" if answer <= due else "late"].add(at)
        else:
            groups["late" if today > due else "inside"].add(at)
    part = frozenset(groups["in_time"])
    made = part_of(asked.rows, part, part | groups["late"])
    return replace(
        made,
        open=asked.rows.records(groups["inside"]),
        excluded=(
            *left_out(f"nog niet {asked.rows.shape.label_of(within.first)}", groups["none"], asked.rows),
            *left_out("zonder afgesproken termijn op die dag", groups["no_term"], asked.rows),
            *left_out(_backwards(asked, within.first, within.then), groups["wrong"], asked.rows),
        ),
    )


def _backwards(asked: Asked, first: str, then: Iterable[str]) -> str:
    label = asked.rows.shape.label_of
    return f"met ‘{'’ of ‘'.join(map(label, then))}’ vóór ‘{label(first)}’: verbeter de datum"


def duration(asked: Asked, chosen: Positions) -> Outcome:
    between = asked.recipe.between
    assert between is not None
    starts, ends = _first(asked, (between.first,)), _first(asked, between.then)
    closed: dict[int, int] = {}
    running: dict[int, int] = {}
    none, wrong = set(), set()
    for at in chosen:
        start, end = starts[at], ends[at]
        if start is None:
            none.add(at)
        elif end is None:
            running[at] = max(0, (asked.moments.known_on - start).days)
        elif end < start:
            wrong.add(at)
        else:
            closed[at] = (end - start).days
    days, ages = list(closed.values()), sorted(running.values())
    median = median_with_open(days, ages)
    rows = asked.rows
    return Outcome(
        Decimal(median) if median is not None else None,
        Decimal(len(closed)),
        Decimal(len(closed) + len(running)),
        rows.records(closed),
        rows.records([*closed, *running]),
        open=rows.records(running),
        excluded=(
            *left_out(f"nog niet {rows.shape.label_of(between.first)}", none, rows),
            *left_out(_backwards(asked, between.first, between.then), wrong, rows),
        ),
        medians=Medians(median, median_of_closed(days), len(closed), tuple(ages)),
    )
