"""What changed somewhere, and out of what it grew."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from streekwerk.network.models import Network, Party
from streekwerk.origins import choices, querysets
from streekwerk.plans.models import Node, Plan
from streekwerk.ui.addresses import address


class Effect(models.Model):
    """Something that changed at a party, as short as it was told."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="effects")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="effects")
    """Where it changed: the receiver, who confirms its origins."""
    kind = models.CharField(max_length=20, choices=choices.effect_kinds)
    text = models.CharField(max_length=300)
    happened_on = models.DateField()
    """The first day of when it changed: `words` says how vague that is."""
    precision = models.CharField(max_length=10, choices=choices.precisions)
    words = models.CharField(max_length=160)
    by_label = models.CharField(max_length=160)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="effects"
    )
    """Who is told when it is not so; None: the operator."""
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""

    objects: ClassVar[models.Manager[Effect]] = querysets.EffectQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-pk")
        indexes = [models.Index(fields=["network", "party"], name="effect_of_party")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return address("origins:effect", self.pk)


class Origin(models.Model):
    """That an effect grew out of something, and what the receiver says of that.

    What it grew out of is known by kind and number: any room can register a kind, see `ports`.
    """

    effect = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="origins")
    kind = models.CharField(max_length=40)
    number = models.BigIntegerField()
    label = models.CharField(max_length=300)
    """What it was called when the effect was recorded."""
    plan = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="origins")
    node = models.ForeignKey(Node, null=True, on_delete=models.SET_NULL, related_name="origins")
    """The part of the plan it belongs to; None: it belongs to none."""
    state = models.CharField(
        max_length=12, choices=choices.origin_states, default=choices.OriginState.PROPOSED
    )
    answered_on = models.DateField(null=True, blank=True)
    """The day on which the party said so."""
    answered_by = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When that was written down."""
    source = models.CharField(max_length=300, blank=True)
    """On whose word, when somebody else than the party wrote it down; empty: the party itself."""
    reason = models.TextField(blank=True)
    """Why it is not so, or what the party adds."""
    by_label = models.CharField(max_length=160)
    recorded_at = models.DateTimeField(default=timezone.now)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Origin]] = querysets.OriginQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=["kind", "number"], name="origin_of_what")]
        constraints = [
            models.UniqueConstraint(fields=["effect", "kind", "number"], name="origin_once_per_effect"),
            models.CheckConstraint(
                condition=Q(
                    state=choices.OriginState.PROPOSED,
                    answered_on__isnull=True,
                    answered_by="",
                    answered_at__isnull=True,
                )
                | (
                    ~Q(state=choices.OriginState.PROPOSED)
                    & Q(answered_on__isnull=False, answered_at__isnull=False)
                    & ~Q(answered_by="")
                ),
                name="origin_answered_with_name_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=choices.OriginState.REFUSED) | ~Q(reason=""),
                name="origin_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.effect} – {self.label}"[:300]

    def get_absolute_url(self) -> str:
        return self.effect.get_absolute_url()

    def open_again(self) -> None:
        """Empty what its party said of it; the caller stores it."""
        self.state, self.answered_on, self.answered_at = choices.OriginState.PROPOSED, None, None
        self.answered_by = self.source = self.reason = ""
