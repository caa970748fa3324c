"""The tile map: every municipality as large as the next, roughly where it lies.

The darker, the more; the figure stands in the tile as well. A tile without a figure differs by its edge and
its words, never by colour alone: hatched for a small number, dashed for missing, bare for what was not asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from streekwerk.ui import dutch
from streekwerk.ui.charts import keys
from streekwerk.ui.charts.facts import SHOWN, State, TileMap
from streekwerk.ui.charts.theme import ACCENT, INK, ON_ACCENT, RIM, SOFT, STRONG, Spec, config

ROW = 58
CLASSES = 5
OPACITIES = (0.08, 0.22, 0.4, 0.84, 1.0)
"""How much of the accent a class gets. None lies between .4 and .84: no text can be read on that."""
DARK = 0.8
"""From here the text in the tile is light."""
LETTER = 7.4
"""About how wide a letter is, in pixels: a name that would not fit in its tile is written short."""
SHORT_WORDS = {
    State.SUPPRESSED: "klein",
    State.MISSING: "–",
    State.NOT_APPLICABLE: "n.v.t.",
    State.NOT_ASKED: "",
}


def short_names(names: Sequence[str], letters: int = 4) -> list[str]:
    """The first letters of each name, or its first and last ones where the first do not tell places apart.

    >>> short_names(["Mol", "Arendonk", "Oud-Turnhout", "Herentals", "Herenthout"])
    ['Mol', 'Aren.', 'Oud.', 'H.tals', 'H.hout']
    >>> short_names(["Balen", "Arendonk", "Herentals", "Herenthout"], 6)
    ['Balen', 'Arendo.', 'H.tals', 'H.hout']
    """
    begins = [name if len(name) <= letters + 1 else f"{name[:letters].rstrip('- ')}." for name in names]
    often = Counter(begins)
    return [
        begin if often[begin] == 1 or begin == name else f"{name[0]}.{name[-4:]}"
        for name, begin in zip(names, begins, strict=True)
    ]


def classes(values: Sequence[Decimal]) -> list[Decimal]:
    """Lower bounds of at most five classes of equal, round width; the last one is open.

    >>> classes([Decimal(0), Decimal(7), Decimal(48)])
    [Decimal('0'), Decimal('10'), Decimal('20'), Decimal('30'), Decimal('40')]
    >>> classes([Decimal(3), Decimal(3)])
    [Decimal('3')]
    """
    if not values:
        return []
    low, high = min(values), max(values)
    if low == high:
        return [low]
    rough = (high - low) / CLASSES
    ten = Decimal(1).scaleb(rough.adjusted())
    for step in (factor * ten for factor in (1, 2, Decimal("2.5"), 5, 10, 20)):
        start = (low / step).to_integral_value(rounding=ROUND_FLOOR) * step
        count = int(((high - start) / step).to_integral_value(rounding=ROUND_FLOOR)) + 1
        if count <= CLASSES:
            return [_plain(start + step * number) for number in range(count)]
    raise AssertionError("a step of twice the span always fits")


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def class_of(value: Decimal, bounds: Sequence[Decimal]) -> int:
    """The number of the class a value lies in, from 0."""
    return max(number for number, bound in enumerate(bounds) if value >= bound)


def opacity(number: int, count: int) -> float:
    """The opacity of a class: the lightest first, the darkest last, the others spread between."""
    return OPACITIES[2] if count == 1 else OPACITIES[round(number * (CLASSES - 1) / (count - 1))]


def key_of(chart: TileMap) -> list[keys.Key]:
    """The classes from light to dark, then why a tile has no figure."""
    bounds = _bounds(chart)
    sign = f"{dutch.THIN_SPACE}%" if chart.unit == "%" else ""
    found = []
    for number, bound in enumerate(bounds):
        after = bounds[number + 1] if number + 1 < len(bounds) else None
        span = (
            f"{dutch.number(bound)} tot {dutch.number(after)}" if after is not None else dutch.number(bound)
        )
        open_end = after is None and len(bounds) > 1
        found.append(
            keys.swatch(f"{span}{sign}{' of meer' if open_end else ''}", opacity(number, len(bounds)))
        )
    states = {tile.state for tile in chart.tiles}
    found += [keys.SUPPRESSED] if State.SUPPRESSED in states else []
    found += [keys.Key("ontbreekt", keys.BOX, dash="3 2", width=1)] if State.MISSING in states else []
    found += (
        [keys.Key("niet gevraagd", keys.BOX, stroke=STRONG, width=0.5)] if State.NOT_ASKED in states else []
    )
    return found


def _bounds(chart: TileMap) -> list[Decimal]:
    return classes([tile.value for tile in chart.tiles if tile.value is not None])


def size(chart: TileMap) -> tuple[int, int]:
    """Columns and rows of the map."""
    return (
        max((tile.column for tile in chart.tiles), default=0) + 1,
        max((tile.row for tile in chart.tiles), default=0) + 1,
    )


def height(chart: TileMap) -> int:
    """Height of the whole picture in pixels."""
    return size(chart)[1] * ROW


def spec(chart: TileMap) -> Spec:
    """The tiles as a Vega-Lite specification, as wide as their place on the page."""
    columns, rows = size(chart)

    def band(field: str, count: int) -> Spec:
        scale = {"domain": list(range(count)), "paddingInner": 0.06, "paddingOuter": 0.03}
        return {"field": field, "type": "ordinal", "scale": scale, "axis": None}

    return {
        "width": "container",
        "height": height(chart),
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": 0,
        "data": {"values": _rows(chart)},
        "encoding": {
            "x": band("column", columns),
            "y": band("row", rows),
            "tooltip": _tooltip(chart),
        },
        "layer": [
            _ground(),
            *_hatching(chart),
            *_halo(chart, columns),
            _words(["name", "middle", "short"], columns, down=-9),
            _words(["said", "short_said"], columns, down=10),
        ],
        "config": config(),
    }


def _rows(chart: TileMap) -> list[Spec]:
    bounds = _bounds(chart)
    names = [tile.name for tile in chart.tiles]
    found = []
    for tile, short, middle in zip(chart.tiles, short_names(names), short_names(names, 6), strict=True):
        number = 0.0 if tile.value is None else opacity(class_of(tile.value, bounds), len(bounds))
        said = chart.label(tile.value, tile.state)
        found.append(
            {
                "column": tile.column,
                "row": tile.row,
                "name": tile.name,
                "middle": middle,
                "short": short,
                "said": _WIDE_WORDS.get(tile.state, said),
                "short_said": SHORT_WORDS.get(tile.state, said),
                "full": chart.said(tile.value) if tile.value is not None else tile.state.words,
                "state": str(tile.state),
                "known": tile.state.words,
                "coverage": tile.coverage,
                "opacity": number,
                "light": number > DARK,
                "figure": tile.state in SHOWN,
            }
        )
    return found


_WIDE_WORDS = {State.NOT_APPLICABLE: "n.v.t.", State.NOT_ASKED: ""}


def _tooltip(chart: TileMap) -> list[Spec]:
    shown = [("name", "Gemeente"), ("full", "Waarde")]
    shown += [("known", "Stand")] if any(tile.state != State.FINAL for tile in chart.tiles) else []
    shown += [("coverage", "Dekking")] if any(tile.coverage for tile in chart.tiles) else []
    return [{"field": field, "type": "nominal", "title": title} for field, title in shown]


def _ground() -> Spec:
    return {
        "mark": {
            "type": "rect",
            "cornerRadius": 2,
            "fill": ACCENT,
            "strokeWidth": 1,
            "strokeDash": {"expr": "datum.state == 'missing' ? [4, 3] : []"},
        },
        "encoding": {
            "fillOpacity": {"field": "opacity", "type": "quantitative", "scale": None},
            "stroke": {
                "condition": [
                    {"test": "datum.figure", "value": ACCENT},
                    {"test": "datum.state == 'not_asked'", "value": "transparent"},
                ],
                "value": STRONG,
            },
        },
    }


def _hatching(chart: TileMap) -> list[Spec]:
    """Slanting lines over the tiles of small numbers, one layer per line."""
    if all(tile.state != State.SUPPRESSED for tile in chart.tiles):
        return []
    thirds = [n / 3 for n in range(1, 6)]
    lines = [((0.0, n), (n, 0.0)) if n <= 1 else ((n - 1, 1.0), (1.0, n - 1)) for n in thirds]

    def at(field: str, place: float) -> Spec:
        return {"field": field, "bandPosition": place}

    return [
        {
            "transform": [{"filter": "datum.state == 'suppressed'"}],
            "mark": {"type": "rule", "color": STRONG, "strokeWidth": 1, "opacity": 0.55, "tooltip": False},
            "encoding": {
                "x": {**at("column", x), "type": "ordinal"},
                "y": {**at("row", y), "type": "ordinal"},
                "x2": at("column", x2),
                "y2": at("row", y2),
                "tooltip": {"value": None},
            },
        }
        for (x, y), (x2, y2) in lines
    ]


def _halo(chart: TileMap, columns: int) -> list[Spec]:
    """A rim of paper behind the words of hatched tiles, so that no line runs through a letter."""
    if not _hatching(chart):
        return []
    halo = [
        _words(["name", "middle", "short"], columns, down=-9),
        _words(["said", "short_said"], columns, down=10),
    ]
    for layer in halo:
        layer["mark"] |= RIM
        layer["transform"] = [{"filter": "datum.state == 'suppressed'"}]
    return halo


def _words(fields: Sequence[str], columns: int, *, down: int) -> Spec:
    """A line of text in each tile: the first of these fields that fits."""
    *longer, shortest = fields
    text = "".join(f"length(datum.{f}) * {LETTER} < width / {columns} ? datum.{f} : " for f in longer)
    return {
        "mark": {
            "type": "text",
            "align": "center",
            "baseline": "middle",
            "dy": down,
            "fontWeight": 600 if fields[0] == "said" else "normal",
            "text": {"expr": f"{text}datum.{shortest}"},
        },
        "encoding": {
            "color": {
                "condition": [
                    {"test": "datum.light", "value": ON_ACCENT},
                    {"test": "!datum.figure", "value": SOFT},
                ],
                "value": INK,
            }
        },
    }
