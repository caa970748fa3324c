"""What can be done with what is looked at: a node, or chosen lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from streekwerk.intake.pages.desk import Desk
from streekwerk.intake.rules.asking import said
from streekwerk.plans.queries import level_word
from streekwerk.reading.models import LEVELS, Indicator, Node

PLACES: tuple[tuple[str, str], ...] = (
    ("text", "tekst van een onderdeel"),
    ("field", "een veld van een fiche"),
    ("indicator", "een indicator"),
    ("node", "een nieuw onderdeel"),
    ("tray", "nog te plaatsen (lade)"),
    ("aside", "geen deel van het plan (opzij)"),
)
SHOWN = 12
"""Lines that the panel repeats."""


@dataclass(frozen=True)
class Panel:
    """What the panel shows."""

    node: Node | None = None
    letter: str = ""
    colour: str = ""
    word: str = ""
    where: str = ""
    indicators: list[Indicator] = field(default_factory=list)
    split_lines: list[tuple[int, str]] = field(default_factory=list)
    levels: Sequence[tuple[str, str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """Labels of fields that the sheets of this plan have."""
    lines: str = ""
    quoted: list[tuple[int, str]] = field(default_factory=list)
    more: int = 0
    to: str = "text"
    places: tuple[tuple[str, str], ...] = PLACES
    target: str = ""
    """The name of the node that is proposed for the lines."""


def panel_of(desk: Desk) -> Panel:
    """The panel for chosen lines, for the chosen node, or for the plan as a whole."""
    levels = [(level, level_word(desk.review.network, level)) for level in LEVELS]
    if desk.look.lines:
        numbers = [n for a, b in desk.look.lines for n in range(a, min(b, len(desk.texts)) + 1)]
        quoted = [(n, desk.texts[n - 1]) for n in numbers if desk.texts[n - 1].strip()]
        return Panel(
            lines=said(desk.look.lines),
            quoted=quoted[:SHOWN],
            more=max(0, len(quoted) - SHOWN),
            to=desk.look.to or "text",
            target=_name(desk, desk.chosen),
            levels=levels,
            labels=list(dict.fromkeys(label for node in desk.reading.nodes for label in node.fields))[:80],
        )
    node = desk.chosen
    if node is None:
        return Panel()
    numbers = [n for a, b in node.spans for n in range(a, min(b, len(desk.texts)) + 1)]
    own = [(n, desk.texts[n - 1].strip()[:80]) for n in numbers if desk.texts[n - 1].strip()]
    return Panel(
        node=node,
        letter=desk.letter(node.id),
        colour=desk.colour(node.id),
        word=desk.word(node),
        where=", ".join(str(a) if a == b else f"{a}–{b}" for a, b in node.spans),
        indicators=desk.indicators.get(node.id, []),
        split_lines=own[1:],
        levels=levels,
    )


def _name(desk: Desk, node: Node | None) -> str:
    if node is None:
        return ""
    return next((name for name, node_id in desk.names.items() if node_id == node.id), "")
