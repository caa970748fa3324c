"""What the templates of the plan pages take: tabs, findings, rows, with their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans import ports
from streekwerk.plans.finders import RULE
from streekwerk.plans.models import IndicatorSentence, Node, Plan, PlanFinding
from streekwerk.plans.queries import level_word
from streekwerk.plans.rules.standing import Standing
from streekwerk.ui.addresses import address


def may_import_somewhere(actor: Actor) -> bool:
    return actor.kind == "operator" or bool(actor.networks_with(Permission.PLAN_IMPORT))


def tabs(plan: Plan, current: str, *, own: bool = True, query: str = "") -> list[dict[str, Any]]:
    """The views of a plan that was asked for with its counts; `query` goes along to views of a selection.

    How a plan is worked on stays within its network: a neighbour gets no bijsluiter, tray or source.
    """
    every = [
        ("tree", "Boom", None, True),
        ("table", "Tabel", None, True),
        ("timeline", "Tijdlijn", None, True),
        ("indicators", "Indicatoren", None, True),
        *((name, label, None, own) for name, label in ports.OWN_TABS.items()),
        ("why", "Waarom", None, own),
        ("leaflet", "Bijsluiter", plan.open_findings, own),  # type: ignore[attr-defined]
        ("tray", "Lade", plan.tray, own and (plan.tray or current == "tray")),  # type: ignore[attr-defined]
        ("source", "Bron", None, own and bool(plan.document_id)),
        ("links", "Verbanden", None, True),
        ("versions", "Versies", None, True),
    ]
    return [
        {
            "label": label,
            "url": _view_url(plan, name, own) + (query if name in SELECTIONS else ""),
            "current": name == current,
            "count": count,
        }
        for name, label, count, there in every
        if there
    ]


def _view_url(plan: Plan, name: str, own: bool) -> str:
    if own and name in ports.OWN_VIEWS:
        return ports.OWN_VIEWS[name](plan)
    return address(f"plans:{name}", plan.pk)


SELECTIONS = {"tree", "table", "timeline"}
"""Views that show one and the same selection."""


def source_url(plan: Plan, spans: Sequence[Sequence[int]]) -> str:
    """Where these lines stand in the document, or "" when there are none."""
    if not spans or not plan.document_id:
        return ""
    first, last = min(spans, key=lambda span: span[0])
    return f"{address('plans:source', plan.pk)}?regels={first}-{last}#r{first}"


def lines_label(spans: Sequence[Sequence[int]]) -> str:
    """The lines in words.

    >>> lines_label([[4, 4]]), lines_label([[4, 6], [9, 9]])
    ('regel 4', 'regels 4–6 en 9')
    """
    parts = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    if len(parts) > 5:
        parts = [*parts[:4], f"nog {len(parts) - 4} plaatsen"]
    said = " en ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""
    many = len(parts) > 1 or "–" in said
    return f"{'regels' if many else 'regel'} {said}"


def span_in(text: str) -> tuple[int, int] | None:
    """The span in an address.

    >>> span_in("454-480"), span_in("12"), span_in("x")
    ((454, 480), (12, 12), None)
    """
    found = re.fullmatch(r"(\d{1,7})(?:-(\d{1,7}))?", text)
    return (int(found[1]), int(found[2] or found[1])) if found else None


@dataclass
class FindingItem:
    """A finding as `ui/finding.html` takes it."""

    pk: int
    severity: str
    message: str
    remedy: str
    where: str
    where_url: str
    source_url: str
    source_label: str
    accept_url: str
    reopen_url: str
    accepted_by: str
    accepted_on: datetime | None
    accepted_reason: str


def finding_items(
    plan: Plan, findings: Iterable[PlanFinding], actor: Actor, *, remedy: bool = True, where: bool = True
) -> list[FindingItem]:
    """Findings with their addresses; the accept form only for who may decide.

    `where` names the node each is about: needless on the page of that node.
    """
    deciding = may(actor, Permission.FINDING_ACCEPT, at=plan.network_id)
    remedies = {code: rule.remedy for code, rule in RULE.items()} if remedy else {}
    return [
        FindingItem(
            pk=finding.pk,
            severity=finding.severity,
            # Where it is and what to do stand beside it on the page; the message says both for other readers.
            message=finding.data.get("what") or finding.message,
            remedy=remedies.get(finding.rule, ""),
            where=str(finding.node) if finding.node_id and finding.node else "",
            where_url=address("plans:node", plan.pk, finding.node_id) if where and finding.node_id else "",
            source_url=source_url(plan, finding.spans),
            source_label=lines_label(finding.spans).capitalize() if finding.spans else "",
            accept_url=address("plans:accept", plan.pk, finding.pk) if deciding else "",
            reopen_url=address("plans:reopen", plan.pk, finding.pk) if deciding else "",
            accepted_by=finding.accepted_by,
            accepted_on=finding.accepted_at,
            accepted_reason=finding.accepted_reason,
        )
        for finding in findings
    ]


@dataclass
class TableRow:
    node: Node
    url: str
    word: str
    priority: str
    """That it has priority and why; empty when it has none."""
    standing: Standing | None


def table_rows(
    plan: Plan,
    nodes: Iterable[Node],
    *,
    priorities: Mapping[int, str] | None = None,
    standings: Mapping[int, Standing] | None = None,
) -> list[TableRow]:
    """Nodes of the table with their words."""
    return [
        TableRow(
            node,
            address("plans:node", plan.pk, node.pk),
            level_word(plan.network, node.level, node.level_label),
            (priorities or {}).get(node.pk, ""),
            (standings or {}).get(node.pk),
        )
        for node in nodes
    ]


@dataclass
class IndicatorRow:
    label: str
    text: str
    where: str
    where_url: str
    source_url: str
    source_label: str


def indicator_rows(
    plan: Plan, indicators: Iterable[IndicatorSentence], *, own: bool = True
) -> list[IndicatorRow]:
    """Indicators with their addresses; those of the source only for the own network."""
    return [
        IndicatorRow(
            label=indicator.label,
            text=indicator.text,
            where=str(indicator.node) if indicator.node else "",
            where_url=address("plans:node", plan.pk, indicator.node_id) if indicator.node_id else "",
            source_url=source_url(plan, indicator.spans) if own else "",
            source_label=lines_label(indicator.spans) if indicator.spans else "",
        )
        for indicator in indicators
    ]
