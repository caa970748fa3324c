"""The flattened table of the sample region, held against the outline it was made from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from streekwerk.reading.queries import read_file

SAMPLE = Path(__file__).resolve().parents[2] / "sample"
KINDS = {"goal": "goal", "action_plan": "plan", "action": "action"}


def outline_of(text: str) -> set[tuple[str, str, str]]:
    """Kind, text and heading of everything in the outline: = goal, == plan, - action, + indicator."""
    found: set[tuple[str, str, str]] = set()
    goal = plan = ""
    for line in text.split("\n"):
        heading = re.match(r"(==?) ([^{]+)", line)
        item = re.match(r"([-+])(?:\w+|\.)? (.+)", line)
        if heading and heading[1] == "=":
            goal = heading[2].strip()
            found.add(("goal", goal, ""))
        elif heading:
            plan = heading[2].strip()
            found.add(("plan", plan, goal))
        elif item:
            found.add(("action" if item[1] == "-" else "indicator", item[2].strip(), plan))
    return found


def test_the_sample_table_is_read_as_it_was_written() -> None:
    documents = sorted((SAMPLE / "documents").glob("*.txt"))
    outline = SAMPLE / "make" / "welzijnsbond.txt"
    if len(documents) != 1 or not outline.exists():
        pytest.skip("de voorbeeldregio is hier niet aanwezig")
    reading = read_file(documents[0], dialect="bbc_text")
    nodes = {node.id: node for node in reading.nodes}
    read = {
        (KINDS[node.level], node.title, nodes[node.parent].title if node.parent else "")
        for node in reading.nodes
        if node.level in KINDS
    }
    read |= {("indicator", item.text, nodes[item.node].title) for item in reading.indicators if item.node}
    written = outline_of(outline.read_text(encoding="utf-8"))
    assert read <= written
    assert len(read) >= 0.99 * len(written)
    # The outline also prints a block away from its heading and one under the wrong goal.
    assert len(reading.unplaced) == 2
