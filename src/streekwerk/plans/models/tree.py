"""A plan and its tree: goals, action plans, actions, each with the lines of the document it came from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from streekwerk.network.models import Network, Party
from streekwerk.plans import choices, querysets
from streekwerk.plans.models.documents import SourceDocument
from streekwerk.ui.addresses import address

Spans = list[list[int]]
Fields = list[dict[str, str]]


class Plan(models.Model):
    """A policy plan of a network."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=choices.plan_statuses, default=choices.PlanStatus.DRAFT)
    dialect = models.CharField(max_length=40, blank=True)
    document = models.ForeignKey(SourceDocument, null=True, on_delete=models.PROTECT, related_name="plans")
    sheet_labels: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    """The labels of the action sheet of this plan, in the order of the document."""
    ignored: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    """Lines set aside: [{"why", "spans"}]."""
    repairs: models.JSONField[list[Any], list[Any]] = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)
    """Goes up with every change of what the plan says or how it stands, see `raise_revision`.

    Not with what people say about it: comments, tags, why's, accepted findings, decisions of a body.
    """

    objects: ClassVar[models.Manager[Plan]] = querysets.PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-period_start", "title")
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True, period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__isnull=False),
                name="plan_period_whole_or_absent",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:tree", self.pk)

    @property
    def shared(self) -> bool:
        """Whether neighbouring networks may read it: from its adoption on."""
        return self.status in choices.SHARED

    def raise_revision(self) -> None:
        """Say that something in the plan changed; call it inside the transaction of the change."""
        Plan.objects.filter(pk=self.pk).update(revision=F("revision") + 1, changed_at=timezone.now())
        self.refresh_from_db(fields=["revision", "changed_at"])


class Node(models.Model):
    """A goal, action plan, action or piece of text: one place in the tree of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    position = models.PositiveIntegerField()
    """Order among all nodes of the plan: a node comes before its children and its later siblings."""
    level = models.CharField(max_length=30, choices=choices.levels)
    level_label = models.CharField(max_length=80, blank=True)
    """The document's own word for the level."""
    code = models.CharField(max_length=80, blank=True)
    title = models.TextField()
    text = models.TextField(blank=True)
    fields: models.JSONField[Fields, Fields] = models.JSONField(default=list)
    """The sheet: [{"label", "text"}] in the order of the document; an empty field has an empty text."""
    start_date = models.DateField(null=True, blank=True)
    start_precision = models.CharField(max_length=10, blank=True, choices=choices.precisions)
    start_words = models.CharField(max_length=160, blank=True)
    end_date = models.DateField(null=True, blank=True)
    end_precision = models.CharField(max_length=10, blank=True, choices=choices.precisions)
    end_words = models.CharField(max_length=160, blank=True)
    spans: models.JSONField[Spans, Spans] = models.JSONField(default=list)
    confidence = models.FloatField(default=1.0)
    status = models.CharField(max_length=20, blank=True, choices=choices.progress_statuses)
    """How it stands, as reported last; empty: nobody reported. The facts are in `Progress`."""
    steward = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="nodes"
    )
    """The person who keeps it alive (trekker)."""
    lead = models.ForeignKey(Party, null=True, blank=True, on_delete=models.PROTECT, related_name="led_nodes")
    """The organisation that carries it."""
    partners = models.ManyToManyField(Party, blank=True, related_name="partnered_nodes")
    priority = models.CharField(max_length=10, blank=True, choices=choices.priorities)
    """Its own mark; what it follows from what lies under it is computed."""
    external_code = models.CharField(max_length=60, blank=True)
    """Deelrapportcode: links an action to a policy of the Flemish government."""
    archived_at = models.DateTimeField(null=True, blank=True)
    """Taken out of the plan on that moment, with everything under it; never deleted."""
    archived_by = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""
    search = models.TextField(blank=True, editable=False)
    """Folded words and their stems, see `rules.search_text`."""

    objects: ClassVar[querysets.LiveNodes] = querysets.LiveNodes()
    """What stands in the plan now."""
    every: ClassVar[models.Manager[Node]] = querysets.NodeQuerySet.as_manager()
    """What was archived too."""

    class Meta:
        ordering = ("position",)
        indexes = [models.Index(fields=["plan", "position"], name="plans_node_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="node_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True, archived_by="")
                | (Q(archived_at__isnull=False) & ~Q(archived_by="")),
                name="node_archived_with_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return address("plans:node", self.plan_id, self.pk)
