"""A plan as it lives in the product, each part with the lines of the document it came from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from streekwerk.network.models import Network
from streekwerk.plans import choices, querysets

Spans = list[list[int]]
Fields = list[dict[str, str]]


class SourceDocument(models.Model):
    """The document a plan was read from: the original file, its hash, and its lines as read."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="source_documents")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField(help_text="in bytes")
    file = models.FileField(upload_to="originals/%Y/%m/", max_length=255)
    pages = models.PositiveIntegerField(null=True)
    lines: models.JSONField[list[list[Any]], list[list[Any]]] = models.JSONField(default=list)
    """Per line [text, where, page]; where is None for plain text, else the table cell or sheet cell."""
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager[SourceDocument]] = querysets.SourceDocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


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
        return reverse("plans:tree", args=[self.pk])


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
    version = models.PositiveIntegerField(default=1)
    """Goes up with every change; a form made for another version is refused."""
    search = models.TextField(blank=True, editable=False)
    """Folded words and their stems, see `rules.search_text`."""

    objects: ClassVar[models.Manager[Node]] = querysets.NodeQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        indexes = [models.Index(fields=["plan", "position"], name="plans_node_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="node_not_its_own_parent")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("plans:node", args=[self.plan_id, self.pk])


class NodeLink(models.Model):
    """One action refers to another."""

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_in")

    objects: ClassVar[models.Manager[NodeLink]] = querysets.LinkQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="node_link_once")]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class PartOfPlan(models.Model):
    """What else a document says: always with its place in the tree, if it has one, and its lines."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="%(class)ss")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    spans: models.JSONField[Spans, Spans] = models.JSONField(default=list)

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text


class IndicatorSentence(PartOfPlan):
    """An indicator as the plan prints it; the running meter comes in the room `indicators`."""

    label = models.CharField(max_length=40, blank=True)
    confidence = models.FloatField(default=1.0)

    objects: ClassVar[models.Manager[IndicatorSentence]] = querysets.OfNetwork.as_manager()


class Milestone(PartOfPlan):
    """Something that happens on a date, as vague as it was written."""

    date = models.DateField()
    precision = models.CharField(max_length=10, choices=choices.precisions)
    words = models.CharField(max_length=160)

    objects: ClassVar[models.Manager[Milestone]] = querysets.OfNetwork.as_manager()


class RoadmapStep(PartOfPlan):
    """A row of the decision roadmap printed in the plan: when, which bodies, what."""

    date = models.DateField()
    precision = models.CharField(max_length=10, choices=choices.precisions)
    words = models.CharField(max_length=160, blank=True)
    bodies: models.JSONField[list[str], list[str]] = models.JSONField(default=list)

    objects: ClassVar[models.Manager[RoadmapStep]] = querysets.OfNetwork.as_manager()


class Figure(PartOfPlan):
    """A number in the prose of the plan."""

    value = models.FloatField()
    unit = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=60, blank=True)

    objects: ClassVar[models.Manager[Figure]] = querysets.OfNetwork.as_manager()


class TrayItem(PartOfPlan):
    """Lines that could not be placed; `node` is the proposal, `why` its reason."""

    why = models.TextField(blank=True)

    objects: ClassVar[models.Manager[TrayItem]] = querysets.OfNetwork.as_manager()


class PlanFinding(models.Model):
    """A mistake the plan makes against itself. Kept when solved or accepted, so nobody finds it twice."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="findings")
    node = models.ForeignKey(Node, null=True, blank=True, on_delete=models.SET_NULL, related_name="findings")
    rule = models.CharField(max_length=80)
    severity = models.CharField(max_length=10, choices=choices.severities)
    message = models.TextField()
    spans: models.JSONField[Spans, Spans] = models.JSONField(default=list)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    found_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.CharField(max_length=160, blank=True)
    accepted_reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[PlanFinding]] = querysets.FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="finding_once_per_plan"),
            models.CheckConstraint(
                name="finding_accepted_with_name_and_reason",
                condition=Q(accepted_at__isnull=True, accepted_by="", accepted_reason="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by="") & ~Q(accepted_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.message
