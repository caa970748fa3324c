"""An upload on its way to becoming a plan, what colours mean in spreadsheets, workbooks out and back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from streekwerk.intake import choices, querysets
from streekwerk.intake.models.workbooks import Workbook, WorkbookChange, WorkbookReturn
from streekwerk.network.models import Network
from streekwerk.plans.models import Plan, SourceDocument

__all__ = [
    "ColourMeaning",
    "Review",
    "ReviewStep",
    "Upload",
    "Workbook",
    "WorkbookChange",
    "WorkbookReturn",
]


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


class Review(models.Model):
    """A reading on its way to becoming a plan: as it was made, and the steps people took since.

    Committed, it stays as the record of what was read: the base when the document is read again.
    """

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="reviews")
    upload = models.OneToOneField(Upload, null=True, on_delete=models.SET_NULL, related_name="review")
    document = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.CASCADE, related_name="reviews")
    """The plan it became; before that, the plan of which this is a newer text, or None."""
    status = models.CharField(
        max_length=20, choices=choices.review_statuses, default=choices.ReviewStatus.OPEN
    )
    read: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """The reading as it was made, in the published format."""
    state: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """The reading after the first `held` steps; `read` plus steps always gives it again."""
    held = models.PositiveIntegerField(default=0)
    """How many steps `state` holds: it is written now and then, a step itself is a few words."""
    done = models.PositiveIntegerField(default=0)
    """How many steps are in force; those after it were undone and can be done again."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every step, undo and redo."""
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Review]] = querysets.ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.document.name

    def get_absolute_url(self) -> str:
        return reverse("intake:review", args=[self.pk])


class ReviewStep(models.Model):
    """One step of a review: what was done, by whom, as plain data (see `rules.steps`)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    words = models.CharField(max_length=300)
    """What it did, in a sentence."""
    by_label = models.CharField(max_length=160)
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[ReviewStep]] = querysets.ReviewStepQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="review_step_number_once")]

    def __str__(self) -> str:
        return self.words


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
