"""What was promised as a thing: its versions, the proof, who validated it and who approved it."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from streekwerk.indicators import choices, querysets
from streekwerk.indicators.models.cards import Indicator
from streekwerk.network.models import Party
from streekwerk.ui.addresses import address


class Deliverable(models.Model):
    """A note, an agreement, a procedure: delivered, validated by k of n parties, and then approved."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="deliverables")
    title = models.CharField(max_length=300)
    due = models.DateField(null=True, blank=True)
    validators = models.ManyToManyField(Party, blank=True, related_name="to_validate")
    """The parties that are asked to validate every version; none: only an approval is asked."""
    by_label = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""

    objects: ClassVar[models.Manager[Deliverable]] = querysets.OfIndicator.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("indicators:deliverable", self.pk)


class DeliverableVersion(models.Model):
    """A version as it was delivered; it is never changed, a next one follows it."""

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    """What is new in it."""
    link = models.URLField(max_length=600, blank=True)
    """Where the document lives, when it is not kept here."""
    delivered_on = models.DateField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="delivered"
    )
    author_label = models.CharField(max_length=160)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="approved"
    )
    approved_label = models.CharField(max_length=160, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[DeliverableVersion]] = querysets.OfDeliverable.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["deliverable", "number"], name="deliverable_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.deliverable}, versie {self.number}"


def unguessable(file: EvidenceFile, name: str) -> str:
    """Where the bytes are kept: nothing of the name that somebody gave is in it."""
    return f"evidence/{timezone.localdate():%Y/%m}/{secrets.token_hex(20)}"


class EvidenceFile(models.Model):
    """A file that shows it: kept outside what the web server serves, with its fingerprint."""

    version = models.ForeignKey(DeliverableVersion, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20)
    """The kind its own bytes say it is: pdf, docx, png …"""
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of the bytes that are kept; looked at again with every download."""
    file = models.FileField(upload_to=unguessable, max_length=255)
    added_at = models.DateTimeField(default=timezone.now)
    by_label = models.CharField(max_length=160)
    archived_at = models.DateTimeField(null=True, blank=True)
    """Taken away on that moment; nobody can download it any more."""

    objects: ClassVar[models.Manager[EvidenceFile]] = querysets.OfVersion.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["version", "sha256"], name="evidence_once_per_version")
        ]

    def __str__(self) -> str:
        return self.name


class Validation(models.Model):
    """What a party says of a version."""

    version = models.ForeignKey(DeliverableVersion, on_delete=models.CASCADE, related_name="validations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="validations")
    state = models.CharField(max_length=20, choices=choices.validation_states, default="asked")
    said_on = models.DateField(null=True, blank=True)
    """The day the party decided; None as long as it was only asked."""
    note = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    """Where it stands, when somebody else wrote it down for the party: a decision, a mail."""
    by_label = models.CharField(max_length=160, blank=True)
    of_own_work = models.BooleanField(default=False)
    """Whoever said it for the party, delivered this version: worth knowing, not forbidden."""
    recorded_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Validation]] = querysets.OfVersion.as_manager()

    class Meta:
        ordering = ("party__name",)
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="validation_once_per_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_state_display()}"
