"""An upload on its way to becoming a plan, and what colours mean in a network's spreadsheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from streekwerk.intake import choices, querysets
from streekwerk.network.models import Network
from streekwerk.plans.models import Plan


class Upload(models.Model):
    """One file that somebody handed in, and how far the reading of it is."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="uploads")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploads"
    )
    name = models.CharField(max_length=255)
    file = models.FileField(upload_to="uploads/%Y/%m/", max_length=255, blank=True)
    """Kept until the plan is stored; from then on the plan has the original."""
    size = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64, db_index=True)
    status = models.CharField(
        max_length=20, choices=choices.upload_statuses, default=choices.UploadStatus.WAITING
    )
    stage = models.CharField(max_length=20, default="wachten")
    progress = models.PositiveSmallIntegerField(default=0, help_text="percent")
    message = models.TextField(blank=True)
    """Why it failed, for the person who handed it in."""
    questions: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    """What only a person knows, still unanswered: [{"kind", "subject", "text"}]."""
    plan = models.OneToOneField(Plan, null=True, on_delete=models.SET_NULL, related_name="upload")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Upload]] = querysets.UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("intake:progress", args=[self.pk])

    @property
    def busy(self) -> bool:
        return self.status in (choices.UploadStatus.WAITING, choices.UploadStatus.READING)


class ColourMeaning(models.Model):
    """What a background colour means in the spreadsheets of a network; asked once."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="colour_meanings")
    colour = models.CharField(max_length=6, validators=[RegexValidator(r"^[0-9A-F]{6}$")])
    """RRGGBB."""
    meaning = models.CharField("betekenis", max_length=120)

    objects: ClassVar[models.Manager[ColourMeaning]] = querysets.ColourMeaningQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["network", "colour"], name="colour_means_one_thing")]

    def __str__(self) -> str:
        return f"{self.colour}: {self.meaning}"
