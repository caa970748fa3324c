"""A chart ready to be shown: its specification, its key and its height, whatever its kind."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import singledispatch

from streekwerk.ui.charts import bullet, line, multiples, tiles
from streekwerk.ui.charts.facts import BulletChart, Chart, LineChart, SmallMultiples, TileMap
from streekwerk.ui.charts.keys import Key
from streekwerk.ui.charts.theme import Spec

PAGE_WIDTH = 720
"""The width in pixels that the room kept on a page is reckoned with."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawn half of a chart."""

    spec: Spec
    keys: list[Key]
    height: int
    kind: str

    def json(self) -> str:
        """The specification for a page: no spaces, and nothing that could end or begin an element."""
        text = json.dumps(self.spec, ensure_ascii=False, separators=(",", ":"))
        return text.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")


def has_figures(chart: Chart) -> bool:
    """Whether there is anything to draw: one figure is enough."""
    match chart:
        case LineChart(points=points):
            return any(point.value is not None for point in points)
        case BulletChart(bars=bars):
            return any(bar.value is not None for bar in bars)
        case TileMap(tiles=found):
            return bool(found)
        case SmallMultiples(panels=panels):
            return any(point.value is not None for panel in panels for point in panel.points)
    raise TypeError(type(chart))


@singledispatch
def picture_of(chart: Chart) -> Picture:
    """The picture of a chart that has figures."""
    raise TypeError(type(chart))


@picture_of.register
def _(chart: LineChart) -> Picture:
    return Picture(line.spec(chart), line.key_of(chart), line.HEIGHT, "line")


@picture_of.register
def _(chart: BulletChart) -> Picture:
    return Picture(bullet.spec(chart), bullet.key_of(chart), bullet.height(chart), "bullet")


@picture_of.register
def _(chart: TileMap) -> Picture:
    return Picture(tiles.spec(chart), tiles.key_of(chart), tiles.height(chart), "tiles")


@picture_of.register
def _(chart: SmallMultiples) -> Picture:
    spec, height = multiples.spec(chart, PAGE_WIDTH), multiples.height(chart, PAGE_WIDTH)
    return Picture(spec, multiples.key_of(chart), height, "multiples")
