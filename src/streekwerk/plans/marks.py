"""What tells which nodes of a stored plan differ from an earlier moment, without reading the plan again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, TextField
from django.db.models.functions import Cast

from streekwerk.plans.models import Figure, IndicatorSentence, Milestone, Node, NodeLink, Plan, RoadmapStep

Marks = dict[int | None, int]
"""Per node what its own parts come down to; under None what belongs to no node. For this process only."""


def _plain(*columns: str) -> tuple[str | Cast, ...]:
    """These columns as the database has them: making dates and lists of them would be most of the work."""
    return tuple(
        Cast(F(column), TextField())
        if column in ("fields", "spans", "bodies") or column.endswith("date")
        else column
        for column in columns
    )


_OF_NODE = _plain(
    "pk", "parent_id", "level", "title", "level_label", "code", "text", "fields", "start_date",
    "start_precision", "start_words", "end_date", "end_precision", "end_words", "spans", "confidence",
)  # fmt: skip
_OF_PARTS: tuple[tuple[Any, tuple[str | Cast, ...]], ...] = (
    (IndicatorSentence, _plain("node_id", "pk", "text", "label", "spans")),
    (Milestone, _plain("node_id", "text", "date", "precision", "words", "spans")),
)
_OF_NO_NODE: tuple[tuple[Any, tuple[str | Cast, ...]], ...] = (
    (RoadmapStep, _plain("text", "date", "precision", "words", "bodies", "spans")),
    (Figure, _plain("text", "value", "unit", "place", "period", "spans")),
)


def marks_of(plan: Plan) -> Marks:
    """The marks of the plan as it is now; six queries. They cover all that `outline.reading_of` reads."""
    marks: Marks = {row[0]: hash(row) for row in Node.objects.filter(plan=plan).values_list(*_OF_NODE)}
    marks[None] = hash((plan.document_id, plan.dialect))
    for node, row in _parts(plan):
        node = node if node in marks else None
        marks[node] = hash((marks[node], row))
    return marks


def _parts(plan: Plan) -> Iterator[tuple[int | None, tuple[Any, ...]]]:
    for kind, columns in _OF_PARTS:
        for row in kind.objects.filter(plan=plan).values_list(*columns):
            yield row[0], row
    links = NodeLink.objects.filter(source__plan=plan, target__plan=plan).order_by("pk")
    for row in links.values_list("source_id", "target_id"):
        yield row[0], row
    for kind, columns in _OF_NO_NODE:
        for row in kind.objects.filter(plan=plan).values_list(*columns):
            yield None, row
