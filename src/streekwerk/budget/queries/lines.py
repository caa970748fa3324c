"""The lines of a plan."""

from __future__ import annotations

from streekwerk.access.models import Actor
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.querysets import BudgetLineQuerySet
from streekwerk.budget.rules.facts import LineFacts
from streekwerk.plans.models import Node, Plan

COLUMNS = (
    "pk", "node_id", "year", "direction", "kind", "source", "planned", "realised", "policy_field",
    "project", "project_until",
)  # fmt: skip


def lines_of(actor: Actor, plan: Plan) -> BudgetLineQuerySet:
    """The lines of this plan that stand and that the actor may see, with their node, in order of the plan."""
    rows = BudgetLine.objects.visible_to(actor).live()
    return rows.filter(node__plan=plan).select_related("node")


def lines_of_node(actor: Actor, node: Node) -> BudgetLineQuerySet:
    """The lines of one node that stand and that the actor may see."""
    rows = BudgetLine.objects.visible_to(actor).live()
    return rows.filter(node=node)


def facts_of(rows: BudgetLineQuerySet) -> list[LineFacts]:
    """These lines as plain facts, in their order; one query."""
    return [LineFacts(*row) for row in rows.values_list(*COLUMNS)]
