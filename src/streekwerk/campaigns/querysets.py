"""Who may see which counting, answer and publication, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.campaigns.models import (  # noqa: F401
        Basis,
        Campaign,
        Count,
        Making,
        Publication,
        ServiceRequest,
    )


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, actor: Actor) -> Self:
        """Countings of networks in which the actor may read, and published ones of any network."""
        if actor.kind == "operator":
            return self
        mine = actor.networks_with(Permission.PLAN_READ)
        return self.filter(Q(network_id__in=mine) | Q(published_at__isnull=False)) if mine else self.none()


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, actor: Actor) -> Self:
        """What is published is for everybody who may read in some network."""
        if actor.kind == "operator" or actor.networks_with(Permission.PLAN_READ):
            return self
        return self.none()

    def standing(self) -> Self:
        """Publications that no later one of the same counting followed."""
        return self.filter(succeeded_at__isnull=True)


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    def visible_to(self, actor: Actor) -> Self:
        """Who is asked and who answered is known within the network; what they answered is not."""
        if actor.kind == "operator":
            return self
        return self.filter(campaign__network_id__in=actor.networks_with(Permission.PLAN_READ))


class CountQuerySet(models.QuerySet["Count"]):
    def visible_to(self, actor: Actor) -> Self:
        """Counts as they were given: by those who gather them and by the service that gave them."""
        if actor.kind == "operator":
            return self
        own = Q(request__campaign__network_id__in=actor.seeing_with(Permission.FIGURES_ENTER))
        for network_id, party_id in actor.parties_with(Permission.FIGURES_ANSWER):
            own |= Q(request__campaign__network_id=network_id, request__party_id=party_id)
        return self.filter(own)


class BasisQuerySet(models.QuerySet["Basis"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only those who gather."""
        if actor.kind == "operator":
            return self
        return self.filter(publication__campaign__network_id__in=actor.seeing_with(Permission.FIGURES_ENTER))


class MakingQuerySet(models.QuerySet["Making"]):
    def visible_to(self, actor: Actor) -> Self:
        """Only those who publish; what readers see does not change until it is whole."""
        if actor.kind == "operator":
            return self
        return self.filter(campaign__network_id__in=actor.networks_with(Permission.INDICATOR_MANAGE))
