"""From a figure down to the records behind it, each with where it is seen and when it was entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.indicators.measuring.figures import measure
from streekwerk.indicators.ports import measurable
from streekwerk.indicators.rules.recipes import Moment, Outcome, Recipe
from streekwerk.indicators.rules.recipes.outcome import Key
from streekwerk.network.models import Network

Part = Literal["records", "base", "open", "divided", "excluded"]


@dataclass(frozen=True)
class RecordLine:
    """A record behind a figure."""

    pk: int
    title: str
    url: str
    entered: date | None
    why: str = ""
    """Of a record that was left out: for what reason."""


@dataclass(frozen=True)
class Behind:
    """The records behind one part of a figure."""

    total: int
    lines: tuple[RecordLine, ...]


@dataclass(frozen=True)
class Group:
    """One group of a figure, by its key; None is the group of what has no value."""

    key: Key


def records(
    recipe: Recipe,
    moment: Moment,
    *,
    actor: Actor,
    network: Network,
    part: Part = "records",
    group: Group | None = None,
    why: str = "",
    start: int = 0,
    most: int = 200,
) -> Behind:
    """The records behind a figure, or behind one group or part of it, in the order of the set.

    `part` is what makes the figure, its denominator, what is open, or what was left out (because of `why`).
    Of one period: ask with that period in the moment. What the actor may not see is never among them.
    """
    outcome = measure(replace(recipe, per=None), moment, actor=actor, network=network)
    if group is not None:
        outcome = dict(outcome.groups).get(group.key, Outcome(None))
    numbers = _part_of(outcome, part, why)
    shown = numbers[start : start + most]
    lines = lines_of(recipe.over, shown, actor=actor, network=network, day=moment.today)
    if part == "excluded":
        reasons = {number: each.why for each in outcome.excluded for number in each.records}
        lines = [replace(line, why=reasons[line.pk]) for line in lines]
    return Behind(len(numbers), tuple(lines))


def _part_of(outcome: Outcome, part: Part, why: str) -> Sequence[int]:
    if part != "excluded":
        found: Sequence[int] = getattr(outcome, part)
        return found
    return [number for each in outcome.excluded if not why or each.why == why for number in each.records]


def lines_of(
    over: str, numbers: Sequence[int], *, actor: Actor, network: Network, day: date
) -> list[RecordLine]:
    """These records of a set in this order, as lines; those the actor may not see are left out. One query."""
    each = measurable(over)
    rows = each.records(actor, network, day).filter(pk__in=list(numbers)).select_related(*each.related)
    found = {row.pk: row for row in rows}
    return [
        RecordLine(number, each.title(row), each.url(row), _entered(row, each.entered))
        for number in numbers
        if (row := found.get(number)) is not None
    ]


def _entered(row: Any, path: str) -> date | None:
    if not path:
        return None
    for name in path.split("__"):
        row = getattr(row, name)
    return timezone.localtime(row).date() if isinstance(row, datetime) else row
