"""Storing a reading as a plan: every part with its lines, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.network.models import Network
from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import (
    Figure,
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    Plan,
    RoadmapStep,
    SourceDocument,
    TrayItem,
)
from streekwerk.plans.queries.fields import template_of
from streekwerk.plans.rules import preorder, search_text, sheet_labels
from streekwerk.plans.rules.template import Template, imported
from streekwerk.reading import models as reading

BATCH = 500


@transaction.atomic
def keep_document(
    *,
    source: Mapping[str, Any],
    lines: list[list[Any]],
    original: bytes,
    name: str,
    network: Network,
    by: Actor,
) -> SourceDocument:
    """Return the document with its original file, its hash and its lines; `source` as in a reading.

    Raises:
        NotAllowed: the actor may not read plans into this network.
    """
    require(by, Permission.PLAN_IMPORT, at=network.pk)
    document = SourceDocument(
        network=network,
        name=name[:255],
        media_type=source.get("media_type", ""),
        sha256=source.get("sha256", ""),
        size=len(original),
        pages=source.get("pages"),
        lines=lines,
    )
    document.file.save(name[-100:], ContentFile(original), save=False)
    document.save()
    return document


@transaction.atomic
def make_plan(*, what: reading.Reading, document: SourceDocument, by: Actor) -> Plan:
    """Return the draft plan made of a reading of this document, every part with its lines.

    All or nothing: when any part cannot be stored, nothing is.

    Raises:
        NotAllowed: the actor may not read plans into this network.
    """
    network, name = document.network, document.name
    require(by, Permission.PLAN_IMPORT, at=network.pk)
    read = under_own_names(what.nodes, template_of(network.pk))
    sheets = [node.fields for node in read if node.level in ACTION_LEVELS]
    plan = Plan.objects.create(
        network=network,
        title=(what.title or name.rsplit(".", 1)[0])[:300],
        organisation=(what.organisation or "")[:300],
        period_start=date.fromisoformat(what.period[0]) if what.period else None,
        period_end=date.fromisoformat(what.period[1]) if what.period else None,
        dialect=what.dialect or "",
        document=document,
        sheet_labels=sheet_labels(sheets),
        ignored=[{"why": item.why, "spans": spans_of(item.spans)} for item in what.ignored],
        repairs=[{"line": repair.line, "from": repair.was, "to": repair.now} for repair in what.repairs],
    )
    nodes = _store_nodes(plan, read)
    _store_links(what.nodes, nodes)
    _store_parts(plan, what, nodes)
    refresh_findings(plan)
    record("plan.imported", plan, by=by, network_id=network.pk, changes={"document": [None, document.name]})
    return plan


def under_own_names(read: list[reading.Node], template: Template) -> list[reading.Node]:
    """The nodes with every field under the name it has on the sheet of this network."""
    if not template.fields:
        return read
    return [
        replace(node, fields=dict(imported([*node.fields.items()], template)))
        if node.level in ACTION_LEVELS
        else node
        for node in read
    ]


def _store_nodes(plan: Plan, read: list[reading.Node]) -> dict[str, Node]:
    """Nodes by their id in the reading, parents stored before children: one insert per depth."""
    by_id = {node.id: node for node in read}
    order = {name: place for place, name in enumerate(preorder([(node.id, node.parent) for node in read]))}
    stored: dict[str, Node] = {}
    depth: dict[str, int] = {}
    waiting: dict[int, list[reading.Node]] = {}
    for name in order:
        node = by_id[name]
        depth[name] = depth[node.parent] + 1 if node.parent in depth else 0
        waiting.setdefault(depth[name], []).append(node)
    for level in sorted(waiting):
        rows = [
            node_row(plan, node, stored.get(node.parent or ""), order[node.id]) for node in waiting[level]
        ]
        Node.objects.bulk_create(rows, batch_size=BATCH)
        stored |= {node.id: row for node, row in zip(waiting[level], rows, strict=True)}
    return stored


def node_row(plan: Plan, node: reading.Node, parent: Node | None, position: int) -> Node:
    """The row of a node that was read, not stored yet."""
    start, end = node.start, node.end
    return Node(
        plan=plan,
        parent=parent,
        position=position,
        level=node.level,
        level_label=(node.level_label or "")[:80],
        code=(node.code or "")[:80],
        title=node.title,
        text=node.text,
        fields=[{"label": label, "text": text} for label, text in node.fields.items()],
        start_date=date.fromisoformat(start.date) if start else None,
        start_precision=start.precision if start else "",
        start_words=start.words[:160] if start else "",
        end_date=date.fromisoformat(end.date) if end else None,
        end_precision=end.precision if end else "",
        end_words=end.words[:160] if end else "",
        spans=spans_of(node.spans),
        confidence=node.confidence,
        search=search_text(node.code or "", node.title, node.text, *node.fields.values()),
    )


def _store_links(read: list[reading.Node], nodes: dict[str, Node]) -> None:
    pairs = {
        (nodes[node.id].pk, nodes[target].pk)
        for node in read
        for target in node.links
        if target in nodes and target != node.id
    }
    NodeLink.objects.bulk_create(
        [NodeLink(source_id=source, target_id=target) for source, target in sorted(pairs)], batch_size=BATCH
    )


def _store_parts(plan: Plan, what: reading.Reading, nodes: dict[str, Node]) -> None:
    for kind, rows in parts_of(plan, what, nodes).items():
        kind.objects.bulk_create(rows, batch_size=BATCH)


def parts_of(
    plan: Plan, what: reading.Reading, nodes: Mapping[str, Node], *, first: int = 0
) -> dict[type[Any], list[Any]]:
    """The rows of everything beside the nodes, by model, not stored yet; the first has position `first`."""

    def base(position: int, node: str | None, text: str, spans: Iterable[reading.Span]) -> dict[str, Any]:
        place = nodes.get(node or "")
        return {
            "plan": plan,
            "node": place,
            "position": first + position,
            "text": text,
            "spans": spans_of(spans),
        }

    return {
        IndicatorSentence: [
            IndicatorSentence(
                **base(n, i.node, i.text, i.spans), label=(i.label or "")[:40], confidence=i.confidence
            )
            for n, i in enumerate(what.indicators)
        ],
        Milestone: [
            Milestone(
                **base(n, m.node, m.text, m.spans),
                date=date.fromisoformat(m.when.date),
                precision=m.when.precision,
                words=m.when.words[:160],
            )
            for n, m in enumerate(what.milestones)
        ],
        RoadmapStep: [
            RoadmapStep(
                **base(n, None, d.text, d.spans),
                date=date.fromisoformat(d.date),
                precision=d.precision,
                words=d.words[:160],
                bodies=d.bodies,
            )
            for n, d in enumerate(what.decisions)
        ],
        Figure: [
            Figure(
                **base(n, None, f.text, f.spans),
                value=f.value,
                unit=(f.unit or "")[:60],
                place=(f.place or "")[:120],
                period=(f.period or "")[:60],
            )
            for n, f in enumerate(what.figures)
        ],
        TrayItem: [
            TrayItem(**base(n, u.proposal, u.text, u.spans), why=u.why) for n, u in enumerate(what.unplaced)
        ],
    }


def spans_of(spans: Iterable[reading.Span]) -> list[list[int]]:
    """Spans as they are stored."""
    return [[first, last] for first, last in spans]
