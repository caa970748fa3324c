"""A report: what it gathered, what it says, and its files. Frozen, it never changes."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan
from streekwerk.reports import choices, querysets
from streekwerk.reports.models.definitions import Blocks, ReportDefinition
from streekwerk.reports.rules.periods import read_period

Json = dict[str, Any]


class Frozen(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit rapport is bevroren en wijzigt niet meer. Kies “Verbeteren” om een nieuw rapport te maken "
            "dat het opvolgt."
        )


def new_token() -> str:
    return secrets.token_hex(20)


class Report(models.Model):
    """One report on one period; from the day it is frozen it says the same for ever."""

    definition = models.ForeignKey(ReportDefinition, on_delete=models.PROTECT, related_name="reports")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reports")
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_about"
    )
    """Of a report per member: which one."""
    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=20, choices=choices.audiences)
    blocks: models.JSONField[Blocks, Blocks] = models.JSONField(default=list)
    """Those of the definition when it was asked for, with the texts of this report."""
    period = models.CharField(max_length=10)
    """The key of its period: “2026-K3”."""
    period_start = models.DateField()
    period_end = models.DateField()
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="compared_by"
    )
    """The frozen report of the same definition with which it is compared."""
    succeeds = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="successors"
    )
    """The frozen report that it corrects."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it corrects that one."""
    status = models.CharField(
        max_length=20, choices=choices.report_statuses, default=choices.ReportStatus.WAITING
    )
    stage = models.CharField(max_length=20, choices=choices.stages, default=choices.Stage.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    message = models.TextField(blank=True)
    """Why it was not made, for the person who asked for it."""
    look_first = models.BooleanField(default=False)
    """Somebody looks at its sentences before it is frozen."""
    taken_on = models.DateField()
    """The day of which it tells how everything stood."""
    facts: models.JSONField[Json | None, Json | None] = models.JSONField(null=True)
    """What was gathered, see `rules.facts`: what the next report is compared with."""
    content: models.JSONField[Json | None, Json | None] = models.JSONField(null=True)
    """What it says, see `rules.content`."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of facts and content together, so that nobody has to believe that they are unchanged."""
    frozen_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=40, default=new_token, editable=False)
    """The folder of its files: nobody can guess it."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    by_label = models.CharField(max_length=160)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[querysets.ReportManager] = querysets.ReportManager()

    class Meta:
        ordering = ("-period_start", "-pk")
        indexes = [models.Index(fields=["definition", "period"], name="report_of_period")]
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, sha256="")
                | (Q(frozen_at__isnull=False, content__isnull=False) & ~Q(sha256="")),
                name="report_frozen_with_seal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it, unless it is frozen.

        Raises:
            Frozen: it is; its files are rows of their own.
        """
        if self.pk and Report.objects.filter(pk=self.pk, frozen_at__isnull=False).exists():
            raise Frozen
        super().save(*args, **kwargs)

    @property
    def period_label(self) -> str:
        """Its period in words."""
        return read_period(self.period).label

    @property
    def busy(self) -> bool:
        return self.status in choices.BUSY

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class ReportSentence(models.Model):
    """A sentence on what changed since the previous report: as it was drafted, and as it will be frozen."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sentences")
    position = models.PositiveIntegerField()
    group = models.CharField(max_length=40)
    """Under which heading, see `rules.sentences.GROUPS`."""
    drafted = models.TextField(blank=True)
    """What the program wrote; empty where a person added it."""
    text = models.TextField()
    kept = models.BooleanField(default=True)
    href = models.CharField(max_length=300, blank=True)
    """Where the thing stands that it is about."""
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager[ReportSentence]] = querysets.OfReport.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text

    @property
    def changed(self) -> bool:
        """Whether a person wrote something else than was drafted."""
        return self.text != self.drafted


def path_of(file: ReportFile, name: str) -> str:
    """Where the bytes are kept: a folder nobody can guess, the same one for every try of the job."""
    return f"reports/{file.report.token}/{file.kind}"


class ReportFile(models.Model):
    """A file of a frozen report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=choices.file_kinds)
    file = models.FileField(upload_to=path_of, max_length=255)
    size = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64)
    """Of the bytes that are kept; looked at again with every download."""
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[ReportFile]] = querysets.OfReport.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="report_file_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.report} ({self.kind})"
