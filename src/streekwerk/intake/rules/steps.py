"""What a person can do to a reading before it becomes a plan: seven kinds of step, each one plain data.

A review is the reading as it was made plus the steps in order; undoing is leaving the last one out.
How a step changes a reading is said in `replay`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.models import LevelName, Span

PlaceKind = Literal["text", "field", "indicator", "node", "tray", "aside"]
"""Where lines can be put: in the text of a node, in a field of its sheet, as an indicator of it,
as a new node under it, back in the tray, or aside (with the reason why)."""


class StepRefused(DomainError):
    """The step cannot be done on the reading as it is now; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """Give a node another title, code or level; None leaves it as it is."""

    kind: ClassVar[str] = "change"
    node: str
    title: str | None = None
    code: str | None = None
    level: LevelName | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Put a node with everything under it below another (None: at the top), before a sibling or last."""

    kind: ClassVar[str] = "move"
    node: str
    parent: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Make one node of two: everything of `node` goes to `into`, its title becomes text there."""

    kind: ClassVar[str] = "merge"
    node: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """Make two nodes of one: from this line of the document on, the rest is a new sibling behind it."""

    kind: ClassVar[str] = "split"
    node: str
    line: int


@dataclass(frozen=True, slots=True)
class Place:
    """Take lines from wherever they are (the tray, a node) and put them somewhere else."""

    kind: ClassVar[str] = "place"
    lines: tuple[Span, ...]
    to: PlaceKind
    node: str | None = None
    """The node that gets them; for a new node its parent (None: at the top). Not for tray and aside."""
    label: str = ""
    """The field of the sheet, for "field"."""
    level: LevelName | None = None
    """The level of the new node, for "node"."""
    why: str = ""
    """Why they are set aside, for "aside"."""


@dataclass(frozen=True, slots=True)
class Describe:
    """Give the plan another title, organisation or period (first and last day, ISO); None leaves it."""

    kind: ClassVar[str] = "describe"
    title: str | None = None
    organisation: str | None = None
    period: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Dissolve:
    """Take a node out of the tree: its children go one level up, its own lines to the tray."""

    kind: ClassVar[str] = "dissolve"
    node: str


Step = Change | Move | Merge | Split | Place | Describe | Dissolve

KINDS: dict[str, type[Step]] = {
    kind.kind: kind for kind in (Change, Move, Merge, Split, Place, Describe, Dissolve)
}


def to_json(step: Step) -> dict[str, Any]:
    """The step as plain data.

    >>> to_json(Split("n3", 14))
    {'kind': 'split', 'node': 'n3', 'line': 14}
    """
    return {"kind": step.kind} | asdict(step)


def from_json(data: Mapping[str, Any]) -> Step:
    """The step that `to_json` wrote, or that a page sent.

    Raises:
        StepRefused: there is no such kind, or something it needs is missing.

    >>> from_json({"kind": "split", "node": "n3", "line": "14"})
    Split(node='n3', line=14)
    """
    kind = KINDS.get(str(data.get("kind")))
    if kind is None:
        raise StepRefused("Deze stap bestaat niet. Laad de bladzijde opnieuw en probeer nog eens.")
    given = {name: data[name] for name in kind.__dataclass_fields__ if name in data and name != "kind"}
    try:
        if "line" in given:
            given["line"] = int(given["line"])
        if "lines" in given:
            given["lines"] = tuple((int(first), int(last)) for first, last in given["lines"])
        if given.get("period"):
            first, last = given["period"]
            given["period"] = (str(first), str(last))
        return kind(**given)
    except (TypeError, ValueError) as error:
        raise StepRefused(
            "Deze stap is niet volledig. Laad de bladzijde opnieuw en probeer nog eens."
        ) from error
