"""How to open the addresses of workbooks that go out and come back, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.intake.models import Workbook, WorkbookChange, WorkbookReturn
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    workbook = Workbook.objects.get_or_create(
        plan=plan,
        code="0" * 24,
        defaults={"by_label": "Bo", "revision": 1, "said": "Alles", "sent": {"sheets": []}},
    )[0]
    returned = WorkbookReturn.objects.get_or_create(
        plan=plan, workbook=workbook, name="werkboek.xlsx", sha256="0" * 64, by_label="Bo", status="open"
    )[0]
    WorkbookChange.objects.get_or_create(
        returned=returned, number=0, kind="cell", sheet="plan", row=f"n{node.pk}", node=node, column="title",
        base=node.title, text="anders",
    )  # fmt: skip
    of_plan, of_return = [plan.pk], [returned.pk]
    return {
        "intake:workbooks": of_plan,
        "intake:workbook-make": of_plan,
        "intake:workbook-return": of_return,
        "intake:workbook-decide": of_return,
        "intake:workbook-answer": of_return,
        "intake:workbook-undo": of_return,
        "intake:workbook-which": of_return,
        "intake:workbook-again": of_return,
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "intake:workbooks": ({}, {"dirk", "gus"}),
    "intake:workbook-make": ({}, {"dirk", "gus"}),
}
"""Per address what is sent to change something, and who sees it but may not (403).

What came back is seen only by who may change the plan: others get 404, see `test_workbook_pages`.
"""
