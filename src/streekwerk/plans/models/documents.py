"""The document a plan was read from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from streekwerk.network.models import Network
from streekwerk.plans import querysets


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
