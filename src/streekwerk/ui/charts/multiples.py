"""Small multiples: the same small line for every place or channel, on one scale."""

from __future__ import annotations

from itertools import pairwise

from streekwerk.ui.charts import keys
from streekwerk.ui.charts.facts import Panel, SmallMultiples, State
from streekwerk.ui.charts.line import parts
from streekwerk.ui.charts.theme import ACCENT, INK, PAPER, RIM, SOFT, STRONG, Spec, config, number_format

PANEL_HEIGHT, FRAME, GAP = 84, 62, 28
LEAST, SIDE = 120, 46
"""The least width of a panel and the room for the numbers at the left, in pixels."""


def columns_for(width: int, panels: int) -> int:
    """How many panels stand beside each other in so many pixels; `charts.js` computes the same.

    >>> columns_for(350, 9), columns_for(800, 9), columns_for(1100, 2)
    (2, 5, 2)
    >>> columns_for(800, 6)
    3
    """
    most = max(1, min(panels, (width - SIDE + GAP) // (LEAST + GAP)))
    # As many rows as needed, then as even as can be: two rows of three, not one of five and a single one.
    return -(-panels // -(-panels // most))


def panel_width(width: int, columns: int) -> int:
    """How wide a panel is when so many stand beside each other."""
    return (width - SIDE - GAP * (columns - 1)) // columns


def height(chart: SmallMultiples, width: int) -> int:
    """Height of the whole picture in pixels, about."""
    rows = -(-len(chart.panels) // columns_for(width, len(chart.panels)))
    return rows * (PANEL_HEIGHT + FRAME) + 24


def key_of(chart: SmallMultiples) -> list[keys.Key]:
    """What stands in the key: only what is in the picture."""
    found = [keys.series(chart.unit if chart.unit != "%" else chart.title)]
    found += [keys.target(f"streefwaarde: {chart.target_words}")] if chart.target is not None else []
    found += [keys.break_line("breuk: een andere definitie")] if _changes(chart) else []
    states = {point.state for panel in chart.panels for point in panel.points}
    found += [keys.ESTIMATE] if State.ESTIMATE in states else []
    found += [keys.MISSING] if State.MISSING in states else []
    found += [keys.SUPPRESSED] if State.SUPPRESSED in states else []
    return found


def spec(chart: SmallMultiples, width: int = 720) -> Spec:
    """The panels as one Vega-Lite specification; `charts.js` fits columns and width to the page."""
    columns = columns_for(width, len(chart.panels))
    layers = [
        *_breaks(chart),
        _line(chart),
        *_target(chart),
        _points(chart),
        *_without_figure(chart),
        *_last(chart),
    ]
    return {
        "usermeta": {"fit": {"least": LEAST, "side": SIDE, "gap": GAP, "panels": len(chart.panels)}},
        "padding": 0,
        "params": [
            {"name": "names", "value": [panel.name for panel in chart.panels]},
            {"name": "labels", "value": _ends(chart)},
        ],
        "data": {"values": rows(chart)},
        "facet": {
            "field": "panel",
            "type": "ordinal",
            "sort": None,
            "header": {
                "labelExpr": "names[datum.value]",
                "labelAnchor": "start",
                "labelAlign": "left",
                "labelPadding": 8,
                "labelLimit": panel_width(width, columns),
            },
        },
        "columns": columns,
        "spacing": {"row": FRAME, "column": GAP},
        "bounds": "flush",
        "resolve": {"axis": {"x": "independent"}},
        "spec": {"width": panel_width(width, columns), "height": PANEL_HEIGHT, "layer": layers},
        "config": config(),
    }


def _ends(chart: SmallMultiples) -> dict[str, str]:
    """Only the first and the last period are named below a panel."""
    points = [point for panel in chart.panels for point in panel.points]
    first, last = min(points, key=lambda p: p.day), max(points, key=lambda p: p.day)
    return {str(first.day.toordinal()): first.label, str(last.day.toordinal()): last.label}


def rows(chart: SmallMultiples) -> list[Spec]:
    """One row per period of every panel, then one per break."""
    figures = [row for number, panel in enumerate(chart.panels) for row in _rows(chart, number, panel)]
    return figures + _changes(chart)


def _rows(chart: SmallMultiples, number: int, panel: Panel) -> list[Spec]:
    known = [point for point in panel.points if point.value is not None]
    return [
        {
            "panel": number,
            "name": panel.name,
            "x": point.day.toordinal(),
            "y": None if point.value is None else float(point.value),
            "part": part,
            "state": str(point.state),
            "period": point.label,
            "said": chart.said(point.value) if point.value is not None else point.state.words,
            "last": chart.label(point.value, point.state) if known and point is known[-1] else "",
            "coverage": point.coverage,
        }
        for point, part in zip(panel.points, parts(panel.points), strict=True)
    ]


def _x(chart: SmallMultiples) -> Spec:
    ends = _ends(chart)
    return {
        "field": "x",
        "type": "quantitative",
        "scale": {"zero": False, "nice": False},
        "axis": {
            "values": [int(day) for day in ends],
            "labelExpr": "labels[datum.value]",
            "labelFlush": True,
            "labelOverlap": False,
            "grid": False,
            "domain": True,
            "domainColor": STRONG,
        },
    }


def _y(chart: SmallMultiples) -> Spec:
    return {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": _span(chart), "nice": True},
        "axis": {"tickCount": 2, **number_format(chart.unit)},
    }


def _span(chart: SmallMultiples) -> list[float]:
    """From zero to somewhat above the highest, so that the written figure stays inside its panel."""
    values = [float(p.value) for panel in chart.panels for p in panel.points if p.value is not None]
    values += [float(chart.target)] if chart.target is not None else []
    return [min(0, *values), max(0, *values) * 1.4 or 1]


def _line(chart: SmallMultiples) -> Spec:
    return {
        "transform": [{"filter": "isValid(datum.y)"}],
        "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2},
        "encoding": {"x": _x(chart), "y": _y(chart), "detail": {"field": "part", "type": "nominal"}},
    }


def _points(chart: SmallMultiples) -> Spec:
    shown = [("name", "Wie"), ("period", "Periode"), ("said", "Waarde")]
    covered = any(point.coverage for panel in chart.panels for point in panel.points)
    shown += [("coverage", "Dekking")] if covered else []
    return {
        "transform": [{"filter": "isValid(datum.y)"}],
        "mark": {"type": "point", "shape": "circle", "stroke": ACCENT, "opacity": 1, "strokeWidth": 1.5},
        "encoding": {
            "x": _x(chart),
            "y": _y(chart),
            "size": {
                "condition": {"test": "datum.last || datum.state == 'estimate'", "value": 40},
                "value": 14,
            },
            "fill": {"condition": {"test": "datum.state == 'estimate'", "value": PAPER}, "value": ACCENT},
            "tooltip": [{"field": field, "type": "nominal", "title": title} for field, title in shown],
        },
    }


def _changes(chart: SmallMultiples) -> list[Spec]:
    """One row per change of definition: its panel, and the middle between the two periods."""
    return [
        {"panel": number, "break": (earlier.day.toordinal() + later.day.toordinal()) / 2}
        for number, panel in enumerate(chart.panels)
        for earlier, later in pairwise(panel.points)
        if earlier.definition != later.definition
    ]


def _breaks(chart: SmallMultiples) -> list[Spec]:
    """A thin rule in the panels whose definition changes."""
    if not _changes(chart):
        return []
    return [
        {
            "transform": [{"filter": "isValid(datum.break)"}],
            "mark": {"type": "rule", "color": SOFT, "strokeWidth": 1},
            "encoding": {"x": _x(chart) | {"field": "break"}},
        }
    ]


def _target(chart: SmallMultiples) -> list[Spec]:
    if chart.target is None:
        return []
    return [
        {
            # One row of its own: with the rows of the panel the rule would be drawn once per period.
            "data": {"values": [{}]},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [6, 4]},
            "encoding": {"y": {"datum": float(chart.target)}},
        }
    ]


def _without_figure(chart: SmallMultiples) -> list[Spec]:
    # Vega warns of a layer without rows: it has no span along the axis.
    there = {point.state for panel in chart.panels for point in panel.points}
    shapes = {State.MISSING: keys.CROSS, State.SUPPRESSED: keys.HATCH}
    return [
        {
            "transform": [{"filter": f"datum.state == '{state}'"}],
            "mark": {
                "type": "point",
                "shape": shape,
                "size": 60,
                "stroke": SOFT,
                "strokeWidth": 1.25,
                "opacity": 1,
                "yOffset": -9,
            },
            "encoding": {"x": _x(chart), "y": {"value": PANEL_HEIGHT}},
        }
        for state, shape in shapes.items()
        if state in there
    ]


def _last(chart: SmallMultiples) -> list[Spec]:
    """The latest figure of each panel, on a rim of paper that keeps lines out of it."""
    text: Spec = {
        "type": "text",
        "align": "right",
        "baseline": "bottom",
        "dy": -7,
        "dx": 4,
        "color": ACCENT,
        "fontWeight": 600,
    }
    return [
        {
            "transform": [{"filter": "isValid(datum.last) && datum.last != ''"}],
            "mark": text | rim,
            "encoding": {"x": _x(chart), "y": _y(chart), "text": {"field": "last"}},
        }
        for rim in (RIM, {})
    ]
