"""Blocks of the document that stand where they do not belong."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from streekwerk.reading.findings.outline import Outline
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import listed, quoted
from streekwerk.reading.models import Node, Unplaced, merged


def _displaced(outline: Outline) -> Iterator[Found]:
    """What stands under another heading than where it belongs, one finding per proposed home."""
    by_home: dict[str, list[Unplaced]] = defaultdict(list)
    for item in outline.reading.unplaced:
        home = outline.node(item.proposal)
        if home and item.text.strip() and not _already_there(outline, item, home):
            by_home[home.id].append(item)
    for home_id, items in by_home.items():
        home = outline.node(home_id)
        assert home
        count = f"{len(items)} stukken tekst horen" if len(items) > 1 else "Eén stuk tekst hoort"
        shown = listed([quoted(item.text, 50) for item in items], most=4)
        yield Found(
            f"{count} wellicht onder {outline.name(home)}: {shown}.",
            None,
            (home.title, *(item.text for item in items)),
            tuple(merged([span for item in items for span in item.spans])),
            {"proposal": home_id, "count": len(items), "why": [item.why for item in items]},
        )


def _already_there(outline: Outline, item: Unplaced, home: Node) -> bool:
    """Whether the block stands right under its home: a list nobody understood, not one out of place."""
    if not item.spans:
        return False
    starts = outline.once(_starts)
    at = bisect_left(starts, (item.spans[0][0], -1))
    if not at:
        return False
    nearest = outline.nodes[starts[at - 1][1]]
    return nearest is home or home in outline.ancestors(nearest)


def _starts(outline: Outline) -> list[tuple[int, int]]:
    """Every line where something begins, with the place of its node in the plan; in order."""
    return sorted((span[0], at) for at, node in enumerate(outline.nodes) for span in node.spans)


RULES = (
    Rule(
        "placement.displaced", "Plaats", "Tekst op de verkeerde plaats",
        "Een blok onder de verkeerde kop leest als deel van een ander doel; wie het zoekt, vindt het niet.",
        "Zet het blok op zijn plaats in de bak “te plaatsen”.",
        "warning", _displaced, "plan",
    ),
)  # fmt: skip
