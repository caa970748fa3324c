"""The law of the live leaflet: after any edits it says what a fresh look at the same plan says."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan_texts import large_reading
from reading.findings.test_findings import _ids, _nodes, _readings, _whens, _words, large_plan
from streekwerk.reading.extract import extract_bytes
from streekwerk.reading.findings import LiveFindings
from streekwerk.reading.models import Indicator, Line, Milestone, Node, Reading, Unplaced
from streekwerk.reading.queries import read_document

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "sample" / "documents").iterdir())


def check(live: LiveFindings, lines: tuple[Line, ...] = ()) -> None:
    """Also in the order of the rules, and with every word, place and number the same."""
    fresh = LiveFindings(deepcopy(live.reading), lines)
    assert list(live.by_mark().items()) == list(fresh.by_mark().items())


# ------------------------------------------------------------------ any reading, any edits

_parts = st.fixed_dictionaries(
    {},
    optional={
        "title": _words,
        "text": _words,
        "code": st.none() | st.sampled_from(["Actie 1", "Actie 3", "2)", "B.", "3.1"]),
        "level": st.sampled_from(["goal", "action", "statement", "action_plan"]),
        "fields": st.dictionaries(st.sampled_from(["Middelen", "Timing", "Wat", "Trekker"]), _words, max_size=3),
        "start": st.none() | _whens,
        "end": st.none() | _whens,
        "links": st.lists(_ids, max_size=2),
    },
)  # fmt: skip
_indicators = st.lists(_words, max_size=2)
_edits = st.one_of(
    st.tuples(st.just("change"), _ids, _parts),
    st.tuples(st.just("indicators"), _ids, _indicators),
    st.tuples(st.just("milestones"), _ids, st.lists(st.tuples(_words, _whens), max_size=2)),
    st.tuples(st.just("move"), _ids, st.none() | _ids),
    st.tuples(st.just("remove"), _ids, st.none()),
    st.tuples(st.just("add"), _ids, _nodes),
    st.tuples(st.just("shuffle"), _ids, st.randoms(use_true_random=False)),
    st.tuples(st.just("tray"), _ids, _words),
    st.tuples(st.just("period"), _ids, st.none() | st.just(("2025-01-01", "2026-12-31"))),
)


def edited(reading: Reading, edit: tuple[str, str, object]) -> tuple[Reading, set[str]]:
    """The reading after an edit, made as the product makes it: untouched nodes stay the same objects."""
    kind, name, value = edit
    nodes, extra = list(reading.nodes), {}
    match kind, value:
        case "change", dict():
            nodes = [replace(node, **value) if node.id == name else node for node in nodes]
        case "indicators", list():
            kept = [item for item in reading.indicators if item.node != name]
            extra["indicators"] = kept + [Indicator("i", name, text) for text in value]
        case "milestones", list():
            kept_ = [item for item in reading.milestones if item.node != name]
            extra["milestones"] = kept_ + [Milestone(name, text, when) for text, when in value]
        case "move", _:
            nodes = [replace(node, parent=value) if node.id == name else node for node in nodes]
        case "remove", _:
            nodes = [node for node in nodes if node.id != name]
        case "add", Node():
            nodes = [*(node for node in nodes if node.id != name), replace(value, id=name)]
        case "shuffle", random.Random():
            value.shuffle(nodes)
        case "tray", str():
            extra["unplaced"] = [*reading.unplaced, Unplaced(value, name)]
        case "period", _:
            extra["period"] = value
    return replace(reading, nodes=nodes, **extra), {name}


@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(_readings, st.lists(_edits, min_size=1, max_size=6))
def test_after_any_edits_the_findings_are_those_of_a_fresh_look(
    reading: Reading, edits: list[tuple[str, str, object]]
) -> None:
    lines = tuple(Line(n, text, text) for n, text in enumerate([node.title for node in reading.nodes] * 2, 1))
    live = LiveFindings(reading, lines)
    for edit in edits:
        after, touched = edited(live.reading, edit)
        live.become(after, touched)
        check(live, lines)


# ------------------------------------------------------------------ real plans

_SENTENCES = (
    "Zie actie 99 en link met 9.9.",
    "Het aantal daalt van 20 % naar 25 % (een stijging van 5 %).",
    "Dit begrip moet nog gedefinieerd worden.",
    "Nog te bepalen in 2027 met het XQZ.",
    "Xylofoon Qua Zin (XQZ) is er ook",
    "Tegen 31/12/2045 meer ontmoetingen in de",
    "Geen. Te voorzien in 2026: € 5.000 (of minder",
    "",
)


def scrambled(reading: Reading, chance: random.Random) -> tuple[Reading, set[str]]:
    """One edit as people make them: words, a field, a code, a date, an indicator, a move, an archiving."""
    at = chance.randrange(len(reading.nodes))
    node, sentence = reading.nodes[at], chance.choice(_SENTENCES)
    nodes, extra = list(reading.nodes), {}

    def move() -> None:
        below = {node.id}
        for other in reading.nodes:
            if other.parent in below:
                below.add(other.id)
        homes = [other.id for other in reading.nodes if other.id not in below]
        if homes:
            nodes[at] = replace(node, parent=chance.choice(homes))

    def archive() -> None:
        nodes[:] = [
            replace(o, parent=node.parent) if o.parent == node.id else o for o in nodes if o is not node
        ]

    def measure() -> None:
        kept = [item for item in reading.indicators if item.node != node.id]
        extra["indicators"] = kept + [Indicator("i", node.id, sentence)] * chance.randrange(3)

    def put(**parts: object) -> Callable[[], None]:
        return lambda: nodes.__setitem__(at, replace(node, **parts))  # type: ignore[arg-type]

    labels = list(node.fields) or ["Middelen"]
    chance.choice(
        [
            put(title=f"{node.title} {sentence}"),
            put(title=chance.choice(reading.nodes).title, code=chance.choice(reading.nodes).code),
            put(text=sentence),
            put(fields={**node.fields, chance.choice(labels): sentence}),
            put(fields={}),
            put(end=node.start, start=node.end),
            put(level=chance.choice(reading.nodes).level),
            put(links=[chance.choice(reading.nodes).id]),
            move,
            archive,
            measure,
        ]
    )()
    return replace(reading, nodes=nodes, **extra), {node.id}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:12])
def test_a_long_day_of_edits_on_a_sample_document(path: Path) -> None:
    chance = random.Random(path.name)
    document = extract_bytes(path.read_bytes(), path.name)
    live = LiveFindings(read_document(document), document.lines)
    for _ in range(12):
        live.become(*scrambled(live.reading, chance))
        check(live, document.lines)


@pytest.mark.parametrize("make", [large_reading, large_plan])
def test_edits_in_a_plan_of_two_thousand_nodes(make: Callable[[], Reading]) -> None:
    chance = random.Random(7)
    live = LiveFindings(make())
    for _ in range(2):
        for _ in range(4):
            live.become(*scrambled(live.reading, chance))
        check(live)
