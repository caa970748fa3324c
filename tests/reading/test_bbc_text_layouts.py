"""One plan, printed as a flattened table in many ways, reads as the same plan."""

from __future__ import annotations

import pytest

from reading.flattened import Layout, printed, rows
from reading.outlines import read
from streekwerk.reading.models import Reading

NARROW = {"goal": 30, "plan": 30, "action": 45, "indicator": 40}
BULLETS = {"action_marker": "• ", "indicator_marker": "• "}

LAYOUTS = {
    "numbers with a bracket": Layout(),
    "numbers with a point": Layout(action_marker="{n}. ", indicator_marker="{n}. "),
    "letters with a bracket": Layout(action_marker="{l}) ", indicator_marker="{l}) "),
    "capitals and numbers": Layout(action_marker="{u}. ", indicator_marker="{n}. "),
    "bullets": Layout(**BULLETS),
    "dashes": Layout(action_marker="- ", indicator_marker="- "),
    "no markers": Layout(action_marker="", indicator_marker=""),
    "no blank lines": Layout(blank=False),
    "no blank lines, bullets": Layout(blank=False, **BULLETS),
    "no blank lines, no funding rows": Layout(blank=False, funding=False),
    "no funding rows": Layout(funding=False),
    "goals wrapped wider than plans": Layout(goal=60, plan=28),
    "goals wrapped, no funding rows": Layout(goal=60, plan=28, funding=False),
    "goals and plans of one width": Layout(goal=35, plan=35),
    "all columns narrow": Layout(**NARROW),
    "all columns narrow, no funding rows": Layout(**NARROW, funding=False),
    "all columns narrow, bullets, no blank lines": Layout(**NARROW, **BULLETS, blank=False),
    "codes in the cells": Layout(codes=True, goal=60, plan=60, action=70, indicator_marker="- ", blank=False),
    "other level words": Layout(
        header="Strategische doelstelling Operationele doelstelling Actie Resultaatsindicator Timing"
    ),
    "capitals in the header": Layout(
        header="DOELSTELLING ACTIEPROGRAMMA MAATREGELEN MEETBAAR RESULTAAT", funding=False, plan=33, action=80
    ),
    "no header": Layout(header=""),
    "very wide": Layout(plan=70, action=200, indicator=200),
    "very narrow plans": Layout(plan=20, action=60, indicator=60),
    "nothing wrapped": Layout(plan=300, action=300, indicator=300),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_plan_is_read_whatever_the_layout(name: str) -> None:
    assert found(read(printed(LAYOUTS[name]), "bbc_text")) == rows()


def found(reading: Reading) -> set[tuple[str, str, str]]:
    """What was read, in the form of `flattened.rows`."""
    nodes = {node.id: node for node in reading.nodes}
    kinds = {"action": "action", "action_plan": "plan", "operational_objective": "plan"}
    result = set()
    for node in reading.nodes:
        if node.level != "funding":
            above = nodes[node.parent].title if node.parent else ""
            result.add((kinds.get(node.level, "goal"), node.title, above))
    for item in reading.indicators:
        above = nodes[item.node] if item.node else None
        if above and above.level == "action" and above.parent:
            above = nodes[above.parent]
        result.add(("indicator", item.text, above.title if above else ""))
    return result


def test_level_words_are_those_of_the_header() -> None:
    reading = read(printed(LAYOUTS["other level words"]), "bbc_text")
    labels = {node.level: node.level_label for node in reading.nodes if node.level != "funding"}
    assert labels == {
        "strategic_objective": "Strategische doelstelling",
        "operational_objective": "Operationele doelstelling",
        "action": "Actie",
    }
