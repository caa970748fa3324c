"""The lines of a plan as they leave it."""

from __future__ import annotations

from collections.abc import Mapping

from streekwerk.access.models import Actor
from streekwerk.budget.queries.imports import candidates_of
from streekwerk.budget.queries.lines import lines_of
from streekwerk.budget.rules.accounting import TextBlock, WrittenLine, write_table
from streekwerk.budget.rules.accounting.matching import own_codes
from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node, Plan

Tree = Mapping[int, tuple[int | None, str]]
"""Of every node what it stands under, and its level."""


def accounting_file(actor: Actor, plan: Plan, column: str) -> bytes:
    """The planned or realised amounts in the shape of the accounting package; it reads in again unchanged."""
    nodes = candidates_of(plan)
    codes = own_codes(nodes)
    blocks = {each.pk: TextBlock(codes[each.pk], " ".join(each.title.split())) for each in nodes}
    rows = Node.objects.filter(plan=plan).values_list("pk", "parent_id", "level")
    tree = {pk: (above, level) for pk, above, level in rows}
    known = lines_of(actor, plan).filter(**{f"{column}__isnull": False}).exclude(node__level="statement")
    written = (
        WrittenLine(
            line.year,
            line.direction,
            line.kind,
            line.policy_field,
            getattr(line, column),
            getattr(line, f"{column}_rows"),
            _blocks(line.node_id, tree, blocks),
        )
        for line in known
    )
    year = plan.period_start.year if plan.period_start else None
    return write_table(plan.organisation or plan.network.name, year, written)


def _blocks(node: int, tree: Tree, blocks: Mapping[int, TextBlock]) -> dict[str, TextBlock]:
    """In which of the three cells a node and what it stands under are named; the nearest of each."""
    found: dict[str, TextBlock] = {}
    here: int | None = node
    while here is not None and here in tree:
        above, level = tree[here]
        place = "action" if level in ACTION_LEVELS else "action_plan" if level == "action_plan" else "goal"
        if here in blocks:
            found.setdefault(place, blocks[here])
        here = above
    return found
