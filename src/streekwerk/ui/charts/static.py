"""Charts outside a page, for reports: SVG and PNG of the same facts as the picture on the page."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert

from streekwerk.ui.charts import multiples
from streekwerk.ui.charts.facts import Chart, LineChart, SmallMultiples
from streekwerk.ui.charts.keys import key_height, key_svg
from streekwerk.ui.charts.line import key_of as line_key
from streekwerk.ui.charts.paper import line_svg
from streekwerk.ui.charts.picture import picture_of
from streekwerk.ui.charts.theme import PAPER, painted, value_of

KEPT = 256
"""So many drawings of the engine are kept in memory; one is 10 to 60 KB."""
KEY_GAP = 8
"""Pixels between the key and the drawing below it."""

_PART = re.compile(r'(?<=[#"])(clip|gradient_)(\d+)(?=[")])')


def static_svg(chart: Chart, *, width: int = 640) -> str:
    """The chart as SVG of so many pixels wide, for white paper, with its key inside.

    A line takes under a millisecond. The other kinds are drawn by the engine: a second for the first one of
    a process, 0.07 s for a later one, nothing for the same one again.
    """
    if isinstance(chart, LineChart):
        keys = line_key(chart)
        above = key_height(keys, width) + KEY_GAP
        marks, high = line_svg(chart, width, down=above)
        return _sheet(width, high + above, key_svg(keys, width) + marks)
    return _whole(chart, width, engine_svg(specification(chart, width=width)))


def static_png(chart: Chart, *, width: int = 640, scale: float = 2) -> bytes:
    """The chart as PNG, for documents that cannot hold SVG."""
    _engine()
    return vl_convert.svg_to_png(static_svg(chart, width=width), scale=scale)


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


@lru_cache(KEPT)
def engine_svg(specification: str) -> str:
    """What the engine draws of a specification."""
    _engine()
    return renumbered(vl_convert.vegalite_to_svg(specification))


def renumbered(svg: str) -> str:
    """The drawing with its parts numbered from nought: the engine counts on from the drawing before.

    >>> renumbered('<clipPath id="clip7"/><g clip-path="url(#clip7)"/>')
    '<clipPath id="clip0"/><g clip-path="url(#clip0)"/>'
    """
    numbers: dict[str, int] = {}
    return _PART.sub(lambda found: f"{found[1]}{numbers.setdefault(found[0], len(numbers))}", svg)


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
    below = f'<g transform="translate(0,{above})">{inner}</g>'
    return _sheet(max(wide, width), high + above, key_svg(keys, width) + below)


def _sheet(wide: int, high: int, marks: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f'<rect width="{wide}" height="{high}" fill="{value_of(PAPER)}"/>{marks}</svg>'
    )


@cache
def _engine() -> None:
    """Our typeface is known to the engine, once a process."""
    found = find_spec("font_source_sans_pro")
    if found and found.origin:
        vl_convert.register_font_directory(str(Path(found.origin).parent / "files"))
