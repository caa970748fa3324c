"""Charts of a few figures, for the tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.ui.charts import Bar, BulletChart, LineChart, Point, State, Target, Tile, TileMap

HOSTILE = """</template></script><script>alert(1)</script>"'&<img src=x onerror=alert(1)>"""


def year(number: int, value: str | None, state: State = State.FINAL, **more: Any) -> Point:
    return Point(date(number, 1, 1), str(number), None if value is None else Decimal(value), state, **more)


def line(*points: Point, **more: Any) -> LineChart:
    return LineChart(
        **{"title": "Ritten", "caption": "Meer ritten.", "unit": "ritten", "points": points} | more
    )


def bullet(*bars: Bar, **more: Any) -> BulletChart:
    said = {
        "title": "Chauffeurs",
        "caption": "Genoeg.",
        "unit": "chauffeurs",
        "now_label": "2026",
        "bars": bars,
    }
    return BulletChart(**said | more)


def tiles(*values: str | None, **more: Any) -> TileMap:
    found = [
        Tile(
            f"Plaats {n}",
            n,
            0,
            None if v is None else Decimal(v),
            State.MISSING if v is None else State.FINAL,
        )
        for n, v in enumerate(values)
    ]
    return TileMap(**{"title": "Vragen", "caption": "Veel.", "unit": "vragen", "tiles": found} | more)


def target(value: str, words: str, *, ended: bool = False, until: int = 2028) -> Target:
    return Target(Decimal(value), words, date(2024, 1, 1), date(until, 12, 31), ended)
