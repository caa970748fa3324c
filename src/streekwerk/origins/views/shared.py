"""Finding what an address names, for this actor."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.origins.models import Effect, Origin
from streekwerk.origins.queries.things import nodes_of, things_on
from streekwerk.plans.models import Node


def network_or_404(request: Request, code: str) -> Network:
    """The network, when the actor may read its plans.

    Raises:
        Http404: there is none for this actor.
    """
    network: Network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    if not may(request.actor, Permission.PLAN_READ, at=network.pk):
        raise Http404
    request.network = network
    return network


def effect_or_404(request: Request, pk: int) -> Effect:
    """The effect with its party and network.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Effect.objects.visible_to(request.actor).select_related("party", "network")
    effect: Effect = get_object_or_404(rows, pk=pk)
    request.network = effect.network
    return effect


def origin_or_404(request: Request, pk: int) -> Origin:
    """The origin with its effect, party and network, also one that was taken back.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Origin.objects.visible_to(request.actor).select_related("effect__party", "effect__network", "node")
    origin: Origin = get_object_or_404(rows, pk=pk)
    request.network = origin.effect.network
    return origin


def node_asked(request: Request, network: Network) -> Node | None:
    """The node of this network that the address names, as far as the actor may see it."""
    asked = request.GET.get("bij", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 16):
        return None
    rows = Node.objects.visible_to(request.actor).select_related("plan")
    found: Node | None = rows.filter(pk=int(asked), plan__network=network).first()
    return found


def offered(actor: Actor, network: Network, node: Node | None) -> list[Any]:
    """Out of what an effect can grow, as choices: what is on the node, or the parts of all plans."""
    if node is None:
        return list(nodes_of(actor, network).items())
    return [
        (each.key, each.label if each.kind == "node" else f"{each.word.capitalize()}: {each.label}")
        for each in things_on(actor, node)
    ]
