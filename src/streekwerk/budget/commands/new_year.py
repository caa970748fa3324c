"""What a new year does to the bijsluiter: “nog te bepalen” is about the year that runs."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from streekwerk.budget.choices import Source
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.rules.contradictions import UNDECIDED
from streekwerk.plans.models import Plan, PlanFinding
from streekwerk.plans.ports import refresh_findings


def follow_year(*, on: date) -> int:
    """Look again at plans whose bijsluiter speaks of money of another year, and return how many they were.

    For every morning: two queries and nothing more but on the first of a year.
    """
    found = PlanFinding.objects.filter(rule=UNDECIDED.code, resolved_at=None)
    told = set(found.values_list("plan_id", "data__year"))
    open_now = BudgetLine.objects.all().live().filter(source=Source.UNDECIDED, year=on.year)
    expected = {(plan, on.year) for plan in open_now.values_list("node__plan_id", flat=True)}
    behind = {plan for plan, _ in told ^ expected}
    for pk in sorted(behind):
        with transaction.atomic():
            refresh_findings(Plan.objects.select_for_update(of=("self",)).get(pk=pk), changed=[])
    return len(behind)
