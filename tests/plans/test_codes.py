"""Codes and priority: who may change them, what climbs, and what the sheet says about it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.plans.commands.codes import Codes, UnknownPriority, set_codes
from streekwerk.plans.commands.structure import MovedMeanwhile
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.rules import Marked, priorities_of


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.get(plan=plan, code="Actie 1")


def test_codes_are_kept_logged_and_found(people: Cast, node: Node) -> None:
    changed = set_codes(
        node=node, codes=Codes("A0402", " VL  7 ", "priority"), version=node.version, by=people.an.actor
    )
    assert (changed.code, changed.external_code, changed.priority) == ("A0402", "VL 7", "priority")
    assert changed.version == node.version + 1
    assert "a0402" in changed.search
    entry = Entry.objects.get(verb="node.coded")
    assert entry.changes["priority"] == ["", "prioritair"]
    with pytest.raises(MovedMeanwhile):
        set_codes(node=changed, codes=Codes(), version=node.version, by=people.an.actor)


def test_what_is_the_same_is_not_written(people: Cast, node: Node) -> None:
    same = set_codes(node=node, codes=Codes(node.code), version=node.version, by=people.bo.actor)
    assert same.version == node.version
    assert not Entry.objects.filter(verb="node.coded").exists()


def test_refusals(people: Cast, node: Node) -> None:
    for who in ("gus", "cas", "dirk"):
        with pytest.raises(NotAllowed):
            set_codes(node=node, codes=Codes("x"), version=1, by=people[who].actor)
    with pytest.raises(UnknownPriority, match="Kies"):
        set_codes(node=node, codes=Codes(priority="hoog"), version=1, by=people.bo.actor)


def test_a_code_used_twice_is_said_not_refused(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.bo.user)
    address = reverse("plans:codes", args=[node.plan_id, node.pk])
    sent = {"code": "Actie 2", "priority": "priority", "version": str(node.version)}
    page = client.post(address, sent, follow=True).content.decode()
    assert "Code Actie 2 staat ook bij “Noodwoning delen”" in page
    assert "Ook gebruikt bij" in page
    goal = client.get(node.parent.get_absolute_url()).content.decode()  # type: ignore[union-attr]
    assert "Prioritair, omdat Actie 2 het is" in goal


def test_a_form_for_another_version_keeps_what_was_typed(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people.bo.user)
    answer = client.post(
        reverse("plans:codes", args=[node.plan_id, node.pk]), {"code": "A7", "version": str(node.version + 1)}
    )
    assert answer.status_code == 422
    assert "A7" in answer.content.decode()


def test_a_reader_sees_no_way_to_change_codes(client: Client, people: Cast, node: Node) -> None:
    client.force_login(people["gus"].user)
    page = client.get(node.get_absolute_url()).content.decode()
    assert reverse("plans:codes", args=[node.plan_id, node.pk]) not in page


MARKS = st.sampled_from(["", "", "", "priority", "regular"])


@st.composite
def trees(draw: st.DrawFn) -> list[Marked]:
    marks = draw(st.lists(MARKS, max_size=25))
    return [
        Marked(pk, draw(st.none() | st.integers(0, pk - 1)) if pk else None, mark)
        for pk, mark in enumerate(marks)
    ]


def below(tree: list[Marked], pk: int) -> set[int]:
    found = {pk}
    for row in tree:
        if row.parent in found:
            found.add(row.pk)
    return found


@given(trees())
def test_a_node_has_priority_exactly_when_something_in_its_branch_is_marked(tree: list[Marked]) -> None:
    marked = {row.pk for row in tree if row.mark == "priority"}
    found = priorities_of(tree)
    assert set(found) == {row.pk for row in tree if below(tree, row.pk) & marked}
    for pk, effective in found.items():
        assert effective.own == (pk in marked)
        assert set(effective.because) == (below(tree, pk) & marked) - {pk}


@given(trees(), st.data())
def test_a_mark_more_never_takes_priority_away(tree: list[Marked], data: st.DataObject) -> None:
    if not tree:
        return
    at = data.draw(st.integers(0, len(tree) - 1))
    more = [row._replace(mark="priority") if row.pk == at else row for row in tree]
    assert set(priorities_of(tree)) <= set(priorities_of(more))
