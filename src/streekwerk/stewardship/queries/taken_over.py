"""What was handed over, and what somebody took over and did not look at yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from streekwerk.access.models import Actor
from streekwerk.network.models import Network
from streekwerk.stewardship.models import Handover, HandoverItem


@dataclass(frozen=True)
class TakenOver:
    """So many things of one hand-over wait to be looked at by who took them over."""

    handover: int
    leaver: str
    network: str
    count: int


def to_look_at(actor: Actor) -> list[TakenOver]:
    """Per hand-over what this actor took over and did not look at; one query."""
    if actor.user_id is None:
        return []
    rows = HandoverItem.objects.visible_to(actor).filter(to_id=actor.user_id, seen_at__isnull=True)
    counted = rows.order_by().values_list("handover_id", "handover__leaver_label", "handover__network__name")
    return [TakenOver(*row) for row in counted.annotate(many=Count("pk")).order_by("handover_id")]


def handovers_in(network: Network, actor: Actor) -> QuerySet[Handover]:
    """The hand-overs of this network, newest first, with how much went over and how much was seen."""
    rows = Handover.objects.visible_to(actor).filter(network=network)
    given = Q(items__to__isnull=False)
    return rows.annotate(
        many=Count("items"),
        taken=Count("items", filter=given),
        seen=Count("items", filter=given & Q(items__seen_at__isnull=False)),
    )
