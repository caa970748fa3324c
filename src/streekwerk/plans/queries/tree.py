"""The whole plan as a tree."""

from __future__ import annotations

from collections.abc import Iterator

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
from streekwerk.ui.dutch import counted
from streekwerk.ui.tree import TreeItem


def tree_items(plan: Plan) -> list[TreeItem]:
    """The whole plan as a tree: three queries whatever the size.

    Chapters of prose come after the goals, under one row that is closed: people come for what will be done.
    """
    nodes = Node.objects.filter(plan=plan).values_list(
        "pk", "parent_id", "level", "level_label", "code", "title", named=True
    )
    indicators = dict(
        IndicatorSentence.objects.filter(plan=plan, node__isnull=False)
        .order_by()
        .values_list("node_id")
        .annotate(n=Count("pk"))
    )
    findings: dict[int, dict[str, int]] = {}
    open_findings = PlanFinding.objects.open().filter(plan=plan, node__isnull=False)
    for node, severity, count in (
        open_findings.order_by().values_list("node_id", "severity").annotate(n=Count("pk"))
    ):
        findings.setdefault(node, {})[severity] = count
    # One address, filled in per node: `reverse` for each of thousands costs more than the page itself.
    address = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    tops: list[TreeItem] = []
    items: dict[int, TreeItem] = {}
    words: dict[tuple[str, str], str] = {}
    for node in nodes:
        key = (node.level, node.level_label)
        if key not in words:
            words[key] = level_word(plan.network, *key)
        count = indicators.get(node.pk, 0)
        item = TreeItem(
            title=node.title,
            url=address.format(node.pk),
            level="" if node.level == "statement" else words[key],
            code=node.code,
            counts=counted(count, "indicator", "indicatoren") if count else "",
            findings={s: findings[node.pk][s] for s in SEVERITY_ORDER if s in findings[node.pk]}
            if node.pk in findings
            else {},
            open=node.level in GOAL_LEVELS,
        )
        items[node.pk] = item
        above = items.get(node.parent_id) if node.parent_id else None
        (above.children if above else tops).append(item)
    # A chapter that holds goals or actions is part of the plan, not prose beside it.
    roots: list[TreeItem] = []
    prose: list[TreeItem] = []
    for item in tops:
        (roots if item.level or any(child.level for child in _below(item)) else prose).append(item)
    if roots and prose:
        table = f"{reverse('plans:table', args=[plan.pk])}?niveau=statement"
        said = level_word(plan.network, "statement", plural=True)
        return [
            *roots,
            TreeItem(said, table, counts=counted(len(prose), "hoofdstuk", "hoofdstukken"), children=prose),
        ]
    return roots or prose


def _below(item: TreeItem) -> Iterator[TreeItem]:
    for child in item.children:
        yield child
        yield from _below(child)
