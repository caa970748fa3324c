"""Reshaping a plan: adding, moving, taking out and putting back, for two people at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import Cast
from plan_texts import large_reading, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.queries import history_of
from streekwerk.plans.commands.nodes import NoTitle
from streekwerk.plans.commands.structure import (
    InPlanAlready,
    MovedMeanwhile,
    NotInPlan,
    StandsThereAlready,
    add_node,
    archive_branch,
    last_place_under,
    move_node,
    restore_branch,
    step_of,
)
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, PlanFinding
from streekwerk.plans.queries.structure import seen_mark, stored_tree
from streekwerk.plans.rules.structure import NoSuchPlace, PlaceInTree


def by_code(plan: Plan, code: str) -> Node:
    node: Node = Node.every.select_related("plan").get(plan=plan, code=code)
    return node


def outline(plan: Plan) -> list[str]:
    """The living nodes in the order of the plan, each with its parent."""
    rows = Node.objects.filter(plan=plan).select_related("parent")
    return [f"{node.code} < {node.parent.code if node.parent else ''}" for node in rows]


def seen(node: Node) -> str:
    branch = stored_tree(node.plan).branch(node)
    return seen_mark(list(Node.objects.filter(pk__in=branch).values_list("pk", "version")))


def test_a_new_action_stands_where_it_was_put(people: Cast, plan: Plan) -> None:
    goal, first = by_code(plan, "Doel 1"), by_code(plan, "Actie 1")
    revision = plan.revision
    node = add_node(
        plan=plan,
        to=PlaceInTree(goal.pk, first.pk),
        level="action",
        title=" Buurtbus ",
        code="Actie 1b",
        by=people.an.actor,
    )
    assert outline(plan) == ["Doel 1 < ", "Actie 1 < Doel 1", "Actie 1b < Doel 1", "Actie 2 < Doel 1"]
    assert list(Node.objects.filter(plan=plan).values_list("position", flat=True)) == [0, 1, 2, 3]
    assert node.title == "Buurtbus"
    assert plan.revision > revision
    [entry] = history_of(node)
    assert entry.what == "voegde dit toe"
    assert "na Actie 1" in entry.changes[0][2]
    # The bijsluiter looked at it: an action without indicator.
    assert PlanFinding.objects.open().filter(plan=plan, message__contains="Actie 1b").exists()


def test_a_new_part_takes_the_word_of_the_document_for_its_level(people: Cast, plan: Plan) -> None:
    Node.objects.filter(plan=plan, level="action").update(level_label="Werf")
    place = last_place_under(plan=plan, under=None)
    node = add_node(plan=plan, to=place, level="action", title="Bus", by=people.an.actor)
    assert node.level_label == "Werf"
    assert node.parent_id is None


def test_up_down_top_and_back(people: Cast, plan: Plan) -> None:
    second = by_code(plan, "Actie 2")
    start = outline(plan)
    before = move_node(node=second, to=step_of(node=second, how="up"), version=1, by=people.an.actor)
    assert outline(plan) == ["Doel 1 < ", "Actie 2 < Doel 1", "Actie 1 < Doel 1"]
    with pytest.raises(StandsThereAlready, match="vooraan"):
        step_of(node=second, how="up")
    move_node(node=second, to=before, version=2, by=people.an.actor)
    assert outline(plan) == start
    move_node(node=second, to=step_of(node=second, how="top"), version=3, by=people.an.actor)
    assert outline(plan)[-1] == "Actie 2 < "
    assert [entry.what for entry in history_of(second)] == ["verplaatste dit"] * 3


def test_a_branch_moves_as_a_whole(people: Cast, plan: Plan) -> None:
    first, second, goal = by_code(plan, "Actie 1"), by_code(plan, "Actie 2"), by_code(plan, "Doel 1")
    move_node(node=second, to=last_place_under(plan=plan, under=first), version=1, by=people.an.actor)
    assert outline(plan) == ["Doel 1 < ", "Actie 1 < Doel 1", "Actie 2 < Actie 1"]
    with pytest.raises(NoSuchPlace, match="onder zichzelf"):
        move_node(node=goal, to=PlaceInTree(second.pk, None), version=1, by=people.an.actor)


def test_two_people_moving_one_part(people: Cast, plan: Plan) -> None:
    second = by_code(plan, "Actie 2")
    move_node(node=second, to=step_of(node=second, how="up"), version=1, by=people.an.actor)
    with pytest.raises(MovedMeanwhile, match="Iemand anders"):
        move_node(node=second, to=PlaceInTree(None, None), version=1, by=people.bo.actor)
    assert outline(plan)[1] == "Actie 2 < Doel 1"


def test_a_branch_goes_with_its_parts_and_comes_back(people: Cast, plan: Plan) -> None:
    first, second = by_code(plan, "Actie 1"), by_code(plan, "Actie 2")
    start = outline(plan)
    assert archive_branch(node=first, seen=seen(first), by=people.an.actor) == 1
    first.refresh_from_db()
    assert (first.archived_by, outline(plan)) == ("An", ["Doel 1 < ", "Actie 2 < Doel 1"])
    assert not IndicatorSentence.objects.filter(plan=plan).exists()
    assert not PlanFinding.objects.open().filter(node=first).exists()
    # Life goes on meanwhile: the place it had is kept.
    place = last_place_under(plan=plan, under=by_code(plan, "Doel 1"))
    add_node(plan=plan, to=place, level="action", title="Bus", code="Actie 3", by=people.bo.actor)
    move_node(node=second, to=step_of(node=second, how="down"), version=1, by=people.bo.actor)
    restore_branch(node=first, by=people.bo.actor)
    assert outline(plan) == ["Doel 1 < ", "Actie 1 < Doel 1", "Actie 3 < Doel 1", "Actie 2 < Doel 1"]
    assert set(start) <= set(outline(plan))
    assert IndicatorSentence.objects.filter(node=first).count() == 1
    with pytest.raises(InPlanAlready):
        restore_branch(node=first, by=people.bo.actor)


def test_what_was_taken_out_before_stays_out(people: Cast, plan: Plan) -> None:
    goal, second = by_code(plan, "Doel 1"), by_code(plan, "Actie 2")
    archive_branch(node=second, seen=seen(second), by=people.an.actor)
    archive_branch(node=goal, seen=seen(goal), by=people.an.actor)
    assert outline(plan) == []
    restore_branch(node=goal, by=people.an.actor)
    assert outline(plan) == ["Doel 1 < ", "Actie 1 < Doel 1"]
    assert not Milestone.objects.filter(node=second).exists()


def test_what_hung_under_something_archived_comes_back_above_it(people: Cast, plan: Plan) -> None:
    goal, second = by_code(plan, "Doel 1"), by_code(plan, "Actie 2")
    archive_branch(node=second, seen=seen(second), by=people.an.actor)
    archive_branch(node=goal, seen=seen(goal), by=people.an.actor)
    restore_branch(node=second, by=people.an.actor)
    assert outline(plan) == ["Actie 2 < "]
    with pytest.raises(NotInPlan):
        add_node(plan=plan, to=PlaceInTree(goal.pk, None), level="action", title="Bus", by=people.an.actor)


def test_what_changed_since_it_was_shown_is_not_taken_out(people: Cast, plan: Plan) -> None:
    goal, second = by_code(plan, "Doel 1"), by_code(plan, "Actie 2")
    mark = seen(goal)
    move_node(node=second, to=step_of(node=second, how="up"), version=1, by=people.bo.actor)
    with pytest.raises(MovedMeanwhile):
        archive_branch(node=goal, seen=mark, by=people.an.actor)
    assert len(outline(plan)) == 3


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_who_may_not_change_moves_nothing(who: str, people: Cast, plan: Plan) -> None:
    first, actor = by_code(plan, "Actie 1"), people[who].actor
    start = outline(plan)
    for attempt in (
        lambda: add_node(plan=plan, to=PlaceInTree(None, None), level="action", title="x", by=actor),
        lambda: move_node(node=first, to=PlaceInTree(None, None), version=1, by=actor),
        lambda: archive_branch(node=first, seen=seen(first), by=actor),
        lambda: restore_branch(node=first, by=actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert outline(plan) == start


def test_a_part_needs_a_title(people: Cast, plan: Plan) -> None:
    with pytest.raises(NoTitle):
        add_node(plan=plan, to=PlaceInTree(None, None), level="action", title=" ", by=people.an.actor)


@pytest.mark.slow
def test_a_move_in_a_large_plan_asks_few_queries(people: Cast, monkeypatch: Any) -> None:
    """The bijsluiter has a price of its own; here the order of 2,000 nodes."""
    plan = stored_plan(people, reading=large_reading())
    monkeypatch.setattr("streekwerk.plans.commands.structure.refresh_findings", lambda *args, **kwargs: None)
    node = Node.objects.select_related("plan").filter(plan=plan, level="action_plan")[150]
    top = Node.objects.filter(plan=plan, parent=None)[1]
    count = Node.objects.filter(plan=plan).count()
    with CaptureQueriesContext(connection) as queries:
        move_node(node=node, to=PlaceInTree(top.pk, None), version=1, by=people.bo.actor)
    assert len(queries) <= 14
    stored = stored_tree(plan)
    assert sorted(position for _, position in stored.positions) == list(range(count))
    assert [pk for pk, _ in stored.tree] == [pk for pk, _ in stored.positions]


def test_positions_that_were_not_unique_are_set_right(people: Cast, plan: Plan) -> None:
    Node.objects.filter(plan=plan).update(position=7)
    second = by_code(plan, "Actie 2")
    move_node(node=second, to=step_of(node=second, how="up"), version=1, by=people.an.actor)
    assert outline(plan) == ["Doel 1 < ", "Actie 2 < Doel 1", "Actie 1 < Doel 1"]


# ------------------------------------------------------------------ the pages


def fields_of(page: str, address: str) -> dict[str, str]:
    """The hidden fields of the form on a page that posts to this address."""
    form = page.split(f'action="{address}"', 1)[1].split("</form>", 1)[0]
    pairs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def test_the_sheet_adds_moves_takes_out_and_undoes(client: Client, people: Cast, plan: Plan) -> None:
    """Without script: every step is a form, and every message carries the form that undoes it."""
    client.force_login(people.an.user)
    goal, second = by_code(plan, "Doel 1"), by_code(plan, "Actie 2")
    start = outline(plan)
    assert "2 van 2 onder Doel 1" in client.get(second.get_absolute_url()).content.decode()
    move = reverse("plans:move", args=[plan.pk, second.pk])
    page = client.post(move, {"how": "up", "version": "1"}, follow=True).content.decode()
    assert outline(plan) != start
    client.post(move, fields_of(page, move))
    assert outline(plan) == start

    add = f"{reverse('plans:add', args=[plan.pk])}?onder={goal.pk}"
    assert f"Onder “{goal}”" in client.get(add).content.decode()
    assert client.post(add, {"title": "", "level": "action"}).status_code == 422
    page = client.post(add, {"title": "Bus", "level": "goal", "code": ""}, follow=True).content.decode()
    assert "Ongewoon: doelstelling onder doelstelling" in page
    bus = Node.objects.get(plan=plan, title="Bus")
    archive = reverse("plans:archive", args=[plan.pk, bus.pk])
    page = client.post(archive, fields_of(page, archive), follow=True).content.decode()
    assert outline(plan) == start
    restore = reverse("plans:restore", args=[plan.pk, bus.pk])
    assert f'action="{restore}"' in page

    archived = reverse("plans:archived", args=[plan.pk])
    page = client.get(archived).content.decode()
    assert "Bus" in page
    assert "An, " in page
    page = client.post(restore, follow=True).content.decode()
    assert "staat weer in het plan" in page
    assert "Niets uit dit plan gehaald" in client.get(archived).content.decode()


def test_the_confirm_page_says_what_goes_and_what_refers(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.an.user)
    page = client.get(reverse("plans:archive", args=[plan.pk, by_code(plan, "Doel 1").pk])).content.decode()
    assert "3 onderdelen, 1 indicator en 1 mijlpaal" in page
    page = client.get(reverse("plans:archive", args=[plan.pk, by_code(plan, "Actie 2").pk])).content.decode()
    assert "Een huis voor starters" in page  # it refers to Actie 2
    assert (
        client.post(reverse("plans:archive", args=[plan.pk, by_code(plan, "Actie 2").pk])).status_code == 422
    )


def test_moving_offers_what_is_not_in_the_branch_itself(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people.an.user)
    first, second = by_code(plan, "Actie 1"), by_code(plan, "Actie 2")
    address = reverse("plans:move", args=[plan.pk, second.pk])
    page = client.get(address, {"zoek": "huis"}).content.decode()
    assert f'value="{first.pk}"' in page
    assert f'id="under-{second.pk}"' not in page
    client.post(address, {"how": "under", "under": first.pk, "version": "1"})
    assert outline(plan)[-1] == "Actie 2 < Actie 1"
    client.post(address, {"how": "under", "under": "", "version": "2"})
    assert outline(plan)[-1] == "Actie 2 < "
    assert client.post(address, {"version": "3"}).status_code == 404


def test_a_reader_sees_no_menu(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people["gus"].user)
    assert (
        "Plaats in het plan" not in client.get(by_code(plan, "Actie 1").get_absolute_url()).content.decode()
    )
    assert client.get(reverse("plans:archived", args=[plan.pk])).status_code == 200
