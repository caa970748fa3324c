"""Taking over what changed in a newer document of a plan: one transaction, nothing thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import (
    Figure,
    IndicatorSentence,
    Milestone,
    Node,
    Plan,
    RoadmapStep,
    SourceDocument,
    TrayItem,
)
from streekwerk.plans.queries.fields import template_of
from streekwerk.plans.rules import search_text
from streekwerk.plans.rules.taking_over import in_new_order
from streekwerk.plans.storing import node_row, parts_of, spans_of, under_own_names
from streekwerk.reading import models as reading


class PlanChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Iemand wijzigde het plan sinds u deze pagina opende. Er is niets overgenomen: "
            "kijk de verschillen opnieuw na."
        )


@dataclass(frozen=True)
class NewText:
    """What to take over of a newer document; nodes and indicators of the plan by number."""

    what: reading.Reading
    same: Mapping[str, int]
    """By id in the new reading, the node of the plan that is the same."""
    same_indicators: Mapping[str, int] = field(default_factory=dict)
    plan_parts: frozenset[str] = frozenset()
    """Of title, organisation and period."""
    parts: Mapping[int, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """Per node the parts to take over: ("title", ""), ("field", "Timing") …"""
    moved: frozenset[int] = frozenset()
    new: frozenset[str] = frozenset()
    """Ids in the new reading."""
    gone: frozenset[int] = frozenset()
    changed_indicators: Mapping[int, str] = field(default_factory=dict)
    new_indicators: Mapping[str, int] = field(default_factory=dict)
    """By id in the new reading, the node that gets it."""
    gone_indicators: frozenset[int] = frozenset()


def as_stored(what: reading.Reading, network_id: int) -> reading.Reading:
    """The reading as a plan of this network has it: every field under the name of its sheet; one query."""
    return replace(what, nodes=under_own_names(what.nodes, template_of(network_id)))


@transaction.atomic
def take_over(*, plan: Plan, document: SourceDocument, text: NewText, revision: int, by: Actor) -> Plan:
    """Return the plan with what was chosen of the newer document, which is its document from now on.

    What is gone is archived. What the new document does not print keeps its words and loses its lines.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        PlanChanged: somebody changed the plan since this revision.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.revision != revision:
        raise PlanChanged
    _describe(plan, document, text)
    stored = _nodes(plan, text, by)
    _indicators(plan, text, stored)
    _milestones(plan, text, stored)
    _printed_parts(plan, text, stored)
    plan.raise_revision()
    refresh_findings(plan)
    record(
        "plan.read_again",
        plan,
        by=by,
        network_id=plan.network_id,
        changes={
            "document": [None, document.name],
            "new": [None, len(text.new)],
            "gone": [None, len(text.gone)],
        },
    )
    return plan


def _describe(plan: Plan, document: SourceDocument, text: NewText) -> None:
    what = text.what
    if "title" in text.plan_parts and what.title:
        plan.title = what.title[:300]
    if "organisation" in text.plan_parts:
        plan.organisation = (what.organisation or "")[:300]
    if "period" in text.plan_parts and what.period:
        plan.period_start, plan.period_end = (date.fromisoformat(day) for day in what.period)
    plan.document = document
    plan.dialect = what.dialect or ""
    plan.ignored = [{"why": item.why, "spans": spans_of(item.spans)} for item in what.ignored]
    plan.repairs = [{"line": repair.line, "from": repair.was, "to": repair.now} for repair in what.repairs]
    plan.save()


# ------------------------------------------------------------------ nodes


def _nodes(plan: Plan, text: NewText, by: Actor) -> dict[str, Node]:
    """Bring the tree up to date; the live nodes by their id in the new reading."""
    live = {node.pk: node for node in Node.objects.filter(plan=plan).select_for_update()}
    fresh = {node.id: node for node in text.what.nodes}
    for node in live.values():
        node.spans = []  # these lines were of the former document
    stored = {name: live[pk] for name, pk in text.same.items() if pk in live and name in fresh}
    for name, node in stored.items():
        node.spans = spans_of(fresh[name].spans)
        if _take_parts(node, fresh[name], text.parts.get(node.pk, frozenset())):
            node.version += 1
    archived = timezone.now()
    for pk in text.gone & live.keys():
        live[pk].archived_at, live[pk].archived_by = archived, by.label[:160]
        live[pk].version += 1
    for read in text.what.nodes:  # parents stand before their children
        if read.id in text.new and read.id not in stored:
            made = node_row(plan, read, stored.get(read.parent or ""), 0)
            made.save()
            stored[read.id] = live[made.pk] = made
    for read in text.what.nodes:
        node = stored.get(read.id)
        parent = stored.get(read.parent or "")
        if node and node.pk in text.moved and node.pk not in _above(parent, live):
            node.parent = parent
            node.version += 1
    _place(live, [stored[node.id].pk for node in text.what.nodes if node.id in stored])
    columns = [
        "parent", "position", "spans", "title", "code", "level", "level_label", "text", "fields",
        "start_date", "start_precision", "start_words", "end_date", "end_precision", "end_words", "search",
        "version", "archived_at", "archived_by",
    ]  # fmt: skip
    Node.objects.bulk_update(live.values(), columns, batch_size=200)
    return {name: node for name, node in stored.items() if node.archived_at is None}


def _take_parts(node: Node, read: reading.Node, parts: Iterable[tuple[str, str]]) -> bool:
    """Set these parts as the document has them; whether there were any."""
    parts = set(parts)
    for part, label in parts:
        match part:
            case "title" | "text":
                setattr(node, part, getattr(read, part))
            case "code":
                node.code = (read.code or "")[:80]
            case "level":
                node.level, node.level_label = read.level, (read.level_label or "")[:80]
            case "start" | "end":
                when: reading.When | None = getattr(read, part)
                setattr(node, f"{part}_date", date.fromisoformat(when.date) if when else None)
                setattr(node, f"{part}_precision", when.precision if when else "")
                setattr(node, f"{part}_words", when.words[:160] if when else "")
            case "field":
                sheet = {item["label"]: item["text"] for item in node.fields}
                sheet[label] = read.fields.get(label, "")
                node.fields = [{"label": each, "text": said} for each, said in sheet.items()]
    if parts:
        node.search = search_text(node.code, node.title, node.text, *(item["text"] for item in node.fields))
    return bool(parts)


def _above(node: Node | None, live: Mapping[int, Node]) -> set[int]:
    """The node and those above it."""
    found: set[int] = set()
    while node is not None and node.pk not in found:
        found.add(node.pk)
        node = live.get(node.parent_id or 0)
    return found


def _place(live: Mapping[int, Node], order: list[int]) -> None:
    """Give every node its place: no live node under an archived one, siblings as the document has them."""
    parents = {pk: node.parent_id for pk, node in live.items()}
    gone = {pk for pk, node in live.items() if node.archived_at}
    before = [(pk, node.position) for pk, node in live.items()]
    for position, (pk, parent) in enumerate(in_new_order(before, parents, gone, order)):
        live[pk].position, live[pk].parent_id = position, parent


# ------------------------------------------------------------------ parts


def _indicators(plan: Plan, text: NewText, nodes: Mapping[str, Node]) -> None:
    rows = {row.pk: row for row in IndicatorSentence.objects.filter(plan=plan).select_for_update()}
    read = {item.id: item for item in text.what.indicators}
    for row in rows.values():
        row.spans = []
    for name, pk in text.same_indicators.items():
        if pk in rows and name in read:
            rows[pk].spans = spans_of(read[name].spans)
    for pk, name in text.changed_indicators.items():
        if pk in rows and name in read:
            rows[pk].text, rows[pk].spans = read[name].text, spans_of(read[name].spans)
            rows[pk].version += 1
    now = timezone.now()
    live = {node.pk for node in nodes.values()}
    alive = live | set(Node.objects.filter(plan=plan).values_list("pk", flat=True))
    for row in rows.values():
        if row.pk in text.gone_indicators or (row.node_id and row.node_id not in alive):
            row.archived_at = now
    IndicatorSentence.objects.bulk_update(
        rows.values(), ["spans", "text", "version", "archived_at"], batch_size=500
    )
    last = max((row.position for row in rows.values()), default=-1) + 1
    made: list[IndicatorSentence] = []
    for item in text.what.indicators:
        node = nodes.get(item.node or "") if item.node in text.new else None
        owner = node.pk if node else text.new_indicators.get(item.id)
        if owner is not None:
            made.append(
                IndicatorSentence(
                    plan=plan,
                    node_id=owner,
                    position=last + len(made),
                    text=item.text,
                    spans=spans_of(item.spans),
                    label=(item.label or "")[:40],
                    confidence=item.confidence,
                )
            )
    IndicatorSentence.objects.bulk_create(made, batch_size=500)


def _milestones(plan: Plan, text: NewText, nodes: Mapping[str, Node]) -> None:
    """The same milestone finds its new lines; one the plan does not have is added where its node is new."""
    rows = list(Milestone.objects.filter(plan=plan).select_for_update())
    known = {(row.node_id, "".join(row.text.split())): row for row in rows}
    for row in rows:
        row.spans = []
    fresh = []
    for item in text.what.milestones:
        node = nodes.get(item.node or "")
        row = known.get((node.pk if node else None, "".join(item.text.split())))
        if row:
            row.spans = spans_of(item.spans)
        elif item.node in text.new:
            fresh.append(item)
    Milestone.objects.bulk_update(rows, ["spans"], batch_size=500)
    last = max((row.position for row in rows), default=-1) + 1
    made = parts_of(plan, reading.Reading({}, milestones=fresh), nodes, first=last)[Milestone]
    Milestone.objects.bulk_create(made, batch_size=500)


def _printed_parts(plan: Plan, text: NewText, nodes: Mapping[str, Node]) -> None:
    """Roadmap, figures and tray are as the new document prints them; the former ones are archived."""
    now = timezone.now()
    made: Mapping[Any, list[Any]] = parts_of(plan, text.what, nodes)
    for kind in (RoadmapStep, Figure, TrayItem):
        kind.objects.filter(plan=plan).update(archived_at=now)
        kind.objects.bulk_create(made[kind], batch_size=500)
