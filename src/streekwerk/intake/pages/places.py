"""Where a row that was added in a workbook can go in the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from streekwerk.intake.models import WorkbookChange
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.network.models import Network
from streekwerk.plans.choices import LEVEL_LABELS
from streekwerk.plans.queries import level_word
from streekwerk.reading.models import LEVELS

MOST = 60
"""More places than a person chooses from."""


def places_for(change: WorkbookChange, nodes: Mapping[int, Any], network: Network) -> list[tuple[str, str]]:
    """The places for a new row, the likeliest first: beside the row above it, or under that.

    `nodes` are the rows of the plan by number. A value is “number:level”, 0 for the top of the plan.
    """
    near = nodes.get(change.node_id or 0)
    level = _level_of(change.cells.get("level", ""), nodes, network) or (near.level if near else "action")
    above: list[Any] = []
    here = near
    while here is not None and here not in above:
        above.append(here)
        here = nodes.get(here.parent_id)
    rank = LEVELS.index
    likely = [node for node in above if rank(node.level) < rank(level)]
    others = [
        node
        for node in nodes.values()
        if node not in likely
        and rank(node.level) < rank(level)
        and node.level not in ("statement", "funding")
    ]
    word = level_word(network, level)
    options = [
        (f"{node.pk}:{level}", f"{word} onder {f'{node.code} {node.title}'.strip()[:90]}")
        for node in [*likely, *others][:MOST]
    ]
    top = (f"0:{level}", f"{word} op het hoogste niveau")
    return [*options, top] if likely or others else [top]


def _level_of(said: str, nodes: Mapping[int, Any], network: Network) -> str:
    if not said:
        return ""
    words = {bare(level_word(network, level)): level for level in LEVEL_LABELS}
    words |= {bare(node.level_label): node.level for node in nodes.values() if node.level_label}
    return words.get(bare(said), "")
