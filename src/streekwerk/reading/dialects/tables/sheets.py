"""Action sheets as tables: the labels in the first column, and what stands beside each of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from streekwerk.reading.dialects.fiche.vocabulary import LEVEL_WORDS, Meaning, field_labels, label_key
from streekwerk.reading.dialects.tables.cells import Mark, read_mark
from streekwerk.reading.dialects.tables.grid import Grid
from streekwerk.reading.dialects.tables.words import level_heads
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Cell, Document, LevelName, Paragraph, Table

_LEAST_LABELS = 3
_LONGEST_LABEL = 60
_IN_ONE_CELL = re.compile(r"(?P<label>[^:\n]{2,50}?)\s*:\s*(?P<text>.*)", re.DOTALL)


@dataclass(slots=True)
class Field:
    """A label and the cells beside it; `rest` is what stood in the label's own cell after a colon."""

    label: str
    cell: Cell
    rest: str = ""
    values: list[list[Cell]] = field(default_factory=list)
    """Per row of the table the cells beside the label."""

    @property
    def meaning(self) -> Meaning:
        return meaning_of(self.label)

    @property
    def text(self) -> str:
        """The words of the value, row by row, left to right."""
        return squash(" ".join([self.rest, *(cell.text for row in self.values for cell in row)]))


@dataclass(frozen=True, slots=True)
class Title:
    """A row across the table that names the sheet or a level above it."""

    cell: Cell
    mark: Mark | None


Entry = Field | Title


def is_sheet(grid: Grid) -> bool:
    """Whether the rows of a table are labelled with known words."""
    first = grid.columns[0] if grid.columns else 0
    labels = {
        label_key(each.label)
        for each in entries_of(grid)
        if isinstance(each, Field) and each.cell.column == first
    }
    known = labels & field_labels().keys()
    return len(known) >= _LEAST_LABELS and 2 * len(known) >= len(labels)


def entries_of(grid: Grid) -> Iterator[Entry]:
    """The labelled values and title rows of a table, from top to bottom."""
    entries: list[Entry] = []
    for row in grid.rows:
        cells = [cell for cell in _cells(grid, row) if cell.row == row]
        carried = _carried(grid, row, entries)
        filled = [cell for cell in cells if cell.lines]
        if not filled and not carried:
            continue
        if carried:
            carried.values.append(filled)
        elif len(filled) == 1 and filled[0] is cells[0] and (len(cells) == 1 or not _opens(filled[0])):
            entries.append(_alone(filled[0]))
        elif cells[0].lines is None and entries and isinstance(entries[-1], Field):
            entries[-1].values.append(filled)
        else:
            entries += _pairs(cells)
    yield from entries


def is_label(text: str) -> bool:
    """Whether a text is a field label of the shared vocabulary."""
    return label_key(text) in field_labels()


def meaning_of(label: str) -> Meaning:
    """What a label stands for; "other" for one of the network's own."""
    known = field_labels().get(label_key(label))
    return known.meaning if known else "other"


def level_label(label: str) -> tuple[LevelName, str, str | None] | None:
    """The level that a label in the first column names, its word and number: "Operationele doelstelling 2".

    >>> level_label("Actie 3"), level_label("Timing")
    (('action', 'Actie', '3'), None)
    """
    match = re.fullmatch(r"(?P<word>\D+?)\s*(?:nr\.?\s*)?(?P<code>\d+(?:\.\d+)*[a-z]?)?\s*:?", squash(label))
    head = level_heads().get(label_key(match["word"])) if match else None
    if match is None or head is None or head.level is None:
        return None
    words = {label_key(word) for word in LEVEL_WORDS[head.level]}
    return (head.level, match["word"], match["code"]) if label_key(match["word"]) in words else None


def _cells(grid: Grid, row: int) -> list[Cell]:
    """All cells of a row, the empty ones too, each once."""
    found: list[Cell] = []
    for column in grid.columns:
        cell = grid.at(row, column)
        if cell and (not found or found[-1] is not cell):
            found.append(cell)
    return found


def _carried(grid: Grid, row: int, entries: Sequence[Entry]) -> Field | None:
    """The field above whose label is merged down to this row."""
    first = grid.at(row, grid.columns[0])
    last = entries[-1] if entries else None
    merged = first is not None and first.row < row
    return last if merged and isinstance(last, Field) and last.cell is first else None


def _alone(cell: Cell) -> Entry:
    """A row of one cell: "Label: text", a label without a value, or a title."""
    mark = read_mark(cell.text)
    match = _IN_ONE_CELL.fullmatch(cell.text)
    if match and is_label(match["label"]) and not (mark and mark.code):
        return Field(match["label"], cell, match["text"])
    if mark is None and is_label(cell.text):
        return Field(_label(cell.text), cell)
    return Title(cell, mark)


def _opens(cell: Cell) -> bool:
    """Whether a cell with empty cells beside it is a label that was not filled in."""
    mark = read_mark(cell.text)
    return not (mark and mark.code) and len(cell.text) <= _LONGEST_LABEL


def _pairs(cells: Sequence[Cell]) -> list[Entry]:
    """A row of label and value, or of several such pairs side by side.

    A word of the vocabulary is a value when what follows it is labelled itself: "Coördinator | Rol: trekker".
    """
    found: list[Field] = []
    for cell, following in zip_longest(cells, cells[1:]):
        labelled = is_label(cell.text) and not (following and _IN_ONE_CELL.fullmatch(following.text))
        starts = not found or (labelled and found[-1].values and found[-1].values[-1])
        if starts:
            found.append(Field(_label(cell.text), cell, values=[[]]))
        elif cell.lines:
            found[-1].values[-1].append(cell)
    return list(found)


def _label(text: str) -> str:
    return squash(text).rstrip(": ")


def alone_below_heading(document: Document) -> set[int]:
    """The tables (by position) that are the only sheet below their heading: it can be their title."""
    below: dict[int, list[int]] = defaultdict(list)
    heading = -1
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            heading = index if block.heading or read_mark(block.text) else heading
        elif is_sheet(Grid(block)):
            below[heading].append(index)
    return {tables[0] for tables in below.values() if len(tables) == 1}


def repeated_goals(document: Document) -> set[tuple[str, str]]:
    """Labels with the same value in several sheets: a goal of many actions, not a field of one."""
    counts: Counter[tuple[str, str]] = Counter()
    for block in document.blocks:
        if isinstance(block, Table):
            grid = Grid(block)
            pairs = [
                (e.label.casefold(), e.text.casefold()) for e in entries_of(grid) if isinstance(e, Field)
            ]
            counts.update(pair for pair in pairs if pair[1])
    return {pair for pair, count in counts.items() if count > 1}
