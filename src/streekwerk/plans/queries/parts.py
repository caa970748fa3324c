"""Indicators and milestones of a node, as texts that people change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from streekwerk.audit.models import Entry
from streekwerk.plans.models import IndicatorSentence, Milestone, Node
from streekwerk.plans.queries.fields import FieldChange, FieldText

Part = IndicatorSentence | Milestone
KINDS: dict[str, type[IndicatorSentence] | type[Milestone]] = {
    "indicatoren": IndicatorSentence,
    "mijlpalen": Milestone,
}
"""The two kinds by their word in the address."""
INDICATOR_HELP = "Eén zin: wat u telt of wat er zal zijn, zoals “Aantal gevonden woningen per jaar”."


def word_of(kind: type[Part]) -> str:
    """The word for one of them: Indicator or Mijlpaal."""
    return "Indicator" if kind is IndicatorSentence else "Mijlpaal"


def parts_of(node: Node, kind: type[Part], *, removed: int | None = None) -> list[Any]:
    """The indicators or milestones of a node in order; with the removed one of this number, in its place.

    Milestones stand in order of time.
    """
    rows: QuerySet[Any] = kind.every.filter(node=node)
    rows = rows.order_by("position" if kind is IndicatorSentence else "date", "position", "pk")
    return [row for row in rows if row.archived_at is None or row.pk == removed]


def part_texts(kind: type[Part], part: Part | None = None) -> dict[str, FieldText]:
    """The texts of one of them by name; blank when it is still to be made."""
    said = part.text if part else ""
    if kind is IndicatorSentence:
        return {"text": FieldText("text", "text", "Indicator", said, INDICATOR_HELP)}
    words = part.words if isinstance(part, Milestone) else ""
    return {
        "words": FieldText("words", "words", "Wanneer", words),
        "text": FieldText("text", "text", "Wat", said),
    }


def change_into(node: Node, text: str) -> FieldChange | None:
    """The change of an indicator or milestone of this node that made this text, if the log knows it."""
    verbs = ["indicator.changed", "milestone.changed"]
    for entry in Entry.objects.about(Node._meta.label_lower, node.pk).filter(verb__in=verbs)[:50]:
        for before, after in entry.changes.values():
            if text in after:
                return FieldChange(entry.at, entry.by_label, before, after)
    return None
