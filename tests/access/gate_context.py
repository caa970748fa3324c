"""How to open the addresses of omgevingscijfers, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.context.models import ContextSeries, Grounding, Observation, Vintage
from streekwerk.network.models import Place
from streekwerk.plans.models import Node, Plan, Statement


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    series, _ = ContextSeries.objects.get_or_create(
        network=people.zonnedorp, name="Inwoners", publisher="x", kind="count", unit="inwoners"
    )
    vintage, _ = Vintage.objects.get_or_create(series=series, year=2024)
    place, _ = Place.objects.get_or_create(code="99999", name="Gatedorp", kind="municipality")
    Observation.objects.get_or_create(vintage=vintage, place=place, state="final", number=5, by_label="Bo")
    challenge, _ = Statement.objects.get_or_create(
        network=people.zonnedorp, plan=plan, kind="challenge", title="Vergrijzing"
    )
    grounding, _ = Grounding.objects.get_or_create(
        statement=challenge, series=series, year=2024, by_label="Bo"
    )
    return {
        "context:archive": [series.pk],
        "context:change": [series.pk],
        "context:export": [series.pk, "csv"],
        "context:ground": [challenge.pk],
        "context:import": [series.pk],
        "context:list": ["zonnedorp"],
        "context:list-export": ["zonnedorp", "csv"],
        "context:new": ["zonnedorp"],
        "context:profile": ["zonnedorp"],
        "context:restore": [series.pk],
        "context:series": [series.pk],
        "context:unground": [grounding.pk],
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

_SERIES = {
    "name": "Mediaan",
    "publisher": "x",
    "kind": "other",
    "per": "100",
    "decimals": "0",
    "fresh_years": "2",
}
_READERS = {"an", "dirk", "eva", "gus"}

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "context:archive": ({}, _READERS),
    "context:change": ({**_SERIES, "version": "1"}, _READERS),
    "context:ground": ({"cijfer": "1-2024", "plaats": ""}, {"dirk", "gus"}),
    "context:import": ({"block": "Gemeente;2024\nGatedorp;6"}, _READERS),
    "context:new": (_SERIES, _READERS),
    "context:restore": ({}, _READERS),
    "context:unground": ({}, {"dirk", "gus"}),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
