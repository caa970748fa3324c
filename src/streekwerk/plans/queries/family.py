"""Where a node stands among the others: what is above and under it, beside it, and what has its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from streekwerk.plans.models import Node, Plan
from streekwerk.ui.addresses import address


class Relative(NamedTuple):
    """Another node of the same plan, as much of it as a link needs."""

    pk: int
    parent_id: int | None
    level: str
    code: str
    title: str
    position: int
    plan_id: int

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return address("plans:node", self.plan_id, self.pk)


@dataclass(frozen=True)
class Family:
    """The living nodes of a plan in its order, and those directly under each; None: at the top."""

    members: dict[int, Relative]
    under: dict[int | None, list[Relative]]

    def ancestors(self, node: Node) -> list[Relative]:
        """What a node stands under, nearest first."""
        found: list[Relative] = []
        here = self.members.get(node.parent_id or 0)
        while here and here not in found:
            found.append(here)
            here = self.members.get(here.parent_id or 0)
        return found

    def neighbours(self, node: Node) -> tuple[Relative | None, Relative | None]:
        """The nearest of the same level before and after a node, wherever they stand."""
        before = after = None
        for row in self.members.values():
            if row.level == node.level and row.pk != node.pk:
                if row.position > node.position:
                    after = row
                    break
                before = row
        return before, after

    def siblings(self, node: Node) -> list[Relative]:
        """What stands directly under the same part, itself included."""
        return self.under.get(node.parent_id, [])

    def same_code(self, node: Node) -> list[Relative]:
        """The other nodes with the code of this one; codes are meant to be unique within a plan."""
        if not node.code:
            return []
        return [row for row in self.members.values() if row.code == node.code and row.pk != node.pk]


def family_of(plan: Plan) -> Family:
    """The nodes of a plan as relatives: one query, none when they are kept: until the plan changes."""
    return _family_at(plan.pk, plan.revision, plan.changed_at)


@lru_cache(maxsize=16)
def _family_at(plan_id: int, revision: int, changed_at: datetime) -> Family:
    rows = Node.objects.filter(plan=plan_id).order_by("position").values_list(*Relative._fields)
    members = {row[0]: Relative._make(row) for row in rows}
    under: dict[int | None, list[Relative]] = {}
    for row in members.values():
        under.setdefault(row.parent_id, []).append(row)
    return Family(members, under)
