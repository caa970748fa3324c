"""What actions cost: a line per action and year, and the files of the accounting package."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from streekwerk.budget import choices, querysets
from streekwerk.plans.models import Node, Plan

Rows = list[dict[str, Any]]


class BudgetImport(models.Model):
    """A file of the accounting package, from its upload on; its amounts say from which row they came."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="budget_imports")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    """The file as it came."""
    reported = models.CharField(max_length=20, choices=choices.reported)
    """What its amounts are."""
    source = models.CharField(max_length=20, choices=choices.sources)
    """The source of the lines that it adds: the file does not say."""
    settled: models.JSONField[dict[str, int], dict[str, int]] = models.JSONField(default=dict, blank=True)
    """What people said where the file was not clear: of a target its node (0: none), of a sum its line."""
    uploaded_at = models.DateTimeField(auto_now_add=True)
    by_label = models.CharField(max_length=160)
    stored_at = models.DateTimeField(null=True, blank=True)
    """When its amounts were taken over; None: only looked at."""

    objects: ClassVar[models.Manager[BudgetImport]] = querysets.BudgetImportQuerySet.as_manager()

    class Meta:
        ordering = ("-uploaded_at", "-pk")

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """Money for an action in a year. An amount that is None is not known yet: that is not zero."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="budget_lines")
    year = models.PositiveSmallIntegerField()
    direction = models.CharField(max_length=10, choices=choices.directions, default=choices.Direction.EXPENSE)
    kind = models.CharField(max_length=12, choices=choices.kinds, default=choices.Kind.OPERATING)
    source = models.CharField(max_length=12, choices=choices.sources, default=choices.Source.UNDECIDED)
    project = models.CharField(max_length=200, blank=True)
    """The project that pays, when the source is one."""
    project_until = models.DateField(null=True, blank=True)
    """The last day of that project."""
    planned = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    realised = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    policy_field = models.CharField(max_length=4, blank=True)
    """Beleidsveld: four digits, see `rules.policy_fields`."""
    note = models.TextField(blank=True)
    planned_from = models.ForeignKey(
        BudgetImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="planned_lines"
    )
    """The file the planned amount was last read from; None: a person gave it."""
    planned_rows: models.JSONField[Rows, Rows] = models.JSONField(default=list, blank=True)
    """The rows of that file: [{"row", "account", "levels", "amount"}]."""
    realised_from = models.ForeignKey(
        BudgetImport, null=True, blank=True, on_delete=models.SET_NULL, related_name="realised_lines"
    )
    realised_rows: models.JSONField[Rows, Rows] = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[BudgetLine]] = querysets.BudgetLineQuerySet.as_manager()

    class Meta:
        ordering = ("node__position", "year", "direction", "pk")
        indexes = [models.Index(fields=["node", "year"], name="budget_line_of_node")]
        constraints = [
            models.CheckConstraint(
                condition=Q(source=choices.Source.PROJECT) | Q(project="", project_until__isnull=True),
                name="budget_project_only_of_project_money",
            ),
            models.CheckConstraint(condition=Q(year__gte=1990) & Q(year__lte=2100), name="budget_year"),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.year}: {self.node}"
