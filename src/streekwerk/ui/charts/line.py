"""The line over periods: gaps where a figure is missing, another line where the definition changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from streekwerk.ui.charts import keys
from streekwerk.ui.charts.facts import LineChart, Point, State
from streekwerk.ui.charts.theme import (
    ACCENT,
    INK,
    LINE,
    PAPER,
    RIM,
    SOFT,
    STRONG,
    Spec,
    config,
    number_format,
)

HEIGHT = 280
LABELLED_PERIODS = 8
"""So many periods get a name of their own below the line; with more, only the years do."""
ABOVE = 16
"""So far a break stands out above the picture, with its word, in pixels."""
MANY = 36
"""From so many points on, the dots of plain figures would hide the line."""


def parts(points: Sequence[Point]) -> Iterator[int]:
    """The unbroken stretch of line each point lies on: another one after a gap and at a new definition.

    >>> from decimal import Decimal
    >>> one, gap = Point(date(2025, 1, 1), "a", Decimal(1)), Point(date(2025, 1, 2), "b", None, State.MISSING)
    >>> new = Point(date(2025, 1, 3), "c", Decimal(1), definition=2)
    >>> list(parts([one, gap, one, one, new]))
    [0, 1, 1, 1, 2]
    """
    part, before = 0, None
    for point in points:
        if before and (point.value is None or point.definition != before.definition):
            part += 1
        yield part
        before = point


def tick_labels(points: Sequence[Point], last: date) -> dict[int, list[str]]:
    """Day number → lines of text below it: each period when they are few, else the first of January.

    >>> quarter = [Point(date(2025, 10, 1), "K4 2025", None, State.MISSING),
    ...            Point(date(2026, 1, 1), "K1 2026", None, State.MISSING)]
    >>> list(tick_labels(quarter, date(2026, 3, 31)).values())
    [['K4', '2025'], ['K1', '2026']]
    >>> list(tick_labels(quarter, date(2031, 12, 31)).values())[:2]
    [['2026'], ['2027']]
    """
    if not points:
        return {}
    covered = points[-1].day - points[0].day
    if len(points) <= LABELLED_PERIODS and last - points[-1].day <= covered:
        return dict(_period_labels(points))
    years = range(points[0].day.year, last.year + 1)
    starts = [date(year, 1, 1) for year in years if date(year, 1, 1) >= points[0].day]
    step = -(-len(starts) // 12) or 1
    return {day.toordinal(): [str(day.year)] for day in starts[::step]}


def _period_labels(points: Sequence[Point]) -> Iterator[tuple[int, list[str]]]:
    """The label of each period over two lines; the second line, the year, only where it changes."""
    said = ""
    for point in points:
        name, _, year = point.label.rpartition(" ")
        lines = [name or year] + ([year] if name and year != said else [])
        said = year
        yield point.day.toordinal(), lines


def last_day(chart: LineChart) -> date:
    """How far the picture runs: to the last period, the horizon of a target or the end of the course."""
    days = [point.day for point in chart.points]
    days += [target.end for target in chart.targets if not target.ended]
    return max([*days, *(day for day, _ in chart.course)])


def key_of(chart: LineChart) -> list[keys.Key]:
    """What stands in the key: only what is in the picture."""
    found = [keys.series(chart.unit if chart.unit != "%" else chart.title)]
    for target in chart.targets:
        made = keys.old_target if target.ended else keys.target
        found.append(made(f"{target.said}: {target.words}"))
    found += [keys.course("op schema, gelijk gespreid")] if chart.course else []
    found += [keys.break_line(f"breuk: {each.words}") for each in chart.breaks]
    states = {point.state for point in chart.points}
    return found + [key for state, key in STATE_KEYS.items() if state in states]


STATE_KEYS = {
    State.ESTIMATE: keys.ESTIMATE,
    State.MISSING: keys.MISSING,
    State.SUPPRESSED: keys.SUPPRESSED,
    State.NOT_APPLICABLE: keys.NOT_APPLICABLE,
}


def spec(chart: LineChart) -> Spec:
    """The line as a Vega-Lite specification, as wide as its place on the page."""
    last = last_day(chart)
    labels = tick_labels(chart.points, last)
    return {
        "width": "container",
        "height": HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 0, "right": 12, "top": 0, "bottom": 0},
        "title": {
            "text": chart.unit if chart.unit != "%" else "in procent",
            "offset": ABOVE + 8 if chart.breaks else 10,
        },
        "params": [{"name": "labels", "value": {str(day): lines for day, lines in labels.items()}}],
        "data": {"values": rows(chart)},
        "encoding": {
            "x": {
                "field": "x",
                "type": "quantitative",
                "scale": {
                    "zero": False,
                    "nice": False,
                    "domain": [chart.points[0].day.toordinal(), last.toordinal()],
                },
                "axis": {
                    "values": list(labels),
                    "labelExpr": "labels[datum.value]",
                    "labelOverlap": "parity",
                    "labelSeparation": 10,
                    "grid": False,
                    "domain": True,
                    "domainColor": STRONG,
                    "ticks": True,
                    "tickColor": STRONG,
                    "labelFlush": False,
                },
            }
        },
        "layer": [*_breaks(chart), *_course(chart), *_targets(chart), *_figures(chart)],
        "config": config(),
    }


def rows(chart: LineChart) -> list[Spec]:
    """One row per period, with its words for the tooltip and the column in which it is pointed at."""
    days = [point.day.toordinal() for point in chart.points]
    # Not past the end of the picture: it would be made wider for a column that is never seen.
    end = min(days[-1] + half_a_period(chart.points), last_day(chart).toordinal())
    edges = [days[0], *((earlier + later) / 2 for earlier, later in pairwise(days)), end]
    return [
        {
            "x": point.day.toordinal(),
            "from": edges[number],
            "to": edges[number + 1],
            "y": None if point.value is None else float(point.value),
            "part": part,
            "state": str(point.state),
            "period": point.label,
            "said": chart.said(point.value) if point.value is not None else point.state.words,
            "known": point.state.words,
            "coverage": point.coverage,
        }
        for number, (point, part) in enumerate(zip(chart.points, parts(chart.points), strict=True))
    ]


def y_of(chart: LineChart) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"zero": chart.from_zero, "nice": True},
        "axis": {"tickCount": 4, **number_format(chart.unit)},
    }


def tooltip(points: Sequence[Point]) -> list[Spec]:
    """The lines of the tooltip; coverage and state only where they say something."""
    shown = [("period", "Periode"), ("said", "Waarde")]
    shown += [("known", "Stand")] if any(p.state != State.FINAL for p in points) else []
    shown += [("coverage", "Dekking")] if any(p.coverage for p in points) else []
    return [{"field": field, "type": "nominal", "title": title} for field, title in shown]


def _breaks(chart: LineChart) -> list[Spec]:
    if not chart.breaks:
        return []
    # Half-way to the period before: the line between two points never lies on the rule.
    days = [each.day.toordinal() - half_a_period(chart.points) for each in chart.breaks]
    data = {"values": [{"x": day, "said": "breuk"} for day in days]}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
            "encoding": {"y": {"value": -ABOVE}, "y2": {"value": "height"}},
        },
        {
            "data": data,
            "mark": {
                "type": "text",
                "color": SOFT,
                "fontSize": 13,
                "align": "left",
                "baseline": "top",
                "dx": 5,
            },
            "encoding": {"text": {"field": "said"}, "y": {"value": -ABOVE}},
        },
    ]


def half_a_period(points: Sequence[Point]) -> float:
    gaps = [(later.day - earlier.day).days for earlier, later in pairwise(points)]
    return min(gaps, default=0) / 2


def _course(chart: LineChart) -> list[Spec]:
    if not chart.course:
        return []
    return [
        {
            "data": {"values": [{"x": day.toordinal(), "y": float(value)} for day, value in chart.course]},
            "mark": {"type": "line", "color": SOFT, "strokeWidth": 1.5, "strokeDash": [1, 4], "clip": True},
            "encoding": {"y": y_of(chart)},
        }
    ]


def _targets(chart: LineChart) -> list[Spec]:
    first = chart.points[0].day
    return [
        {
            "data": {
                "values": [
                    {
                        "x": max(target.start, first).toordinal(),
                        "x2": target.end.toordinal(),
                        "y": float(target.value),
                    }
                ]
            },
            "mark": {
                "type": "rule",
                "color": STRONG if target.ended else INK,
                "strokeWidth": 1.5,
                "strokeDash": [6, 4],
                "clip": True,
            },
            "encoding": {"x2": {"field": "x2"}, "y": y_of(chart)},
        }
        for target in chart.targets
    ]


def _figures(chart: LineChart) -> list[Spec]:
    y = y_of(chart)
    size = 55 if len(chart.points) < MANY else 10
    shown = {"filter": "isValid(datum.y)"}
    return [
        _columns(chart),
        {
            "transform": [shown],
            "mark": {"type": "line", "color": ACCENT},
            "encoding": {"y": y, "detail": {"field": "part", "type": "nominal"}},
        },
        {
            "transform": [shown],
            "mark": {"type": "point", "shape": "circle", "opacity": 1, "strokeWidth": 2, "stroke": ACCENT},
            "encoding": {
                "y": y,
                "size": {"condition": {"test": "datum.state == 'estimate'", "value": 55}, "value": size},
                "fill": {"condition": {"test": "datum.state == 'estimate'", "value": PAPER}, "value": ACCENT},
            },
        },
        *_without_figure(chart),
        *_last_figure(chart),
    ]


def _columns(chart: LineChart) -> Spec:
    """A column per period from top to bottom, seen only when it is pointed at: it carries the tooltip."""
    hover = {
        "name": "pointed",
        "select": {"type": "point", "fields": ["x"], "on": "pointerover", "clear": "pointerout"},
    }
    return {
        "params": [hover],
        "mark": {"type": "rect", "fill": LINE},
        "encoding": {
            "x": {"field": "from", "type": "quantitative"},
            "x2": {"field": "to"},
            "y": {"value": 0},
            "y2": {"value": "height"},
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 0.4}, "value": 0},
            "tooltip": tooltip(chart.points),
        },
    }


def _without_figure(chart: LineChart) -> list[Spec]:
    """A symbol at the foot of each period that has no figure but should have one."""
    shapes = {
        State.MISSING: keys.CROSS,
        State.SUPPRESSED: keys.HATCH,
        State.NOT_APPLICABLE: keys.DASH,
    }
    return [
        {
            "transform": [{"filter": f"datum.state == '{state}'"}],
            "mark": {
                "type": "point",
                "shape": shape,
                "size": 90,
                "stroke": SOFT,
                "strokeWidth": 1.25,
                "opacity": 1,
                "yOffset": -11,
            },
            "encoding": {"y": {"value": "height"}},
        }
        for state, shape in shapes.items()
        if any(point.state == state for point in chart.points)
    ]


def _last_figure(chart: LineChart) -> list[Spec]:
    """The latest figure, written above its point, on a rim of paper that keeps lines out of it."""
    known = [(point, point.value) for point in chart.points if point.value is not None]
    if not known:
        return []
    point, value = known[-1]
    row = {"x": point.day.toordinal(), "y": float(value), "said": chart.label(value, point.state)}
    text: Spec = {
        "type": "text",
        "color": ACCENT,
        "fontWeight": 600,
        "fontSize": 16,
        "align": "center",
        "baseline": "bottom",
        "dy": -8,
    }
    return [
        {
            "data": {"values": [row]},
            "mark": text | rim,
            "encoding": {"y": y_of(chart), "text": {"field": "said"}},
        }
        for rim in (RIM, {})
    ]
