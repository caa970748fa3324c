"""A plan that lives in the product, as the reading that the findings rules look at."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from streekwerk.plans.models import (
    Figure,
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    Plan,
    RoadmapStep,
    TrayItem,
)
from streekwerk.reading import models as reading

NODE_COLUMNS = (
    "pk", "parent_id", "level", "title", "level_label", "code", "text", "fields", "start_date",
    "start_precision", "start_words", "end_date", "end_precision", "end_words", "spans", "confidence",
)  # fmt: skip


def node_id(pk: int | None) -> str | None:
    """The id that a stored node has in a reading."""
    return None if pk is None else f"n{pk}"


def node_pk(name: str | None) -> int | None:
    """The number of the stored node with this id in a reading."""
    return int(name[1:]) if name else None


def reading_of(plan: Plan) -> reading.Reading:
    """The plan as a reading: the same parts, seven queries whatever the size."""
    links: dict[int, list[str]] = {}
    for source, target in NodeLink.objects.filter(source__plan=plan, target__plan=plan).values_list(
        "source_id", "target_id"
    ):
        links.setdefault(source, []).append(f"n{target}")
    period = (
        (plan.period_start.isoformat(), plan.period_end.isoformat())
        if plan.period_start and plan.period_end
        else None
    )
    return reading.Reading(
        source={"name": plan.title},
        dialect=plan.dialect,
        title=plan.title,
        organisation=plan.organisation or None,
        period=period,
        # Plain rows: thousands of model objects would cost more than the rules themselves.
        nodes=[
            _node(node, links.get(node.pk, []))
            for node in Node.objects.filter(plan=plan).values_list(*NODE_COLUMNS, named=True)
        ],
        indicators=[
            reading.Indicator(
                f"i{item.pk}", node_id(item.node_id), item.text, item.label or None, _spans(item.spans)
            )
            for item in IndicatorSentence.objects.filter(plan=plan).values_list(
                "pk", "node_id", "text", "label", "spans", named=True
            )
        ],
        milestones=[
            reading.Milestone(
                node_id(item.node_id),
                item.text,
                reading.When(item.date.isoformat(), _precision(item.precision), item.words),
                _spans(item.spans),
            )
            for item in Milestone.objects.filter(plan=plan)
        ],
        decisions=[
            reading.Decision(
                item.date.isoformat(),
                _precision(item.precision),
                item.bodies,
                item.text,
                item.words,
                _spans(item.spans),
            )
            for item in RoadmapStep.objects.filter(plan=plan)
        ],
        figures=[
            reading.Figure(
                item.text,
                item.value,
                item.unit or None,
                item.place or None,
                item.period or None,
                _spans(item.spans),
            )
            for item in Figure.objects.filter(plan=plan)
        ],
        unplaced=[
            reading.Unplaced(item.text, node_id(item.node_id), item.why, _spans(item.spans))
            for item in TrayItem.objects.filter(plan=plan)
        ],
    )


def _node(node: Any, links: list[str]) -> reading.Node:
    return reading.Node(
        id=f"n{node.pk}",
        parent=node_id(node.parent_id),
        level=cast(reading.LevelName, node.level),
        title=node.title,
        level_label=node.level_label or None,
        code=node.code or None,
        text=node.text,
        fields={field["label"]: field["text"] for field in node.fields},
        start=_when(node.start_date, node.start_precision, node.start_words),
        end=_when(node.end_date, node.end_precision, node.end_words),
        links=links,
        spans=_spans(node.spans),
        confidence=node.confidence,
    )


def _when(day: date | None, precision: str, words: str) -> reading.When | None:
    return reading.When(day.isoformat(), _precision(precision), words) if day else None


def _precision(stored: str) -> reading.Precision:
    return cast(reading.Precision, stored)  # the column's choices are exactly these


def _spans(spans: list[list[int]]) -> list[reading.Span]:
    return [(first, last) for first, last in spans]
