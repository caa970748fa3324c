"""Why a plan is there: statements, the goals that serve them, and what has no why."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import Cast
from plan_texts import large_reading, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands.why import (
    NoStatement,
    NotOfThisPlan,
    StatementChange,
    StatementChangedMeanwhile,
    add_statement,
    archive_statement,
    change_statement,
    choose_goals,
    choose_statements,
    move_statement,
    restore_statement,
    take_over,
)
from streekwerk.plans.models import Node, Plan, Statement, Why
from streekwerk.plans.queries.why import reasons_of, why_of
from streekwerk.plans.rules.why import chain, picture, statement_kind, without_why


@pytest.fixture
def ambition(people: Cast, plan: Plan) -> Statement:
    return add_statement(
        plan=plan, change=StatementChange("ambition", "Niemand op straat"), by=people.an.actor
    )


def node(plan: Plan, code: str) -> Node:
    return Node.objects.get(plan=plan, code=code)


trees = st.lists(st.integers(-1, 8), min_size=1, max_size=9).map(
    lambda rows: {at: (above if 0 <= above < at else None) for at, above in enumerate(rows)}
)


@given(trees, st.sets(st.integers(0, 8)))
def test_a_goal_has_a_why_when_it_or_something_above_it_has(
    parents: dict[int, int | None], linked: set[int]
) -> None:
    missing = without_why(parents, parents, linked)
    for goal in parents:
        assert (goal in missing) == (not linked.intersection(chain(goal, parents)))


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 9))))
def test_the_picture_draws_every_pair_within_its_frame(pairs: set[tuple[int, int]]) -> None:
    drawn = picture([(n, f"S{n}") for n in range(6)], [(n, f"D{n}") for n in range(10)], pairs, set())
    assert len(drawn.threads) == len(pairs)
    assert all(0 < dot.y < drawn.height for dot in (*drawn.left, *drawn.right))


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Missie", "mission"),
        ("5.1 Onze missie", "mission"),
        ("Visie en ambitie", "vision"),
        ("Kernwaarden", "value"),
        ("4. De uitdagingen", "challenge"),
        ("Ambities 2030", "ambition"),
        ("Woord vooraf", ""),
        ("Visie ontwikkelen op wonen samen met alle partners van de streek", ""),
    ],
)
def test_headings_announce_statements(heading: str, kind: str) -> None:
    assert statement_kind(heading) == kind


def test_a_statement_is_added_changed_archived_and_restored(
    people: Cast, plan: Plan, ambition: Statement
) -> None:
    change = StatementChange("challenge", "Te weinig woningen", "Sinds 2020.")
    changed = change_statement(statement=ambition, change=change, version=1, by=people.an.actor)
    assert (changed.version, changed.kind, changed.text) == (2, "challenge", "Sinds 2020.")
    with pytest.raises(StatementChangedMeanwhile):
        change_statement(statement=ambition, change=change, version=1, by=people.bo.actor)
    archive_statement(statement=changed, by=people.an.actor)
    assert why_of(plan).statements == 0
    restore_statement(statement=changed, by=people.an.actor)
    assert why_of(plan).statements == 1
    with pytest.raises(NoStatement):
        add_statement(plan=plan, change=StatementChange("ambition", " "), by=people.an.actor)


@pytest.mark.parametrize("who", ["dirk", "eva", "gus", "cas"])
def test_only_who_changes_the_plan_changes_its_why(
    who: str, people: Cast, plan: Plan, ambition: Statement
) -> None:
    by, goal = people[who].actor, node(plan, "Doel 1")
    change = StatementChange("ambition", "Anders")
    for attempt in (
        lambda: add_statement(plan=plan, change=change, by=by),
        lambda: change_statement(statement=ambition, change=change, version=1, by=by),
        lambda: archive_statement(statement=ambition, by=by),
        lambda: move_statement(statement=ambition, steps=1, by=by),
        lambda: choose_goals(statement=ambition, plan=plan, goals=[goal.pk], by=by),
        lambda: choose_statements(node=goal, statements=[ambition.pk], by=by),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not Why.objects.exists()


def test_goals_without_a_why_and_statements_without_a_goal_are_listed(
    people: Cast, plan: Plan, ambition: Statement
) -> None:
    """The acceptance of C2: a goal that no challenge or ambition explains is listed."""
    found = why_of(plan)
    assert [goal.code for goal in found.without] == ["Doel 1"]
    assert [row.statement for row in found.alone] == [ambition]
    choose_goals(statement=ambition, plan=plan, goals=[node(plan, "Doel 1").pk], by=people.an.actor)
    found = why_of(plan)
    assert (found.without, found.alone) == ([], [])
    assert found.drawn is not None


def test_an_action_inherits_the_why_of_its_goal(people: Cast, plan: Plan, ambition: Statement) -> None:
    goal, action = node(plan, "Doel 1"), node(plan, "Actie 1")
    choose_goals(statement=ambition, plan=plan, goals=[goal.pk], by=people.an.actor)
    assert [(reason.statement, str(reason.via)) for reason in reasons_of(action)] == [(ambition, str(goal))]
    choose_statements(node=action, statements=[ambition.pk], by=people.an.actor)
    assert [(reason.statement, reason.via) for reason in reasons_of(action)] == [(ambition, None)]
    choose_statements(node=action, statements=[], by=people.an.actor)
    assert [str(reason.via) for reason in reasons_of(action)] == [str(goal)]


def test_a_goal_of_another_plan_is_refused(people: Cast, plan: Plan, ambition: Statement) -> None:
    other = node(stored_plan(people), "Doel 1")
    with pytest.raises(NotOfThisPlan):
        choose_goals(statement=ambition, plan=plan, goals=[other.pk], by=people.an.actor)
    with pytest.raises(NotOfThisPlan):
        choose_statements(node=other, statements=[ambition.pk + 1], by=people.an.actor)


def test_statements_of_a_kind_change_places(people: Cast, plan: Plan, ambition: Statement) -> None:
    for kind, title in (("mission", "Samen"), ("ambition", "Iedereen warm")):
        add_statement(plan=plan, change=StatementChange(kind, title), by=people.an.actor)
    move_statement(statement=ambition, steps=1, by=people.an.actor)
    move_statement(statement=ambition, steps=5, by=people.an.actor)
    assert [str(row) for row in Statement.objects.filter(plan=plan)] == [
        "Iedereen warm",
        "Samen",
        "Niemand op straat",
    ]


def test_a_chapter_is_taken_over_with_its_lines(people: Cast, plan: Plan) -> None:
    chapter = Node.objects.create(
        plan=plan,
        level="statement",
        title="Onze missie",
        text="Een dak voor iedereen.",
        position=9,
        spans=[[1, 2]],
    )
    assert [proposal.kind for proposal in why_of(plan).proposals] == ["mission"]
    taken = take_over(node=chapter, kind="mission", by=people.an.actor)
    assert (taken.title, taken.node) == ("Een dak voor iedereen.", chapter)
    assert why_of(plan).proposals == []
    archive_statement(statement=taken, by=people.an.actor)
    assert take_over(node=chapter, kind="mission", by=people.an.actor) == taken
    assert Statement.objects.count() == 1


def test_the_page_works_with_tick_boxes(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.an.user)
    new = reverse("plans:new-statement", args=[plan.pk])
    assert client.post(new, {"kind": "ambition", "title": ""}).status_code == 422
    answer = client.post(new, {"kind": "ambition", "title": "Niemand op straat"}, follow=True)
    statement = Statement.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("plans:statement-goals", args=[plan.pk, statement.pk])
    goal = node(plan, "Doel 1")
    client.post(answer.redirect_chain[-1][0], {"goal": [str(goal.pk), "onzin"]})
    assert statement.whys.get().node == goal
    page = client.get(reverse("plans:why", args=[plan.pk])).content.decode()
    assert "Elk doel heeft een waarom" in page
    sheet = client.get(node(plan, "Actie 1").get_absolute_url()).content.decode()
    assert "Niemand op straat" in sheet
    assert "via" in sheet
    client.post(reverse("plans:node-why", args=[plan.pk, goal.pk]), {})
    assert not Why.objects.exists()
    edit = reverse("plans:edit-statement", args=[plan.pk, statement.pk])
    said = {"kind": "ambition", "title": "Iedereen een dak", "version": "1"}
    assert client.post(edit, said).status_code == 302
    assert client.post(edit, said).status_code == 409
    client.post(reverse("plans:archive-statement", args=[plan.pk, statement.pk]))
    assert "Terugzetten" in client.get(reverse("plans:why", args=[plan.pk])).content.decode()
    client.post(reverse("plans:restore-statement", args=[plan.pk, statement.pk]))
    client.post(reverse("plans:move-statement", args=[plan.pk, statement.pk]), {"naar": "omhoog"})
    assert why_of(plan).statements == 1


def test_chapters_are_taken_over_from_the_page(client: Client, people: Cast, plan: Plan) -> None:
    chapter = Node.objects.create(
        plan=plan, level="statement", title="Visie", text="Samen sterk.", position=9
    )
    client.force_login(people.an.user)
    address = reverse("plans:take-over", args=[plan.pk])
    assert "U koos niets" in client.post(address, {}, follow=True).content.decode()
    client.post(address, {"node": str(chapter.pk), f"kind-{chapter.pk}": "vision"})
    assert Statement.objects.get().title == "Samen sterk."


def test_the_why_stays_within_the_network(
    client: Client, people: Cast, plan: Plan, ambition: Statement
) -> None:
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    choose_goals(statement=ambition, plan=plan, goals=[node(plan, "Doel 1").pk], by=people.an.actor)
    client.force_login(people.cas.user)
    assert "Niemand op straat" not in client.get(node(plan, "Actie 1").get_absolute_url()).content.decode()
    assert client.get(reverse("plans:why", args=[plan.pk])).status_code == 404


@pytest.mark.one_engine
def test_the_page_costs_a_fixed_number_of_queries(
    client: Client, people: Cast, plan: Plan, ambition: Statement, django_assert_num_queries: Any
) -> None:
    large = stored_plan(people, reading=large_reading(600))
    for number in range(6):
        added = add_statement(
            plan=large, change=StatementChange("challenge", f"Uitdaging {number}"), by=people.an.actor
        )
        goals = Node.objects.filter(plan=large, level="goal").values_list("pk", flat=True)[
            number : number + 5
        ]
        choose_goals(statement=added, plan=large, goals=list(goals), by=people.an.actor)
    client.force_login(people["gus"].user)
    # What challenges lean on is asked only where there are challenges.
    for which, queries in ((plan, 11), (large, 12)):
        with django_assert_num_queries(queries):
            assert client.get(reverse("plans:why", args=[which.pk])).status_code == 200
