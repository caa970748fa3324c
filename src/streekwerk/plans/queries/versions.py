"""The text of a plan as it is now, the texts that were decided, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.cache import cache
from django.db.models import Max

from streekwerk.access.models import Actor
from streekwerk.audit.models import Entry
from streekwerk.network.models import Membership
from streekwerk.plans.choices import LEVEL_LABELS, PlanStatus
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, NodeLink, Plan, PlanVersion
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.rules.changes import Change
from streekwerk.plans.rules.differences import difference
from streekwerk.plans.rules.versions import (
    FORMAT,
    LinkText,
    LooseParts,
    NodeText,
    PartText,
    Snapshot,
    WhenText,
    linked_elsewhere,
    readable,
    seal,
)

NODE_COLUMNS = (
    "pk", "parent_id", "level", "level_label", "code", "title", "text", "fields", "start_date",
    "start_precision", "start_words", "end_date", "end_precision", "end_words", "steward__name",
    "lead__name", "priority", "external_code",
)  # fmt: skip
NOW = "nu"
"""In an address: the plan as it is, beside the numbers of versions."""


def snapshot_of(plan: Plan) -> Snapshot:
    """The whole plan as it is now, in the form in which it is decided; five queries whatever the size."""
    indicators = _parts(IndicatorSentence.objects.filter(plan=plan))
    milestones = _parts(Milestone.objects.filter(plan=plan))
    partners: dict[int, list[str]] = {}
    pairs = Node.partners.through.objects.filter(node__plan=plan).values_list("node_id", "party__name")
    for node, name in sorted(pairs):
        partners.setdefault(node, []).append(name)
    links, names = _links(plan)
    nodes: list[NodeText] = [
        {
            "id": row.pk,
            "parent": row.parent_id,
            "level": row.level,
            "level_label": row.level_label,
            "code": row.code,
            "title": row.title,
            "text": row.text,
            "fields": {item["label"]: item["text"] for item in row.fields if item["text"].strip()},
            "start": _when(row.start_date, row.start_precision, row.start_words),
            "end": _when(row.end_date, row.end_precision, row.end_words),
            "steward": row.steward__name or "",
            "lead": row.lead__name or "",
            "partners": partners.get(row.pk, []),
            "priority": row.priority,
            "external_code": row.external_code,
            "indicators": indicators.get(row.pk, []),
            "milestones": milestones.get(row.pk, []),
            "links": links.get(row.pk, []),
        }
        # Plain rows: thousands of model objects would cost more than the comparison itself.
        for row in Node.objects.filter(plan=plan).values_list(*NODE_COLUMNS, named=True)
    ]
    loose: LooseParts = {"indicators": indicators.get(None, []), "milestones": milestones.get(None, [])}
    levels = {node["level"] for node in nodes}
    return {
        "format": FORMAT,
        "plan": {
            "title": plan.title,
            "organisation": plan.organisation,
            "start": plan.period_start.isoformat() if plan.period_start else None,
            "end": plan.period_end.isoformat() if plan.period_end else None,
        },
        "nodes": nodes,
        "loose": loose,
        "carried": {
            "revision": plan.revision,
            "words": {
                level: [level_word(plan.network, level), level_word(plan.network, level, plural=True)]
                for level in sorted(levels | set(LEVEL_LABELS))
            },
            "sheet_labels": list(plan.sheet_labels),
            "names": names,
        },
    }


def _parts(rows: Any) -> dict[int | None, list[PartText]]:
    """Indicators or milestones by the node they stand under; one query."""
    dated = rows.model is Milestone
    columns = ("node_id", "pk", "text", *(("date", "precision", "words") if dated else ()))
    found: dict[int | None, list[PartText]] = {}
    for node, pk, text, *when in rows.order_by("pk").values_list(*columns):
        part: PartText = {"id": pk, "text": text}
        if dated:
            part["when"] = cast(WhenText, _when(*when))
        found.setdefault(node, []).append(part)
    return found


def _when(day: date | None, precision: str, words: str) -> WhenText | None:
    if day is None and not words:
        return None
    return {"date": day.isoformat() if day else None, "precision": precision, "words": words}


def _links(plan: Plan) -> tuple[dict[int, list[LinkText]], dict[str, str]]:
    """The links that start in the plan by their action, and the names of actions elsewhere; one query."""
    rows = NodeLink.objects.filter(
        source__plan=plan, source__archived_at__isnull=True, target__archived_at__isnull=True
    ).order_by("pk").values_list(
        "pk", "source_id", "target_id", "kind", "rationale", "target__plan_id", "target__plan__title",
        "target__code", "target__title",
    )  # fmt: skip
    links: dict[int, list[LinkText]] = {}
    names = {}
    for pk, source, target, kind, rationale, other, title, code, target_title in rows:
        links.setdefault(source, []).append(
            {"id": pk, "kind": kind, "target": target, "rationale": rationale}
        )
        if other != plan.pk:
            names[str(target)] = f"{code} {target_title} ({title})".strip()
    return links, names


def snapshot_in(version: PlanVersion) -> Snapshot:
    """The text of a version."""
    return cast(Snapshot, version.snapshot)


def is_unchanged(version: PlanVersion) -> bool:
    """Whether the text of the version is the one that was sealed when it was decided."""
    return seal(snapshot_in(version)) == version.sha256


def versions_of(plan: Plan, actor: Actor) -> list[PlanVersion]:
    """The versions of a plan the actor may read, newest first; one query."""
    return list(PlanVersion.objects.visible_to(actor).filter(plan=plan).order_by("-number"))


@dataclass(frozen=True)
class Decided:
    """What was decided last about a plan, and how many changes there are since."""

    version: PlanVersion
    changes: int


def decided(plan: Plan) -> Decided | None:
    """The last decision about a plan; None for a draft.

    One query; when the plan changed since the count was asked for last, seven more.
    """
    if plan.status == PlanStatus.DRAFT:
        return None
    version = PlanVersion.objects.filter(plan=plan).defer("snapshot").order_by("-number").first()
    if version is None:
        return None
    version.plan = plan
    # A number is used again after a restore of a backup; the seal is not.
    key = f"plans.changes.{version.sha256}.{plan.pk}.{plan.revision}"
    changes = cache.get(key)
    if changes is None:
        changes = len(difference(snapshot_in(version), snapshot_of(plan)))
        cache.set(key, changes, 24 * 3600)
    return Decided(version, changes)


def changes_between(before: Snapshot, after: Snapshot) -> list[Change]:
    """What differs between two texts of a plan, in its order."""
    return difference(before, after)


@dataclass(frozen=True)
class NodeChanges:
    """What changed in one node; `node` is None when it is not in the plan now, or for the plan itself."""

    number: int | None
    name: str
    node: Node | None
    above: str
    changes: list[Change]


def seen_by(actor: Actor, *texts: Snapshot) -> list[Snapshot]:
    """The texts as this actor may read them: without links to what he may not see; one query."""
    elsewhere = set().union(*(linked_elsewhere(text) for text in texts))
    rows = Node.every.visible_to(actor).filter(pk__in=elsewhere).values_list("pk", flat=True)
    seen = set(rows) if elsewhere else set()
    return [readable(text, seen) for text in texts]


def by_node(plan: Plan, changes: Iterable[Change], *, newest_first: bool) -> list[NodeChanges]:
    """The changes per node, in the order of the plan or the node that was changed last first; two queries."""
    groups: dict[int | None, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.node, []).append(change)
    numbers = [number for number in groups if number is not None]
    nodes = {node.pk: node for node in Node.every.filter(plan=plan, pk__in=numbers).select_related("parent")}
    found = [
        NodeChanges(
            number,
            told[0].subject,
            node if (node := nodes.get(number or 0)) and node.archived_at is None else None,
            str(node.parent) if node and node.parent else "",
            told,
        )
        for number, told in groups.items()
    ]
    if newest_first:
        rows = Entry.objects.filter(object_kind="plans.node", object_id__in=numbers).order_by()
        last = dict(rows.values_list("object_id").annotate(Max("pk")))
        found.sort(key=lambda group: -last.get(group.number or 0, 0))
    return found


def bodies_of(network_id: int, day: date) -> list[str]:
    """The bodies of a network on that day, as suggestions for who decided; one query."""
    rows = Membership.objects.filter(network_id=network_id, party__kind="body").on(day)
    return list(rows.order_by("party__name").values_list("party__name", flat=True))
