"""What lines and sheets contradict is in the bijsluiter, and goes when it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people import Cast
from plan_texts import rewrite, small_reading, stored_plan
from streekwerk.budget.commands import lines as commands
from streekwerk.budget.commands.lines import LineText
from streekwerk.budget.queries import facts_of, lines_of
from streekwerk.budget.rules import totals_by
from streekwerk.budget.rules.contradictions import BudgetFacts, contradictions
from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.proposals import offers_in
from streekwerk.plans.commands import accept_finding
from streekwerk.plans.models import Node, Plan, PlanFinding
from streekwerk.reading.models import Node as Read


def found_in(
    lines: list[LineFacts], fields: dict[str, str] | None = None, year: int = 2026
) -> dict[str, str]:
    node = Read("n1", None, "action", "Een huis", code="Actie 1", fields=fields or {})
    facts = BudgetFacts([each._replace(node=1) for each in lines], {1: node}, (2026, 2028), year)
    return {rule.code: found.what for rule, found in contradictions(facts)}


MONEY = LineFacts(year=2027, planned=Decimal("1000.00"))


def test_a_sound_line_contradicts_nothing() -> None:
    assert found_in([MONEY]) == {}


@pytest.mark.parametrize("text", ["Geen", "Nee\nNee", "Nihil", "Geen Te voorzien in 2025", "n.v.t."])
def test_a_sheet_that_says_none_beside_money(text: str) -> None:
    assert "zegt “" in found_in([MONEY], {"Middelen": text})["budget.none"]


@pytest.mark.parametrize(
    ("label", "text"),
    [("Middelen", "Ja"), ("Middelen", "Geen extra middelen nodig"), ("Timing", "Geen"), ("Middelen", "")],
)
def test_other_words_say_no_such_thing(label: str, text: str) -> None:
    assert "budget.none" not in found_in([MONEY], {label: text})


def test_a_line_that_is_still_open_does_not_contradict_none() -> None:
    assert "budget.none" not in found_in([LineFacts(year=2027, source="undecided")], {"Middelen": "Geen"})


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (LineFacts(year=2027, realised=Decimal(5)), "budget.realised_unplanned"),
        (MONEY._replace(source="project"), "budget.project_unnamed"),
        (MONEY._replace(source="project", project="Fonds", project_until=date(2026, 6, 30)), "budget.cliff"),
        (MONEY._replace(year=2030), "budget.outside"),
        (MONEY._replace(year=2026, source="undecided"), "budget.undecided"),
    ],
)
def test_lines_that_contradict_themselves_or_the_plan(line: LineFacts, code: str) -> None:
    assert list(found_in([line])) == [code]


@pytest.mark.parametrize(
    "line",
    [
        LineFacts(year=2027, realised=Decimal(0)),
        MONEY._replace(source="project", project="Fonds", project_until=date(2027, 1, 1)),
        MONEY._replace(year=2028),
        MONEY._replace(source="undecided"),
    ],
)
def test_on_the_edge_is_sound(line: LineFacts) -> None:
    assert found_in([line]) == {}


def test_a_policy_field_is_missed_only_where_the_plan_uses_them() -> None:
    assert found_in([MONEY, MONEY]) == {}
    assert list(found_in([MONEY, MONEY._replace(policy_field="0900")])) == ["budget.no_policy_field"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Vorming, 1.000 euro", True),
        ("€ 2.000 over twee jaar", True),
        ("€ 15.000", False),
        ("500 euro per buurtgroep", True),
    ],
)
def test_an_amount_on_the_sheet_is_held_by_a_line_a_year_or_all_years(text: str, held: bool) -> None:
    found = found_in([MONEY, MONEY._replace(year=2028)], {"Middelen": text})
    assert ("budget.amount_unheld" in found) != held


def test_actie_13_middelen_geen_with_budget_reguliere_middelen(people: Cast) -> None:
    """The contradiction is flagged, and what is still to be decided is totalled per year."""
    reading = small_reading()
    text = "Geen\nTe voorzien in 2027/2028\nBudget reguliere middelen"
    reading.nodes[1] = replace(reading.nodes[1], code="Actie 13", fields={"Middelen": text})
    plan = stored_plan(people, reading=reading)
    node = Node.objects.select_related("plan").get(plan=plan, code="Actie 13")
    # The text alone says it already …
    assert PlanFinding.objects.filter(plan=plan, rule="contradiction.means").exists()
    # … and the lines that it tells say it too.
    keys = [each.key for each in offers_in([("Middelen", text)], first=2026, last=2027)]
    made = commands.take_over(node=node, keys=keys, by=people.an.actor)
    assert [(line.year, line.source) for line in made] == [(2027, "regular"), (2028, "regular")]
    finding = PlanFinding.objects.get(plan=plan, rule="budget.none")
    assert finding.node_id == node.pk
    assert finding.message.startswith("Actie 13")
    assert "Veld “Middelen” zegt “Geen”" in finding.message

    undecided = LineText(2027, source="undecided", planned=Decimal("2500.00"))
    commands.add_line(node=node, given=undecided, by=people.an.actor)
    commands.add_line(node=node, given=LineText(2028, source="undecided"), by=people.an.actor)
    by_year = totals_by(facts_of(lines_of(people.an.actor, plan)), lambda line: line.year)
    assert {year: (each.open, each.expenses.open_planned) for year, each in by_year.items()} == {
        2027: (1, Decimal("2500.00")),
        2028: (1, Decimal("0.00")),
    }


def findings(plan: Plan) -> set[str]:
    rows = PlanFinding.objects.open().filter(plan=plan, rule__startswith="budget.")  # type: ignore[attr-defined]
    return {row.rule for row in rows}


def test_a_finding_goes_when_the_sheet_or_the_line_is_mended(people: Cast, plan: Plan, action: Node) -> None:
    action.fields = [{"label": "Middelen", "text": "Geen"}]
    action.save()
    given = LineText(2027, source="regular", planned=Decimal(100))
    line = commands.add_line(node=action, given=given, by=people.an.actor)
    assert findings(plan) == {"budget.none"}
    commands.archive_line(line=line, version=1, by=people.an.actor)
    assert findings(plan) == set()
    assert PlanFinding.objects.get(plan=plan, rule="budget.none").resolved_at
    commands.restore_line(line=line, by=people.an.actor)
    assert findings(plan) == {"budget.none"}


def test_an_accepted_one_stays_quiet_through_edits(people: Cast, plan: Plan, action: Node) -> None:
    line = commands.add_line(node=action, given=LineText(2040, source="regular"), by=people.an.actor)
    finding = PlanFinding.objects.get(plan=plan, rule="budget.outside")
    accept_finding(finding=finding, reason="Afspraak met de bank.", by=people.bo.actor)
    commands.change_line(
        line=line, given=LineText(2040, source="regular", planned=Decimal(3)), version=1, by=people.an.actor
    )
    rewrite(action, people.an.actor, title="Een ander huis")
    assert findings(plan) <= {"budget.outside"}
    assert PlanFinding.objects.filter(plan=plan, rule="budget.outside", accepted_at__isnull=False).exists()


@pytest.mark.one_engine
def test_a_plan_without_budget_costs_one_query_more(people: Cast, action: Node) -> None:
    with CaptureQueriesContext(connection) as asked:
        rewrite(action, people.an.actor, title="Een ander huis")
    assert sum("budget_budgetline" in query["sql"] for query in asked.captured_queries) == 1


@time_machine.travel("2027-03-01T12:00Z", tick=False)
def test_the_current_year_is_that_of_today(people: Cast, plan: Plan, action: Node) -> None:
    commands.add_line(node=action, given=LineText(2027, source="undecided"), by=people["an"].actor)
    assert findings(plan) == {"budget.undecided"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja\nDrukwerk en vorming\nBudget reguliere werking", [(2026, "regular", None)]),
        (
            "Ja\nVorming, 3.000 euro per jaar\nBudget reguliere werking",
            [(2026, "regular", 3000), (2027, "regular", 3000)],
        ),
        ("Ja\nNog te bepalen\nProjectsubsidie", [(2026, "project", None)]),
        ("Ja\nGeen extra budget voorzien\nNog te bepalen", [(2026, "undecided", None)]),
        ("Ja", [(2026, "undecided", None)]),
        ("Nee", []),
        ("Geen", []),
        ("", []),
        ("24.000 euro voor 2026 en 2027, eigen middelen", [(2026, "regular", None), (2027, "regular", None)]),
        ("€ 24.000 in 2027 uit eigen middelen", [(2027, "regular", 24000)]),
        ("500 euro per buurtgroep, budget reguliere werking", [(2026, "regular", None)]),
        (
            "Te voorzien in 2027/2028. Reguliere middelen en projectmiddelen, 500 euro",
            [
                (2027, "project", None),
                (2027, "regular", None),
                (2028, "project", None),
                (2028, "regular", None),
            ],
        ),
    ],
)
def test_a_sheet_tells_lines_and_no_amount_it_does_not_hold(
    text: str, expected: list[tuple[int, str, int | None]]
) -> None:
    offers = offers_in([("Middelen", text), ("Timing", "€ 9.999 in 2026")], first=2026, last=2027)
    assert [(each.year, each.source, each.planned) for each in offers] == expected
