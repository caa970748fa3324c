"""Who may see whose work, written once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.stewardship.models import FunctionHolding, Handover, Substitute  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfTeam(models.QuerySet[Row]):
    """Rows for the team that carries the plan: never for boards, members or neighbours."""

    network_path: ClassVar[str] = "network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may see how much work functions carry."""
        if actor.kind == "operator":
            return self
        return self.filter(**{f"{self.network_path}__in": actor.networks_with(Permission.WORKLOAD_READ)})


class FunctionHoldingQuerySet(OfTeam["FunctionHolding"]):
    network_path = "function__network_id"

    def on(self, day: date) -> Self:
        """Holdings that hold that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class InvolvementQuerySet(OfTeam[Any]):
    network_path = "node__plan__network_id"

    def live(self) -> Self:
        """Involvements that were not taken away."""
        return self.filter(archived_at__isnull=True)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, actor: Actor) -> Self:
        """Hand-overs in networks whose members the actor manages, and those to the actor."""
        if actor.kind == "operator":
            return self
        managed = Q(network_id__in=actor.networks_with(Permission.MEMBERS_MANAGE))
        mine = Q(network_id__in=actor.networks_with(Permission.PLAN_READ), items__to_id=actor.user_id)
        return self.filter(pk__in=self.model._default_manager.filter(managed | mine).values("pk"))


class HandoverItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """What was handed over, to who manages the members and to who took it over."""
        if actor.kind == "operator":
            return self
        return self.filter(
            Q(handover__network_id__in=actor.networks_with(Permission.MEMBERS_MANAGE))
            | Q(to_id=actor.user_id, handover__network_id__in=actor.networks_with(Permission.PLAN_READ))
        )


class SubstituteQuerySet(OfTeam["Substitute"]):
    def on(self, day: date) -> Self:
        """Substitutes of that day."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class OwnQuerySet(models.QuerySet[Row]):
    """Rows of one person: nobody else sees them."""

    def visible_to(self, actor: Actor) -> Self:
        """The actor's own rows."""
        return self if actor.kind == "operator" else self.filter(user_id=actor.user_id)
