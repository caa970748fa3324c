"""Who may see the money of a plan, written once: its own network. A neighbour never does, adopted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.budget.models import BudgetImport, BudgetLine  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfOwnNetwork(models.QuerySet[Row]):
    """Rows that stay within the network along `network_path`."""

    network_path: ClassVar[str] = "plan__network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        wanted: dict[str, Any] = {f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)}
        return self.filter(**wanted)


class BudgetLineQuerySet(OfOwnNetwork["BudgetLine"]):
    network_path = "node__plan__network_id"

    def live(self) -> Self:
        """Lines that stand, of nodes that stand in the plan."""
        return self.filter(archived_at__isnull=True, node__archived_at__isnull=True)


class BudgetImportQuerySet(OfOwnNetwork["BudgetImport"]):
    pass
