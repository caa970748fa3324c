"""“Nog te bepalen” follows the year, also when nobody edits anything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import Cast
from standing import stands
from streekwerk.budget.commands.lines import LineText, add_line, archive_line
from streekwerk.budget.commands.new_year import follow_year
from streekwerk.config import operations
from streekwerk.plans.models import Node, Plan, PlanFinding


def said(plan: Plan) -> list[str]:
    rows = PlanFinding.objects.filter(plan=plan, rule="budget.undecided", resolved_at=None)
    return [row.message.replace("\N{NO-BREAK SPACE}", " ") for row in rows]


@stands
def two_years(people: Cast, plan: Plan, action: Node) -> Plan:
    with time_machine.travel("2026-12-30T09:00Z", tick=False):
        for year, amount in ((2026, 1000), (2027, 2500)):
            given = LineText(year, source="undecided", planned=Decimal(amount))
            add_line(node=action, given=given, by=people.an.actor)
    assert len(said(plan)) == 1
    assert "2026" in said(plan)[0]
    return plan


def test_the_first_morning_of_a_year_tells_of_that_year(two_years: Plan) -> None:
    with time_machine.travel("2027-01-01T06:00Z", tick=False):
        operations.remind()
    [told] = said(two_years)
    assert "2027" in told
    assert "2026" not in told
    assert "2.500" in told
    with time_machine.travel("2028-01-01T06:00Z", tick=False):
        operations.remind()
    assert said(two_years) == []


def test_an_ordinary_morning_asks_two_questions_and_changes_nothing(two_years: Plan) -> None:
    before = list(PlanFinding.objects.values_list("pk", "message", "resolved_at"))
    with time_machine.travel("2026-12-31T06:00Z", tick=False), CaptureQueriesContext(connection) as asked:
        assert follow_year(on=date(2026, 12, 31)) == 0
    assert len(asked) == 2
    assert list(PlanFinding.objects.values_list("pk", "message", "resolved_at")) == before


def test_a_line_that_went_is_not_waited_for(people: Cast, plan: Plan, action: Node) -> None:
    with time_machine.travel("2026-12-30T09:00Z", tick=False):
        line = add_line(node=action, given=LineText(2027, source="undecided"), by=people.an.actor)
        archive_line(line=line, version=line.version, by=people.an.actor)
    with time_machine.travel("2027-01-01T06:00Z", tick=False):
        assert follow_year(on=date(2027, 1, 1)) == 0
    assert said(plan) == []
