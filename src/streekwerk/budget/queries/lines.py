"""The lines of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from streekwerk.access.models import Actor
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.querysets import BudgetLineQuerySet
from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.money import CENT
from streekwerk.plans.models import Node, Plan

AS_TEXT = ("planned", "realised", "project_until")


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

    Amounts and days are read as text: of thousands of lines, making what SQLite hands over into decimals and
    days one by one took most of the time of a page, and text is exact too.
    """
    said = rows.annotate(**{f"{column}_text": Cast(column, TextField()) for column in AS_TEXT})
    columns = [f"{column}_text" if column in AS_TEXT else column for column in LineFacts._fields]
    return [
        LineFacts(
            pk, node, year, way, kind, source, _amount(planned), _amount(realised), code, project, _day(end)
        )
        for pk, node, year, way, kind, source, planned, realised, code, project, end in said.values_list(
            *columns
        )
    ]


@lru_cache(maxsize=20_000)
def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text).quantize(CENT)


@lru_cache(maxsize=2_000)
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
