"""Charts outside a page, for reports: SVG and PNG by the same specification, kept by its content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert

from streekwerk.ui.charts import multiples
from streekwerk.ui.charts.drawing import Drawings
from streekwerk.ui.charts.facts import Chart, SmallMultiples
from streekwerk.ui.charts.keys import key_height, key_svg
from streekwerk.ui.charts.picture import picture_of
from streekwerk.ui.charts.theme import PAPER, painted, value_of

KEPT = 256
"""So many drawings are kept in memory; one is 10 to 60 KB."""
KEY_GAP = 8
"""Pixels between the key and the drawing below it."""


def static_svg(chart: Chart, *, width: int = 640) -> str:
    """The chart as SVG of so many pixels wide, for white paper, with its key inside.

    The first one of a process takes about a second, a later one 0.05 s, the same one again nothing.
    """
    return _whole(chart, width, _drawings().of(specification(chart, width=width)))


def draw_ahead(charts: Sequence[Chart], *, width: int = 640) -> None:
    """Draw these together, on every core: `static_svg` then has them at hand. Few are not worth it."""
    _drawings().ahead([specification(chart, width=width) for chart in charts])


def static_png(chart: Chart, *, width: int = 640, scale: float = 2) -> bytes:
    """The chart as PNG, for documents that cannot hold SVG."""
    svg = static_svg(chart, width=width)
    return vl_convert.svg_to_png(svg, scale=scale)


def specification(chart: Chart, *, width: int) -> str:
    """The specification of a chart without a page and without its key: its width is a number, its colours
    are values.
    """
    if isinstance(chart, SmallMultiples):
        spec = multiples.spec(chart, width)
    else:
        picture = picture_of(chart)
        spec = picture.spec | {"width": width, "height": picture.height}
    return painted(json.dumps(spec | {"background": PAPER}, sort_keys=True))


def _whole(chart: Chart, width: int, drawing: str) -> str:
    """The drawing with its key above it."""
    keys = picture_of(chart).keys
    if not keys:
        return drawing
    above = key_height(keys, width) + KEY_GAP
    opening, rest = drawing.split(">", 1)
    inner = rest.removesuffix("</svg>")
    wide, high = (round(float(opening.split(f' {name}="')[1].split('"')[0])) for name in ("width", "height"))
    # Small multiples are as wide as their panels; the key has the whole width.
    wide = max(wide, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{wide}" height="{high + above}" viewBox="0 0 {wide} {high + above}">'
        f'<rect width="{wide}" height="{high + above}" fill="{value_of(PAPER)}"/>'
        f'{key_svg(keys, width)}<g transform="translate(0,{above})">{inner}</g></svg>'
    )


@cache
def _drawings() -> Drawings:
    """The drawing engine with our typeface, once a process."""
    found = find_spec("font_source_sans_pro")
    fonts = str(Path(found.origin).parent / "files") if found and found.origin else ""
    if fonts:
        vl_convert.register_font_directory(fonts)
    return Drawings(KEPT, fonts)
