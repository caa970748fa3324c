"""How the parts of a plan stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from django.db.models import Q
from django.utils import timezone

from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.plans.rules.days import last_day_of
from streekwerk.plans.rules.standing import Fact, Stand, Standing, holding, standing


class ReportRow(NamedTuple):
    """A report without its model: who keeps fifty sheets has hundreds of them."""

    pk: int
    plan_id: int
    node_id: int | None
    status: str
    valid_from: date
    valid_to: date | None
    reason: str
    narrative: str
    next_step: str
    confidence: str
    unchanged: bool
    by_label: str
    recorded_at: datetime
    recorded_on: date
    """The day of `recorded_at` where the network is."""

    def get_status_display(self) -> str:
        """The status in words, as the model says it."""
        return str(ProgressStatus(self.status).label)

    def get_confidence_display(self) -> str:
        """The confidence in words; "" when nobody said one."""
        return str(Confidence(self.confidence).label) if self.confidence else ""


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

    def due(self, node: int, last: date | None) -> Standing:
        """How something of this node with a last day of its own stands: a milestone, a figure."""
        return standing(self.facts.get(node, []), self.pauses, last, self.today)

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


def held_by(plan: Plan, node: Node, today: date) -> Progress | None:
    """The report about this node that holds that day; None when there is none, or it has ended."""
    rows: list[Progress] = list(Progress.objects.filter(plan=plan, node=node).order_by("pk"))
    held = holding([_fact(row) for row in rows], today)
    # Of equal reports the one added last, as `holding` chooses.
    return next((row for row in reversed(rows) if _fact(row) == held), None)


def standings_in(
    plans: Iterable[int], nodes: Iterable[int], today: date
) -> tuple[dict[int, PlanStandings], dict[int, list[ReportRow]]]:
    """By plan what was reported about it and these nodes; by node the reports, oldest first. One query."""
    rows = Progress.objects.filter(plan__in=plans).filter(Q(node__in=nodes) | Q(node__isnull=True))
    by_plan: dict[int, list[ReportRow]] = {plan: [] for plan in plans}
    by_node: dict[int, list[ReportRow]] = {}
    zone = timezone.get_current_timezone()
    for values in rows.order_by("pk").values_list(*ReportRow._fields[:-1]):
        row = ReportRow._make((*values, values[-1].astimezone(zone).date()))
        by_plan[row.plan_id].append(row)
        if row.node_id:
            by_node.setdefault(row.node_id, []).append(row)
    return {plan: _gathered(several, today) for plan, several in by_plan.items()}, by_node


def last_report(plan: Plan, node: Node | None) -> Progress | None:
    """The report that was added last."""
    found: Progress | None = Progress.objects.filter(plan=plan, node=node).order_by("-pk").first()
    return found


def last_reports(plan: Plan, nodes: Iterable[int]) -> dict[int, Progress]:
    """The report that was added last about each of these nodes; one query."""
    rows = Progress.objects.filter(plan=plan, node__in=nodes).order_by("pk")
    return {row.node_id: row for row in rows if row.node_id}


def _gathered(rows: Iterable[Progress | ReportRow], today: date) -> PlanStandings:
    pauses: list[Fact] = []
    facts: dict[int, list[Fact]] = {}
    for row in rows:
        fact = _fact(row)
        (pauses if row.node_id is None else facts.setdefault(row.node_id, [])).append(fact)
    return PlanStandings(today, tuple(pauses), facts)


def _fact(row: Progress | ReportRow) -> Fact:
    return Fact(cast(Stand, row.status), row.valid_from, row.valid_to, row.reason)
