"""Writing the log."""

from __future__ import annotations

from typing import Any

from django.db import models

from streekwerk.access.models import Actor
from streekwerk.audit.models import Entry


def record(
    verb: str,
    thing: models.Model,
    *,
    by: Actor,
    network_id: int | None = None,
    changes: dict[str, Any] | None = None,
) -> Entry:
    """Write one line in the log; call it inside the transaction of the change itself."""
    return Entry.objects.create(
        verb=verb,
        by_label=by.label[:160],
        by_id=by.user_id,
        network_id=network_id,
        object_kind=thing._meta.label_lower,
        object_id=thing.pk,
        object_label=str(thing)[:300],
        changes=changes or {},
    )
