"""A table as a grid: which cell lies at each place, and which rows are its head."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from streekwerk.reading.dialects.fiche.vocabulary import field_labels, label_key
from streekwerk.reading.dialects.tables.words import Head, head_of, is_year
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Cell, LevelName, Table

_SEARCHED_ROWS = 20
"""A header stands near the top; below come the data."""
_LEAST_KNOWN = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column below a header: its place, the words above it from top to bottom, and what it is for."""

    place: int
    path: tuple[str, ...]
    head: Head

    @property
    def label(self) -> str:
        """The lowest words above the column."""
        return self.path[-1] if self.path else ""

    @property
    def year(self) -> bool:
        return is_year(self.label)


@dataclass(frozen=True, slots=True)
class Section:
    """A run of rows below one header."""

    columns: tuple[Column, ...]
    header: tuple[int, ...]
    """Row numbers of the header; empty when the header stands above another table."""
    before: tuple[int, ...]
    """Rows above the header."""
    rows: tuple[int, ...]

    @property
    def levels(self) -> list[Column]:
        return [column for column in self.columns if column.head.role == "level"]


class Grid:
    """The cells of a table by place; a merged cell is found at every place it covers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._at: dict[tuple[int, int], Cell] = {}
        rows = sorted({cell.row for cell in table.cells})
        columns = sorted({cell.column for cell in table.cells})
        self.rows: list[int] = rows
        self.columns: list[int] = columns
        for cell in table.cells:
            self._at[cell.row, cell.column] = cell
            if cell.row_span > 1 or cell.column_span > 1:
                for row in rows[bisect_left(rows, cell.row) : bisect_left(rows, cell.row + cell.row_span)]:
                    right = bisect_left(columns, cell.column + cell.column_span)
                    for column in columns[bisect_left(columns, cell.column) : right]:
                        self._at[row, column] = cell

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place."""
        return self._at.get((row, column))

    def text(self, row: int, column: int) -> str:
        """The words at a place on one line."""
        cell = self.at(row, column)
        return squash(cell.text) if cell else ""

    def filled(self, row: int) -> list[Cell]:
        """The cells with text that begin in or run through a row, left to right, each once."""
        found: list[Cell] = []
        for column in self.columns:
            cell = self.at(row, column)
            if cell and cell.lines and (not found or found[-1] is not cell):
                found.append(cell)
        return found

    def keep_head(self, header: Sequence[int]) -> None:
        """Take the cells of a header out of the rows below it into which they are merged."""
        inside = [place for place, cell in self._at.items() if cell.row in header and place[0] not in header]
        for place in inside:
            del self._at[place]

    def wide(self, cell: Cell) -> bool:
        """Whether a cell covers more than half of the columns."""
        covered = sum(cell.column <= column < cell.column + cell.column_span for column in self.columns)
        return covered > 1 and 2 * covered > len(self.columns)


def sections_of(grid: Grid, before: Sequence[Column] = ()) -> list[Section]:
    """The table cut at its headers; `before` are the columns of the table above, when this one continues it.

    Empty when no header is found and there is nothing to continue.
    """
    heads = _header_rows(grid)
    if not heads:
        if before and len(before) == len(grid.columns):
            moved = tuple(
                Column(place, column.path, column.head)
                for place, column in zip(grid.columns, before, strict=True)
            )
            return [Section(moved, (), (), tuple(grid.rows))]
        return []
    sections: list[Section] = []
    for index, header in enumerate(heads):
        end = heads[index + 1][0] if index + 1 < len(heads) else grid.rows[-1] + 1
        rows = tuple(row for row in grid.rows if header[-1] < row < end)
        above = tuple(row for row in grid.rows if row < header[0]) if index == 0 else ()
        columns = tuple(_column(grid, header, place) for place in grid.columns)
        sections.append(Section(columns, header, above, rows))
    return sections


def _header_rows(grid: Grid) -> list[tuple[int, ...]]:
    """The header blocks, top to bottom; a later row that is a header again begins a new block."""
    scores = {row: _known(grid, row) for row in grid.rows}
    first_rows = grid.rows[:_SEARCHED_ROWS]
    best = max(first_rows, key=lambda row: (scores[row], -row), default=None)
    if best is None or scores[best] < _LEAST_KNOWN:
        return []
    blocks = [_whole(grid, best)]
    for row in grid.rows:
        if row > blocks[-1][-1] and scores[row] >= max(_LEAST_KNOWN + 1, 0.6 * len(grid.filled(row))):
            blocks.append(_whole(grid, row, after=blocks[-1][-1]))
    return blocks


def _known(grid: Grid, row: int) -> int:
    """How many cells of a row are known words of a header."""
    cells = [cell for cell in grid.filled(row) if cell.row == row and not grid.wide(cell)]
    heads = [head_of(cell.text) for cell in cells if len(cell.text) < 60]
    return sum(head.known for head in heads)


def _whole(grid: Grid, row: int, after: int = 0) -> tuple[int, ...]:
    """A header row with the rows above and below that belong to the same header."""
    index = grid.rows.index(row)
    first = last = index
    while first > 0 and grid.rows[first - 1] > after and _heads(grid, grid.rows[first - 1], grid.rows[first]):
        first -= 1
    while last + 1 < len(grid.rows) and _below(grid, grid.rows[last], grid.rows[last + 1]):
        last += 1
    return tuple(grid.rows[first : last + 1])


def _heads(grid: Grid, row: int, below: int) -> bool:
    """Whether a row groups the columns of the header row below it."""
    cells = grid.filled(row)
    if not cells or any(len(cell.text) > 60 for cell in cells):
        return False
    if any(grid.wide(cell) and len(cells) == 1 for cell in cells):
        return False
    grouping = any(cell.column_span > 1 or cell.row + cell.row_span > below for cell in cells)
    return len(cells) > 1 and (grouping or _known(grid, row) >= _LEAST_KNOWN)


def _below(grid: Grid, row: int, below: int) -> bool:
    """Whether the next row names the columns below grouped heads, or is covered by heads that run down."""
    cells = grid.filled(below)
    own = [cell for cell in cells if cell.row == below]
    if not own:
        return bool(cells)
    groups = [cell for cell in grid.filled(row) if cell.column_span > 1]
    if not groups or any(len(cell.text) > 60 for cell in own):
        return False
    inside = all(any(g.column <= c.column < g.column + g.column_span for g in groups) for c in own)
    return inside and all(cell.column_span == 1 for cell in own)


def _column(grid: Grid, header: tuple[int, ...], place: int) -> Column:
    path: list[str] = []
    for row in header:
        text = grid.text(row, place) or (_group(grid, row, place) if row != header[-1] else "")
        if text and (not path or path[-1] != text):
            path.append(text)
    return Column(place, tuple(path), _head(path))


def _group(grid: Grid, row: int, place: int) -> str:
    """The words of a group head written without merging: those to the left, unless groups are merged."""
    if any(cell.column_span > 1 for cell in grid.filled(row)):
        return ""
    return next((grid.text(row, c) for c in reversed(grid.columns) if c < place and grid.text(row, c)), "")


def _head(path: Sequence[str]) -> Head:
    """The role of a column from all the words above it."""
    if not path:
        return Head("field", known=False)
    head = head_of(path[-1])
    above = [head_of(text) for text in path[:-1]]
    if any(each.role == "indicator" for each in above):
        described = head.role in ("title", "text", "indicator")
        return Head("indicator") if described else Head("detail")
    group = next((each for each in reversed(above) if each.level), None)
    if group and head.level is None and head.role in ("code", "title", "text", "field"):
        role = "level" if head.role == "title" else head.role
        return Head(role, group.level, group.word, head.known)
    return head


def nearest(columns: Sequence[Column], place: int, *, right_first: bool) -> LevelName | None:
    """The level of the level column nearest to a place, looking first to one side."""
    left = [column.head.level for column in columns if column.place < place]
    right = [column.head.level for column in columns if column.place > place]
    sides = ((right[:1], left[-1:]), (left[-1:], right[:1]))[0 if right_first else 1]
    return next((side[0] for side in sides if side), None)


def labelled_rows(grid: Grid) -> int:
    """How many different field labels stand in the first column, with something to the right of them."""
    first = grid.columns[0] if grid.columns else 0
    cells = [cell for row in grid.rows if (cell := grid.at(row, first)) and not grid.wide(cell)]
    labels = {label_key(cell.text) for cell in cells} & field_labels().keys()
    return len(labels) if len(grid.columns) > 1 else 0


def is_plan(section: Section) -> bool:
    """Whether the columns below a header are those of a plan: levels, or titles with codes or kinds."""
    roles = {column.head.role for column in section.columns}
    return bool(section.rows) and (
        "level" in roles or bool({"title", "text"} & roles and {"code", "kind"} & roles)
    )
