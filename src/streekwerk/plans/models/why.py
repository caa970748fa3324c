"""The why of a plan: what goals are for, and the themes and target groups they are about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from streekwerk.network.models import Network, Term
from streekwerk.plans import choices, querysets
from streekwerk.plans.models.tree import Node, Plan


class Statement(models.Model):
    """A mission, vision, value, challenge or ambition of a network that goals can serve."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="statements")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="statements")
    """The plan that says it; None when it is of the network itself."""
    node = models.ForeignKey(
        Node, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    """The part of the plan it was taken from, with its lines."""
    kind = models.CharField(max_length=20, choices=choices.statement_kinds)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Statement]] = querysets.StatementQuerySet.as_manager()

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class Why(models.Model):
    """A goal or action serves a statement."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="whys")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="whys")
    by_label = models.CharField(max_length=160)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Why]] = querysets.SharedWithNode.as_manager()

    class Meta:
        verbose_name_plural = "whys"
        constraints = [models.UniqueConstraint(fields=["node", "statement"], name="why_once")]

    def __str__(self) -> str:
        return f"{self.node} → {self.statement}"


class Tag(models.Model):
    """A node is about a theme or for a target group: found in its words, or said by a person."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="tags")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="tags")
    origin = models.CharField(max_length=10, choices=choices.tag_origins)
    by_label = models.CharField(max_length=160, blank=True)
    """Who said or refused it; empty when only the words say so."""

    objects: ClassVar[models.Manager[Tag]] = querysets.SharedWithNode.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "term"], name="tag_once")]

    def __str__(self) -> str:
        return f"{self.node}: {self.term}"
