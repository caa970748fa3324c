"""The bijsluiter of a plan, finding by finding."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from streekwerk.plans import choices, querysets
from streekwerk.plans.models.tree import Node, Plan, Spans


class PlanFinding(models.Model):
    """A mistake the plan makes against itself. Kept when solved or accepted, so nobody finds it twice."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="findings")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=10, choices=choices.severities)
    message = models.TextField()
    spans: models.JSONField[Spans, Spans] = models.JSONField(default=list)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    found_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=160, blank=True)
    accepted_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[PlanFinding]] = querysets.FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="finding_once_per_plan"),
            models.CheckConstraint(
                name="finding_accepted_with_name_and_reason",
                condition=Q(accepted_at__isnull=True, accepted_by="", accepted_reason="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by="") & ~Q(accepted_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.message
