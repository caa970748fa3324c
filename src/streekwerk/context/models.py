"""Published figures about places: series, the years they were published for, and what they ground."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from streekwerk.context import choices, querysets
from streekwerk.context.rules.series import Described
from streekwerk.context.rules.values import Value, stored
from streekwerk.network.models import Network, Place
from streekwerk.plans.models import Statement


class ContextSeries(models.Model):
    """Omgevingscijfer: what a publisher counts about places, and on what it counts it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="context_series")
    name = models.CharField(max_length=120)
    says = models.TextField(blank=True)
    """What it says, in one or two sentences."""
    publisher = models.CharField(max_length=160)
    address = models.URLField(max_length=500, blank=True)
    """Where it is published."""
    licence = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=10, choices=choices.kinds, default=choices.Kind.RATIO)
    numerator = models.CharField(max_length=160, blank=True)
    """What is counted: “65-plussers”."""
    denominator = models.CharField(max_length=160, blank=True)
    """On what: “inwoners van 20 tot en met 64 jaar”; only of a ratio."""
    per = models.PositiveIntegerField(choices=choices.pers, default=choices.Per.HUNDRED)
    unit = models.CharField(max_length=40, blank=True)
    """What stands behind the figure; empty of a ratio: “per 100”."""
    decimals = models.PositiveSmallIntegerField(default=1)
    fresh_years = models.PositiveSmallIntegerField(default=2)
    """So many whole years after its own year a figure is still fresh."""
    invented = models.BooleanField(default=False)
    """Voorbeeldcijfers: nobody published these."""
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[ContextSeries]] = querysets.ContextSeriesQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name_plural = "context series"
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="context_series_once_per_network"),
            models.CheckConstraint(
                condition=~Q(kind="ratio") | (~Q(numerator="") & ~Q(denominator="")),
                name="context_ratio_names_both",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("context:series", args=[self.pk])

    @property
    def described(self) -> Described:
        """What rules need to know of it."""
        return Described(
            self.kind, self.per, self.numerator, self.denominator, self.unit, self.decimals, self.publisher
        )


class Vintage(models.Model):
    """Jaargang: the year a series was published for. A figure of 2023 can be published in 2025."""

    series = models.ForeignKey(ContextSeries, on_delete=models.CASCADE, related_name="vintages")
    year = models.PositiveSmallIntegerField()
    published_on = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Vintage]] = querysets.VintageQuerySet.as_manager()

    class Meta:
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="vintage_once_per_year"),
            models.CheckConstraint(condition=Q(year__gte=1900) & Q(year__lte=2100), name="vintage_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.year}"


class Observation(models.Model):
    """The figure of one place in one vintage; a newer publication succeeds it and never overwrites it."""

    vintage = models.ForeignKey(Vintage, on_delete=models.CASCADE, related_name="observations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="observations")
    state = models.CharField(max_length=20, choices=choices.known)
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    by_label = models.CharField(max_length=160)
    file_name = models.CharField(max_length=200, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Observation]] = querysets.ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vintage", "place"],
                condition=Q(succeeded_at__isnull=True),
                name="observation_one_holds",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__gt=0),
                name="observation_both_parts_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vintage}, {self.place}"

    @property
    def value(self) -> Value:
        """The figure as rules take it."""
        return stored(self.state, self.number, self.numerator, self.denominator)


class Grounding(models.Model):
    """Onderbouwing: a challenge of a plan is grounded on a figure of a year, of a place or of the network."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="groundings")
    series = models.ForeignKey(ContextSeries, on_delete=models.CASCADE, related_name="groundings")
    year = models.PositiveSmallIntegerField()
    """The year of the figure it was grounded on; it does not move when a newer one is published."""
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT)
    """None: the whole network."""
    by_label = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Grounding]] = querysets.GroundingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["statement", "series", "year", "place"], name="grounding_once"),
            models.UniqueConstraint(
                fields=["statement", "series", "year"],
                condition=Q(place__isnull=True),
                name="grounding_once_of_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.series}, {self.year}"
