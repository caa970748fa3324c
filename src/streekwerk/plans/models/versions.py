"""The text of a plan as a competent body decided on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from streekwerk.plans import querysets
from streekwerk.plans.models.tree import Plan


class PlanVersion(models.Model):
    """One decided text: number 1 is the adoption, each later one an amendment. Never changed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=160)
    """The body that decided, for instance “algemene vergadering”."""
    reason = models.TextField(blank=True)
    """Why the plan was amended; needed from the second version on."""
    snapshot: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """The whole plan as it was decided, see `plans.rules`."""
    sha256 = models.CharField(max_length=64)
    """Of the snapshot, so that nobody has to believe that it is unchanged."""
    created_at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[PlanVersion]] = querysets.SharedWithPlan.as_manager()

    class Meta:
        ordering = ("plan", "number")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_once"),
            models.CheckConstraint(
                condition=models.Q(number=1) | (models.Q(number__gt=1) & ~models.Q(reason="")),
                name="plan_amended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, versie {self.number}"
