"""The kinds of origins that rooms below keep, registered when the site starts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from streekwerk.access.models import Actor
from streekwerk.indicators.models import Deliverable, Indicator
from streekwerk.origins.ports import OriginKind, register
from streekwerk.plans.models import Milestone, Node, NodeLink
from streekwerk.ui.addresses import address


def _node_page(plan: int | None, node: int | None, number: int) -> str:
    """The page of its node, else of its plan; empty when that is gone."""
    if plan is None:
        return ""
    return address("plans:node", plan, node) if node else address("plans:tree", plan)


def _nodes(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = Node.objects.visible_to(actor)
    return rows.exclude(level="statement")


def _milestones(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = Milestone.objects.visible_to(actor)
    return rows


def _deliverables(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = Deliverable.objects.visible_to(actor)
    return rows.filter(archived_at__isnull=True).select_related("indicator__sentence")


def _links(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = NodeLink.objects.visible_to(actor)
    return rows.select_related("source", "target")


def _indicators(actor: Actor) -> QuerySet[Any]:
    rows: QuerySet[Any] = Indicator.objects.visible_to(actor)
    return rows.filter(sentence__archived_at__isnull=True).select_related("sentence")


NODE = OriginKind(
    "node",
    "onderdeel van een plan",
    _nodes,
    "plan__network_id",
    _node_page,
    plan="plan_id",
    node="pk",
)
MILESTONE = OriginKind(
    "milestone",
    "mijlpaal",
    _milestones,
    "plan__network_id",
    _node_page,
    label=lambda one: f"{one.text} ({one.words})" if one.text else one.words,
    plan="plan_id",
    node="node_id",
)
DELIVERABLE = OriginKind(
    "deliverable",
    "oplevering",
    _deliverables,
    "indicator__plan__network_id",
    lambda plan, node, number: address("indicators:deliverable", number),
    plan="indicator__plan_id",
    node="indicator__sentence__node_id",
)
LINK = OriginKind(
    "link",
    "verband",
    _links,
    "source__plan__network_id",
    _node_page,
    label=lambda link: f"{link.source} {link.get_kind_display()} {link.target}",
    plan="source__plan_id",
    node="source_id",
)
INDICATOR = OriginKind(
    "indicator",
    "indicator",
    _indicators,
    "plan__network_id",
    lambda plan, node, number: address("indicators:meter", number),
    plan="plan_id",
    node="sentence__node_id",
)


def register_all() -> None:
    """Let effects grow out of everything the rooms below keep for it."""
    for kind in (NODE, MILESTONE, DELIVERABLE, LINK, INDICATOR):
        register(kind)
