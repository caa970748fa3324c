"""What the page of an action shows of what grew out of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from streekwerk.access.models import Actor
from streekwerk.origins.models import Origin
from streekwerk.origins.queries.effects import on_node
from streekwerk.origins.queries.speaking import may_record_somewhere, speaks_for
from streekwerk.plans.models import Node
from streekwerk.plans.ports import Section
from streekwerk.ui.addresses import address

BADGES = {"confirmed": "success", "proposed": "", "refused": "warning"}
MOST = 8


@dataclass(frozen=True, slots=True)
class Grown:
    """An effect as the sheet shows it."""

    origin: Origin
    url: str
    badge: str
    answer_url: str


def effects_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """What grew out of this node: one query. Nothing for a neighbour, nor on prose."""
    if not own or node.level == "statement":
        return None
    network = node.plan.network
    found = on_node(actor, node)
    may_add = may_record_somewhere(actor, network.pk)
    if not found and not may_add:
        return None
    here = f"{reverse('origins:effects', args=[network.code])}?{urlencode({'onder': node.pk})}"
    return Section(
        "origins/_section.html",
        {
            "grown": [grown(origin, actor, network.pk) for origin in found[:MOST]],
            "more": max(len(found) - MOST, 0),
            "add_url": f"{reverse('origins:new', args=[network.code])}?bij={node.pk}" if may_add else "",
            "all_url": here,
        },
        place="below",
    )


def grown(origin: Origin, actor: Actor, network: int) -> Grown:
    """An origin with where it is seen, and where the actor answers when that is asked of them."""
    asked = origin.state == "proposed" and speaks_for(actor, network, origin.effect.party_id)
    answer = address("origins:answer", origin.pk) if asked else ""
    return Grown(origin, origin.effect.get_absolute_url(), BADGES[origin.state], answer)
