"""The log: one row per change, written in the same transaction; and what rows were before they changed."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.audit.ports import TOLD_WITH


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Entries of the networks in which the actor may read the log."""
        if actor.kind == "operator":
            return self
        return self.filter(network_id__in=actor.networks_with(Permission.AUDIT_READ))

    def about(self, kind: str, number: int) -> Self:
        """Entries about this thing and about what rooms above hang on it; still one query."""
        asked = models.Q(object_kind=kind, object_id=number)
        for told in TOLD_WITH.get(kind, ()):
            rows = told.model._base_manager.filter(**{told.through: number})
            asked |= models.Q(object_kind=told.model._meta.label_lower, object_id__in=rows.values("pk"))
        return self.filter(asked)


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


class PastQuerySet(models.QuerySet["Past"]):
    def visible_to(self, actor: Actor) -> Self:
        """Nothing: the past is read as pages of then, through the rights of now."""
        return self if actor.kind == "operator" else self.none()

    def of(self, thing: models.Model) -> Self:
        """What is kept of this row."""
        return self.filter(table_name=thing._meta.db_table, row_id=thing.pk)


class Past(models.Model):
    """What a row of a watched table was until a moment. Written by the database itself, see `triggers`."""

    table_name = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    op = models.CharField(max_length=6)
    """insert, update or delete; start: the day since when the past is kept."""
    old: models.JSONField[dict[str, Any] | None, dict[str, Any] | None] = models.JSONField(null=True)
    """Every column as it was; None: the row did not exist."""

    objects: ClassVar[models.Manager[Any]] = PastQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = [
            models.Index(fields=["table_name", "at"], name="audit_past_since"),
            models.Index(fields=["table_name", "row_id"], name="audit_past_row"),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.row_id}: {self.op}"
