"""The key of a chart: one list of symbols, drawn as HTML on a page and as SVG in a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from streekwerk.ui.charts.theme import ACCENT, FONT, INK, PAPER, SMALL, SOFT, STRONG, value_of

DOT = "M-.55,0A.55,.55,0,1,1,.55,0A.55,.55,0,1,1,-.55,0Z"
CROSS = "M-.6,-.6L.6,.6M.6,-.6L-.6,.6"
LINE_ACROSS = "M-1.2,0L1.2,0"
UPRIGHT = "M0,-.9L0,.9"
BAR = "M-1.1,-.45L1.1,-.45L1.1,.45L-1.1,.45Z"
BOX = "M-.8,-.8L.8,-.8L.8,.8L-.8,.8Z"
HATCH = BOX + "M-.8,0L0,-.8M-.8,.8L.8,-.8M0,.8L.8,0"
DASH = "M-.9,0L.9,0"
LETTER, SYMBOL = 6.5, 44
"""About how wide a letter and a symbol with its room are in the key of a report, in pixels."""
LINE, SCALE = 19, 7
"""How high a line of the key is, and how large its symbols, in pixels."""


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


def key_height(keys: Sequence[Key], width: int) -> int:
    """How high the key is in a picture of so many pixels wide."""
    return -(-len(keys) // columns_in(keys, width)) * LINE if keys else 0


def columns_in(keys: Sequence[Key], width: int) -> int:
    """How many columns of the key fit in so many pixels, by its longest label."""
    longest = max((len(key.label) for key in keys), default=0)
    return max(1, min(len(keys), int(width / (longest * LETTER + SYMBOL))))


def key_svg(keys: Sequence[Key], width: int) -> str:
    """The key as a piece of SVG, for pictures without a page.

    Vega could draw it as a legend, but measures every word of it several times: half the time of a picture.
    """
    columns = columns_in(keys, width)
    # Rows as Vega and the page fill them: left to right.
    return "".join(
        _entry(key, x=at % columns * width // columns, y=at // columns * LINE, room=width // columns)
        for at, key in enumerate(keys)
    )


def _entry(key: Key, *, x: int, y: int, room: int) -> str:
    dash = " ".join(f"{float(part) / SCALE:.3f}" for part in key.dash.split())
    most = max(8, int((room - SYMBOL) / LETTER * 1.15))
    label = key.label if len(key.label) <= most else f"{key.label[: most - 1]}…"
    line = f'stroke="{value_of(key.stroke)}" stroke-width="{key.width / SCALE:.3f}"'
    line += f' stroke-dasharray="{dash}"' if dash else ""
    filled = f'fill="{value_of(key.fill)}" fill-opacity="{key.opacity:g}"'
    return (
        f'<g transform="translate({x},{y})">'
        f'<path transform="translate(10,{LINE // 2}) scale({SCALE})" d="{key.shape}" {filled} {line}/>'
        f'<text x="26" y="{LINE // 2 + 4}" font-family="{FONT}" font-size="{SMALL}px" '
        f'fill="{value_of(SOFT)}">{escape(label)}</text></g>'
    )
