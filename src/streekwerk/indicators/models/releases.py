"""What was published of figures that protect small numbers: kept, and never changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from streekwerk.indicators import querysets
from streekwerk.indicators.models.cards import Indicator


class Release(models.Model):
    """The figures of one period as they were shown to those who do not gather them, from a moment on."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="releases")
    period_start = models.DateField()
    period_end = models.DateField()
    number = models.PositiveIntegerField()
    """1 is the first release of this period."""
    released_at = models.DateTimeField(default=timezone.now)
    made_of = models.CharField(max_length=64)
    """The mark of the figures it was made of: other figures ask for another release."""
    keeps = models.BooleanField(default=False)
    """Whether something stayed as an earlier release showed it."""
    table: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """What was there and what was shown of it, as `rules.figures.editions` writes it."""

    objects: ClassVar[models.Manager[Release]] = querysets.ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("period_start", "number")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period_start", "period_end", "number"], name="release_once_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_start}: publicatie {self.number}"
