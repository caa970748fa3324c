"""How the parts of a plan stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Q

from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.plans.rules.days import last_day_of
from streekwerk.plans.rules.standing import Fact, Stand, Standing, standing


@dataclass(frozen=True)
class PlanStandings:
    """What was reported about a plan and its nodes; answers for any of them without another query."""

    today: date
    pauses: tuple[Fact, ...]
    """Reports about the whole plan, in the order in which they were added."""
    facts: dict[int, list[Fact]]

    def of(self, node: Node | Any) -> Standing:
        """How this node stands; a row with `pk` and the columns of start and end will do."""
        last = last_day_of(node.end_date, node.end_precision, node.end_words)
        timed = bool(node.start_date or node.end_date)
        return standing(self.facts.get(node.pk, []), self.pauses, last, self.today, timed=timed)

    @property
    def plan(self) -> Standing:
        """How the whole plan stands: paused, or nothing reported."""
        return standing(self.pauses, (), None, self.today)


def standings_of(plan: Plan | int, today: date, nodes: Iterable[int] | None = None) -> PlanStandings:
    """What was reported about the plan and these nodes, or all of them; one query."""
    rows = Progress.objects.filter(plan=plan).order_by("pk")
    if nodes is not None:
        rows = rows.filter(Q(node__in=nodes) | Q(node__isnull=True))
    return _gathered(rows, today)


def reports_of(plan: Plan, node: Node | None, today: date) -> tuple[PlanStandings, list[Progress]]:
    """What was reported about the plan and this node, and the reports themselves, newest first; one query."""
    rows = list(
        Progress.objects.filter(plan=plan).filter(Q(node=node) | Q(node__isnull=True)).order_by("-pk")
    )
    standings = _gathered(reversed(rows), today)
    return standings, [row for row in rows if row.node_id == (node.pk if node else None)]


def last_report(plan: Plan, node: Node | None) -> Progress | None:
    """The report that was added last."""
    return Progress.objects.filter(plan=plan, node=node).order_by("-pk").first()


def _gathered(rows: Iterable[Progress], today: date) -> PlanStandings:
    pauses: list[Fact] = []
    facts: dict[int, list[Fact]] = {}
    for row in rows:
        fact = Fact(cast(Stand, row.status), row.valid_from, row.valid_to, row.reason)
        (pauses if row.node_id is None else facts.setdefault(row.node_id, [])).append(fact)
    return PlanStandings(today, tuple(pauses), facts)
