"""Who may see which figures: everybody with a role in the network; what grounds a plan, who reads plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.context.models import ContextSeries, Grounding, Observation, Vintage  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfNetwork(models.QuerySet[Row]):
    """Rows that stay within the network along `network_path`."""

    network_path: ClassVar[str] = "series__network_id"
    permission: ClassVar[Permission] = Permission.NETWORK_READ

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read this."""
        if actor.kind == "operator":
            return self
        wanted: dict[str, Any] = {f"{self.network_path}__in": actor.networks_with(self.permission)}
        return self.filter(**wanted)


class ContextSeriesQuerySet(OfNetwork["ContextSeries"]):
    network_path = "network_id"

    def live(self) -> Self:
        """Series that were not put away."""
        return self.filter(archived_at__isnull=True)


class VintageQuerySet(OfNetwork["Vintage"]):
    pass


class ObservationQuerySet(OfNetwork["Observation"]):
    network_path = "vintage__series__network_id"

    def holding(self) -> Self:
        """Figures that no later publication succeeded."""
        return self.filter(succeeded_at__isnull=True)


class GroundingQuerySet(OfNetwork["Grounding"]):
    network_path = "statement__network_id"
    permission = Permission.PLAN_READ
