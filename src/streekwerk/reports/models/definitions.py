"""What a report is made of, for whom, and how often."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse

from streekwerk.plans.models import Plan
from streekwerk.reports import choices, querysets

Blocks = list[dict[str, Any]]


class ReportDefinition(models.Model):
    """A report of a plan that is made again and again: its blocks in order, for one audience."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="report_definitions")
    code = models.SlugField(max_length=40)
    """Names it in addresses and on the command line: “kwartaal”."""
    kind = models.CharField(max_length=20, choices=choices.report_kinds)
    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=20, choices=choices.audiences)
    rhythm = models.CharField(max_length=10, default="quarter")
    """quarter, semester or year: how long its periods are."""
    blocks: models.JSONField[Blocks, Blocks] = models.JSONField(default=list)
    """[{"kind", "options"}] in order, see `rules.blocks`."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[ReportDefinition]] = querysets.DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ("plan", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="report_definition_once_per_plan")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:definition", args=[self.plan_id, self.code])
