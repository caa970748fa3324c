"""Who may see which plan, written once: whoever may read plans in its network."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.plans.models import Node, NodeLink, Plan, PlanFinding, SourceDocument  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfNetwork(models.QuerySet[Row]):
    """Rows that belong to a network along `network_path`."""

    network_path: ClassVar[str] = "plan__network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        return self.filter(**{f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)})


class PlanQuerySet(OfNetwork["Plan"]):
    network_path = "network_id"


class SourceDocumentQuerySet(OfNetwork["SourceDocument"]):
    network_path = "network_id"


class NodeQuerySet(OfNetwork["Node"]):
    def matching(self, stems: list[str]) -> Self:
        """Nodes in whose words every stem occurs."""
        found = self
        for stem in stems:
            found = found.filter(search__contains=stem)
        return found


class LinkQuerySet(OfNetwork["NodeLink"]):
    network_path = "source__plan__network_id"


class FindingQuerySet(OfNetwork["PlanFinding"]):
    def open(self) -> Self:
        """Findings that still hold and nobody accepted."""
        return self.filter(accepted_at__isnull=True, resolved_at__isnull=True)
