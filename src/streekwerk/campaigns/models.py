"""A counting, who is asked, what each counted, and what was published. Never a person: only counts."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from streekwerk.campaigns import choices, querysets
from streekwerk.campaigns.rules.profiles import Profile, profile_of
from streekwerk.network.models import Network, Party, Place


class Campaign(models.Model):
    """People are counted on one day, by services, per municipality and profile group."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="campaigns")
    title = models.CharField(max_length=160)
    day = models.DateField()
    moment = models.CharField(max_length=10, choices=choices.moments, default=choices.Moment.NIGHT)
    code_list = models.CharField(max_length=40, choices=choices.code_lists)
    """Which list of categories, with its version: see `rules.profiles`."""
    categories: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    """Those of the list that are counted; empty: all."""
    trait = models.CharField(max_length=20, choices=choices.traits, blank=True)
    places = models.ManyToManyField(Place, related_name="campaigns")
    due = models.DateField()
    method = models.TextField(blank=True)
    """How people are counted, for the services and the readers."""
    source = models.CharField(max_length=300, blank=True)
    """How a publication that uses these numbers names them."""
    smallest = models.PositiveSmallIntegerField(default=5)
    """Numbers below it are hidden in what is published."""
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    """When it was first published."""
    by_label = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[Campaign]] = querysets.CampaignQuerySet.as_manager()

    class Meta:
        ordering = ("-day", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(closed_at__isnull=False),
                name="campaign_closed_before_published",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign", args=[self.pk])

    @cached_property
    def profile(self) -> Profile:
        """The groups that are counted."""
        return profile_of(self.code_list, self.trait, self.categories)

    @property
    def state(self) -> str:
        """open, closed or published."""
        return "published" if self.published_at else "closed" if self.closed_at else "open"


class ServiceRequest(models.Model):
    """One service that is asked, the municipalities it is asked about, and whether it answered."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="requests")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="count_requests")
    places = models.ManyToManyField(Place, related_name="count_requests")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who gets the mail; None: nobody is known for this service yet."""
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the service said it is complete: from then on it counts."""
    declined_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[ServiceRequest]] = querysets.ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ("party__name",)
        constraints = [
            models.UniqueConstraint(fields=["campaign", "party"], name="count_request_once_per_service")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.party}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:answer", args=[self.pk])


class Count(models.Model):
    """How many people of one group a service counted in one municipality."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="counts")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    group = models.CharField(max_length=20)
    """The key of the profile group: category and part."""
    state = models.CharField(max_length=20, choices=choices.count_states, default=choices.CountState.FINAL)
    number = models.PositiveIntegerField(null=True, blank=True)
    kept_reason = models.CharField(max_length=500, blank=True)
    """Why an unlikely number is right all the same."""
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change: somebody who began from another one is asked."""
    by_label = models.CharField(max_length=160)
    changed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Count]] = querysets.CountQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "place", "group"], name="count_once_per_cell"),
            models.CheckConstraint(
                condition=Q(state="final", number__isnull=False) | Q(~Q(state="final"), number__isnull=True),
                name="count_number_when_counted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.place}, {self.group}"


class Basis(models.Model):
    """The numbers behind a publication, kept so that a next one betrays nothing; no page shows it."""

    publication = models.OneToOneField("Publication", on_delete=models.CASCADE, related_name="basis")
    release: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    objects: ClassVar[models.Manager[Basis]] = querysets.BasisQuerySet.as_manager()

    def __str__(self) -> str:
        return f"basis van {self.publication}"


class Publication(models.Model):
    """What was published of a counting, frozen; a correction makes the next one."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="publications")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(default=timezone.now)
    by_label = models.CharField(max_length=160)
    reason = models.CharField(max_length=500, blank=True)
    """What was corrected; empty for the first one."""
    table: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    """`rules.publishing.to_json`: only what may be shown."""
    total = models.PositiveIntegerField(null=True, blank=True)
    """Everybody counted; None where it may not be shown."""
    answered = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    succeeded_at = models.DateTimeField(null=True, blank=True)
    """When a next one followed it; None: it stands."""

    objects: ClassVar[models.Manager[Publication]] = querysets.PublicationQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="publication_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign}, publicatie {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:table", args=[self.campaign_id])


class Making(models.Model):
    """A publication that was asked and is being made by a job; gone the moment it is published."""

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="making")
    state = models.CharField(
        max_length=10, choices=choices.making_states, default=choices.MakingState.WAITING
    )
    hidden = models.PositiveIntegerField(default=0)
    """How many numbers were hidden until now, for who waits."""
    message = models.TextField(blank=True)
    """Why it failed, for who asked."""
    reason = models.CharField(max_length=500, blank=True)
    """What was corrected."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Making]] = querysets.MakingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_state_display()}"

    @property
    def busy(self) -> bool:
        """Whether a job has something to do for it."""
        return self.state != choices.MakingState.FAILED
