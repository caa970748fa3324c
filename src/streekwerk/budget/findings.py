"""Looking for contradictions about money whenever the bijsluiter of a plan is looked at again."""

from __future__ import annotations

from collections.abc import Iterator

from streekwerk.audit import clock
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.lines import facts_of
from streekwerk.budget.rules.contradictions import RULES, BudgetFacts, contradictions
from streekwerk.plans.models import Plan
from streekwerk.plans.ports import Finder, node_id
from streekwerk.reading.findings import Found, Rule
from streekwerk.reading.models import Reading


def look(plan: Plan, reading: Reading) -> Iterator[tuple[Rule, Found]]:
    """What the lines of this plan contradict; one query, and nothing more for a plan without a budget."""
    lines = facts_of(
        BudgetLine.objects.all().live().filter(node__plan=plan).order_by("node_id", "year", "pk")
    )
    if not lines:
        return
    wanted = {node_id(line.node): line.node for line in lines}
    nodes = {wanted[node.id]: node for node in reading.nodes if node.id in wanted}
    period = None
    if plan.period_start and plan.period_end:
        period = (plan.period_start.year, plan.period_end.year)
    yield from contradictions(BudgetFacts(lines, nodes, period, clock.today().year))


FINDER = Finder(RULES, look)
