"""Colours, type and number habits of all charts.

A specification names colours as the page does, `var(--accent)`: a browser resolves them, so a chart follows
the scheme without being drawn again. Where no style sheet is, in reports, `painted` writes the values in.
"""

from __future__ import annotations

import re
from typing import Any

Spec = dict[str, Any]

ACCENT, INK, SOFT = "var(--accent)", "var(--ink)", "var(--ink-soft)"
PAPER, LINE, STRONG = "var(--paper)", "var(--line)", "var(--line-strong)"
ON_ACCENT = "var(--on-accent)"

LIGHT = {
    "paper": "#fcfbf8",
    "line": "#dcd8ce",
    "line-strong": "#827e72",
    "ink": "#1b201e",
    "ink-soft": "#525854",
    "accent": "#0d5f5a",
    "on-accent": "#ffffff",
}
"""The light scheme of `tokens.css`; a test keeps them equal."""
PRINT = LIGHT | {"paper": "#ffffff"}
"""For charts outside a page: reports are white."""

FONT = "Source Sans, Source Sans Pro"
"""Its name in our style sheets, then its name inside the font files."""
SMALL, TEXT = 13, 14
RIM = {"stroke": PAPER, "strokeWidth": 5}
"""Put behind a text that may lie on a line: the same text with a rim of paper."""

LOCALE = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""], "minus": "−"}
}


def config() -> Spec:
    """The `config` of every specification: quiet axes, our typeface, Belgian numbers."""
    return {
        # The figure around it says what it shows; a mark per point read aloud helps nobody.
        "aria": False,
        "background": None,
        "font": FONT,
        "locale": LOCALE,
        "view": {"stroke": None},
        "title": {"color": SOFT, "fontSize": SMALL, "fontWeight": "normal", "anchor": "start", "offset": 10},
        "axis": {
            "labelColor": SOFT,
            "labelFontSize": SMALL,
            "labelPadding": 6,
            "title": None,
            "domain": False,
            "ticks": False,
            "gridColor": LINE,
        },
        "header": {"labelColor": INK, "labelFontSize": TEXT, "labelFontWeight": 600, "title": None},
        "legend": {
            "labelColor": SOFT,
            "labelFontSize": SMALL,
            "labelLimit": 400,
            "title": None,
            "orient": "top",
            "direction": "horizontal",
            "columnPadding": 18,
            "symbolSize": 110,
        },
        "text": {"fontSize": TEXT, "color": INK},
        "line": {"strokeWidth": 2.5, "strokeCap": "round", "strokeJoin": "round"},
    }


def number_format(unit: str) -> Spec:
    """How an axis writes its numbers: as few decimals as needed, with the sign of the unit."""
    return {"labelExpr": "format(datum.value, ',~f')" + (" + '\u00a0%'" if unit == "%" else "")}


def painted(text: str, palette: dict[str, str] = PRINT) -> str:
    """A specification in JSON with the colours of a palette instead of their names.

    >>> painted('{"fill": "var(--accent)"}')
    '{"fill": "#0d5f5a"}'
    """
    return re.sub(r'(?<=")var\(--([\w-]+)\)(?=")', lambda found: palette.get(found[1], found[0]), text)


def value_of(colour: str) -> str:
    """A colour as a report needs it: its value instead of its name.

    >>> value_of("var(--accent)"), value_of("none")
    ('#0d5f5a', 'none')
    """
    return painted(f'"{colour}"')[1:-1]
