"""The difference between two texts of a plan: every change told, each once, nothing told that is not there."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streekwerk.plans.rules.changes import Change, counted
from streekwerk.plans.rules.differences import difference
from streekwerk.plans.rules.marking import marked
from streekwerk.plans.rules.versions import NodeText, Snapshot, readable, said, seal
from work import growth

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = {"goal": ["Doelstelling", "Doelstellingen"], "action": ["Actie", "Acties"]}


def node(number: int, parent: int | None = None, **said: Any) -> NodeText:
    """A node of a snapshot, an action unless said otherwise."""
    made: dict[str, Any] = {
        "id": number, "parent": parent, "level": "action", "level_label": "", "code": f"Actie {number}",
        "title": f"Titel {number}", "text": "", "fields": {}, "start": None, "end": None, "steward": "",
        "lead": "", "partners": [], "priority": "", "external_code": "", "indicators": [], "milestones": [],
        "links": [],
    }  # fmt: skip
    return made | said  # type: ignore[return-value]


def day(iso: str) -> dict[str, str]:
    return {"date": iso, "precision": "day", "words": iso}


def snapshot(*nodes: NodeText, **plan: str) -> Snapshot:
    return {
        "format": 1,
        "plan": {"title": "Samen wonen", "organisation": "", "start": None, "end": None} | plan,  # type: ignore[typeddict-item]
        "nodes": list(nodes),
        "loose": {"indicators": [], "milestones": []},
        "carried": {"revision": 1, "words": WORDS, "sheet_labels": [], "names": {}},
    }


GOAL = node(1, level="goal", code="Doel 1")


def small() -> Snapshot:
    return snapshot(
        GOAL,
        node(
            2, 1, end=day("2024-12-31"), fields={"Partners": "OCMW"}, indicators=[{"id": 7, "text": "Aantal"}]
        ),
        node(3, 1, links=[{"id": 5, "kind": "preparation", "target": 2, "rationale": ""}]),
        node(4, None, level="goal", code="Doel 4"),
    )


def changed(number: int, **values: Any) -> Callable[[Snapshot], None]:
    def edit(whole: Snapshot) -> None:
        next(node for node in whole["nodes"] if node["id"] == number).update(values)  # type: ignore[typeddict-item]

    return edit


def order(*numbers: int) -> Callable[[Snapshot], None]:
    def edit(whole: Snapshot) -> None:
        by_id = {node["id"]: node for node in whole["nodes"]}
        whole["nodes"] = [by_id[number] for number in numbers]

    return edit


def dropped(*numbers: int) -> Callable[[Snapshot], None]:
    def edit(whole: Snapshot) -> None:
        whole["nodes"] = [node for node in whole["nodes"] if node["id"] not in numbers]

    return edit


EDITS: list[tuple[Callable[[Snapshot], None], str]] = [
    (changed(2, end=day("2025-06-30")), "Actie 2: einde verschoven van 31/12/2024 naar 30/06/2025"),
    (changed(2, end=None), "Actie 2: einde weggehaald, was 31/12/2024"),
    (
        changed(2, end={"date": "2024-12-31", "precision": "day", "words": "eind 2024"}),
        "Actie 2: einde anders verwoord",
    ),
    (changed(3, start=day("2026-01-01")), "Actie 3: begin toegevoegd: 01/01/2026"),
    (changed(3, title="Anders"), "Actie 3: titel gewijzigd"),
    (changed(3, text="Erbij"), "Actie 3: tekst ingevuld"),
    (changed(2, fields={"Partners": "OCMW en huisartsen"}), "Actie 2: “Partners” gewijzigd"),
    (changed(2, fields={}), "Actie 2: “Partners” leeggemaakt"),
    (changed(3, steward="An"), "Actie 3: trekker is nu An"),
    (changed(3, partners=["OCMW Geel"]), "Actie 3: partners: OCMW Geel erbij"),
    (changed(3, code="Actie 33"), "Actie 33: nummer was Actie 3, is nu Actie 33"),
    (changed(3, priority="priority"), "Actie 3: prioriteit is nu prioritair"),
    (changed(3, parent=4), "Actie 3: verplaatst van Doel 1 naar Doel 4"),
    (order(1, 3, 2, 4), "Actie 3: staat nu vooraan"),
    (dropped(3), "Actie 3 “Titel 3”: uit het plan gehaald"),
    (dropped(1, 2, 3), "Doel 1 “Titel 1”: uit het plan gehaald, met 2 onderdelen eronder"),
    (
        lambda whole: whole["nodes"].append(node(9, 4)),
        "Actie 9 “Titel 9”: nieuw in het plan, onder Doel 4",
    ),
    (changed(2, indicators=[]), "Actie 2: indicator geschrapt: “Aantal”"),
    (changed(2, indicators=[{"id": 7, "text": "Aantal huizen"}]), "Actie 2: indicator gewijzigd"),
    (
        changed(3, indicators=[{"id": 8, "text": "Bereik"}]),
        "Actie 3: nieuwe indicator: “Bereik”",
    ),
    (changed(3, links=[]), "Actie 3: verband weggehaald: bereidt voor Actie 2"),
    (
        changed(3, links=[{"id": 5, "kind": "dependency", "target": 2, "rationale": ""}]),
        "Actie 3: verband gewijzigd: bereidt voor Actie 2 werd hangt af van Actie 2",
    ),
    (lambda whole: whole["plan"].__setitem__("title", "Anders"), "Het plan: titel gewijzigd"),
    (
        lambda whole: whole["loose"]["indicators"].append({"id": 30, "text": "Los"}),
        "Het plan: nieuwe indicator: “Los”",
    ),
]


@pytest.mark.parametrize(("edit", "sentence"), EDITS, ids=[sentence for _, sentence in EDITS])
def test_one_edit_is_one_sentence(edit: Callable[[Snapshot], None], sentence: str) -> None:
    before, after = small(), copy.deepcopy(small())
    edit(after)
    assert [change.in_words for change in difference(before, after)] == [sentence]


def test_a_part_that_moves_is_told_once() -> None:
    before, after = small(), copy.deepcopy(small())
    after["nodes"][2]["indicators"] = after["nodes"][1]["indicators"]
    after["nodes"][1]["indicators"] = []
    assert [change.in_words for change in difference(before, after)] == [
        "Actie 3: indicator “Aantal” staat nu hier"
    ]


def test_a_number_that_stands_twice_is_told_with_its_title() -> None:
    before = snapshot(GOAL, node(2, 1, code="1"), node(3, 1, code="1"))
    after = copy.deepcopy(before)
    after["nodes"][2]["text"] = "Erbij"
    assert difference(before, after)[0].subject == "Actie 1 “Titel 3”"


def test_what_is_only_carried_is_no_change() -> None:
    before, after = small(), copy.deepcopy(small())
    after["carried"]["revision"] = 99
    assert difference(before, after) == []
    assert said(before) == said(after)
    assert seal(before) != seal(after)


def test_a_reader_sees_no_link_to_what_he_may_not_read() -> None:
    whole = snapshot(GOAL, node(2, 1, links=[{"id": 1, "kind": "reference", "target": 77, "rationale": "x"}]))
    assert readable(whole, set())["nodes"][1]["links"] == []
    assert readable(whole, {77}) is whole


@st.composite
def plans(draw: st.DrawFn) -> Snapshot:
    """A plan of some nodes in the order of the plan, with parts and links."""
    count = draw(st.integers(0, 7))
    numbers = draw(st.permutations(range(1, 9)))[:count]
    parents: dict[int, int | None] = {}
    for at, number in enumerate(numbers):
        parents[number] = draw(st.sampled_from([None, *numbers[:at]]))
    words = st.sampled_from(["", "wonen", "wonen en zorg", "zorg"])
    dates = st.sampled_from([None, day("2024-12-31"), day("2025-06-30")])
    where = {number: draw(st.sampled_from([None, *numbers])) for number in range(100, 103)}
    parts = {number: {"id": number, "text": draw(words)} for number in where if draw(st.booleans())}
    made = {
        number: node(
            number,
            parents[number],
            title=draw(words),
            text=draw(words),
            end=draw(dates),
            steward=draw(words),
            fields=draw(st.dictionaries(st.sampled_from(["Wie", "Wat"]), words, max_size=2)),
            partners=draw(st.permutations(["A", "B"])),
            indicators=[parts[part] for part in parts if where[part] == number],
            links=[{"id": number, "kind": "dependency", "target": draw(st.integers(1, 9)), "rationale": ""}]
            if draw(st.booleans())
            else [],
        )
        for number in numbers
    }
    for text in made.values():
        text["fields"] = {label: said for label, said in text["fields"].items() if said}
    ordered: list[NodeText] = []

    def walk(parent: int | None) -> None:
        for number in numbers:
            if parents[number] == parent:
                ordered.append(made[number])
                walk(number)

    walk(None)
    whole = snapshot(*ordered, title=draw(words))
    whole["loose"]["indicators"] = [parts[part] for part in parts if where[part] is None]  # type: ignore[misc]
    return whole


@SLOW
@given(plans(), plans())
def test_nothing_is_left_out_and_nothing_made_up(one: Snapshot, other: Snapshot) -> None:
    """One law with the next: two plans to compare take far longer to make than to compare."""
    changes = difference(one, other)
    assert (changes == []) == (said(one) == said(other))
    for change in changes:
        assert change.subject
        assert change.what
        assert "  " not in change.in_words
    for plan in (one, other):
        assert difference(plan, copy.deepcopy(plan)) == []


@given(st.text("ab c\n", max_size=40), st.text("ab c\n", max_size=40))
def test_marked_pieces_hold_both_texts(before: str, after: str) -> None:
    pieces = marked(before, after)
    shown = {piece.kind for piece in pieces}
    assert (shown <= {"same"}) == (before.split() == after.split())
    for side, text in (("gone", before), ("new", after)):
        kept = " ".join(piece.text for piece in pieces if piece.kind in (side, "same"))
        assert kept.split() == text.split() or "…" in kept


def test_counts_say_what_kind() -> None:
    before, after = small(), copy.deepcopy(small())
    for edit in (changed(2, end=None), dropped(3), lambda whole: whole["nodes"].append(node(9, 4))):
        edit(after)
    assert counted(difference(before, after)) == "3 wijzigingen: 1 actie erbij, 1 actie eruit, 1 datum"
    assert counted([Change("text", 1, "Actie 1", "tekst gewijzigd")]) == "1 wijziging: 1 tekst"


def test_twice_as_many_nodes_are_twice_the_work() -> None:
    def two_plans(many: int) -> Callable[[], list[Change]]:
        before = snapshot(
            *(node(number, None, text="Wij organiseren ontmoeting " * 20) for number in range(many))
        )
        after = copy.deepcopy(before)
        for text in after["nodes"][::3]:
            text["text"] += "met de buurt"
        after["nodes"].reverse()
        return lambda: difference(before, after)

    assert len(two_plans(600)()) == 200 + 599
    assert growth(two_plans, 300) < 2.5
