"""What else a document says: indicators, milestones, the roadmap, figures, the tray."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from streekwerk.plans import choices, querysets
from streekwerk.plans.models.tree import Node, Plan, Spans


class PartOfPlan(models.Model):
    """What else a document says: always with its place in the tree, if it has one, and its lines."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    spans: models.JSONField[Spans, Spans] = models.JSONField(default=list)

    archived_at = models.DateTimeField(null=True, blank=True)
    """Taken out of the plan on that moment, alone or with its node; never deleted."""

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text


class IndicatorSentence(PartOfPlan):
    """An indicator as the plan prints it; the running meter comes in the room `indicators`."""

    label = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(default=1.0)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""

    objects: ClassVar[querysets.LiveParts] = querysets.LiveParts()
    every: ClassVar[models.Manager[IndicatorSentence]] = querysets.OfNetwork.as_manager()


class Milestone(PartOfPlan):
    """Something that happens on a date, as vague as it was written."""

    date = models.DateField()
    precision = models.CharField(max_length=10, choices=choices.precisions)
    words = models.CharField(max_length=160)
    reached_on = models.DateField(null=True, blank=True)
    """The day it was reached; None: not yet, or nobody said so."""
    reached_by = models.CharField(max_length=160, blank=True)
    """Who said so."""

    objects: ClassVar[querysets.LiveParts] = querysets.LiveParts()
    every: ClassVar[models.Manager[Milestone]] = querysets.OfNetwork.as_manager()

    class Meta(PartOfPlan.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True, reached_by="")
                | (Q(reached_on__isnull=False) & ~Q(reached_by="")),
                name="milestone_reached_with_name",
            )
        ]


class RoadmapStep(PartOfPlan):
    """A row of the decision roadmap printed in the plan: when, which bodies, what."""

    date = models.DateField()
    precision = models.CharField(max_length=10, choices=choices.precisions)
    words = models.CharField(max_length=160, blank=True)
    bodies: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    objects: ClassVar[querysets.LiveOwnParts] = querysets.LiveOwnParts()
    every: ClassVar[models.Manager[RoadmapStep]] = querysets.OfNetwork.as_manager()


class Figure(PartOfPlan):
    """A number in the prose of the plan."""

    value = models.FloatField()
    unit = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=60, blank=True)

    objects: ClassVar[querysets.LiveOwnParts] = querysets.LiveOwnParts()
    every: ClassVar[models.Manager[Figure]] = querysets.OfNetwork.as_manager()


class TrayItem(PartOfPlan):
    """Lines that could not be placed; `node` is the proposal, `why` its reason."""

    why = models.TextField(blank=True)

    objects: ClassVar[querysets.LiveOwnParts] = querysets.LiveOwnParts()
    every: ClassVar[models.Manager[TrayItem]] = querysets.OfNetwork.as_manager()
