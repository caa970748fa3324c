"""A reading is stored whole or not at all, each part with its lines."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people import Cast
from plan_texts import TEXT, large_reading, lines_of, small_reading, store_reading, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.plans.models import (
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    Plan,
    SourceDocument,
    TrayItem,
)
from streekwerk.plans.outline import reading_of
from streekwerk.plans.rules import preorder, search_stems, search_text, sheet_labels


def test_every_part_is_there_with_its_lines(plan: Plan) -> None:
    goal, first, second = Node.objects.filter(plan=plan)
    assert [goal.title, first.title, second.title] == [
        "Iedereen een dak", "Een huis voor starters", "Noodwoning delen",
    ]  # fmt: skip
    assert (first.parent, second.parent) == (goal, goal)
    assert first.spans == [[4, 7]]
    assert first.fields == [
        {"label": "Timing", "text": "Start in 2026 Einde 31/12/2027"},
        {"label": "Partners", "text": ""},
    ]
    assert str(first.end_date) == "2027-12-31"
    assert IndicatorSentence.objects.get(plan=plan).node == first
    assert Milestone.objects.get(plan=plan).words == "voorjaar 2028"
    assert TrayItem.objects.get(plan=plan).node == second
    assert NodeLink.objects.get().target == second


def test_the_original_is_kept_with_its_hash(plan: Plan) -> None:
    document = SourceDocument.objects.get()
    with document.file.open("rb") as file:
        assert file.read() == TEXT.encode()
    assert document.lines[3][0] == "Actie 1 Een huis voor starters"
    assert len(document.sha256) == 64


def test_the_log_says_who_read_it_in(plan: Plan) -> None:
    entry = Entry.objects.get(verb="plan.imported")
    assert (entry.by_label, entry.object_label, entry.network_id) == ("Bo", "Samen wonen", plan.network_id)


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "eva", "gus"])
def test_only_an_editor_of_this_network_reads_plans_in(who: str, people: Cast) -> None:
    with pytest.raises(NotAllowed):
        store_reading(
            what=small_reading(),
            lines=lines_of(TEXT),
            original=b"x",
            name="plan.txt",
            network=people.zonnedorp,
            by=people[who].actor,
        )
    assert not Plan.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch, people: Cast) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the power goes out")

    monkeypatch.setattr("streekwerk.plans.storing.refresh_findings", fail)
    with pytest.raises(RuntimeError):
        stored_plan(people)
    assert not Plan.objects.exists()
    assert not Node.objects.exists()
    assert not SourceDocument.objects.exists()


def test_a_stored_plan_is_the_reading_it_came_from(plan: Plan) -> None:
    back, read = reading_of(plan), small_reading()
    assert [(n.title, n.code, n.fields, n.start, n.end, n.spans) for n in back.nodes] == [
        (n.title, n.code, n.fields, n.start, n.end, n.spans) for n in read.nodes
    ]
    assert [i.text for i in back.indicators] == [i.text for i in read.indicators]
    assert [m.when for m in back.milestones] == [m.when for m in read.milestones]
    assert back.nodes[1].links == [back.nodes[2].id]
    assert back.unplaced[0].proposal == back.nodes[2].id


def test_storing_two_thousand_nodes_costs_few_queries(
    people: Cast, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(106):
        stored_plan(people, reading=large_reading())
    assert Node.objects.count() == 2000


names = st.sampled_from("abcdefg")


@given(st.lists(st.tuples(names, st.none() | names), unique_by=lambda pair: pair[0]))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_preorder_keeps_everyone_and_parents_first(pairs: list[tuple[str, str | None]]) -> None:
    ordered = preorder(pairs)
    assert sorted(ordered) == sorted(name for name, _ in pairs)
    parents = dict(pairs)
    in_a_circle = {name for name in parents if _circular(name, parents)}
    for name, parent in pairs:
        if parent in parents and name not in in_a_circle:
            assert ordered.index(str(parent)) < ordered.index(name)


def _circular(name: str, parents: dict[str, str | None]) -> bool:
    seen: set[str | None] = set()
    above: str | None = name
    while above in parents and above not in seen:
        seen.add(above)
        above = parents[above]
    return above in seen


@given(st.lists(st.lists(st.sampled_from("ABCDE"), unique=True)))
def test_a_template_has_every_label_once(sheets: list[list[str]]) -> None:
    assert sorted(sheet_labels(sheets)) == sorted({label for sheet in sheets for label in sheet})


@given(st.text(alphabet="abcdefghij éë", min_size=1))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    stored = search_text(text)
    assert all(stem in stored for stem in search_stems(text))


def test_search_finds_other_forms(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people["gus"].user)
    page = client.get(reverse("portal:search"), {"zoek": "huizen starter"}).content.decode()
    assert "Een huis voor starters" in page
    assert "Noodwoning" not in page
