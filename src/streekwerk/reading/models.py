"""What is read: a document as numbered lines, and the reading made of it.

`Document` is what an extractor hands to a dialect; `Reading` is what a dialect makes of it and what
`streekwerk read --format json` prints (format `streekwerk-reading/1`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

FORMAT = "streekwerk-reading/1"

Span = tuple[int, int]
"""First and last line, 1-based and inclusive."""

LevelName = Literal[
    "pillar", "domain", "goal", "strategic_objective", "operational_objective",
    "action_plan", "action", "project", "statement", "funding",
]  # fmt: skip
LEVELS: tuple[LevelName, ...] = get_args(LevelName)
Precision = Literal["day", "month", "season", "year"]
Severity = Literal["error", "warning", "note"]


# ------------------------------------------------------------------ the document, as extracted


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text as read. `text` is repaired (ligatures, glyphs), `raw` is as printed."""

    number: int
    text: str
    raw: str
    page: int | None = None
    where: str | None = None
    """Place in the original for people and for `source.map`: "p. 3", "Blad1!C7", "tabel 2, r4 k1"."""
    starts_page: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its lines, its place in the grid, how far it is merged, its fill colour."""

    text: str
    lines: Span | None
    """None when the cell is empty (it then has no line in the text)."""
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    """RRGGBB in capitals, or None when not coloured."""


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled or real table. Merged cells occur once, at their top left."""

    cells: tuple[Cell, ...]
    header_rows: int = 1
    name: str | None = None
    """Name of the sheet or caption of the table."""

    def rows(self) -> list[list[Cell]]:
        """Cells by row, left to right; rows without cells are left out."""
        grid: dict[int, list[Cell]] = {}
        for cell in self.cells:
            grid.setdefault(cell.row, []).append(cell)
        return [sorted(grid[row], key=lambda c: c.column) for row in sorted(grid)]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a structured document (Word, tagged PDF)."""

    text: str
    lines: Span
    heading: int | None = None
    """1 for the highest heading, None for body text."""
    list_level: int | None = None


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Repair:
    """A broken glyph that was mended."""

    line: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person knows, such as what a colour means; asked once."""

    kind: Literal["colour", "number"]
    text: str
    subject: str
    """What is asked about: RRGGBB of a colour, the number as printed."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as numbered lines, with its structure where the file format has one."""

    name: str
    media_type: str
    sha256: str
    lines: tuple[Line, ...]
    pages: int | None = None
    blocks: tuple[Block, ...] = ()
    """Empty for plain text: then a dialect reads the lines."""
    repairs: tuple[Repair, ...] = ()
    questions: tuple[Question, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    """Lines the extractor itself set aside: running headers and footers, page numbers."""


# ------------------------------------------------------------------ the reading


@dataclass(frozen=True, slots=True)
class When:
    """A date as printed: ISO date, how precise, and its own words."""

    date: str
    precision: Precision
    words: str


@dataclass(slots=True)
class Node:
    id: str
    parent: str | None
    level: LevelName
    title: str
    level_label: str | None = None
    code: str | None = None
    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    start: When | None = None
    end: When | None = None
    links: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(slots=True)
class Indicator:
    id: str
    node: str | None
    text: str
    label: str | None = None
    spans: list[Span] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(slots=True)
class Milestone:
    node: str | None
    text: str
    when: When
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Decision:
    date: str
    precision: Precision
    bodies: list[str]
    text: str
    words: str = ""
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Figure:
    text: str
    value: float
    unit: str | None = None
    place: str | None = None
    period: str | None = None
    spans: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Unplaced:
    text: str
    proposal: str | None = None
    why: str = ""
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ignored:
    why: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake the plan makes against itself; the message quotes, computes and says what to do."""

    rule: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()
    node: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a document says, each part with the lines it came from."""

    source: dict[str, Any]
    dialect: str | None = None
    title: str | None = None
    organisation: str | None = None
    period: tuple[str, str] | None = None
    """First and last day, ISO."""
    nodes: list[Node] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def node(self, node_id: str) -> Node:
        """The node with this id.

        Raises:
            KeyError: no node has it.
        """
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)

    def children(self, parent: str | None) -> Iterator[Node]:
        return (node for node in self.nodes if node.parent == parent)

    def to_json(self) -> dict[str, Any]:
        """The reading as plain lists and dictionaries in the published format."""
        period = {"start": self.period[0], "end": self.period[1]} if self.period else None
        return {
            "format": FORMAT,
            "period": period,
            "source": self.source,
            "dialect": self.dialect,
            "title": self.title,
            "organisation": self.organisation,
            "nodes": [_plain(node) for node in self.nodes],
            "indicators": [_plain(item) for item in self.indicators],
            "milestones": [_plain(item) for item in self.milestones],
            "decisions": [_plain(item) for item in self.decisions],
            "figures": [_plain(item) for item in self.figures],
            "unplaced": [_plain(item) for item in self.unplaced],
            "ignored": [_plain(item) for item in self.ignored],
            "repairs": [{"line": r.line, "from": r.was, "to": r.now} for r in self.repairs],
            "questions": [_plain(item) for item in self.questions],
            "findings": [{**_plain(item), "data": dict(item.data)} for item in self.findings],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reading:
        """The reading that `to_json` wrote; keys it does not know are left out.

        Raises:
            ValueError: another format.
        """
        if data.get("format") != FORMAT:
            raise ValueError(f"geen {FORMAT}")
        period = data.get("period")
        return cls(
            source=dict(data.get("source") or {}),
            dialect=data.get("dialect"),
            title=data.get("title"),
            organisation=data.get("organisation"),
            period=(period["start"], period["end"]) if period else None,
            nodes=[
                replace(_build(Node, item), start=_when(item.get("start")), end=_when(item.get("end")))
                for item in data.get("nodes", ())
            ],
            indicators=[_build(Indicator, item) for item in data.get("indicators", ())],
            milestones=[
                replace(_build(Milestone, item), when=_when(item["when"]))
                for item in data.get("milestones", ())
            ],
            decisions=[_build(Decision, item) for item in data.get("decisions", ())],
            figures=[_build(Figure, item) for item in data.get("figures", ())],
            unplaced=[_build(Unplaced, item) for item in data.get("unplaced", ())],
            ignored=[_build(Ignored, item) for item in data.get("ignored", ())],
            repairs=[Repair(r["line"], r["from"], r["to"]) for r in data.get("repairs", ())],
            questions=[_build(Question, item) for item in data.get("questions", ())],
            findings=[_build(Finding, item) for item in data.get("findings", ())],
        )


def _plain(item: Any) -> dict[str, Any]:
    """The fields of a part as plain data; `asdict` looks into every number and takes ten times as long."""
    found = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        if isinstance(value, When):
            value = asdict(value)
        elif isinstance(value, (list, dict)):
            value = value.copy()
        found[name] = value
    return found


def _when(value: Mapping[str, Any] | None) -> When | None:
    return When(value["date"], value["precision"], value.get("words", "")) if value else None


def _build(kind: Any, item: Mapping[str, Any]) -> Any:
    known = {name: item[name] for name in kind.__dataclass_fields__ if name in item}
    if "spans" in known:
        spans = [(a, b) for a, b in known["spans"]]
        known["spans"] = tuple(spans) if kind.__dataclass_params__.frozen else spans
    return kind(**known)


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans sorted, with touching and overlapping ones joined.

    >>> merged([(4, 5), (1, 2), (3, 3)])
    [(1, 5)]
    """
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result
