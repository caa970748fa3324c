"""Who may see which plan, written once: whoever may read plans in its network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission
from streekwerk.plans.choices import SHARED

if TYPE_CHECKING:
    from streekwerk.plans.models import (  # noqa: F401
        Assumption,
        Mention,
        Node,
        NodeLink,
        Plan,
        PlanFinding,
        SheetField,
        SourceDocument,
        Statement,
        ThreadSeen,
    )

Row = TypeVar("Row", bound=models.Model)


class OfNetwork(models.QuerySet[Row]):
    """Rows that belong to a network along `network_path`."""

    network_path: ClassVar[str] = "plan__network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        return self.filter(**{f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)})


class SharedWithPlan(OfNetwork[Row]):
    """Rows that neighbours may read too, once the plan is adopted: what the plan says."""

    plan_path: ClassVar[str] = "plan__"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans, and of adopted plans of any network."""
        if actor.kind == "operator":
            return self
        mine = actor.networks_with(Permission.PLAN_READ)
        if not mine:
            return self.none()
        return self.filter(
            Q(**{f"{self.network_path}__in": mine}) | Q(**{f"{self.plan_path}status__in": SHARED})
        )


class PlanQuerySet(SharedWithPlan["Plan"]):
    network_path = "network_id"
    plan_path = ""


class SourceDocumentQuerySet(OfNetwork["SourceDocument"]):
    network_path = "network_id"


class NodeQuerySet(SharedWithPlan["Node"]):
    def matching(self, stems: list[str]) -> Self:
        """Nodes in whose words every stem occurs."""
        found = self
        for stem in stems:
            found = found.filter(search__contains=stem)
        return found


class LiveNodes(models.Manager.from_queryset(NodeQuerySet)):  # type: ignore[misc]
    """What was not archived."""

    def get_queryset(self) -> NodeQuerySet:
        rows: NodeQuerySet = super().get_queryset()
        return rows.filter(archived_at__isnull=True)


class LiveParts(models.Manager.from_queryset(SharedWithPlan)):  # type: ignore[misc]
    """Parts that were not archived, and neighbours may read once the plan is adopted."""

    def get_queryset(self) -> SharedWithPlan[Any]:
        rows: SharedWithPlan[Any] = super().get_queryset()
        return rows.filter(archived_at__isnull=True)


class LiveOwnParts(models.Manager.from_queryset(OfNetwork)):  # type: ignore[misc]
    """Parts that were not archived, for the own network only."""

    def get_queryset(self) -> OfNetwork[Any]:
        rows: OfNetwork[Any] = super().get_queryset()
        return rows.filter(archived_at__isnull=True)


class LiveReports(models.Manager.from_queryset(OfNetwork)):  # type: ignore[misc]
    """Reports that were not taken back, for the own network only."""

    def get_queryset(self) -> OfNetwork[Any]:
        rows: OfNetwork[Any] = super().get_queryset()
        return rows.filter(withdrawn_at__isnull=True)


class LinkQuerySet(models.QuerySet["NodeLink"]):
    def visible_to(self, actor: Actor) -> Self:
        """Links of which the actor may read both ends."""
        if actor.kind == "operator":
            return self
        mine = actor.networks_with(Permission.PLAN_READ)
        if not mine:
            return self.none()
        return self.filter(
            Q(source__plan__network_id__in=mine) | Q(source__plan__status__in=SHARED),
            Q(target__plan__network_id__in=mine) | Q(target__plan__status__in=SHARED),
        )


class FindingQuerySet(OfNetwork["PlanFinding"]):
    def open(self) -> Self:
        """Findings that still hold and nobody accepted."""
        return self.filter(accepted_at__isnull=True, resolved_at__isnull=True)


class SheetFieldQuerySet(OfNetwork["SheetField"]):
    network_path = "network_id"


class StatementQuerySet(OfNetwork["Statement"]):
    network_path = "network_id"

    def live(self) -> Self:
        """Statements that were not archived."""
        return self.filter(archived_at__isnull=True)


class OfNode(OfNetwork[Row]):
    """Rows about a node that stay within its network."""

    network_path = "node__plan__network_id"


class SharedWithNode(SharedWithPlan[Row]):
    """Rows about a node that are read wherever the node is."""

    network_path = "node__plan__network_id"
    plan_path = "node__plan__"


class AssumptionQuerySet(OfNode["Assumption"]):
    def live(self) -> Self:
        """Assumptions that were not archived."""
        return self.filter(archived_at__isnull=True)


class MentionQuerySet(models.QuerySet["Mention"]):
    def visible_to(self, actor: Actor) -> Self:
        """Mentions of the actor, in networks whose plans the actor still may read."""
        if actor.kind == "operator":
            return self
        mine = actor.networks_with(Permission.PLAN_READ)
        return self.filter(user_id=actor.user_id, comment__node__plan__network_id__in=mine)


class ThreadSeenQuerySet(models.QuerySet["ThreadSeen"]):
    def visible_to(self, actor: Actor) -> Self:
        """What the actor has read."""
        return self if actor.kind == "operator" else self.filter(user_id=actor.user_id)
