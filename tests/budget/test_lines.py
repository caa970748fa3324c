"""Keeping lines: who may, what is logged, and nothing overwritten unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.budget.commands import lines as commands
from streekwerk.budget.commands.lines import LineChanged, LineText, NoSuchYear, NothingChosen
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries import facts_of, lines_of
from streekwerk.budget.queries.offers import offers_of
from streekwerk.budget.rules import LineFacts
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Node, Plan

GIVEN = LineText(2026, source="regular", planned=Decimal("1500.00"), policy_field="0900")


def test_a_steward_adds_a_line_and_the_log_knows(people: Cast, action: Node) -> None:
    line = commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    entry = Entry.objects.get(verb="budget.line_added")
    assert (entry.object_id, entry.by_label) == (line.pk, "An")
    assert entry.changes["gepland"] == ["", "1.500,00"]
    assert entry.changes["beleidsveld"] == ["", "0900 Sociale bijstand"]


@pytest.mark.parametrize("who", ["dirk", "eva", "gus", "cas"])
def test_others_may_not(people: Cast, action: Node, who: str) -> None:
    line = commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    by = people[who].actor
    for attempt in (
        lambda: commands.add_line(node=action, given=GIVEN, by=by),
        lambda: commands.change_line(line=line, given=GIVEN, version=1, by=by),
        lambda: commands.archive_line(line=line, version=1, by=by),
        lambda: commands.restore_line(line=line, by=by),
        lambda: commands.take_over(node=action, keys=["x"], by=by),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert BudgetLine.objects.count() == 1


def test_the_own_network_reads_and_a_neighbour_never(people: Cast, plan: Plan, action: Node) -> None:
    commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    seen = {who: lines_of(people[who].actor, plan).count() for who in ("an", "dirk", "gus", "cas", "eva")}
    assert seen == {"an": 1, "dirk": 1, "gus": 1, "cas": 0, "eva": 0}


def test_a_change_says_what_it_was(people: Cast, action: Node) -> None:
    line = commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    given = replace(GIVEN, planned=None, source="project", project="Buurtfonds")
    line = commands.change_line(line=line, given=given, version=1, by=people.bo.actor)
    assert (line.version, line.planned) == (2, None)
    changes = Entry.objects.get(verb="budget.line_changed").changes
    assert changes["gepland"] == ["1.500,00", ""]
    assert changes["herkomst"] == ["regulier", "project"]
    same = commands.change_line(line=line, given=given, version=2, by=people.bo.actor)
    assert same.version == 2
    assert Entry.objects.filter(verb="budget.line_changed").count() == 1


def test_two_people_at_once_both_amounts_are_told(people: Cast, action: Node) -> None:
    line = commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    commands.change_line(
        line=line, given=replace(GIVEN, planned=Decimal(2000)), version=1, by=people.bo.actor
    )
    with pytest.raises(LineChanged, match=r"gepland 2\.000,00"):
        commands.change_line(
            line=line, given=replace(GIVEN, planned=Decimal(1800)), version=1, by=people.an.actor
        )
    line.refresh_from_db()
    assert line.planned == Decimal("2000.00")


def test_taken_away_and_put_back(people: Cast, plan: Plan, action: Node) -> None:
    line = commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    line = commands.archive_line(line=line, version=1, by=people.an.actor)
    assert not lines_of(people.an.actor, plan).exists()
    with pytest.raises(LineChanged, match="haalde deze lijn"):
        commands.change_line(line=line, given=GIVEN, version=2, by=people.an.actor)
    line = commands.restore_line(line=line, by=people.an.actor)
    assert lines_of(people.an.actor, plan).get().planned == Decimal("1500.00")
    assert commands.restore_line(line=line, by=people.an.actor).version == line.version


def test_a_year_that_is_none_is_refused(people: Cast, action: Node) -> None:
    with pytest.raises(NoSuchYear, match="Kies een jaar"):
        commands.add_line(node=action, given=LineText(26), by=people.an.actor)


def test_only_project_money_has_a_project(people: Cast, action: Node) -> None:
    line = commands.add_line(node=action, given=replace(GIVEN, project="Buurtfonds"), by=people.an.actor)
    assert line.project == ""


def test_a_line_of_an_archived_action_does_not_count(people: Cast, plan: Plan, action: Node) -> None:
    commands.add_line(node=action, given=GIVEN, by=people.an.actor)
    Node.objects.filter(pk=action.pk).update(archived_at="2026-11-01T00:00Z", archived_by="Bo")
    assert not lines_of(people.an.actor, plan).exists()


def test_what_the_sheet_tells_is_taken_over_by_choice(people: Cast, action: Node) -> None:
    action.fields = [{"label": "Middelen", "text": "Ja\nTe voorzien in 2026/2027\nBudget reguliere werking"}]
    action.save()
    first, second = offers_of(people.an.actor, action)
    assert (first.year, first.source, first.known_by) == (2026, "regular", "Budget reguliere werking")
    [line] = commands.take_over(node=action, keys=[second.key], by=people.an.actor)
    assert (line.year, line.source, line.planned) == (2027, "regular", None)
    assert "herkend aan “Budget reguliere werking”" in line.note
    assert [offer.year for offer in offers_of(people.an.actor, action)] == [2026]
    with pytest.raises(NothingChosen):
        commands.take_over(node=action, keys=[second.key], by=people.an.actor)


@pytest.mark.parametrize(
    "amount", ["999999999999.99", "-999999999999.98", "0.01", "0.10", "15000000000.30", "0"]
)
def test_amounts_come_back_to_the_cent(people: Cast, plan: Plan, action: Node, amount: str) -> None:
    commands.add_line(node=action, given=replace(GIVEN, planned=Decimal(amount)), by=people.an.actor)
    [facts] = facts_of(lines_of(people.an.actor, plan))
    assert facts.planned == lines_of(people.an.actor, plan).get().planned == Decimal(amount)
    assert str(facts.planned) == f"{Decimal(amount):.2f}"


def test_facts_say_what_the_lines_say(people: Cast, plan: Plan, action: Node) -> None:
    until = date(2027, 6, 30)
    more = replace(
        GIVEN, source="project", project="Fonds", project_until=until, planned=None, realised=Decimal("0.10")
    )
    for given in (GIVEN, more):
        commands.add_line(node=action, given=given, by=people.an.actor)
    rows = lines_of(people.an.actor, plan)
    assert facts_of(rows) == list(map(LineFacts._make, rows.values_list(*LineFacts._fields)))
    assert {fact.project_until for fact in facts_of(rows)} == {None, until}
