"""Zonnedorp in three municipalities and two zones, with the grijze druk of two years."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.context.commands.importing import import_figures, look_at
from streekwerk.context.commands.series import SeriesText, add_series
from streekwerk.context.models import ContextSeries
from streekwerk.network.models import Composition, Membership, Network, Party, Place

TODAY = date(2026, 11, 22)
GREY = SeriesText(
    name="Grijze druk",
    says="Hoeveel ouderen er zijn tegenover wie kan werken.",
    publisher="Statistiekbureau",
    address="https://cijfers.example/grijze-druk",
    licence="vrij",
    numerator="65-plussers",
    denominator="inwoners van 20 tot en met 64 jaar",
)
WIDE = [
    ["NIS-code", "Gemeente", "2022 teller", "2022 noemer", "2023 teller", "2023 noemer"],
    ["90001", "Beek", "300", "1000", "310", "1000"],
    ["90002", "Heide", "900", "2000", "930", "2000"],
    ["90003", "Ven", "100", "500", "", ""],
    ["90004", "Duin", "200", "500", "210", "500"],
]
"""Duin lies in the zone of Heide and is no member."""


def make_territory(network: Network) -> dict[str, Place]:
    """Beek, Heide and Ven are members; Beek moved from West to Oost in 2023; Duin is a neighbour in Oost."""
    found = {}
    for number, name in enumerate(("Beek", "Heide", "Ven", "Duin"), 1):
        found[name] = Place.objects.create(
            code=f"9000{number}", name=name, kind="municipality", tile_column=number, tile_row=1
        )
    for name in ("Oost", "West"):
        found[name] = Place.objects.create(code=f"z:{name}", name=name, kind="zone", scheme="welzijnszone")
    found["Streek"] = Place.objects.create(code="r:1", name="Streek", kind="region", scheme="streek")
    lies = [
        ("Oost", "Beek", date(2023, 3, 1), None), ("West", "Beek", None, date(2023, 2, 28)),
        ("Oost", "Heide", None, None), ("Oost", "Duin", None, None), ("West", "Ven", None, None),
        *(("Streek", name, None, None) for name in ("Beek", "Heide", "Ven", "Duin")),
    ]  # fmt: skip
    for whole, part, first, last in lies:
        Composition.objects.create(
            whole=found[whole], part=found[part], valid_from=first, valid_to=last, source="proef"
        )
    for name in ("Beek", "Heide", "Ven"):
        party = Party.objects.create(code=f"x-{name}", name=name, kind="municipality", place=found[name])
        Membership.objects.create(network=network, party=party, role="member", valid_from=date(2020, 1, 1))
    return found


def make_series(people: Cast, said: SeriesText = GREY) -> ContextSeries:
    """A series without figures."""
    return add_series(network=people.zonnedorp, said=said, by=people.bo.actor)


def take_in(
    people: Cast, series: ContextSeries, table: list[list[str]] = WIDE, on: date | None = date(2024, 6, 12)
) -> int:
    """Take a table in as Bo would, after looking at it."""
    looked = look_at(series=series, table=table, today=TODAY)
    return import_figures(
        series=series, table=table, base=looked.base, by=people.bo.actor, today=TODAY, published_on=on
    )
