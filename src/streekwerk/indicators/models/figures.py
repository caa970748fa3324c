"""Figures people give: measurements and ratings. They are succeeded, never overwritten."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from streekwerk.indicators import choices, querysets
from streekwerk.indicators.models.cards import Definition, Indicator
from streekwerk.network.models import Party, Place
from streekwerk.plans.models import Node


class Measurement(models.Model):
    """One figure: of a member, a place, a part or the whole network, for a period."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="measurements")
    """The definition it was measured by."""
    party = models.ForeignKey(
        Party, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="measurements"
    )
    channel = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=160, editable=False)
    """Party, place and channel in one key: what there is one living figure of per period."""
    period_start = models.DateField()
    period_end = models.DateField()
    """The last day of the period."""
    state = models.CharField(max_length=20, choices=choices.value_states, default="final")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    comment = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    kept_reason = models.TextField(blank=True)
    """Why an unlikely figure is right all the same."""
    origin = models.CharField(max_length=10, choices=choices.origins, default="entered")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    by_label = models.CharField(max_length=160)
    entered_at = models.DateTimeField(default=timezone.now)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    """When a later figure took its place; None: it holds."""

    objects: ClassVar[models.Manager[Measurement]] = querysets.MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ("period_start", "pk")
        indexes = [
            models.Index(
                fields=["indicator", "period_start"],
                condition=Q(succeeded_at__isnull=True),
                name="measurement_live",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "subject", "period_start"],
                condition=Q(succeeded_at__isnull=True),
                name="measurement_one_that_holds",
            ),
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="measurement_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["final", "estimate"]) | Q(value__isnull=True),
                name="measurement_value_only_when_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_start}: {self.value}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.subject = subject_key(self.party_id, self.place_id, self.channel)
        super().save(*args, **kwargs)


def subject_key(party_id: int | None, place_id: int | None, channel: str) -> str:
    """What a figure is of, as one key; `bulk_create` sets it itself.

    >>> subject_key(3, None, "Instagram")
    '3//Instagram'
    """
    return f"{party_id or ''}/{place_id or ''}/{channel}"


class Rating(models.Model):
    """The level a rater gives on the rubric of an indicator, with the reason."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="ratings")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="ratings")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.CASCADE, related_name="ratings")
    """What is rated, when it is not the indicator's own action."""
    period_start = models.DateField()
    period_end = models.DateField()
    rater = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="ratings"
    )
    by_label = models.CharField(max_length=160)
    level = models.PositiveSmallIntegerField()
    """1 is the lowest level of the rubric."""
    motivation = models.TextField(blank=True)
    rated_at = models.DateTimeField(default=timezone.now)
    succeeded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Rating]] = querysets.RatingQuerySet.as_manager()

    class Meta:
        ordering = ("period_start", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "node", "rater", "period_start"],
                condition=Q(succeeded_at__isnull=True),
                name="rating_one_that_holds",
            ),
            models.CheckConstraint(condition=Q(level__gte=1), name="rating_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.level}"
