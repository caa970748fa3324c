"""The Word templates a network gave for its reports: one in force, the earlier ones kept."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from streekwerk.network.models import Network
from streekwerk.reports import querysets


def unguessable(style: HouseStyle, name: str) -> str:
    """Where the bytes are kept: nothing of the name that somebody gave is in it."""
    return f"house-styles/{secrets.token_hex(20)}"


class HouseStyle(models.Model):
    """A template as it was given; it never changes. At most one of a network is in force."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="house_styles")
    name = models.CharField(max_length=160)
    """As the file was called."""
    file = models.FileField(upload_to=unguessable, max_length=255)
    size = models.PositiveIntegerField(help_text="in bytes")
    sha256 = models.CharField(max_length=64)
    """Of the bytes that are kept; looked at again whenever a report is set in it."""
    found: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """What was found in it, see `rules.house_styles`."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="house_styles"
    )
    by_label = models.CharField(max_length=160)
    added_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)
    """Since when another one is in force, or ours; None: this one is."""

    objects: ClassVar[models.Manager[HouseStyle]] = querysets.HouseStyleQuerySet.as_manager()

    class Meta:
        ordering = ("-added_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["network", "sha256"], name="house_style_once_per_network"),
            models.UniqueConstraint(
                fields=["network"],
                condition=models.Q(archived_at__isnull=True),
                name="house_style_one_in_force",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reports:house-style", args=[self.network.code])
