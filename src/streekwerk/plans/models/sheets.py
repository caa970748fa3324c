"""What a network keeps on an action sheet beside its texts: the template, how it stands, assumptions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from streekwerk.network.models import Network
from streekwerk.plans import choices, querysets
from streekwerk.plans.models.tree import Node, Plan


class SheetField(models.Model):
    """A field of the action sheet of a network, under one name, with the other names documents use for it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="sheet_fields")
    label = models.CharField(max_length=120)
    synonyms: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    explanation = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[SheetField]] = querysets.SheetFieldQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["network", "label"], name="sheet_field_once_per_network")
        ]

    def __str__(self) -> str:
        return self.label


class Progress(models.Model):
    """How a node, or the whole plan, stands from a day on; facts are added, never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="progress")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.CASCADE, related_name="progress")
    """None: the whole plan, for instance a pause in a crisis."""
    status = models.CharField(max_length=20, choices=choices.progress_statuses)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    """Why it is blocked, paused or stopped, and what is needed."""
    narrative = models.TextField(blank=True)
    """What happened since the last report."""
    next_step = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, blank=True, choices=choices.confidences)
    unchanged = models.BooleanField(default=False)
    """Said with “niets veranderd”: it repeats the report before it."""
    recorded_at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=160)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """When who reported it took it back: it was a mistake, and is kept."""

    objects: ClassVar[querysets.LiveReports] = querysets.LiveReports()
    """What was not taken back."""
    every: ClassVar[models.Manager[Progress]] = querysets.OfNetwork.as_manager()

    class Meta:
        ordering = ("-valid_from", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="progress_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} vanaf {self.valid_from:%d/%m/%Y}"


class Assumption(models.Model):
    """What an action counts on, leaves out or still asks; when it lapses, its effect is said on the sheet."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="assumptions")
    kind = models.CharField(max_length=20, choices=choices.assumption_kinds)
    text = models.TextField()
    status = models.CharField(
        max_length=20, choices=choices.assumption_statuses, default=choices.AssumptionStatus.OPEN
    )
    effect = models.TextField(blank=True)
    """What must happen when it lapses, in the words of the plan."""
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Assumption]] = querysets.AssumptionQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text
