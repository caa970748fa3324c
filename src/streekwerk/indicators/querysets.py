"""Who may see which indicator, figure and proof, written once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.indicators.models import CollectionRound, Measurement, Release, RoundRequest  # noqa: F401

Row = TypeVar("Row", bound=models.Model)


class OfNetwork(models.QuerySet[Row]):
    """Rows that belong to a network along `network_path`: they stay inside it."""

    network_path: ClassVar[str]

    def visible_to(self, actor: Actor) -> Self:
        """Rows of networks in which the actor may read plans."""
        if actor.kind == "operator":
            return self
        return self.filter(**{f"{self.network_path}__in": actor.networks_with(Permission.PLAN_READ)})


class OfPlan(OfNetwork[Row]):
    network_path = "plan__network_id"


class OfIndicator(OfNetwork[Row]):
    network_path = "indicator__plan__network_id"


class OfDeliverable(OfNetwork[Row]):
    network_path = "deliverable__indicator__plan__network_id"


class OfVersion(OfNetwork[Row]):
    network_path = "version__deliverable__indicator__plan__network_id"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, actor: Actor) -> Self:
        """Figures as they were given: by those who gather them, by the party that gave them, and by every
        reader where no small number has to be protected. Others see cells (`queries.cells`)."""
        if actor.kind == "operator":
            return self
        network = "indicator__plan__network_id__in"
        own = Q()
        for network_id, party_id in actor.parties_with(Permission.FIGURES_ANSWER):
            own |= Q(indicator__plan__network_id=network_id, party_id=party_id)
        seen = Q(**{network: actor.seeing_with(Permission.FIGURES_ENTER)}) | Q(
            **{network: actor.networks_with(Permission.PLAN_READ)}, definition__smallest=0
        )
        return self.filter(seen | own if own else seen)

    def live(self) -> Self:
        """Figures that hold: no later one took their place."""
        return self.filter(succeeded_at__isnull=True)


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, actor: Actor) -> Self:
        """Releases for whoever sees every figure: they hold what was hidden. Others see cells."""
        if actor.kind == "operator":
            return self
        return self.filter(indicator__plan__network_id__in=actor.seeing_with(Permission.FIGURES_ENTER))


class RoundQuerySet(OfNetwork["CollectionRound"]):
    network_path = "plan__network_id"


class RequestQuerySet(OfNetwork["RoundRequest"]):
    network_path = "round__plan__network_id"


class RatingQuerySet(OfIndicator[Row]):
    def live(self) -> Self:
        """Ratings that hold: no later one of the same rater took their place."""
        return self.filter(succeeded_at__isnull=True)
