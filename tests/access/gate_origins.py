"""How to open the addresses of what grew out of actions, and what is sent there."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.network.models import Membership, Party
from streekwerk.origins.models import Effect, Origin
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    network = people.zonnedorp
    party = Party.objects.get_or_create(code="p-duin", name="Duin", kind="municipality")[0]
    Membership.objects.get_or_create(network=network, party=party, role="member")
    effect = Effect.objects.get_or_create(
        network=network, party=party, kind="practice", text="Samen wonen zonder wachtlijst",
        happened_on=date(2026, 3, 1), precision="month", words="maart 2026", by_label="An",
    )[0]  # fmt: skip
    origin = Origin.objects.get_or_create(
        effect=effect, kind="node", number=node.pk, label="Een huis", plan=plan, node=node, by_label="An"
    )[0]
    of_effect, of_origin = [effect.pk], [origin.pk]
    return {
        "origins:another": of_effect,
        "origins:answer": of_origin,
        "origins:change": of_effect,
        "origins:effect": of_effect,
        "origins:effects": ["zonnedorp"],
        "origins:export": ["zonnedorp", "csv"],
        "origins:new": ["zonnedorp"],
        "origins:put-back": of_origin,
        "origins:take-back": of_origin,
        "origins:withdraw": of_origin,
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

_TOLD = {"text": "Anders", "party": "1", "kind": "practice", "when": "2026", "version": "1"}

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "origins:another": ({"origin": "node:1"}, {"dirk", "gus"}),
    "origins:answer": ({"so": "ja", "source": "zomaar", "on": "2026-01-05"}, {"an", "dirk", "gus"}),
    "origins:change": (_TOLD, {"dirk", "gus"}),
    "origins:new": ({**_TOLD, "origin": "node:1"}, {"dirk", "gus"}),
    "origins:put-back": ({}, {"dirk", "gus"}),
    "origins:take-back": ({}, {"dirk", "gus"}),
    "origins:withdraw": ({}, {"an", "dirk", "gus"}),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
