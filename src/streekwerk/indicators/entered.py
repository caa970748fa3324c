"""Readings of figures that people give, as whoever reads the plan may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from streekwerk.indicators.choices import Addition, Dimension
from streekwerk.indicators.counted import reader_of
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.queries.cells import Cells, cells_of_many
from streekwerk.indicators.rules.figures.values import with_unit
from streekwerk.indicators.rules.meters.reading import Reading, Step
from streekwerk.ui import dutch

TOGETHER = 25
"""Indicators whose figures are in memory at once: of 27 members over six years by month, 50,000 figures."""


def entered_readings(
    asked: Sequence[tuple[Indicator, tuple[Definition, ...]]], today: date
) -> tuple[dict[int, Reading], set[int], set[int]]:
    """The readings of indicators of one plan of which people give the figures, by indicator.

    Also those that will be others tomorrow though nobody changes anything, because something waits to be
    published; and those that the next look makes others, see `Standing.left`.
    """
    if not asked:
        return {}, set(), set()
    reader = reader_of(asked[0][0].plan.network)
    # Only a target of each member or part needs their figures beside the whole: they are many.
    each = set(
        Target.objects.filter(indicator__in=[indicator.pk for indicator, _ in asked], ended_on__isnull=True)
        .exclude(for_each=Dimension.NETWORK)
        .values_list("indicator", flat=True)
    )
    found: dict[int, Reading] = {}
    due, left = set(), set()
    for at in range(0, len(asked), TOGETHER):
        some = [indicator for indicator, _ in asked[at : at + TOGETHER]]
        for pk, cells in cells_of_many(reader, some, today=today).items():
            found[pk] = _reading(cells, each=pk in each)
            if cells.due:
                due.add(pk)
            if cells.left:
                left.add(pk)
    return found, due, left


def _reading(cells: Cells, *, each: bool) -> Reading:
    steps = []
    parts: dict[str, list[Step]] = {}
    for one in cells.periods:
        coverage = one.published.whole.coverage
        steps.append(
            Step(
                one.period,
                one.published.whole.value,
                coverage.asked if len(one.values) > 1 else 0,
                coverage.answered if len(one.values) > 1 else 0,
                one.definition.number,
            )
        )
        for key, value in one.published.values.items() if each else ():
            if key in cells.subjects and len(one.values) > 1:
                step = Step(one.period, value, definition=one.definition.number)
                parts.setdefault(cells.subjects[key].label, []).append(step)
    trimmed = _trimmed(steps)
    return Reading(
        trimmed,
        "" if trimmed else _range_words(cells),
        each={name: tuple(few[-13:]) for name, few in parts.items()},
    )


def _range_words(cells: Cells) -> str:
    """Of figures that make no total, the lowest and the highest of the last period that has any."""
    for one in reversed(cells.periods):
        numbers = [each.number for each in one.published.values.values() if each.number is not None]
        if numbers and one.definition.addition == Addition.NONE:
            low, high = min(numbers), max(numbers)
            places = one.definition.decimals
            said = with_unit(high, one.definition.unit, places)
            return said if low == high else f"{dutch.number(low, places)} tot {said}"
    return ""


def _trimmed(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Without the periods before anybody was asked."""
    first = next((at for at, step in enumerate(steps) if step.value.answered), len(steps))
    return tuple(steps[first:])
