"""The pictures of a meter, from its figures to the facts a chart takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from streekwerk.indicators.models import Definition, Target
from streekwerk.indicators.queries.figures_of import Figures
from streekwerk.indicators.queries.meters import Meter, aim_of, unit_of
from streekwerk.indicators.rules.cards.words import RHYTHMS
from streekwerk.indicators.rules.figures.aims import Aim, times_in, words_of
from streekwerk.indicators.rules.figures.values import State as ValueState
from streekwerk.indicators.rules.figures.values import Value
from streekwerk.network.models import Place
from streekwerk.ui import dutch
from streekwerk.ui.charts import (
    Bar,
    Break,
    BulletChart,
    Chart,
    LineChart,
    Panel,
    Point,
    SmallMultiples,
    State,
    Tile,
    TileMap,
)
from streekwerk.ui.charts import Target as ShownTarget

STATES = {
    ValueState.NOT_ASKED: State.NOT_ASKED,
    ValueState.MISSING: State.MISSING,
    ValueState.ZERO: State.FINAL,
    ValueState.SUPPRESSED: State.SUPPRESSED,
    ValueState.NOT_APPLICABLE: State.NOT_APPLICABLE,
    ValueState.ESTIMATE: State.ESTIMATE,
    ValueState.FINAL: State.FINAL,
}
MOST_PANELS = 40
MOST_POINTS = 24
"""Small lines show where it goes lately: two years by month."""


def shown(value: Value) -> tuple[Decimal | None, State]:
    """A figure as charts take it: a number only where it may be shown."""
    state = STATES[value.state]
    if state in (State.FINAL, State.ESTIMATE):
        return (value.number, state) if value.number is not None else (None, State.MISSING)
    return None, state


def line_chart(
    meter: Meter, definitions: Sequence[Definition], targets: Sequence[Target], *, many: str, today: date
) -> LineChart:
    """The course of a meter with its targets and the breaks between definitions."""
    definition = meter.definition
    assert definition is not None
    unit = unit_of(definition)
    points = []
    steps = list(meter.reading.steps)
    # A period that still runs is not missing anything yet.
    while steps and steps[-1].value.number is None and steps[-1].period.end >= today:
        steps.pop()
    for step in steps:
        value, state = shown(step.value)
        coverage = f"{step.answered} van {step.asked} {many}" if step.asked else ""
        points.append(Point(step.period.start, step.period.label, value, state, coverage, step.definition))
    first, last = steps[0].period.start, steps[-1].period.end
    aims = [aim_of(target) for target in targets]
    return LineChart(
        title=f"Verloop {RHYTHMS[definition.rhythm]}",
        caption=_known_of(meter),
        unit=unit or "aantal",
        decimals=definition.decimals or None,
        points=points,
        targets=[
            made
            for at, aim in enumerate(aims)
            # The first target holds for the figures before it too, a later one from the day it was decided.
            if (made := _target(aim, meter, unit, max(first, aim.since or first) if at else first, last))
        ],
        course=_course(next((aim for aim in aims if aim.ended_on is None), None)),
        breaks=[
            Break(each.valid_from, each.reason or f"definitie {each.number}")
            for each in definitions
            if each.valid_from and first < each.valid_from <= last
        ],
    )


def _known_of(meter: Meter) -> str:
    """How much of the line is known: “11 van 12 periodes hebben een cijfer.”"""
    known = sum(step.value.number is not None for step in meter.reading.steps)
    return f"{dutch.counted(known, 'periode', 'periodes')} met een cijfer."


def _target(aim: Aim, meter: Meter, unit: str, first: date, last: date) -> ShownTarget | None:
    """A target as a line: only what is said of periods as long as those in the picture."""
    goal = aim.goal
    rhythm = meter.reading.steps[-1].period
    if goal is None or aim.comparator == "done" or aim.for_each != "network":
        return None
    if aim.per:
        if not _same(aim, meter):
            return None
        goal *= times_in(aim, rhythm)
    elif (
        meter.definition
        and meter.definition.addition == "sum"
        and meter.definition.measure in ("count", "amount")
    ):
        # A total up to a horizon is no level of one period.
        return None
    start = max(first, aim.starts or first)
    end = min(last, aim.ended_on or last)
    return (
        None
        if start > end
        else ShownTarget(goal, words_of(aim, unit=unit), start, end, aim.ended_on is not None)
    )


def _same(aim: Aim, meter: Meter) -> bool:
    """Whether the aim is about stretches no longer than the periods of the figures."""
    order = ["day", "week", "2 weeks", "month", "quarter", "half_year", "year"]
    rhythm = meter.reading.steps[-1].period.rhythm
    if meter.definition and meter.definition.addition != "sum":
        return True
    return rhythm in order and order.index(aim.per) <= order.index(rhythm)


def _course(aim: Aim | None) -> list[tuple[date, Decimal]]:
    if aim is None or aim.per or not aim.needs_baseline:
        return []
    if aim.baseline is None or aim.goal is None or aim.baseline_on is None or aim.by is None:
        return []
    return [(aim.baseline_on, aim.baseline), (aim.by, aim.goal)]


def member_chart(meter: Meter, figures: Figures, aim: Aim | None) -> BulletChart:
    """A bar per member or place in the chosen period, the highest first."""
    definition = figures.chosen.definition
    target = aim.goal if aim and aim.for_each != "network" else None
    bars = []
    for line in figures.lines:
        value, state = shown(line.value)
        before = shown(line.before)[0] if line.before else None
        bars.append(Bar(line.label, value, state, target, before))
    bars.sort(key=lambda bar: (bar.value is None, -(bar.value or Decimal(0)), bar.name))
    return BulletChart(
        title=f"Naast elkaar, {figures.chosen.period.label}",
        caption=f"{_coverage(figures, 'cijfers')}.",
        unit=unit_of(definition) or "aantal",
        decimals=definition.decimals or None,
        bars=bars,
        now_label=figures.chosen.period.label,
        before_label=figures.before.period.label if figures.before else "",
    )


def _coverage(figures: Figures, many: str) -> str:
    return figures.chosen.published.whole.coverage.words(many)


def map_chart(meter: Meter, figures: Figures, places: dict[int, Place]) -> TileMap | None:
    """A tile per municipality; None when its places have no tiles."""
    tiles = []
    for line in figures.lines:
        place = places.get(figures.cells.places.get(line.key, 0))
        if place is None or place.tile_column is None or place.tile_row is None:
            continue
        value, state = shown(line.value)
        tiles.append(Tile(line.label, place.tile_column, place.tile_row, value, state))
    if not tiles:
        return None
    definition = figures.chosen.definition
    return TileMap(
        title=f"Op de kaart, {figures.chosen.period.label}",
        caption=f"{_coverage(figures, 'gemeenten')}.",
        unit=unit_of(definition) or "aantal",
        decimals=definition.decimals or None,
        tiles=tiles,
    )


def small_charts(meter: Meter, figures: Figures, aim: Aim | None, unit: str) -> SmallMultiples:
    """A small line per member, place or part, over every period of the newest definition."""
    periods = [one for one in figures.cells.periods if one.definition == figures.cells.definition]
    periods = periods[-MOST_POINTS:]
    panels = []
    for key, row in list(figures.cells.subjects.items())[:MOST_PANELS]:
        points = []
        for one in periods:
            if key in one.values:
                value, state = shown(one.values[key])
                points.append(Point(one.period.start, one.period.label, value, state))
        if any(point.value is not None for point in points):
            panels.append(Panel(row.label, points))
    goal = aim.goal if aim and aim.for_each != "network" and aim.comparator != "done" else None
    return SmallMultiples(
        title="Elk apart",
        caption="Elk lijntje heeft dezelfde schaal.",
        unit=unit or "aantal",
        panels=panels,
        target=goal,
        target_words=words_of(aim, unit=unit) if aim and goal is not None else "",
    )


def picture_of_kind(
    kind: str,
    meter: Meter,
    definitions: Sequence[Definition],
    targets: Sequence[Target],
    figures: Figures | None,
    places: dict[int, Place],
    *,
    many: str,
    today: date,
) -> Chart | None:
    """The chart of this kind, or None where there is nothing to draw."""
    aim = next((aim_of(target) for target in targets if target.ended_on is None), None)
    if figures is not None and figures.numbers:
        if kind == "leden":
            return member_chart(meter, figures, aim)
        if kind == "kaart":
            return map_chart(meter, figures, places)
        if kind == "klein":
            return small_charts(meter, figures, aim, unit_of(figures.chosen.definition))
    known = [step for step in meter.reading.steps if step.value.number is not None]
    if len(known) < 2:
        return None
    return line_chart(meter, definitions, targets, many=many, today=today)
