"""Who may see what grew out of the work of a network, written once: its own readers, never a neighbour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from streekwerk.access.models import Actor, Permission
from streekwerk.origins.choices import OriginState

if TYPE_CHECKING:
    from streekwerk.origins.models import Effect, Origin  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfOwnNetwork(models.QuerySet[Row]):
    """Rows that stay within the network along `network_path`."""

    network_path: ClassVar[str] = "network_id"

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        wanted: dict[str, Any] = {f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)}
        return self.filter(**wanted)


class EffectQuerySet(OfOwnNetwork["Effect"]):
    pass


class OriginQuerySet(OfOwnNetwork["Origin"]):
    network_path = "effect__network_id"

    def live(self) -> Self:
        """Origins that were not taken back."""
        return self.filter(archived_at__isnull=True)

    def waiting(self) -> Self:
        """Origins of which the receiver still has to say whether they are so."""
        return self.live().filter(state=OriginState.PROPOSED)
