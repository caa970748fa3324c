"""How to open the addresses of budgets of actions, and what is sent there."""

from __future__ import annotations

from decimal import Decimal

from accounting_files import file_of, row
from people import Cast
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    line = BudgetLine.objects.get_or_create(node=node, year=2026, planned=Decimal(5), version=1)[0]
    file = BudgetImport.objects.filter(plan=plan).first() or BudgetImport.objects.create(
        plan=plan, name="x.csv", content=file_of(row(expense="7,00")), reported="original", source="regular"
    )
    of_line, of_node = [plan.pk, line.pk], [plan.pk, node.pk]
    return {
        "budget:accounting": [plan.pk, "gepland"],
        "budget:add": of_node,
        "budget:archive": of_line,
        "budget:export": [plan.pk, "csv"],
        "budget:import": [plan.pk],
        "budget:line": of_line,
        "budget:lines": [plan.pk],
        "budget:plan": [plan.pk],
        "budget:preview": [file.pk],
        "budget:restore": of_line,
        "budget:take": of_node,
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

_LINE = {"year": "2026", "direction": "expense", "kind": "operating", "source": "regular", "planned": "9,00"}

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "budget:add": (_LINE, {"dirk", "gus"}),
    "budget:archive": ({"version": "1"}, {"dirk", "gus"}),
    "budget:import": ({"reported": "original", "source": "regular"}, {"dirk", "gus"}),
    "budget:line": ({**_LINE, "version": "1"}, {"dirk", "gus"}),
    "budget:preview": ({"stap": "inlezen", "base": "x"}, {"dirk", "gus"}),
    "budget:restore": ({}, {"dirk", "gus"}),
    "budget:take": ({"voorstel": "x"}, {"dirk", "gus"}),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
