"""The log: one row per change, written in the same transaction, never edited."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from streekwerk.access.models import Actor, Permission


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Entries of the networks in which the actor may read the log."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.AUDIT_READ))

    def about(self, kind: str, number: int) -> Self:
        return self.filter(object_kind=kind, object_id=number)


class Entry(models.Model):
    """One change: who, what, when, and what stood there before.

    Refers to its object by kind and number, never by foreign key: the log outlives what it tells of
    and imports no room above it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    verb = models.CharField(max_length=60)
    by_label = models.CharField(max_length=160)
    by_id = models.BigIntegerField(null=True)
    network_id = models.BigIntegerField(null=True, db_index=True)
    object_kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    object_label = models.CharField(max_length=300)
    changes: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    """Per field the text before and after: {"title": ["oud", "nieuw"]}."""

    objects: ClassVar[models.Manager[Entry]] = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.by_label}: {self.verb} ({self.object_label})"
