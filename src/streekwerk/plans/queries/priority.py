"""What has priority in a plan, with the reason in words."""

from __future__ import annotations

from streekwerk.plans.choices import Priority
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.rules import Marked, priorities_of

_LONGEST = 50


def priorities_in(plan: Plan) -> dict[int, str]:
    """Per node that has priority the words for it: "prioritair", or "prioritair, omdat A0402 het is".

    One query, two when anything has it.
    """
    rows = Node.objects.filter(plan=plan).order_by()
    if not rows.filter(priority=Priority.PRIORITY).exists():
        return {}
    names: dict[int, str] = {}
    marked: list[Marked] = []
    for pk, parent, mark, code, title in rows.order_by("position").values_list(
        "pk", "parent_id", "priority", "code", "title"
    ):
        marked.append(Marked(pk, parent, mark))
        if mark == Priority.PRIORITY:
            names[pk] = code or (title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")
    return {pk: effective.said(names) for pk, effective in priorities_of(marked).items()}
