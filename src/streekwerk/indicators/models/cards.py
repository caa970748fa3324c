"""The card a person confirmed for an indicator sentence: what it means, since when, and what is aimed at."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from streekwerk.indicators import choices, querysets
from streekwerk.plans.models import IndicatorSentence, Plan


class Indicator(models.Model):
    """A sentence of the plan with a card somebody confirmed, or set aside with a reason."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="meters")
    sentence = models.OneToOneField(IndicatorSentence, on_delete=models.CASCADE, related_name="indicator")
    level = models.CharField(max_length=10, choices=choices.indicator_levels, blank=True)
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    """Who keeps it alive; None: the steward of its action."""
    confirmed_text = models.TextField()
    """The sentence as it was when the card was confirmed: a card of another sentence has to be looked at."""
    set_aside_reason = models.TextField(blank=True)
    """Why it is not measured; empty for a running meter."""
    confirmed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""

    objects: ClassVar[models.Manager[Indicator]] = querysets.OfPlan.as_manager()

    class Meta:
        ordering = ("sentence__position",)

    def __str__(self) -> str:
        return self.sentence.text

    def get_absolute_url(self) -> str:
        return reverse("indicators:meter", args=[self.pk])


class Definition(models.Model):
    """What the indicator means from a day on. A later definition breaks the series: no trend runs across."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    number = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(null=True, blank=True)
    """None: from the beginning."""
    reason = models.TextField(blank=True)
    by_label = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)

    measure = models.CharField(max_length=20, choices=choices.measures)
    instrument = models.CharField(max_length=20, choices=choices.instruments)
    rhythm = models.CharField(max_length=10, choices=choices.rhythms, default="year")
    dimension = models.CharField(max_length=10, choices=choices.dimensions, default="network")
    channels: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    """The parts there is a figure of, when `dimension` is channel: Facebook, Instagram …"""
    addition = models.CharField(max_length=10, choices=choices.additions, default="sum")
    unit = models.CharField(max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    counted = models.CharField(max_length=300, blank=True)
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    validated_by = models.CharField(max_length=300, blank=True)
    """Who has to validate, in the plan's words; the parties themselves stand with the deliverable."""
    recipe: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)
    """The recipe as `rules.recipes` stores it; empty: figures are entered by people."""
    plausibility: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(
        default=dict, blank=True
    )
    """Range rules as `rules.figures.plausibility` reads them."""
    rubric_levels: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    """What each level of a rubric means, lowest first."""
    smallest = models.PositiveSmallIntegerField(default=0)
    """Counts below this are hidden from whoever does not gather them; 0: nothing has to be protected."""

    objects: ClassVar[models.Manager[Definition]] = querysets.OfIndicator.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="definition_once_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, definitie {self.number}"


class Target(models.Model):
    """What is aimed at. A changed target stays in view with its reason; the new one is another row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    comparator = models.CharField(max_length=10, choices=choices.comparators)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    """None with “done”, and with a rise or fall of which the plan says no size."""
    relative = models.BooleanField(default=False)
    """The number is a percentage of the baseline: +20 % is 20 with `increase`."""
    per = models.CharField(max_length=10, choices=choices.target_pers, blank=True)
    for_each = models.CharField(max_length=10, choices=choices.dimensions, default="network")
    """Whether each member, place or channel has to reach it, or all together."""
    by = models.DateField(null=True, blank=True)
    """The horizon: the last day on which it can be met."""
    starts = models.DateField(null=True, blank=True)
    """From when it is worked on; None: from the start of the plan."""
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    reason = models.TextField(blank=True)
    """Why it took the place of an earlier one, and who decided."""
    created_at = models.DateTimeField(default=timezone.now)
    by_label = models.CharField(max_length=160)
    ended_on = models.DateField(null=True, blank=True)
    """The day another target took its place; None: it holds."""

    objects: ClassVar[models.Manager[Target]] = querysets.OfIndicator.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(ended_on__isnull=True), name="target_one_that_holds"
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(starts__isnull=True) | Q(by__gte=F("starts")),
                name="target_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.comparator} {self.number}"


class MeterReading(models.Model):
    """The figures of a meter as last worked out: kept so that a page of 250 meters asks one row of each."""

    indicator = models.OneToOneField(Indicator, on_delete=models.CASCADE, related_name="reading")
    series: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    """One entry per period, as `rules.meters.reading` writes it."""
    extra: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """What stands beside the series: own words, the figures of each member or part."""
    basis = models.CharField(max_length=80, blank=True)
    """What it was worked out from; another basis asks a new reading."""
    computed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[MeterReading]] = querysets.OfIndicator.as_manager()

    def __str__(self) -> str:
        return f"stand van {self.indicator}"
