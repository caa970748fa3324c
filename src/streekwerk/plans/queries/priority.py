"""What has priority in a plan, with the reason in words."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from streekwerk.plans.choices import Priority
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.rules import Marked, priorities_of

_LONGEST = 50


def priorities_in(plan: Plan) -> dict[int, str]:
    """Per node that has priority the words for it: "prioritair", or "prioritair, omdat A0402 het is".

    One query at most.
    """
    if not _any_marked(plan.pk, plan.revision, plan.changed_at):
        return {}
    rows = Node.objects.filter(plan=plan).order_by()
    names: dict[int, str] = {}
    marked: list[Marked] = []
    for pk, parent, mark, code, title in rows.order_by("position").values_list(
        "pk", "parent_id", "priority", "code", "title"
    ):
        marked.append(Marked(pk, parent, mark))
        if mark == Priority.PRIORITY:
            names[pk] = code or (title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")
    return {pk: effective.said(names) for pk, effective in priorities_of(marked).items()}


@lru_cache(maxsize=64)
def _any_marked(plan_id: int, revision: int, changed_at: datetime) -> bool:
    """Whether any node of the plan has the mark; one query the first time at this revision."""
    return bool(Node.objects.filter(plan=plan_id, priority=Priority.PRIORITY).exists())
