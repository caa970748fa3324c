"""Writing the log; taking out of the past what may not be kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction

from streekwerk.access.models import Actor
from streekwerk.audit.models import Entry, Past


def record(
    verb: str,
    thing: models.Model,
    *,
    by: Actor,
    network_id: int | None = None,
    changes: dict[str, Any] | None = None,
) -> Entry:
    """Write one line in the log; call it inside the transaction of the change itself."""
    entry = _entry(verb, thing, changes or {}, by, network_id)
    entry.save()
    return entry


def record_many(
    lines: Iterable[tuple[str, models.Model, dict[str, Any]]], *, by: Actor, network_id: int | None
) -> None:
    """As `record`, for many lines at once: of each the verb, the thing and the changes, in this order."""
    entries = [_entry(verb, thing, changes, by, network_id) for verb, thing, changes in lines]
    Entry.objects.bulk_create(entries, batch_size=500)


def _entry(
    verb: str, thing: models.Model, changes: dict[str, Any], by: Actor, network_id: int | None
) -> Entry:
    return Entry(
        verb=verb,
        by_label=by.label[:160],
        by_id=by.user_id,
        network_id=network_id,
        object_kind=thing._meta.label_lower,
        object_id=thing.pk,
        object_label=str(thing)[:300],
        changes=changes,
    )


@transaction.atomic
def erase_past(model: type[models.Model], pk: int, fields: Collection[str]) -> int:
    """Take these texts of a row out of the past as well, and return in how many of its states they stood.

    For what a person may take back, or what the law says to erase. Call it after the row itself is emptied:
    what it held until then has just become the past.
    """
    columns = {str(model._meta.get_field(name).column) for name in fields}  # type: ignore[union-attr]
    changed = []
    for kept in Past.objects.filter(table_name=model._meta.db_table, row_id=pk, old__isnull=False):
        old = kept.old or {}
        if held := columns.intersection(old):
            kept.old = {**old, **dict.fromkeys(held, "")}
            changed.append(kept)
    Past.objects.bulk_update(changed, ["old"], batch_size=200)
    return len(changed)


def forget_before(moment: datetime) -> int:
    """Throw away what was kept of before this moment, and return how many changes that were.

    The site can show every day from then on; days before it show what stood there at that moment.
    """
    gone, _ = Past.objects.filter(at__lt=moment).exclude(op="start").delete()
    Past.objects.filter(op="start", at__lt=moment).update(at=moment)
    return gone
