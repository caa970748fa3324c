"""The dialect of our own exports: a plan that left as Word, Excel or csv comes back as it was.

A table has a row per node with the columns of `COLUMNS` among its heads; a Word document has a heading per
node and below it a table that begins with `Veld` and `Inhoud`. What the product adds and no reading holds
(who, stand, the code for others) is kept as a field under its own label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.dialects.tables.cells import Claims
from streekwerk.reading.dialects.tables.context import SHEET_NAME
from streekwerk.reading.dialects.tables.grid import Grid
from streekwerk.reading.identity import identify
from streekwerk.reading.lines import squash
from streekwerk.reading.models import (
    Cell,
    Document,
    Ignored,
    Indicator,
    LevelName,
    Milestone,
    Node,
    Paragraph,
    Reading,
    Span,
    Table,
)
from streekwerk.reading.timing import when

KINDS: dict[str, LevelName] = {
    "Pijler": "pillar",
    "Domein": "domain",
    "Doelstelling": "goal",
    "Strategische doelstelling": "strategic_objective",
    "Operationele doelstelling": "operational_objective",
    "Actieplan": "action_plan",
    "Actie": "action",
    "Project": "project",
    "Toelichting": "statement",
    "Financiering": "funding",
}
"""Our words for the levels, as exports write them whatever word the network uses."""
COLUMNS = frozenset({"Niveau", "Titel", "Soort", "Nummer", "Onder"})
HEAD = ("Veld", "Inhoud")
OF_A_SHEET = " (fiche)"
OWN = frozenset({"Niveau", "Code", "Titel", "Tekst", "Start", "Einde", "Indicatoren", "Mijlpalen", "Soort",
                 "Nummer", "Onder", "Bevindingen", "Regels in de bron"})  # fmt: skip
"""Labels that are no field of the sheet; those of the product that are empty say nothing."""
EXTRA = frozenset(
    {"Prioriteit", "Deelrapportcode", "Stand", "Persoon", "Organisatie", "Mee betrokken", "Thema's"}
)
_NUMBERED = re.compile(r"(?P<code>\d{1,2}(?:\.\d{1,2})*)\s+(?P<title>\S.*)")
_LABELLED = re.compile(r"(?P<text>.*\S) \[(?P<label>[^\[\]]{1,40})\]")
_COUNTED = re.compile(r"(?P<label>\(?\w{1,4}[.)])\s+(?P<text>\S.*)")
_SURE = 0.99


class OwnExport:
    """Plans that this program wrote itself."""

    name = "own_export"

    def fit(self, document: Document) -> float:
        """Sure when a table has our columns or our head, else not at all."""
        grids = (Grid(block) for block in document.blocks if isinstance(block, Table))
        return _SURE if any(_columns(grid) or _is_sheet(grid) for grid in grids) else 0.0

    def read(self, document: Document) -> Reading:
        reader = _Reader(document)
        for block in document.blocks:
            reader.read_block(block)
        return reader.finish()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._claims = Claims.of(document)
        self._reading = Reading(source={})
        self._above: list[tuple[int, Node]] = []
        self._heads: list[Span] = []
        self._cover: list[Span] = []

    def read_block(self, block: Paragraph | Table) -> None:
        if isinstance(block, Paragraph):
            self._read_paragraph(block)
            return
        grid = Grid(block)
        columns = _columns(grid)
        if columns:
            self._read_rows(grid, columns)
        elif _is_sheet(grid) and self._above:
            self._read_sheet(grid, self._above[-1][1])

    def finish(self) -> Reading:
        reading = self._reading
        if self._heads:
            reading.ignored.append(Ignored("kolomkoppen", tuple(self._heads)))
        if self._cover:
            reading.ignored.append(Ignored("titel en herkomst", tuple(self._cover)))
        title = reading.title
        identify(reading, self._document)
        # A table has no title of its own: the name of its worksheet is none.
        reading.title = title
        return reading

    # -------------------------------------------------------------- a row per node

    def _read_rows(self, grid: Grid, columns: Mapping[int, str]) -> None:
        for head in grid.filled(grid.rows[0]):
            self._claims.take(self._heads, head.lines if self._claims.free(head.lines) else None)
        ids: dict[str, str] = {}
        for row in grid.rows[1:]:
            cells = {label: cell for place, label in columns.items() if (cell := grid.at(row, place))}
            if not cells:
                continue
            values = {label: _plain(cell.text) for label, cell in cells.items()}
            level = KINDS.get(values.get("Soort", ""), "statement")
            node = self._add(level, squash(values.get("Titel", "")), ids.get(values.get("Onder", "")))
            ids[values.get("Nummer", "")] = node.id
            for cell in cells.values():
                self._claims.take(node.spans, cell.lines)
            blank = level in ("action", "project")
            labels = [
                label for label in columns.values() if values.get(label) or (blank and label not in EXTRA)
            ]
            self._fill(node, {label: values.get(label, "") for label in labels}, cells)

    # -------------------------------------------------------------- a heading per node

    def _read_paragraph(self, block: Paragraph) -> None:
        if not self._claims.free(block.lines):
            return
        if block.heading and (self._above or not self._is_title(block)):
            while self._above and self._above[-1][0] >= block.heading:
                self._above.pop()
            node = self._add("statement", block.text, self._above[-1][1].id if self._above else None)
            match = _NUMBERED.fullmatch(block.text)
            if match:
                node.code, node.title = match["code"], match["title"]
            self._claims.take(node.spans, block.lines)
            self._above.append((block.heading, node))
        elif self._above:
            node = self._above[-1][1]
            node.text = f"{node.text}\n{block.text}".strip()
            self._claims.take(node.spans, block.lines)
        else:
            of_a_sheet = (self._document.lines[block.lines[0] - 1].where or "").endswith(SHEET_NAME)
            if not self._reading.title and not of_a_sheet:
                self._reading.title = block.text
            self._claims.take(self._cover, block.lines)

    def _is_title(self, block: Paragraph) -> bool:
        return not self._reading.title and block is self._document.blocks[0]

    def _read_sheet(self, grid: Grid, node: Node) -> None:
        values: dict[str, str] = {}
        cells: dict[str, Cell] = {}
        left, right = grid.columns[0], grid.columns[-1]
        for row in grid.rows:
            for cell in grid.filled(row):
                self._claims.take(node.spans, cell.lines)
            if row == grid.rows[0]:
                continue
            label = grid.text(row, left)
            cell_at = grid.at(row, right)
            values[label] = _plain(cell_at.text) if cell_at and right != left else ""
            if cell_at:
                cells[label] = cell_at
        heading = f"{node.code} {node.title}" if node.code else node.title
        node.level = KINDS.get(values.get("Soort") or values.get("Niveau", ""), node.level)
        code = squash(values.get("Code", ""))
        node.title = heading.removeprefix(f"{code} ") if code else heading
        node.code = None
        self._fill(node, values, cells)

    # -------------------------------------------------------------- what both write

    def _add(self, level: LevelName, title: str, parent: str | None) -> Node:
        node = Node(f"n{len(self._reading.nodes) + 1}", parent, level, title)
        self._reading.nodes.append(node)
        return node

    def _fill(self, node: Node, values: Mapping[str, str], cells: Mapping[str, Cell]) -> None:
        word = squash(values.get("Niveau", ""))
        node.level_label = word if word and KINDS.get(word) != node.level else None
        node.code = squash(values.get("Code", "")) or None
        node.text = values.get("Tekst", "") or node.text
        node.fields = {
            label.removesuffix(OF_A_SHEET): text
            for label, text in values.items()
            if label and label not in OWN
        }
        starts, ends = find_dates(values.get("Start", "")), find_dates(values.get("Einde", ""))
        node.start = when(starts[0], starts[0].start, squash(values["Start"])) if starts else None
        node.end = when(ends[-1], ends[-1].end, squash(values["Einde"])) if ends else None
        for text, span in _lines_of(values.get("Indicatoren", ""), cells.get("Indicatoren")):
            label, said = _label_of(text)
            name = f"i{len(self._reading.indicators) + 1}"
            self._reading.indicators.append(Indicator(name, node.id, said, label, [span]))
        for text, span in _lines_of(values.get("Mijlpalen", ""), cells.get("Mijlpalen")):
            words, _, said = text.partition(": ")
            dates = find_dates(words) or find_dates(text)
            if dates:
                self._reading.milestones.append(
                    Milestone(node.id, said or text, when(dates[0], None, words if said else None), [span])
                )


def _columns(grid: Grid) -> dict[int, str]:
    """The labels by place when the first row is our head; empty when it is not."""
    if not grid.rows:
        return {}
    labels = {place: grid.text(grid.rows[0], place) for place in grid.columns}
    return labels if set(labels.values()) >= COLUMNS else {}


def _is_sheet(grid: Grid) -> bool:
    return bool(grid.rows) and tuple(squash(cell.text) for cell in grid.filled(grid.rows[0])) == HEAD


def _plain(text: str) -> str:
    """A value without the sign that keeps a spreadsheet from running it.

    >>> _plain("'=SOM(A1)"), _plain("'s avonds")
    ('=SOM(A1)', "'s avonds")
    """
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text


def _lines_of(text: str, cell: Cell | None) -> Iterator[tuple[str, Span]]:
    """The lines of a cell, each with its own line of the document where it has one."""
    if cell is None or cell.lines is None:
        return
    first, last = cell.lines
    for place, line in enumerate(text.split("\n")):
        if line.strip():
            number = min(first + place, last)
            yield squash(line), (number, number)


def _label_of(text: str) -> tuple[str | None, str]:
    """The label of an indicator and the indicator.

    >>> _label_of("1) Aantal"), _label_of("Aantal [Bereik]"), _label_of("Aantal")
    (('1)', 'Aantal'), ('Bereik', 'Aantal'), (None, 'Aantal'))
    """
    match = _COUNTED.fullmatch(text) or _LABELLED.fullmatch(text)
    return (match["label"], match["text"]) if match else (None, text)


DIALECT = OwnExport()
