"""Everything the review page needs of one review, asked for once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

from streekwerk.intake.kept import Kept
from streekwerk.intake.models import Review, ReviewStep
from streekwerk.intake.pages.look import Look
from streekwerk.intake.queries import lines_of, state_of, version_of
from streekwerk.intake.rules.asking import names_of
from streekwerk.intake.rules.proposals import ProposedJoin, proposals
from streekwerk.plans.queries import level_word
from streekwerk.reading.models import Indicator, Node, Reading, Unplaced

_DOUBLES = Kept[list[ProposedJoin]](most=6)
LOW = 0.7
"""Below this, a node is shown as uncertain."""
COLOURS = 6
SMALL = 300
"""Up to so many nodes the whole tree is open."""
STEPS = 30
DIRECTIONS = (("up", "↑ Omhoog"), ("down", "↓ Omlaag"), ("in", "→ Eronder"), ("out", "← Hoger"))


@dataclass
class Desk:
    """A review, opened by somebody: its reading, its lines, and what is looked at."""

    review: Review
    look: Look
    reading: Reading = field(init=False)
    lines: list[list[Any]] = field(init=False)
    """Per line of the document [text, where, page]."""

    def __post_init__(self) -> None:
        self.reading = state_of(self.review)
        self.lines = lines_of(self.review.document)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {node.id: node for node in self.reading.nodes}

    @cached_property
    def children(self) -> dict[str | None, list[Node]]:
        found: dict[str | None, list[Node]] = {}
        for node in self.reading.nodes:
            found.setdefault(node.parent if node.parent in self.nodes else None, []).append(node)
        return found

    @cached_property
    def indicators(self) -> dict[str | None, list[Indicator]]:
        found: dict[str | None, list[Indicator]] = {}
        for item in self.reading.indicators:
            found.setdefault(item.node, []).append(item)
        return found

    @cached_property
    def texts(self) -> list[str]:
        return [line[0] for line in self.lines]

    @cached_property
    def chosen(self) -> Node | None:
        """The node that is looked at."""
        return self.nodes.get(self.look.node)

    @cached_property
    def names(self) -> dict[str, str]:
        """What people call each node, with its id."""
        return names_of(self.reading)

    @cached_property
    def doubles(self) -> list[ProposedJoin]:
        return _DOUBLES.get(version_of(self.review), lambda: proposals(self.reading))

    @cached_property
    def branches(self) -> dict[str, int]:
        """Per node the number of its branch: the parts of the highest level that has more than one."""
        tops = self.children.get(None, [])
        if len(tops) == 1 and self.children.get(tops[0].id):
            tops = self.children[tops[0].id]
        found: dict[str, int] = {}
        for number, top in enumerate(tops):
            waiting = [top.id]
            while waiting:
                here = waiting.pop()
                found[here] = number
                waiting += [child.id for child in self.children.get(here, ())]
        return found

    def letter(self, node: str | None) -> str:
        """The letter of the branch of a node: A, B, …, Z, AA; nothing for what is above all branches."""
        number = self.branches.get(node or "", -1)
        return "" if number < 0 else _letter(number)

    def colour(self, node: str | None) -> str:
        """The class that gives a branch its colour."""
        number = self.branches.get(node or "", -1)
        return f"branch-{number % COLOURS + 1}" if number >= 0 else "branch-0"

    def path(self, node: str | None) -> list[str]:
        """The ids from a node up to the top, itself first."""
        found: list[str] = []
        while node in self.nodes and node not in found:
            found.append(node)
            node = self.nodes[node].parent
        return found

    @cached_property
    def wanting(self) -> set[str]:
        """The nodes that ask for attention: uncertain, or likely double."""
        low = {node.id for node in self.reading.nodes if node.confidence < LOW}
        return low | {each for double in self.doubles for each in (double.node, double.into)}

    @cached_property
    def tray(self) -> list[Unplaced]:
        return sorted(self.reading.unplaced, key=lambda item: item.spans[:1] or [(10**9, 0)])

    @cached_property
    def steps(self) -> list[ReviewStep]:
        """The newest steps, those that were undone too; newest first."""
        return list(self.review.steps.order_by("-number")[:STEPS])

    @property
    def last(self) -> ReviewStep | None:
        return next((step for step in self.steps if step.number == self.review.done), None)

    @property
    def undone(self) -> ReviewStep | None:
        return next((step for step in self.steps if step.number == self.review.done + 1), None)

    @cached_property
    def _rest(self) -> str:
        rest = self.look.query(node="", lines=(), to="", start=0)[1:]
        return f"&{rest}" if rest else ""

    def node_query(self, node: str) -> str:
        """The address that shows a node; made by hand, since a page has hundreds of them."""
        return f"?onderdeel={quote_plus(node)}{self._rest}"

    def word(self, node: Node) -> str:
        """The word for the level of a node."""
        return level_word(self.review.network, node.level, node.level_label or "")

    def short(self, node: Node) -> str:
        """Its number, else the word for its level: "Actie 4"."""
        word, code = self.word(node), node.code or ""
        return code if code.startswith(word) else f"{word} {code}".strip()

    @property
    def tree_query(self) -> str:
        """The address of the tree, on a small screen."""
        return self.look.query(side="boom", start=0)

    @property
    def text_query(self) -> str:
        """The address of the text, on a small screen."""
        return self.look.query(side="tekst")

    @property
    def lines_query(self) -> str:
        """The address of the lines of what is chosen."""
        return self.look.query(side="tekst", start=0)

    @property
    def close_query(self) -> str:
        """The address without chosen lines."""
        return self.look.query(lines=(), to="", start=0)

    @property
    def all_query(self) -> str:
        return self.look.query(attention=False)

    @property
    def attention_query(self) -> str:
        return self.look.query(attention=True)

    @property
    def directions(self) -> tuple[tuple[str, str], ...]:
        """Where a node can be shifted, with the word on the button."""
        return DIRECTIONS

    @property
    def small(self) -> bool:
        return len(self.reading.nodes) <= SMALL


def _letter(number: int) -> str:
    """The letters of a column in a sheet.

    >>> [_letter(number) for number in (0, 25, 26)]
    ['A', 'Z', 'AA']
    """
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
