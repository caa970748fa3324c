"""A changed document against a plan that changed too: what is proposed, what is kept, what is asked."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reviews import Reviewed, readings, texts
from people import Cast
from plan_texts import large_reading, stored_plan
from streekwerk.intake.rules.compare import compare, recognised
from streekwerk.intake.rules.differences import Difference
from streekwerk.plans.outline import reading_of
from streekwerk.reading.models import LEVELS, Indicator, Node, Reading, When
from streekwerk.reading.queries import read_file
from work import growth

UNSEEN = sorted((Path(__file__).parents[1] / "reading" / "unseen").glob("*.txt"))


def renamed(reading: Reading, mark: str) -> Reading:
    """The same reading as another reading of it: all ids differ."""
    other = copy.deepcopy(reading)
    for node in other.nodes:
        node.id, node.parent = mark + node.id, node.parent and mark + node.parent
        node.links = [mark + link for link in node.links]
    for item in other.indicators:
        item.id, item.node = mark + item.id, item.node and mark + item.node
    return other


def told(reading: Reading) -> Counter[str]:
    """Everything a reading says, by node and the node above it, without ids, white space and empty fields."""
    by_id = {node.id: node for node in reading.nodes}

    def words(node: Node) -> dict[str, Any]:
        return {
            "title": "".join(node.title.split()),
            "code": node.code or None,
            "level": node.level,
            "text": "".join(node.text.split()),
            "fields": sorted((label, "".join(text.split())) for label, text in node.fields.items() if text),
            "start": node.start and (node.start.date, node.start.precision),
            "end": node.end and (node.end.date, node.end.precision),
            "indicators": sorted("".join(i.text.split()) for i in reading.indicators if i.node == node.id),
        }

    return Counter(
        repr((words(node), words(by_id[node.parent]) if node.parent else None)) for node in reading.nodes
    )


def accepted(ours: Reading, fresh: Reading, differences: list[Difference], known: dict[str, str]) -> Reading:
    """The plan with these differences taken over from the document: what the page lets a person do."""
    plan = copy.deepcopy(ours)
    nodes = {node.id: node for node in plan.nodes}
    known = dict(known)
    for each in [each for each in differences if each.kind == "new"]:
        node = fresh.node(each.fresh or "")
        known[node.id] = f"new-{node.id}"
        made = nodes[known[node.id]] = replace(copy.deepcopy(node), id=known[node.id], parent=None)
        plan.nodes.append(made)
        plan.indicators += [
            replace(item, id=f"new-{item.id}", node=made.id)
            for item in fresh.indicators
            if item.node == node.id
        ]
    for each in differences:
        if each.kind in ("new", "moved"):
            above = fresh.node(each.fresh or "").parent
            nodes[known[each.fresh or ""]].parent = known[above] if above else None
        elif each.kind == "changed" and each.ours:
            node, said = nodes[each.ours], fresh.node(each.fresh or "")
            if each.part == "field":
                node.fields[each.label] = said.fields.get(each.label, "")
            else:
                setattr(node, each.part, getattr(said, each.part))
        elif each.kind == "new_indicator":
            plan.indicators.append(Indicator(f"new-{each.items[1]}", each.ours, each.fresh_text))
        elif each.kind == "changed_indicator":
            next(item for item in plan.indicators if item.id == each.items[2]).text = each.fresh_text
        elif each.kind == "gone_indicator":
            plan.indicators = [item for item in plan.indicators if item.id != each.items[2]]
    gone = {each.ours for each in differences if each.kind == "gone"}
    plan.nodes = [node for node in plan.nodes if node.id not in gone]
    plan.indicators = [item for item in plan.indicators if item.node not in gone]
    return plan


Edit = tuple[int, int, str]
edits: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 30), texts), min_size=1, max_size=8
)


def edited(reading: Reading, changes: list[Edit]) -> Reading:
    """A reading in which somebody wrote: other words, nodes and indicators that come, go and move."""
    plan = copy.deepcopy(reading)
    for at, (kind, which, words) in enumerate(changes):
        node = plan.nodes[which % len(plan.nodes)] if plan.nodes else None
        if kind == 0 or node is None:
            plan.nodes.append(Node(f"e{at}", node and node.id, "action", words))
        elif kind == 1:
            node.title = words
        elif kind == 2:
            node.fields = {**node.fields, "Doel": words}
        elif kind == 3:
            node.text, node.level = words, LEVELS[which % len(LEVELS)]
        elif kind == 4:
            plan.indicators.append(Indicator(f"e{at}", node.id, words))
        elif kind == 5:
            plan.indicators = plan.indicators[1:]
        elif kind == 6:
            node.end = When("2027-12-31", "day", words)
        elif kind == 7:
            for child in plan.children(node.id):
                child.parent = node.parent
            plan.nodes.remove(node)
            plan.indicators = [item for item in plan.indicators if item.node != node.id]
            plan.milestones = [item for item in plan.milestones if item.node != node.id]
        elif not any(child.parent == node.id for child in plan.nodes):
            roots = [each.id for each in plan.nodes if each.parent is None and each is not node]
            node.parent = roots[which % len(roots)] if roots else None
    return plan


@settings(max_examples=50, deadline=None)
@given(readings())
def test_a_reading_differs_nowhere_from_itself(reviewed: Reviewed) -> None:
    reading, _ = reviewed
    assert compare(reading, reading, reading) == []
    assert compare(reading, renamed(reading, "f"), renamed(reading, "o")) == []


@settings(max_examples=60, deadline=None)
@given(readings(), edits)
def test_taking_over_all_of_a_changed_document_gives_that_document(
    reviewed: Reviewed, changes: list[Edit]
) -> None:
    base, _ = reviewed
    fresh, ours = renamed(edited(base, changes), "f"), renamed(base, "o")
    found = compare(base, fresh, ours)
    assert {each.state for each in found} <= {"document"}
    assert told(accepted(ours, fresh, found, recognised(base, fresh, ours))) == told(fresh)


@settings(max_examples=50, deadline=None)
@given(readings(), edits)
def test_what_only_we_changed_is_kept(reviewed: Reviewed, changes: list[Edit]) -> None:
    base, _ = reviewed
    found = compare(base, renamed(base, "f"), renamed(edited(base, changes), "o"))
    assert {each.state for each in found} <= {"ours"}


@settings(max_examples=50, deadline=None)
@given(readings(), edits, edits)
def test_every_difference_has_its_own_key_and_a_sentence(
    reviewed: Reviewed, theirs: list[Edit], own: list[Edit]
) -> None:
    base, _ = reviewed
    found = compare(base, renamed(edited(base, theirs), "f"), renamed(edited(base, own), "o"))
    assert len({each.key for each in found}) == len(found)
    assert all(each.sentence.endswith(".") for each in found)


@pytest.fixture
def base() -> Reading:
    return Reading(
        {},
        title="Warm dorp",
        nodes=[
            Node("g", None, "goal", "Iedereen hoort erbij", code="Doel 1"),
            Node(
                "a", "g", "action", "Een buurttafel in elk dorp", code="Actie 1", fields={"Trekker": "OCMW"}
            ),
            Node("b", "g", "action", "Een belgroep opstarten", code="Actie 2", text="Elke week bellen wij."),
            Node("c", "g", "action", "Mantelzorgers ontmoeten elkaar", code="Actie 3"),
        ],
        indicators=[Indicator("i", "a", "Aantal tafels per dorp per jaar")],
    )


def both(base: Reading, theirs: dict[str, Any], own: dict[str, Any]) -> list[Difference]:
    fresh, ours = renamed(base, "f"), renamed(base, "o")
    fresh.nodes[1] = replace(fresh.nodes[1], **theirs)
    ours.nodes[1] = replace(ours.nodes[1], **own)
    return compare(base, fresh, ours)


EVERY_PART: list[tuple[str, dict[str, Any]]] = [
    ("title", {"title": "Een buurttafel in elke wijk"}),
    ("code", {"code": "Actie 11"}),
    ("level", {"level": "project"}),
    ("text", {"text": "Buren eten samen."}),
    ("field", {"fields": {"Trekker": "Okra"}}),
    ("start", {"start": When("2026-03-01", "season", "voorjaar 2026")}),
    ("end", {"end": When("2027-12-31", "day", "eind 2027")}),
    ("parent", {"parent": None}),
]


@pytest.mark.parametrize(("part", "change"), EVERY_PART)
def test_a_difference_per_part(base: Reading, part: str, change: dict[str, Any]) -> None:
    for theirs, own, state in ((change, {}, "document"), ({}, change, "ours")):
        found = both(base, theirs, own)
        assert [(each.part, each.state, each.base, each.fresh, each.ours) for each in found] == [
            (part, state, "a", "fa", "oa")
        ]
    assert both(base, change, change) == []


def test_both_changed_it_shows_all_texts(base: Reading) -> None:
    [found] = both(base, {"fields": {"Trekker": "Okra"}}, {"fields": {"Trekker": "sociale dienst"}})
    assert (found.state, found.base_text, found.fresh_text, found.our_text) == (
        "both", "OCMW", "Okra", "sociale dienst",
    )  # fmt: skip
    assert found.sentence == (
        "Het veld “Trekker” van “Actie 1” werd in het document “Okra” en in het plan “sociale dienst”."
    )


def test_nodes_come_and_go(base: Reading) -> None:
    fresh, ours = renamed(base, "f"), renamed(base, "o")
    fresh.nodes = [*fresh.nodes[:3], Node("fd", "fg", "action", "Een deelauto", code="Actie 4")]
    found = compare(base, fresh, ours)
    assert [(each.kind, each.state, each.sentence) for each in found] == [
        ("new", "document", "“Actie 4” is nieuw."),
        ("gone", "document", "“Actie 3” staat niet meer in het document."),
    ]
    assert found[0].parents == (None, "fg", None)
    assert recognised(base, fresh, ours)["fg"] == "og"

    ours.nodes[3].text = "Wij schreven hier iets bij."
    assert compare(base, fresh, ours)[1].state == "both"
    ours.nodes = ours.nodes[:3]
    assert [each.kind for each in compare(base, fresh, ours)] == ["new"]
    [kept] = compare(base, renamed(base, "f"), ours)
    assert (kept.kind, kept.state) == ("gone", "ours")
    assert kept.sentence == "“Actie 3” werd in het plan weggenomen en blijft weg."


def test_indicators_come_go_and_are_reworded(base: Reading) -> None:
    fresh, ours = renamed(base, "f"), renamed(base, "o")
    fresh.indicators[0].text = "Aantal tafels per dorp per maand"
    fresh.indicators.append(Indicator("new", "fb", "Aantal bellers"))
    found = compare(base, fresh, ours)
    assert [(each.kind, each.items) for each in found] == [
        ("changed_indicator", ("i", "fi", "oi")),
        ("new_indicator", (None, "new", None)),
    ]
    fresh.indicators = fresh.indicators[1:]
    assert [(each.kind, each.state) for each in compare(base, fresh, ours)] == [
        ("gone_indicator", "document"),
        ("new_indicator", "document"),
    ]


def test_an_action_put_between_is_new_and_the_others_get_other_numbers(base: Reading) -> None:
    fresh = renamed(base, "f")
    fresh.nodes[2].code, fresh.nodes[3].code = "Actie 3", "Actie 4"
    fresh.nodes.insert(2, Node("new", "fg", "action", "Fietsles voor nieuwkomers", code="Actie 2"))
    found = compare(base, fresh, renamed(base, "o"))
    assert [(each.kind, each.part, each.base) for each in found] == [
        ("new", "node", None),
        ("changed", "code", "b"),
        ("changed", "code", "c"),
    ]


def test_a_node_with_another_name_is_known_by_what_it_holds(base: Reading) -> None:
    fresh = renamed(base, "f")
    fresh.nodes[2] = replace(fresh.nodes[2], title="Telefoonster zijn", code=None)
    found = compare(base, fresh, renamed(base, "o"))
    assert {each.part for each in found} == {"title", "code"}
    assert {each.why for each in found} == {"zelfde plaats en inhoud"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", UNSEEN[::4], ids=lambda path: path.stem)
def test_a_stored_plan_differs_nowhere_from_its_reading(people: Cast, path: Path) -> None:
    reading = read_file(path)
    plan = stored_plan(people, reading=reading)
    assert compare(reading, read_file(path), reading_of(plan)) == []


def test_twice_as_many_nodes_are_twice_the_work() -> None:
    def three_plans(many: int) -> Callable[[], list[Difference]]:
        base = large_reading(many)
        fresh, ours = renamed(base, "f"), renamed(base, "o")
        for at, node in enumerate(fresh.nodes):
            if at % 3 == 0:
                node.title = f"{node.title} en de stad"
            if at % 4 == 0:
                node.code = f"A.{at}"
        ours.nodes[5].text = "Wij schreven dit zelf."
        return lambda: compare(base, fresh, ours)

    found = three_plans(400)()
    assert len(found) > 180
    assert {each.kind for each in found} == {"changed"}
    assert growth(three_plans, 300) < 2.6
