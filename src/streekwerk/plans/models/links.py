"""Links between actions, also across plans of different networks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from streekwerk.plans import choices, querysets
from streekwerk.plans.models.tree import Node


class NodeLink(models.Model):
    """One action refers to another: read in the document, or made by a person who says why."""

    source = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=20, choices=choices.link_kinds, default=choices.LinkKind.REFERENCE)
    rationale = models.TextField(blank=True)
    by_label = models.CharField(max_length=160, blank=True)
    """Who made it; empty when it was read in the document."""
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[NodeLink]] = querysets.LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="node_link_once_per_kind"),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="node_link_not_to_self"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
