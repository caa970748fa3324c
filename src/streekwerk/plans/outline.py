"""A plan that lives in the product, as the reading that the findings rules look at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

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


MOST_AT_ONCE = 300
"""Beyond so many changed nodes, reading everything is the quicker way."""

Part = TypeVar("Part", reading.Indicator, reading.Milestone)


def node_id(pk: int | None) -> str | None:
    """The id that a stored node has in a reading."""
    return None if pk is None else f"n{pk}"


def node_pk(name: str | None) -> int | None:
    """The number of the stored node with this id in a reading."""
    return int(name[1:]) if name else None


Skeleton = dict[int, tuple[int, int | None]]
"""Version and parent of each node that stands in a plan, in its order."""


def skeleton_of(plan: Plan) -> Skeleton:
    """The skeleton of the plan as it is now; one query."""
    rows = Node.objects.filter(plan=plan).values_list("pk", "version", "parent_id")
    return {pk: (version, parent) for pk, version, parent in rows}


def reading_of(plan: Plan) -> reading.Reading:
    """The plan as a reading: the same parts, seven queries whatever the size."""
    return reading.Reading(
        source={"name": plan.title},
        dialect=plan.dialect,
        title=plan.title,
        organisation=plan.organisation or None,
        period=_period(plan),
        nodes=_nodes(plan),
        indicators=_indicators(plan),
        milestones=_milestones(plan),
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
        unplaced=_unplaced(plan),
    )


def reading_after(
    plan: Plan, before: reading.Reading, *, old: Skeleton, new: Skeleton, changed: set[int]
) -> tuple[reading.Reading, set[str]]:
    """The reading after an edit of these nodes, and the ids of all nodes that may differ; five small queries.

    Nodes that came, moved or have another version are noticed by themselves; everything else is taken over
    from `before` as it is. When very much changed, everything is read again.
    """
    again = [pk for pk, bones in new.items() if pk in changed or old.get(pk) != bones]
    touched = {f"n{pk}" for pk in (*again, *(old.keys() - new.keys()))}
    if len(touched) > MOST_AT_ONCE:
        return reading_of(plan), touched
    nodes = {node.id: node for node in before.nodes} | {node.id: node for node in _nodes(plan, again)}

    def others(parts: list[Part]) -> list[Part]:
        return [part for part in parts if part.node not in touched]

    return (
        replace(
            before,
            title=plan.title,
            organisation=plan.organisation or None,
            period=_period(plan),
            nodes=[nodes[f"n{pk}"] for pk in new],
            indicators=others(before.indicators) + _indicators(plan, again),
            milestones=others(before.milestones) + _milestones(plan, again),
            unplaced=_unplaced(plan),
        ),
        touched,
    )


def _period(plan: Plan) -> tuple[str, str] | None:
    if plan.period_start and plan.period_end:
        return plan.period_start.isoformat(), plan.period_end.isoformat()
    return None


def _nodes(plan: Plan, only: Collection[int] | None = None) -> list[reading.Node]:
    rows, outgoing = Node.objects.filter(plan=plan), NodeLink.objects.filter(source__plan=plan)
    if only is not None:
        rows, outgoing = rows.filter(pk__in=only), outgoing.filter(source__in=only)
    links: dict[int, list[str]] = {}
    for source, target in outgoing.filter(target__plan=plan).values_list("source_id", "target_id"):
        links.setdefault(source, []).append(f"n{target}")
    # Plain rows: thousands of model objects would cost more than the rules themselves.
    return [_node(node, links.get(node.pk, [])) for node in rows.values_list(*NODE_COLUMNS, named=True)]


def _indicators(plan: Plan, of: Collection[int] | None = None) -> list[reading.Indicator]:
    rows = IndicatorSentence.objects.filter(plan=plan)
    if of is not None:
        rows = rows.filter(node__in=of)
    return [
        reading.Indicator(
            f"i{item.pk}", node_id(item.node_id), item.text, item.label or None, _spans(item.spans)
        )
        for item in rows.values_list("pk", "node_id", "text", "label", "spans", named=True)
    ]


def _milestones(plan: Plan, of: Collection[int] | None = None) -> list[reading.Milestone]:
    rows = Milestone.objects.filter(plan=plan)
    if of is not None:
        rows = rows.filter(node__in=of)
    return [
        reading.Milestone(
            node_id(item.node_id),
            item.text,
            reading.When(item.date.isoformat(), _precision(item.precision), item.words),
            _spans(item.spans),
        )
        for item in rows
    ]


def _unplaced(plan: Plan) -> list[reading.Unplaced]:
    return [
        reading.Unplaced(item.text, node_id(item.node_id), item.why, _spans(item.spans))
        for item in TrayItem.objects.filter(plan=plan)
    ]


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
