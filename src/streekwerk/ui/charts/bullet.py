"""The bullet chart: per place or member a bar, its target as an upright tick, its figure of before a ring."""

from __future__ import annotations

from streekwerk.ui.charts import keys
from streekwerk.ui.charts.facts import Bar, BulletChart, State
from streekwerk.ui.charts.theme import ACCENT, INK, PAPER, Spec, config, number_format

ROW, TALL_ROW, FRAME = 34, 54, 62
DOWN = 11
"""So far below the middle of its row a bar lies that has its name above it."""
LONG_NAME = 22
"""Names longer than this stand above their bar instead of beside it."""


def names_above(chart: BulletChart) -> bool:
    return max((len(bar.name) for bar in chart.bars), default=0) > LONG_NAME


def height(chart: BulletChart) -> int:
    """Height of the whole picture in pixels."""
    return len(chart.bars) * (TALL_ROW if names_above(chart) else ROW) + FRAME


def key_of(chart: BulletChart) -> list[keys.Key]:
    """What stands in the key: only what is in the picture."""
    found = [keys.bar(chart.now_label)]
    found += [keys.tick("streefwaarde")] if any(bar.target is not None for bar in chart.bars) else []
    found += [keys.before(chart.before_label)] if _shows_before(chart) else []
    states = {bar.state for bar in chart.bars}
    found += [keys.Key("schatting", keys.BAR, stroke=ACCENT, fill=PAPER)] if State.ESTIMATE in states else []
    return found


def _shows_before(chart: BulletChart) -> bool:
    return bool(chart.before_label) and any(bar.before is not None for bar in chart.bars)


def spec(chart: BulletChart) -> Spec:
    """The bullets as a Vega-Lite specification, as wide as their place on the page."""
    above = names_above(chart)
    return {
        "width": "container",
        "height": height(chart),
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 0, "right": 12, "top": 0, "bottom": 0},
        "title": chart.unit if chart.unit != "%" else "in procent",
        "params": [
            {"name": "names", "value": [bar.name for bar in chart.bars]},
            {"name": "figures", "value": [chart.label(bar.value, bar.state) for bar in chart.bars]},
        ],
        "data": {"values": [_row(chart, number, bar) for number, bar in enumerate(chart.bars)]},
        "encoding": {"tooltip": _tooltip(chart)},
        "layer": _layers(chart, above),
        "resolve": {"axis": {"y": "independent"}},
        "config": config(),
    }


def _row(chart: BulletChart, number: int, bar: Bar) -> Spec:
    def said(value: object) -> str:
        return "" if value is None else chart.said(value)  # type: ignore[arg-type]

    return {
        "row": number,
        "name": bar.name,
        "value": None if bar.value is None else float(bar.value),
        "target": None if bar.target is None else float(bar.target),
        "before": None if bar.before is None else float(bar.before),
        "state": str(bar.state),
        "known": bar.state.words,
        "said": said(bar.value) or bar.state.words,
        "target_said": said(bar.target) or "geen",
        "before_said": said(bar.before) or "geen",
        "coverage": bar.coverage,
    }


def _layers(chart: BulletChart, above: bool) -> list[Spec]:
    """Back to front; the first layer carries the names, the last one the figures, the others no axis."""
    row: Spec = {
        # The whole row can be pointed at, also where it has no bar.
        "mark": {"type": "rect", "opacity": 0},
        "encoding": {"x": {"value": 0}, "x2": {"value": "width"}},
    }
    layers = [row, *_bars(chart, above), *(_names() if above else [])]
    for layer in layers:
        layer["encoding"]["y"] = _y(chart, None)
    if not above:
        layers[0]["encoding"]["y"] = _y(chart, _axis("names", "left"))
    return [*layers, _figures_beside(chart, above)]


def _y(chart: BulletChart, axis: Spec | None) -> Spec:
    return {
        "field": "row",
        "type": "ordinal",
        "scale": {"domain": list(range(len(chart.bars))), "paddingInner": 0.3, "paddingOuter": 0.15},
        "axis": axis,
    }


def _axis(words: str, side: str, down: int = 0) -> Spec:
    return {
        "orient": side,
        "labelExpr": f"{words}[datum.value]",
        "labelColor": INK,
        "labelLimit": 220,
        "labelOffset": down,
        "labelFontSize": 14,
    }


def _tooltip(chart: BulletChart) -> list[Spec]:
    # Not the bare label: a script puts keys that are numbers, such as a year, before all others.
    shown = [("name", "Wie"), ("said", f"In {chart.now_label}")]
    shown += [("target_said", "Streefwaarde")] if any(bar.target is not None for bar in chart.bars) else []
    shown += [("before_said", f"In {chart.before_label}")] if _shows_before(chart) else []
    shown += [("known", "Stand")] if any(bar.state != State.FINAL for bar in chart.bars) else []
    shown += [("coverage", "Dekking")] if any(bar.coverage for bar in chart.bars) else []
    return [{"field": field, "type": "nominal", "title": title} for field, title in shown]


def _x(chart: BulletChart, field: str) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"zero": True, "nice": True},
        "axis": {"orient": "top", "tickCount": 4, **number_format(chart.unit)},
    }


def _bars(chart: BulletChart, above: bool) -> list[Spec]:
    down = DOWN if above else 0
    estimate = "datum.state == 'estimate'"
    layers: list[Spec] = [
        {
            "mark": {
                "type": "bar",
                "height": 14,
                "yOffset": down,
                "stroke": ACCENT,
                "strokeWidth": 1.5,
                "fillOpacity": 1,
            },
            "encoding": {
                "x": _x(chart, "value"),
                "fill": {"condition": {"test": estimate, "value": PAPER}, "value": ACCENT},
                "strokeDash": {"condition": {"test": estimate, "value": [3, 2]}, "value": []},
            },
        }
    ]
    if _shows_before(chart):
        layers.append(
            {
                "mark": {
                    "type": "point",
                    "shape": "circle",
                    "size": 60,
                    "fill": PAPER,
                    "stroke": INK,
                    "strokeWidth": 1.5,
                    "opacity": 1,
                    "yOffset": down,
                },
                "encoding": {"x": _x(chart, "before")},
            }
        )
    if any(bar.target is not None for bar in chart.bars):
        layers += [
            {
                # A rim of paper keeps the tick visible on top of the bar.
                "mark": {
                    "type": "tick",
                    "thickness": thickness,
                    "size": 22,
                    "color": colour,
                    "opacity": 1,
                    "yOffset": down,
                },
                "encoding": {"x": _x(chart, "target")},
            }
            for thickness, colour in ((6, PAPER), (2.5, INK))
        ]
    return layers


def _names() -> list[Spec]:
    return [
        {
            "mark": {"type": "text", "align": "left", "baseline": "bottom", "yOffset": -1, "color": INK},
            "encoding": {"x": {"value": 0}, "text": {"field": "name"}},
        }
    ]


def _figures_beside(chart: BulletChart, above: bool) -> Spec:
    """The figures in a column at the right: an axis, so that the bars make room for them."""
    axis = _axis("figures", "right", DOWN if above else 0)
    return {
        "mark": {"type": "rule", "opacity": 0},
        "encoding": {"x": _x(chart, "value"), "y": _y(chart, axis)},
    }
