"""Charts: from typed facts to a Vega-Lite specification, a sentence and a table.

`{% load charts %}{% chart chart %}` shows one on a page; `static_svg(chart)` draws it for a report.
"""

from streekwerk.ui.charts.facts import (
    Bar,
    Break,
    BulletChart,
    Chart,
    LineChart,
    Panel,
    Point,
    SmallMultiples,
    State,
    Target,
    Tile,
    TileMap,
)
from streekwerk.ui.charts.picture import Picture, picture_of
from streekwerk.ui.charts.static import static_png, static_svg
from streekwerk.ui.charts.tables import Column, Table, table_of
from streekwerk.ui.charts.words import alternative_of

__all__ = [
    "Bar",
    "Break",
    "BulletChart",
    "Chart",
    "Column",
    "LineChart",
    "Panel",
    "Picture",
    "Point",
    "SmallMultiples",
    "State",
    "Table",
    "Target",
    "Tile",
    "TileMap",
    "alternative_of",
    "picture_of",
    "static_png",
    "static_svg",
    "table_of",
]
