"""What the walk over a document of action sheets makes: parts with their rows and fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from streekwerk.reading.dialects.fiche.vocabulary import Meaning
from streekwerk.reading.models import LevelName
from streekwerk.reading.rows import Row


@dataclass(slots=True)
class FieldPart:
    """A labelled field; its rows hold the value, without the label."""

    printed: str
    meaning: Meaning
    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(row.text for row in self.rows if row.text)


@dataclass(slots=True)
class Part:
    """A node to be: what it is called, the rows it claims, its fields and its prose."""

    level: LevelName
    title: str
    label: str | None = None
    code: str | None = None
    parent: Part | None = None
    depth: int = 0
    """Depth of a numbered chapter, 0 for a level."""
    nested: bool = False
    """A chapter inside a level."""
    claimed: list[Row] = field(default_factory=list)
    prose: list[Row] = field(default_factory=list)
    fields: dict[str, FieldPart] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    """Keys and meanings of the labels read since the heading was last printed."""

    @property
    def sheet(self) -> bool:
        return self.level in ("action", "project")


def parents_first(parts: Sequence[Part]) -> list[Part]:
    """The parts, each after the part it hangs below."""
    ordered: dict[int, Part] = {}
    for part in parts:
        for above in reversed(list(ancestors(part))):
            ordered.setdefault(id(above), above)
        ordered.setdefault(id(part), part)
    return list(ordered.values())


def ancestors(part: Part) -> Iterator[Part]:
    """The part above, the one above that, up to the root."""
    above = part.parent
    while above:
        yield above
        above = above.parent
