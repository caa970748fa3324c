"""What every block of a report shares: its options, what it gets and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from streekwerk.reports.rules.content import Cell, Heading, Paragraph, Part, Run, Tone
from streekwerk.reports.rules.facts import Facts, NodeFact
from streekwerk.reports.rules.sentences import Sentence
from streekwerk.ui import dutch

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Links:
    """Where things stand on the site, with {} for their number; empty: the report has no links."""

    node: str = ""
    meter: str = ""
    deliverable: str = ""

    def to(self, kind: Literal["node", "meter", "deliverable"], number: int | None) -> str:
        """The address of a thing.

        >>> Links(node="/plannen/3/onderdelen/{}/").to("node", 8), Links().to("meter", 8)
        ('/plannen/3/onderdelen/8/', '')
        """
        address: str = getattr(self, kind)
        return address.format(number) if address and number is not None else ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a block needs besides the facts."""

    links: Links = Links()
    sentences: Sequence[Sentence] = ()
    """What changed, as it was read over."""
    previous: str = ""
    """The period of the report it is compared with; empty: this is the first one."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something one can choose about a block."""

    code: str
    label: str
    kind: Literal["yes", "text", "line", "number"] = "yes"
    default: Any = True
    help: str = ""


TITLE = Option("title", "Eigen titel", "line", "")
WHEN_EMPTY = Option("when_empty", "Zeg het ook wanneer er niets te melden is")


@dataclass(frozen=True)
class Block:
    """A part of a report: a pure function from facts to parts."""

    kind: str
    label: str
    explanation: str
    make: Callable[[Facts, Options, Surroundings], list[Part]]
    nothing: str
    """The sentence when there is nothing to say."""
    options: tuple[Option, ...] = ()
    inside: bool = True
    """Whether it shows how a plan is worked on: not for the public."""

    def chosen(self, given: Options) -> dict[str, Any]:
        """Every option of the block with its value; what is unknown or of another kind is left out."""
        found = {}
        for option in self.all_options:
            value = given.get(option.code, option.default)
            found[option.code] = value if isinstance(value, type(option.default)) else option.default
        return found

    @property
    def all_options(self) -> tuple[Option, ...]:
        return (*self.options, WHEN_EMPTY, TITLE)

    def parts(self, facts: Facts, given: Options, around: Surroundings) -> list[Part]:
        """Its heading and what it says; nothing at all when that was chosen and there is nothing to say."""
        options = self.chosen(given)
        if self.inside and not facts.inside:
            return []
        made = self.make(facts, options, around)
        if not made and not (options["when_empty"] and self.nothing):
            return []
        return [Heading(1, options["title"] or self.label), *(made or [Paragraph((Run(self.nothing),))])]


TONES: dict[str, Tone] = {
    "not_started": "not_started", "running": "running", "blocked": "blocked", "paused": "paused",
    "done": "done", "stopped": "stopped", "late": "late", "": "muted",
}  # fmt: skip


def node_cell(node: NodeFact, around: Surroundings) -> Cell:
    """The name of a node, leading to its sheet."""
    return Cell(node.name, href=around.links.to("node", node.id))


def name_of(facts: Facts, number: int | None) -> str:
    """The name of a node; empty when the facts do not know it."""
    node = facts.by_id.get(number or 0)
    return node.name if node else ""


def day_words(iso: str) -> str:
    """A day in words; empty stays empty.

    >>> day_words("2026-09-30"), day_words("")
    ('30 september 2026', '')
    """
    return dutch.day(date.fromisoformat(iso)) if iso else ""


def paragraphs(text: str) -> list[Part]:
    """What somebody wrote, a paragraph per blank line."""
    return [
        Paragraph((Run(" ".join(piece.split())),))
        for piece in text.replace("\r", "").split("\n\n")
        if piece.strip()
    ]
