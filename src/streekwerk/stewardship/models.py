"""Functions and what they carry, drafts of the quarter, hand-overs, substitutes, reminders, the calendar."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from streekwerk.network.models import Network
from streekwerk.plans.models import Node
from streekwerk.stewardship import choices, querysets


class JobFunction(models.Model):
    """A function in the team of a network (beleidsmedewerker wonen): it stays when a person leaves."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="functions")
    name = models.CharField(max_length=120)
    capacity = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """Full-time equivalents there are; None: nobody said."""
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[JobFunction]] = querysets.OfTeam.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="function_once_per_network"),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gte=0),
                                   name="function_capacity_not_negative"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class FunctionHolding(models.Model):
    """Who fulfils a function, from a day until a day."""

    function = models.ForeignKey(JobFunction, on_delete=models.CASCADE, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="functions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[FunctionHolding]] = querysets.FunctionHoldingQuerySet.as_manager()

    class Meta:
        ordering = ("-valid_from",)
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="function_holding_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.function}: {self.user}"


class Involvement(models.Model):
    """What a function does in a node, and how much work that is."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="involvements")
    function = models.ForeignKey(JobFunction, on_delete=models.CASCADE, related_name="involvements")
    part = models.CharField(max_length=20, choices=choices.parts)
    load = models.CharField(max_length=20, blank=True, choices=choices.loads)
    fte = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    """Full-time equivalents; None: only `load` is known, or nothing."""
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    """Empty: as long as the node itself."""
    words = models.CharField(max_length=300, blank=True)
    """What the sheet says, when it was taken over from there."""
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Involvement]] = querysets.InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ("node__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["node", "function", "part"],
                condition=Q(archived_at__isnull=True),
                name="involvement_once_per_part",
            ),
            models.CheckConstraint(condition=Q(fte__isnull=True) | Q(fte__gte=0), name="involvement_fte"),
        ]

    def __str__(self) -> str:
        return f"{self.function} {self.get_part_display()}: {self.node}"


class QuarterDraft(models.Model):
    """What a person typed about a node and did not report yet: it survives a closed window."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="drafts")
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """The fields of the form as typed."""
    seen = models.BigIntegerField(default=0)
    """The number of the last report the person saw."""
    saved_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager[QuarterDraft]] = querysets.OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "node"], name="quarter_draft_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.node}"


class Handover(models.Model):
    """Somebody leaves, or hands over: what was open went to others on one day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="handovers")
    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="handovers"
    )
    leaver_label = models.CharField(max_length=160)
    on = models.DateField()
    access_ended = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    by_label = models.CharField(max_length=160)
    made_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[Handover]] = querysets.HandoverQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"overdracht van {self.leaver_label}"


class HandoverItem(models.Model):
    """One thing that went to somebody else; by kind and number, so that it outlives the thing."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    url = models.CharField(max_length=300, blank=True)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="taken_over"
    )
    """None: it stays with nobody, knowingly, or who took it over has no account any more."""
    to_label = models.CharField(max_length=160, blank=True)
    """The name of who took it over, kept when the account goes; empty: nobody, knowingly."""
    reason = models.CharField(max_length=300, blank=True)
    """Why nobody takes it over."""
    seen_at = models.DateTimeField(null=True, blank=True)
    """When who took it over said so."""

    objects: ClassVar[models.Manager[HandoverItem]] = querysets.HandoverItemQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["handover", "kind", "object_id"], name="handover_item_once")
        ]

    def __str__(self) -> str:
        return self.label


class Substitute(models.Model):
    """Who gets the reminders of a person that does not answer or is away, from a day until a day."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="substitutes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="substituted")
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="substitutes_for"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects: ClassVar[models.Manager[Substitute]] = querysets.SubstituteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(user=F("substitute")), name="substitute_is_somebody_else"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="substitute_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} voor {self.user}"


class DigestPreference(models.Model):
    """How often a person wants the digest, when it last went and what it said."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    rhythm = models.CharField(max_length=10, choices=choices.rhythms, default=choices.Rhythm.WEEKLY)
    last_sent_on = models.DateField(null=True, blank=True)
    last_said = models.CharField(max_length=64, blank=True)
    """Fingerprint of what it said: the same is not said twice."""

    objects: ClassVar[models.Manager[DigestPreference]] = querysets.OwnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rhythm_display()}"


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; only its digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[CalendarFeed]] = querysets.OwnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"agenda van {self.user}"
