"""Who may see which upload: the person who sent it, and who may read plans into the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.intake.models import ColourMeaning, Review, ReviewStep, Upload  # noqa: F401


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, actor: Actor) -> Self:
        """Uploads into networks where the actor may read plans in."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.PLAN_IMPORT))


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, actor: Actor) -> Self:
        """Reviews in networks where the actor may read plans in."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.PLAN_IMPORT))


class ReviewStepQuerySet(models.QuerySet["ReviewStep"]):
    def visible_to(self, actor: Actor) -> Self:
        """Steps of reviews the actor sees."""
        if actor.kind == "operator":
            return self
        return self.filter(review__network_id__in=actor.networks_with(Permission.PLAN_IMPORT))


class ColourMeaningQuerySet(models.QuerySet["ColourMeaning"]):
    def visible_to(self, actor: Actor) -> Self:
        """What colours mean in networks whose plans the actor reads."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.PLAN_READ))
