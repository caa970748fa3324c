"""The blocks of a report, each a pure function from facts to parts of `content`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from streekwerk.reports.rules.blocks.actions import ACTIONS, BLOCKED, GOALS, MILESTONES
from streekwerk.reports.rules.blocks.base import Block, Links, Option, Surroundings
from streekwerk.reports.rules.blocks.changes import CHANGED, DECISIONS
from streekwerk.reports.rules.blocks.figures import DELIVERABLES, METERS
from streekwerk.reports.rules.blocks.means import ASSUMPTIONS, BUDGET, FINDINGS, OWN, RISKS

BLOCKS: dict[str, Block] = {
    block.kind: block
    for block in (
        CHANGED, BLOCKED, GOALS, ACTIONS, METERS, DELIVERABLES, MILESTONES, BUDGET, ASSUMPTIONS, RISKS,
        DECISIONS, FINDINGS, OWN,
    )
}  # fmt: skip

__all__ = ["BLOCKS", "Block", "Links", "Option", "Surroundings", "checked"]


def checked(blocks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """These blocks as they are kept: known ones only, each with every option of its own.

    >>> checked([{"kind": "own", "options": {"text": "Dag", "x": 1}}, {"kind": "?"}])
    [{'kind': 'own', 'options': {'text': 'Dag', 'when_empty': True, 'title': ''}}]
    """
    return [
        {"kind": each["kind"], "options": BLOCKS[each["kind"]].chosen(each.get("options") or {})}
        for each in blocks
        if each.get("kind") in BLOCKS
    ]
