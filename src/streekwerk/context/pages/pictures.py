"""The pictures of a series: on the map, beside each other, and over the years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.context.queries.series import Published
from streekwerk.context.queries.territory import Territory
from streekwerk.context.rules.totals import Figure
from streekwerk.context.rules.values import State as ValueState
from streekwerk.context.rules.values import Value
from streekwerk.ui.charts import (
    Bar,
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

_STATES = {
    ValueState.ZERO: State.FINAL,
    ValueState.FINAL: State.FINAL,
    ValueState.ESTIMATE: State.ESTIMATE,
    ValueState.SUPPRESSED: State.SUPPRESSED,
    ValueState.NOT_APPLICABLE: State.NOT_APPLICABLE,
}


def shown(value: Value) -> tuple[Decimal | None, State]:
    """A figure as charts take it: a number only where there is one."""
    state = _STATES.get(value.state, State.MISSING)
    if state in (State.FINAL, State.ESTIMATE):
        return (value.number, state) if value.number is not None else (None, State.MISSING)
    return None, state


def _said(published: Published, caption: str) -> dict[str, Any]:
    series = published.series
    return {"caption": caption, "unit": series.described.unit_words or "cijfer", "decimals": series.decimals}


def map_chart(published: Published, year: int, territory: Territory, caption: str) -> TileMap | None:
    """A tile per municipality of the network; None when none of them has a tile."""
    values = published.years.get(year, {})
    tiles = []
    for pk in territory.own:
        place = territory.places[pk]
        if place.tile_column is not None and place.tile_row is not None:
            figure = shown(values.get(pk, Value(ValueState.MISSING)))
            tiles.append(Tile(place.name, place.tile_column, place.tile_row, *figure))
    if not tiles:
        return None
    return TileMap(title=f"{published.series.name}, {year}", tiles=tiles, **_said(published, caption))


def bar_chart(published: Published, year: int, territory: Territory, caption: str) -> BulletChart:
    """A bar per municipality, the highest first, with the year before."""
    before = next((each.year for each in published.vintages if each.year < year), None)
    values, earlier = published.years.get(year, {}), published.years.get(before or 0, {})
    bars = []
    for pk in territory.own:
        number, state = shown(values.get(pk, Value(ValueState.MISSING)))
        then = shown(earlier[pk])[0] if pk in earlier else None
        bars.append(Bar(territory.names[pk], number, state, before=then))
    bars.sort(key=lambda bar: (bar.value is None, -(bar.value or Decimal(0)), bar.name))
    return BulletChart(
        title=f"{published.series.name}, {year}",
        bars=bars,
        now_label=str(year),
        before_label=str(before) if before else "",
        **_said(published, caption),
    )


def course_chart(
    published: Published, places: list[tuple[str, int | None]], territory: Territory, caption: str
) -> Chart | None:
    """The course over the years; several places each get a line on the same scale. None below two years."""
    years = sorted(each.year for each in published.vintages)
    if len(years) < 2:
        return None
    panels = [
        Panel(name, [_point(published.figure(place, year, territory), year) for year in _all(years)])
        for name, place in places
    ]
    panels = [panel for panel in panels if any(point.value is not None for point in panel.points)]
    if not panels:
        return None
    title = f"{published.series.name}, {years[0]} tot {years[-1]}"
    if len(panels) == 1:
        return LineChart(title=title, points=panels[0].points, **_said(published, caption))
    return SmallMultiples(title=title, panels=panels, **_said(published, caption))


def _all(years: list[int]) -> range:
    """Every year between, so that one without figures is a gap."""
    return range(years[0], years[-1] + 1)


def _point(figure: Figure, year: int) -> Point:
    number, state = shown(figure.value)
    return Point(date(year, 1, 1), str(year), number, state)
