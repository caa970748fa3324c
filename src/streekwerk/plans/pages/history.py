"""Who changed what in a plan, for the fold under its tree."""

from __future__ import annotations

from dataclasses import replace

from streekwerk.audit.queries import HistoryEntry, history_of
from streekwerk.plans.models import Node, Plan
from streekwerk.ui.addresses import address

SHOWN = 30


def plan_history(plan: Plan) -> list[HistoryEntry]:
    """The last changes of the plan and its parts, newest first; two queries.

    A part that still stands in the plan leads to its own page, where what stood there is told in full.
    """
    found = history_of(plan, limit=SHOWN)
    parts = {entry.about: int(entry.about.partition(":")[2]) for entry in found if _of_part(entry)}
    # With 0, for without any number nothing would be asked: a page costs the same with and without changes.
    standing = set(Node.objects.filter(pk__in=[0, *parts.values()]).values_list("pk", flat=True))
    return [
        replace(
            entry,
            changes=[],
            what=entry.what if parts[entry.about] in standing else f"{entry.what}: {entry.label}",
            href=address("plans:node", plan.pk, parts[entry.about]) if parts[entry.about] in standing else "",
        )
        if entry.about in parts
        else entry
        for entry in found
    ]


def _of_part(entry: HistoryEntry) -> bool:
    return entry.about.startswith("plans.node:")
