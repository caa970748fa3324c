"""The plan as a tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from streekwerk.plans.choices import GOAL_LEVELS, SEVERITY_ORDER
from streekwerk.plans.models import (
    IndicatorSentence,
    Node,
    Plan,
    PlanFinding,
)
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.priority import priorities_in
from streekwerk.ui.dutch import counted
from streekwerk.ui.tree import TreeItem


@dataclass
class _Facts:
    """What the rows of a plan say at their end, per node."""

    indicators: dict[int, int]
    findings: dict[int, dict[str, int]]
    priorities: dict[int, str]
    late: Collection[int]

    def said(self, pk: int) -> str:
        count = self.indicators.get(pk, 0)
        return " · ".join(
            filter(
                None,
                [
                    "te laat" if pk in self.late else "",
                    self.priorities.get(pk, ""),
                    counted(count, "indicator", "indicatoren") if count else "",
                ],
            )
        )


def tree_items(
    plan: Plan,
    *,
    chosen: Collection[int] | None = None,
    late: Collection[int] = (),
    own: bool = True,
    query: str = "",
) -> list[TreeItem]:
    """The plan as a tree: five queries at most, whatever the size.

    With `chosen` only those nodes and, set back, what they stand under; the tree is open down to them.
    Chapters of prose come after the goals, under one row that is closed: people come for what will be done.
    `query` goes along to the table.
    """
    nodes = Node.objects.filter(plan=plan).values_list(
        "pk", "parent_id", "level", "level_label", "code", "title", named=True
    )
    rows = list(nodes) if chosen is None else _with_ancestors(list(nodes), chosen)
    facts = _Facts(_indicators(plan), _findings(plan) if own else {}, priorities_in(plan), late)
    # One address, filled in per node: `reverse` for each of thousands costs more than the page itself.
    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    tops: list[TreeItem] = []
    items: dict[int, TreeItem] = {}
    words: dict[tuple[str, str], str] = {}
    for node in rows:
        key = (node.level, node.level_label)
        if key not in words:
            words[key] = level_word(plan.network, *key)
        aside = chosen is not None and node.pk not in chosen
        item = TreeItem(
            title=node.title,
            url=address.format(node.pk),
            level="" if node.level == "statement" else words[key],
            code=node.code,
            counts="" if aside else facts.said(node.pk),
            findings={} if aside else facts.findings.get(node.pk, {}),
            open=node.level in GOAL_LEVELS or chosen is not None,
            aside=aside,
        )
        items[node.pk] = item
        above = items.get(node.parent_id) if node.parent_id else None
        (above.children if above else tops).append(item)
    return _prose_last(plan, tops, query, open_prose=chosen is not None)


def _with_ancestors(rows: list[Any], chosen: Collection[int]) -> list[Any]:
    parents = {row.pk: row.parent_id for row in rows}
    kept: set[int] = set()
    for pk in chosen:
        above: int | None = pk
        while above is not None and above in parents and above not in kept:
            kept.add(above)
            above = parents[above]
    return [row for row in rows if row.pk in kept]


def _indicators(plan: Plan) -> dict[int, int]:
    return dict(
        IndicatorSentence.objects.filter(plan=plan, node__isnull=False)
        .order_by()
        .values_list("node_id")
        .annotate(n=Count("pk"))
    )


def _findings(plan: Plan) -> dict[int, dict[str, int]]:
    """Per node the number of open findings, gravest first."""
    found: dict[int, dict[str, int]] = {}
    open_findings = PlanFinding.objects.open().filter(plan=plan, node__isnull=False)
    for node, severity, count in (
        open_findings.order_by().values_list("node_id", "severity").annotate(n=Count("pk"))
    ):
        found.setdefault(node, {})[severity] = count
    return {node: {s: counts[s] for s in SEVERITY_ORDER if s in counts} for node, counts in found.items()}


def _prose_last(plan: Plan, tops: list[TreeItem], query: str, *, open_prose: bool) -> list[TreeItem]:
    # A chapter that holds goals or actions is part of the plan, not prose beside it.
    roots: list[TreeItem] = []
    prose: list[TreeItem] = []
    for item in tops:
        (roots if item.level or any(child.level for child in _below(item)) else prose).append(item)
    if not (roots and prose):
        return roots or prose
    table = f"{reverse('plans:table', args=[plan.pk])}{query or '?'}{'&' if query else ''}niveau=statement"
    said = level_word(plan.network, "statement", plural=True)
    counts = counted(len(prose), "hoofdstuk", "hoofdstukken")
    return [*roots, TreeItem(said, table, counts=counts, open=open_prose, children=prose)]


def _below(item: TreeItem) -> Iterator[TreeItem]:
    for child in item.children:
        yield child
        yield from _below(child)
