"""The lines of a plan."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from django.db.models import F, TextField
from django.db.models.functions import Cast

from streekwerk.access.models import Actor
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.querysets import BudgetLineQuerySet
from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.money import CENT
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
    """These lines as plain facts, in their order; one query.

    The amounts are read as text: of thousands of lines, making decimals of what SQLite hands over as floats
    took most of the time of a page, and text is exact too.
    """
    said = rows.annotate(planned_text=_text("planned"), realised_text=_text("realised"))
    columns = (*COLUMNS[:6], "planned_text", "realised_text", *COLUMNS[8:])
    return [
        LineFacts._make((*row[:6], _amount(row[6]), _amount(row[7]), *row[8:]))
        for row in said.values_list(*columns)
    ]


def _text(column: str) -> Cast:
    return Cast(F(column), TextField())


@lru_cache(maxsize=20_000)
def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text).quantize(CENT)
