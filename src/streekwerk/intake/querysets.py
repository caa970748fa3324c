"""Who may see which upload: the person who sent it, and who may read plans into the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from streekwerk.access.models import Actor, Permission

if TYPE_CHECKING:
    from streekwerk.intake.models import (  # noqa: F401
        ColourMeaning,
        Review,
        ReviewStep,
        Upload,
        Workbook,
        WorkbookChange,
        WorkbookReturn,
    )


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


class WorkbookQuerySet(models.QuerySet["Workbook"]):
    def visible_to(self, actor: Actor) -> Self:
        """Workbooks of plans that the actor may change: others have nothing to send back."""
        if actor.kind == "operator":
            return self
        return self.filter(plan__network_id__in=actor.networks_with(Permission.PLAN_EDIT))


class WorkbookReturnQuerySet(models.QuerySet["WorkbookReturn"]):
    def visible_to(self, actor: Actor) -> Self:
        """Workbooks that came back to plans that the actor may change."""
        if actor.kind == "operator":
            return self
        return self.filter(plan__network_id__in=actor.networks_with(Permission.PLAN_EDIT))


class WorkbookChangeQuerySet(models.QuerySet["WorkbookChange"]):
    def visible_to(self, actor: Actor) -> Self:
        """What returned workbooks propose to plans that the actor may change."""
        if actor.kind == "operator":
            return self
        return self.filter(returned__plan__network_id__in=actor.networks_with(Permission.PLAN_EDIT))
