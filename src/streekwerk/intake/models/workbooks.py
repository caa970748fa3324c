"""A workbook that went out, the times it came back, and what each of those proposes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from streekwerk.intake import choices, querysets
from streekwerk.plans.models import Node, Plan


class Workbook(models.Model):
    """A selection of a plan that went out as an Excel file, with every cell as it was sent."""

    code = models.CharField(max_length=24, unique=True)
    """By which the file is known again; written in it where people do not look."""
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="workbooks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="workbooks"
    )
    by_label = models.CharField(max_length=160)
    made_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField()
    """Of the plan when it was made."""
    selection = models.CharField(max_length=600, blank=True)
    """The query of the address of the selection."""
    said = models.CharField(max_length=300)
    """The selection in words: “18 van 122 acties: loopt in 2026”."""
    sent: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """See `rules.workbooks.model.Sent`."""

    objects: ClassVar[models.Manager[Workbook]] = querysets.WorkbookQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.plan.title}: {self.said}"


class WorkbookReturn(models.Model):
    """A workbook that came back, and how far its reading and deciding is."""

    workbook = models.ForeignKey(Workbook, null=True, on_delete=models.CASCADE, related_name="returns")
    """None while nobody said which workbook it is: its hidden mark is gone."""
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="workbook_returns")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="workbook_returns"
    )
    by_label = models.CharField(max_length=160)
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="workbooks/%Y/%m/", max_length=255, blank=True)
    """Kept until it was read; from then on its cells are here."""
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(
        max_length=20, choices=choices.return_statuses, default=choices.ReturnStatus.WAITING
    )
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    message = models.TextField(blank=True)
    """Why it failed, for the person who handed it in."""
    grids: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    """Its sheets as read."""
    answers: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    """What people said about columns and rows."""
    notes: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    pending: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """What the job that writes has to do, see `commands.writing_job`; afterwards what it did, until the
    person who asked it has seen that."""
    unchanged = models.PositiveIntegerField(default=0)
    """Cells that came back as they were sent."""
    rows = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[WorkbookReturn]] = querysets.WorkbookReturnQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:workbook-return", args=[self.pk])

    @property
    def busy(self) -> bool:
        return self.status in choices.BUSY


class WorkbookChange(models.Model):
    """One thing that a returned workbook proposes, and what somebody decided about it."""

    returned = models.ForeignKey(WorkbookReturn, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    """Order in the workbook."""
    kind = models.CharField(max_length=10, choices=choices.change_kinds)
    sheet = models.CharField(max_length=20)
    row = models.CharField(max_length=80)
    node = models.ForeignKey(Node, null=True, on_delete=models.CASCADE, related_name="workbook_changes")
    label = models.CharField(max_length=400)
    column = models.CharField(max_length=140, blank=True)
    head = models.CharField(max_length=400, blank=True)
    base = models.TextField(blank=True)
    """What was sent, or what was taken over of it since."""
    text = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=600, blank=True)
    """Why it cannot be taken over as it is; empty: it can."""
    options: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    cells: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=choices.change_states, default=choices.ChangeState.OPEN)
    was = models.TextField(blank=True)
    """What stood in the plan before it was accepted."""
    became = models.TextField(blank=True)
    """What stands there since."""
    made = models.PositiveBigIntegerField(null=True)
    """Of a new row the number of the part it became."""
    batch = models.PositiveIntegerField(default=0)
    """What was decided together has one number, and can be undone together."""
    decided_by = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[WorkbookChange]] = querysets.WorkbookChangeQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        indexes = [models.Index(fields=["returned", "state"], name="workbook_change_state")]

    def __str__(self) -> str:
        return f"{self.label}: {self.head}"
