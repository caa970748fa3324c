"""What a report says, apart from how it looks: the one model that page, PDF, Word and Excel are made from.

Plain data that goes to JSON and back without loss: a frozen report is this, kept. A renderer is a function
from `Content` to bytes; it adds nothing and leaves nothing out.

>>> row = (Cell("1.1 Huis"), Cell("loopt", tone="running"))
>>> table = Table("Acties", (Column("Actie"), Column("Stand", share=1)), (row,))
>>> parts = (Heading(1, "Gewijzigd"), Paragraph((Run("Niets."),)), table)
>>> made = Content("Kwartaalrapport", "K3 2026", parts)
>>> Content.from_json(made.to_json()) == made
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Tone = Literal[
    "", "not_started", "running", "blocked", "paused", "done", "stopped", "late", "muted", "strong"
]
"""How a cell is coloured; the words of the cell say the same."""
Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: perhaps bold, perhaps a link (an absolute or site-relative address)."""

    text: str
    strong: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; a report never skips a level."""

    level: int
    text: str
    anchor: str = ""
    """Where “#…” in a link leads; empty: the renderer makes one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    role: Literal["", "lead", "note"] = ""
    """“lead”: larger, at the top of a chapter; “note”: small print below a table or picture."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    share: int = 2
    """How wide, relative to the other columns."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    tone: Tone = ""
    href: str = ""
    number: str = ""
    """The exact figure behind the text (“1234.50”), for Excel; empty: it is text."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first row is its head, the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    """The row of totals; empty: none."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its SVG; `alt` says what it shows, in words that can replace it."""

    svg: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Part = Heading | Paragraph | Bullets | Table | Picture | PageBreak
_KINDS: dict[str, type[Part]] = {
    kind.__name__.lower(): kind for kind in (Heading, Paragraph, Bullets, Table, Picture, PageBreak)
}


@dataclass(frozen=True)
class Content:
    """A whole report."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    facts: tuple[tuple[str, str], ...] = field(default=())
    """What stands on the cover: (“Voor”, “bestuursorgaan”), (“Toestand op”, “30 september 2026”) …"""
    organisation: str = ""
    language: str = "nl-BE"

    def headings(self) -> Iterator[Heading]:
        """The headings in order: what a table of contents shows."""
        return (part for part in self.parts if isinstance(part, Heading))

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries."""
        data = asdict(self)
        data["parts"] = [{"kind": type(part).__name__.lower(), **asdict(part)} for part in self.parts]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Content:
        """The content again.

        Raises:
            KeyError, TypeError: this was not made by `to_json`.
        """
        return cls(
            title=data["title"],
            subtitle=data["subtitle"],
            parts=tuple(_part(entry) for entry in data["parts"]),
            facts=tuple((name, value) for name, value in data["facts"]),
            organisation=data["organisation"],
            language=data["language"],
        )


def _part(entry: dict[str, Any]) -> Part:
    values = {name: value for name, value in entry.items() if name != "kind"}
    match entry["kind"]:
        case "paragraph":
            values["runs"] = _runs(values["runs"])
        case "bullets":
            values["items"] = tuple(_runs(item) for item in values["items"])
        case "table":
            values["columns"] = tuple(Column(**column) for column in values["columns"])
            values["rows"] = tuple(tuple(Cell(**cell) for cell in row) for row in values["rows"])
            values["total"] = tuple(Cell(**cell) for cell in values["total"])
    return _KINDS[entry["kind"]](**values)


def _runs(entries: list[dict[str, Any]]) -> tuple[Run, ...]:
    return tuple(Run(**entry) for entry in entries)
