"""The key of a chart: one list of symbols, drawn as HTML on a page and as a legend in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from streekwerk.ui.charts.theme import ACCENT, INK, PAPER, PRINT, SOFT, STRONG, Spec, mixed

DOT = "M-.55,0A.55,.55,0,1,1,.55,0A.55,.55,0,1,1,-.55,0Z"
CROSS = "M-.6,-.6L.6,.6M.6,-.6L-.6,.6"
LINE_ACROSS = "M-1.2,0L1.2,0"
UPRIGHT = "M0,-.9L0,.9"
BAR = "M-1.1,-.45L1.1,-.45L1.1,.45L-1.1,.45Z"
BOX = "M-.8,-.8L.8,-.8L.8,.8L-.8,.8Z"
HATCH = BOX + "M-.8,0L0,-.8M-.8,.8L.8,-.8M0,.8L.8,0"
DASH = "M-.9,0L.9,0"
LETTER, SYMBOL = 6.5, 44
"""About how wide a letter and a symbol with its room are in a legend, in pixels."""


@dataclass(frozen=True, slots=True)
class Key:
    """One symbol with its word; the shape lies in a box from -1 to 1, as a symbol of Vega does."""

    label: str
    shape: str
    stroke: str = SOFT
    fill: str = "none"
    width: float = 1.5
    dash: str = ""
    opacity: float = 1


def series(label: str) -> Key:
    return Key(label, LINE_ACROSS, stroke=ACCENT, width=2.5)


def target(label: str) -> Key:
    return Key(label, LINE_ACROSS, stroke=INK, dash="6 3")


def old_target(label: str) -> Key:
    return Key(label, LINE_ACROSS, stroke=STRONG, dash="6 3")


def course(label: str) -> Key:
    return Key(label, LINE_ACROSS, stroke=SOFT, dash="1 3")


def break_line(label: str) -> Key:
    return Key(label, UPRIGHT, stroke=SOFT, width=1)


def bar(label: str) -> Key:
    return Key(label, BAR, stroke="none", fill=ACCENT)


def tick(label: str) -> Key:
    return Key(label, UPRIGHT, stroke=INK, width=2.5)


def before(label: str) -> Key:
    return Key(label, DOT, stroke=INK, fill=PAPER)


ESTIMATE = Key("schatting", DOT, stroke=ACCENT, fill=PAPER, width=2)
MISSING = Key("ontbreekt", CROSS)
SUPPRESSED = Key("klein getal", HATCH, width=1)
NOT_APPLICABLE = Key("niet van toepassing", DASH)


def swatch(label: str, opacity: float) -> Key:
    return Key(label, BOX, stroke=ACCENT, fill=ACCENT, width=1, opacity=opacity)


def legend_columns(keys: Sequence[Key], width: int) -> int:
    """How many columns of a legend fit in so many pixels, by its longest label."""
    longest = max((len(key.label) for key in keys), default=0)
    return max(1, min(len(keys), int(width / (longest * LETTER + SYMBOL))))


def _fill(key: Key) -> str:
    """The fill as a legend can draw it: it knows no opacity per symbol."""
    if key.fill == "none":
        return "transparent"
    return key.fill if key.opacity == 1 else mixed(PRINT["accent"], PRINT["paper"], key.opacity)


def legend_layer(keys: Sequence[Key], width: int) -> Spec:
    """The key as an invisible layer whose legend shows the symbols, for pictures without a page."""

    columns = legend_columns(keys, width)

    def encoded(values: list[object]) -> Spec:
        scale = {"domain": [key.label for key in keys], "range": values}
        return {"field": "key", "type": "nominal", "scale": scale, "legend": {"columns": columns}}

    return {
        "data": {"values": [{"key": key.label} for key in keys]},
        "mark": {"type": "point", "size": 0, "opacity": 1, "tooltip": False},
        "encoding": {
            "shape": encoded([key.shape for key in keys]),
            "stroke": encoded(["transparent" if key.stroke == "none" else key.stroke for key in keys]),
            "fill": encoded([_fill(key) for key in keys]),
            "strokeDash": encoded([[float(n) for n in key.dash.split()] for key in keys]),
            "x": {"value": 0},
            "y": {"value": 0},
        },
    }
