"""The course of a meter as kept facts, and the picture drawn of it: the same facts give the same picture."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.reports.rules.content import Picture
from streekwerk.ui.charts import (
    Break,
    LineChart,
    Point,
    State,
    Target,
    alternative_of,
    static_svg,
)

WIDTH = 640


def to_json(chart: LineChart) -> dict[str, Any]:
    """The chart as plain values, without loss.

    >>> point = Point(date(2026, 1, 1), "2026", Decimal(3))
    >>> kept = to_json(LineChart(title="x", caption="y", unit="%", points=[point]))
    >>> to_json(from_json(kept)) == kept
    True
    """
    return {
        "title": chart.title,
        "caption": chart.caption,
        "unit": chart.unit,
        "decimals": chart.decimals,
        "points": [
            [point.day.isoformat(), point.label, _text(point.value), point.state.value, point.coverage,
             point.definition]
            for point in chart.points
        ],
        "targets": [
            [str(aim.value), aim.words, aim.start.isoformat(), aim.end.isoformat(), aim.ended]
            for aim in chart.targets
        ],
        "course": [[day.isoformat(), str(value)] for day, value in chart.course],
        "breaks": [[each.day.isoformat(), each.words] for each in chart.breaks],
    }  # fmt: skip


def from_json(data: dict[str, Any]) -> LineChart:
    """The chart again."""
    day = date.fromisoformat
    return LineChart(
        title=data["title"],
        caption=data["caption"],
        unit=data["unit"],
        decimals=data["decimals"],
        points=[
            Point(day(at), label, None if value is None else Decimal(value), State(state), coverage, number)
            for at, label, value, state, coverage, number in data["points"]
        ],
        targets=[
            Target(Decimal(value), words, day(start), day(end), ended)
            for value, words, start, end, ended in data["targets"]
        ],
        course=[(day(at), Decimal(value)) for at, value in data["course"]],
        breaks=[Break(day(at), words) for at, words in data["breaks"]],
    )


def picture(data: dict[str, Any], caption: str) -> Picture:
    """The drawn course."""
    chart = from_json(data)
    svg = static_svg(chart, width=WIDTH)
    width, height = _size(svg)
    return Picture(svg, alternative_of(chart), caption, width, height)


def _size(svg: str) -> tuple[int, int]:
    """Width and height in pixels, as the picture says itself."""
    found = []
    for name in ("width", "height"):
        _, _, rest = svg.partition(f'{name}="')
        found.append(round(float(rest.partition('"')[0])))
    return found[0], found[1]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
