"""Who may see which network, party and place, written once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.network.models import Composition, Membership, Network, Party, Place, RoleHolding, Term  # noqa: F401

Dated = TypeVar("Dated", bound=models.Model)


class DatedQuerySet(models.QuerySet[Dated]):
    """Facts that hold from a day until a day (both included; None is open)."""

    def on(self, day: date) -> Self:
        """The facts that hold on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class NetworkQuerySet(models.QuerySet["Network"]):
    def visible_to(self, actor: Actor) -> Self:
        """Networks in which the actor holds a role."""
        return self if actor.kind == "operator" else self.filter(pk__in=actor.network_ids)


class PartyQuerySet(models.QuerySet["Party"]):
    def visible_to(self, actor: Actor) -> Self:
        """Organisations are public knowledge among people who are signed in."""
        return self.none() if actor.kind == "nobody" else self


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, actor: Actor) -> Self:
        """Places are public facts."""
        return self


class PublicFactQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Populations and place schemes are public facts."""
        return self


class CompositionQuerySet(DatedQuerySet["Composition"]):
    def visible_to(self, actor: Actor) -> Self:
        """Which municipality lies in which zone is a public fact."""
        return self


class MembershipQuerySet(DatedQuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> Self:
        """Memberships of the actor's own networks."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.NETWORK_READ))


class RoleHoldingQuerySet(DatedQuerySet["RoleHolding"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own roles, and those in networks whose members one manages."""
        if actor.kind == "operator":
            return self
        return self.filter(
            Q(user_id=actor.user_id) | Q(network_id__in=actor.networks_with(Permission.MEMBERS_MANAGE))
        )


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, actor: Actor) -> Self:
        """Words of the networks the actor belongs to."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.NETWORK_READ))

    def live(self) -> Self:
        """Words that were not archived."""
        return self.filter(archived_at__isnull=True)
