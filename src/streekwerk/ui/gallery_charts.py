"""Invented charts for the gallery: every kind, with every state a figure can have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from streekwerk.ui.charts import (
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


def _quarters(figures: str, first_year: int = 2024) -> list[Point]:
    """One point per quarter: a number, ~number for an estimate, "?" missing, "k" small, "-" not asked."""
    states = {"?": State.MISSING, "k": State.SUPPRESSED, "-": State.NOT_ASKED}
    points = []
    for number, said in enumerate(figures.split()):
        year, quarter = first_year + number // 4, number % 4
        value = None if said in states else Decimal(said.lstrip("~"))
        state = states.get(said, State.ESTIMATE if said.startswith("~") else State.FINAL)
        coverage = "" if value is None else f"{20 + number % 8} van 27"
        day = date(year, quarter * 3 + 1, 1)
        points.append(
            Point(day, f"K{quarter + 1} {year}", value, state, coverage, 1 if day < date(2025, 7, 1) else 2)
        )
    return points


LINE = LineChart(
    title="Ritten van de belbus",
    caption="De belbus reed in K1 2026 1.240 ritten; op schema waren er 1.150.",
    unit="ritten",
    points=_quarters("620 710 ? 760 790 k 980 1010 1240"),
    targets=[
        Target(Decimal(1200), "minstens 1.200 per kwartaal", date(2024, 1, 1), date(2025, 6, 30), ended=True),
        Target(Decimal(1600), "minstens 1.600 per kwartaal in 2028", date(2025, 7, 1), date(2028, 12, 31)),
    ],
    course=[(date(2025, 7, 1), Decimal(980)), (date(2028, 12, 31), Decimal(1600))],
    breaks=[Break(date(2025, 7, 1), "sinds K3 2025 tellen ook ritten op zondag mee")],
)

SHARE = LineChart(
    title="Gezinnen die de weg kennen",
    caption="Zes op de tien gezinnen kennen het huis van het kind; de bevraging van 2026 loopt nog.",
    unit="%",
    points=[
        Point(date(2022, 1, 1), "2022", Decimal("41.5"), coverage="310 van 900"),
        Point(date(2023, 1, 1), "2023", Decimal("47.9"), coverage="295 van 900"),
        Point(date(2024, 1, 1), "2024", None, State.NOT_APPLICABLE),
        Point(date(2025, 1, 1), "2025", Decimal("58.2"), coverage="402 van 900"),
        Point(date(2026, 1, 1), "2026", Decimal("60.3"), State.ESTIMATE, "120 van 900"),
    ],
    targets=[Target(Decimal(70), "minstens 70 % in 2026", date(2022, 1, 1), date(2026, 1, 1))],
)

BULLET = BulletChart(
    title="Chauffeurs per gemeente",
    caption="Vier van de zeven gemeenten halen hun streefwaarde.",
    unit="chauffeurs",
    now_label="2026",
    before_label="2025",
    bars=[
        Bar("Zonnedorp", Decimal(24), target=Decimal(20), before=Decimal(15)),
        Bar("Oud-Zilverbeek", Decimal(18), target=Decimal(18), before=Decimal(19)),
        Bar("Heidebrug", Decimal(12), target=Decimal(10), before=Decimal(8)),
        Bar("Vennenrand", Decimal(9), State.ESTIMATE, Decimal(14), Decimal(9)),
        Bar("Molenakker", Decimal(0), target=Decimal(6), before=Decimal(2)),
        Bar("Kleinbos", None, State.SUPPRESSED, Decimal(4)),
        Bar("Sint-Jansveld", None, State.MISSING, Decimal(8), Decimal(7)),
    ],
)

LONG_NAMES = BulletChart(
    title="Antwoorden per partner",
    caption="Het huis van het kind antwoordde het vaakst.",
    unit="%",
    now_label="K3 2026",
    bars=[
        Bar("Huis van het Kind Zonnedorp en Heidebrug", Decimal("92.5"), target=Decimal(80)),
        Bar("Lokaal dienstencentrum De Kring", Decimal(64), target=Decimal(80)),
        Bar("Mutualiteit", Decimal(78), target=Decimal(80)),
    ],
)


def _tiles() -> list[Tile]:
    rows = [
        "Zonnedorp:1:48 Oud-Zilverbeek:2:31 Kleinbos:4:k",
        "Heidebrug:1:12 Vennenrand:2:0 Molenakker:3:27 Sint-Jansveld:4:?",
        "Berkel:0:7 Berkelaar:1:22 Eikenrode:2:~39 Lindeveld:3:18 Waterdam:4:35",
        "Zandhoven:1:- Dennenkamp:2:9 Ter Beke:3:15",
    ]
    states = {"?": State.MISSING, "k": State.SUPPRESSED, "-": State.NOT_ASKED}
    tiles = []
    for row, places in enumerate(rows):
        for place in places.replace("Ter Beke", "Ter_Beke").split():
            name, column, said = place.replace("_", " ").split(":")
            value = None if said in states else Decimal(said.lstrip("~"))
            state = states.get(said, State.ESTIMATE if said.startswith("~") else State.FINAL)
            tiles.append(Tile(name, int(column), row, value, state))
    return tiles


TILES = TileMap(
    title="Vragen per gemeente",
    caption="De meeste vragen komen uit Zonnedorp en Eikenrode.",
    unit="vragen",
    tiles=_tiles(),
)

MULTIPLES = SmallMultiples(
    title="Bezoekers per loket",
    caption="Heidebrug en Molenakker groeien; Kleinbos telt weinig mensen.",
    unit="bezoekers",
    target=Decimal(60),
    target_words="minstens 60 per kwartaal",
    panels=[
        Panel("Zonnedorp", _quarters("52 55 61 58 60 66 64 70 72")),
        Panel("Heidebrug", _quarters("18 22 25 31 30 38 44 49 58")),
        Panel("Molenakker", _quarters("10 14 12 ? 21 24 30 36 41")),
        Panel("Vennenrand", _quarters("40 38 41 37 35 33 30 31 ~28")),
        Panel("Oud-Zilverbeek", _quarters("22 24 20 26 ? ? 28 27 30")),
        Panel("Kleinbos", _quarters("k k 6 k k 7 8 k 9")),
    ],
)

EMPTY = LineChart(
    title="Vormingen voor buren",
    caption="De eerste bevraging start in januari.",
    unit="vormingen",
    points=[Point(date(2026, 1, 1), "2026", None, State.NOT_ASKED)],
)

CHARTS: list[Chart] = [LINE, SHARE, BULLET, LONG_NAMES, TILES, MULTIPLES, EMPTY]
