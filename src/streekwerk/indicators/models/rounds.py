"""Asking the members for figures: a round, and what each member is asked."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from streekwerk.indicators import querysets
from streekwerk.indicators.models.cards import Indicator
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan


class CollectionRound(models.Model):
    """The members are asked for the figures of some indicators over a period, before a day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="rounds")
    indicators = models.ManyToManyField(Indicator, related_name="rounds")
    title = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    """What the members read above the questions and in the mail."""
    period_start = models.DateField()
    period_end = models.DateField()
    due = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    by_label = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[CollectionRound]] = querysets.RoundQuerySet.as_manager()

    class Meta:
        ordering = ("-due", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=F("period_start")), name="round_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("indicators:round", args=[self.pk])


class RoundRequest(models.Model):
    """What one member is asked in a round, and whether it answered."""

    round = models.ForeignKey(CollectionRound, on_delete=models.CASCADE, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="requests")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests"
    )
    """Who gets the mail; None: nobody is known for this member yet."""
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the member said the answer is complete."""
    declined_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[RoundRequest]] = querysets.RequestQuerySet.as_manager()

    class Meta:
        ordering = ("party__name",)
        constraints = [
            models.UniqueConstraint(fields=["round", "party"], name="request_once_per_round"),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.party}"
