"""Charts outside a page, for reports: SVG and PNG by the same specification, kept by its content."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import vl_convert

from streekwerk.ui.charts import multiples
from streekwerk.ui.charts.facts import Chart, SmallMultiples
from streekwerk.ui.charts.keys import legend_columns, legend_layer
from streekwerk.ui.charts.picture import picture_of
from streekwerk.ui.charts.theme import PAPER, painted

LEGEND_LINE = 18
KEPT = 256
"""So many drawings are kept in memory; one is 10 to 60 KB."""


def static_svg(chart: Chart, *, width: int = 640) -> str:
    """The chart as SVG of so many pixels wide, for white paper, with its key inside.

    The first one of a process takes about a second, a later one 0.1 s, the same one again nothing.
    """
    return _svg(specification(chart, width=width))


def static_png(chart: Chart, *, width: int = 640, scale: float = 2) -> bytes:
    """The chart as PNG, for documents that cannot hold SVG."""
    return png_of(_svg(specification(chart, width=width)), scale=scale)


def png_of(svg: str, *, scale: float = 2) -> bytes:
    """What `static_svg` gave once, as PNG: for a report that was kept."""
    _fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


def specification(chart: Chart, *, width: int) -> str:
    """The specification of a chart without a page: its width is a number, its colours are values."""
    picture = picture_of(chart)
    spec = picture.spec
    if isinstance(chart, SmallMultiples):
        spec = multiples.spec(chart, width)
        spec["spec"]["layer"].append(legend_layer(picture.keys, width))
    else:
        # The legend takes its room from the height; the picture keeps what it has on a page.
        lines = -(-len(picture.keys) // legend_columns(picture.keys, width))
        spec = spec | {
            "width": width,
            "height": picture.height + lines * LEGEND_LINE,
            "layer": [*spec["layer"], legend_layer(picture.keys, width)],
        }
    return painted(json.dumps(spec | {"background": PAPER}, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    _fonts()
    return vl_convert.vegalite_to_svg(spec)


@cache
def _fonts() -> None:
    """Tells the drawing engine about our typeface, once."""
    found = find_spec("font_source_sans_pro")
    if found and found.origin:
        vl_convert.register_font_directory(str(Path(found.origin).parent / "files"))
