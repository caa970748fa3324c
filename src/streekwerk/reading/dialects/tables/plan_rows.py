"""The rows of a plan table as nodes: which goal, plan and action each row stands under.

A level that a row leaves open, or repeats, is the one of the row above; a cell merged over rows is one node.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from streekwerk.reading.dialects.tables.cells import Item, Mark, cell_rows, items_of, read_mark, split_code
from streekwerk.reading.dialects.tables.context import Context
from streekwerk.reading.dialects.tables.grid import Column, Grid, Section
from streekwerk.reading.dialects.tables.words import Head, head_of, level_of_code
from streekwerk.reading.lines import squash
from streekwerk.reading.models import LEVELS, Cell, LevelName, Node, Unplaced

_TOTAL = re.compile(r"(?:sub|eind|algemeen\s+)?totaal\b", re.IGNORECASE)
_LONG_TITLE = 250
_LONGEST_BAND = 250
_FREE_ORDER: tuple[LevelName, ...] = ("pillar", "domain", "goal", "strategic_objective")
_DOTTED = re.compile(r"\d+(?:\.\d+)*")


@dataclass(slots=True)
class RowNodes:
    """The nodes of one row: per level column (by index), and the deepest one that the row writes."""

    by_level: dict[int, Node] = field(default_factory=dict)
    own: Node | None = None
    begins: set[int] = field(default_factory=set)
    """Level columns in which a node begins in this row."""


class PlanRows:
    """Walks the rows of plan tables; goes on where the table above stopped when the columns are the same."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._labels: tuple[str, ...] = ()
        self._base: Node | None = None
        self._current: dict[int, Node] = {}
        self._known: dict[tuple[int, str | None, str, str], Node] = {}
        self._seen: dict[int, Cell] = {}
        self._codes: dict[int, int] = {}
        """Place of the code column per place of a level column."""
        self._open: list[tuple[int, Node]] = []
        self._ranks: dict[LevelName, int] = {}

    def read(self, grid: Grid, section: Section) -> dict[int, RowNodes]:
        """Write the nodes of a section to the reading; what is returned says which rows they are on."""
        levels = level_columns(section)
        # The same words on another worksheet are another goal: nothing says that they are one.
        labels = (grid.table.name or "", *(column.label for column in section.columns))
        base = self._context.parent()
        if labels != self._labels or base is not self._base:
            self._current, self._open, self._ranks = {}, [], {}
            self._known = {}
        self._labels, self._base, self._seen = labels, base, {}
        self._codes = {level: code for code, level in code_columns(section).items()}
        found: dict[int, RowNodes] = {}
        depth = _deepest_code(grid, section)
        for row in section.rows:
            cells = grid.filled(row)
            if not cells:
                continue
            if self._is_band(grid, row, cells, levels):
                self._read_band(cells[0])
            elif _TOTAL.match(cells[0].text):
                self._set_total_aside(cells)
            elif levels:
                found[row] = self._read_row(grid, levels, row)
            else:
                found[row] = self._read_kind_row(grid, section, row, depth)
        return found

    # -------------------------------------------------------------- rows that only carry a heading

    def _is_band(self, grid: Grid, row: int, cells: Sequence[Cell], levels: Sequence[Column]) -> bool:
        if (
            len(cells) != 1
            or cells[0].row != row
            or len(grid.columns) < 3
            or len(cells[0].text) > _LONGEST_BAND
        ):
            return False
        cell = cells[0]
        mark = read_mark(cell.text)
        if grid.wide(cell):
            return (
                not re.match(r"\W|legende|bron\b|opmerking|noot", cell.text, re.IGNORECASE)
                or mark is not None
            )
        own = next((column for column in levels if column.place == cell.column), None)
        if own:
            return mark is not None and mark.level != own.head.level and bool(mark.code)
        return mark is not None and bool(levels) and cell.column == grid.columns[0]

    def _read_band(self, cell: Cell) -> None:
        """A heading across the table: its words name the level, or it is a domain."""
        mark = read_mark(cell.text)
        node = self._context.open_level(
            mark or Mark("domain", "", None, squash(cell.text)),
            None,
            lambda node: self._context.claims.take(node.spans, cell.lines),
        )
        if mark is None:
            node.confidence = 0.6
        self._base = node
        self._current, self._open = {}, []

    def _set_total_aside(self, cells: Sequence[Cell]) -> None:
        own = self._base or self._context.parent()
        item = Unplaced(" | ".join(squash(cell.text) for cell in cells), own.id if own else None, "totaalrij")
        for cell in cells:
            self._context.claims.take(
                item.spans, cell.lines if self._context.claims.free(cell.lines) else None
            )
        if item.spans:
            self._context.reading.unplaced.append(item)

    # -------------------------------------------------------------- a column per level

    def _read_row(self, grid: Grid, levels: Sequence[Column], row: int) -> RowNodes:
        result = RowNodes()
        again: list[tuple[Node, Cell | None]] = []
        for index, column in enumerate(levels):
            cell = grid.at(row, column.place)
            code_cell = self._code_cell(grid, column, row)
            title, code = squash(cell.text) if cell else "", squash(code_cell.text) if code_cell else ""
            if not title and not code:
                continue
            main = cell if title else code_cell
            if main and self._seen.get(index) is main and index in self._current:
                continue
            if main and any(self._seen.get(left) is main for left in range(index)):
                continue  # merged over several levels: one node, at the first of them
            if main:
                self._seen[index] = main
            parent = self._parent(index)
            key = (index, parent.id if parent else None, code.casefold(), title.casefold())
            node = self._known.get(key)
            if node is None and column.head.several and cell and len(_points(cell)) > 1:
                self._add_points(column, _points(cell), parent)
                self._current.pop(index, None)
                result.own = result.own or parent
                continue
            if node is None:
                node = self._known[key] = self._add(column.head, title, code, parent, cell, code_cell)
                result.begins.add(index)
            else:
                again += [(node, cell), (node, code_cell)]
            if self._current.get(index) is not node:
                for deeper in [level for level in self._current if level > index]:
                    del self._current[deeper]
            self._current[index] = node
            result.own = node
        # A repeated text is claimed last, the deepest first: in CSV its line belongs to what is new on it.
        for node, cell in reversed(again):
            if cell and self._context.claims.free(cell.lines):
                self._context.claims.take(node.spans, cell.lines)
        result.by_level = dict(self._current)
        deepest = max(self._current, default=None)
        if result.own is None and deepest is not None:
            result.own = self._current[deepest]
        return result

    def _code_cell(self, grid: Grid, column: Column, row: int) -> Cell | None:
        place = self._codes.get(column.place)
        cell = grid.at(row, place) if place is not None else None
        return cell if cell and cell.lines else None

    def _parent(self, index: int) -> Node | None:
        above = [level for level in self._current if level < index]
        return self._current[max(above)] if above else self._base or self._context.parent()

    def _add(
        self,
        head: Head,
        title: str,
        code: str,
        parent: Node | None,
        cell: Cell | None,
        code_cell: Cell | None,
    ) -> Node:
        mark = read_mark(title)
        level, label = head.level or "action", head.word
        glued: str | None = None
        if mark and (mark.code or mark.title):
            level, label, glued, title = mark.level, mark.label, mark.code, mark.title or title
        else:
            glued, title = split_code(title)
        node = self._context.add_node(level, title or code or glued or "", parent)
        node.level_label, node.code, node.confidence = label, code or glued, 0.95
        if len(node.title) > _LONG_TITLE and cell and "\n" in cell.text:
            first, _, rest = cell.text.partition("\n")
            node.title, node.text = split_code(squash(first))[1], squash(rest)
        for each in (cell, code_cell):
            self._context.claims.take(node.spans, each.lines if each else None)
        return node

    def _add_points(self, column: Column, points: Sequence[Item], parent: Node | None) -> None:
        """Several actions in one cell; words before the first of them belong to the level above."""
        for item in points:
            if item.mark is None and item is points[0] and parent and any(each.mark for each in points):
                parent.text = f"{parent.text} {item.text}".strip()
                self._context.claims.take(parent.spans, item.lines)
                continue
            node = self._context.add_node(column.head.level or "action", item.text, parent)
            node.level_label, node.code, node.confidence = column.head.word, item.mark, 0.85
            if node.code and not re.search(r"\w", node.code):
                node.code = None
            self._context.claims.take(node.spans, item.lines)

    # -------------------------------------------------------------- the level in the row

    def _read_kind_row(self, grid: Grid, section: Section, row: int, depth: int) -> RowNodes:
        """A row whose level is told by a column with kinds, by its code, or by its words."""
        cells = {role: _first(grid, section, role, row) for role in ("code", "kind", "title", "text")}
        main = cells["title"] or cells["text"]
        code = squash(cells["code"].text) if cells["code"] else ""
        if main is None and not code:
            return RowNodes(own=self._open[-1][1] if self._open else None)
        title = squash(main.text) if main else code
        level, label = self._kind(cells["kind"], code, title, depth)
        rank = self._rank(level)
        while self._open and self._open[-1][0] >= rank and not _inside(code, self._open[-1][1].code):
            self._open.pop()
        parent = self._open[-1][1] if self._open else self._base or self._context.parent()
        head = Head("level", level, label)
        begins = self._context.reading.nodes[-1:]
        node = self._add(head, title, code, parent, main, cells["code"])
        self._context.claims.take(node.spans, cells["kind"].lines if cells["kind"] else None)
        self._open.append((rank, node))
        return RowNodes({0: node}, node, {0} if begins != [node] else set())

    def _kind(self, cell: Cell | None, code: str, title: str, depth: int) -> tuple[LevelName, str | None]:
        if cell:
            head = head_of(cell.text)
            if head.level:
                return head.level, squash(cell.text)
        letters = re.match(r"[A-Z]+", code)
        found = level_of_code(letters[0]) if letters else None
        if found:
            return found
        mark = read_mark(title)
        if mark:
            return mark.level, mark.label
        if depth > 1 and _DOTTED.fullmatch(code):
            steps: tuple[LevelName, ...] = ("goal", "action_plan", "action")
            return steps[max(0, len(steps) - depth + code.count("."))] if depth <= len(
                steps
            ) else "action", None
        return "action", squash(cell.text) if cell else None

    def _rank(self, level: LevelName) -> int:
        """Pillars, domains and goals nest in the order of the table; what lies below them is fixed."""
        if level in _FREE_ORDER:
            return self._ranks.setdefault(level, len(self._ranks))
        return 10 + LEVELS.index("action" if level == "project" else level)


def level_columns(section: Section) -> list[Column]:
    """The columns that hold levels; a goal to the right of the actions is a field, not a level above them."""
    found: list[Column] = []
    for column in section.levels:
        level = column.head.level
        below = any(each.head.level in ("action", "project") for each in found)
        if not below or level in ("action", "project"):
            found.append(column)
    return found


def code_columns(section: Section) -> dict[int, int]:
    """Per code column (by place) the place of the level column it numbers: its own, else the next one."""
    levels = level_columns(section)
    found: dict[int, int] = {}
    for column in section.columns:
        if column.head.role != "code":
            continue
        same = [each.place for each in levels if each.head.level == column.head.level]
        after = [each.place for each in levels if each.place > column.place]
        before = [each.place for each in levels if each.place < column.place]
        target = same[:1] or (after[:1] or before[-1:] if column.head.level is None else [])
        if target and target[0] not in found.values():
            found[column.place] = target[0]
    return found


def _points(cell: Cell) -> list[Item]:
    """The actions listed in one cell: numbered or bulleted lines."""
    items = items_of(cell_rows(cell))
    return items if sum(item.mark is not None for item in items) > 1 else []


def _first(grid: Grid, section: Section, role: str, row: int) -> Cell | None:
    for column in section.columns:
        if column.head.role == role:
            cell = grid.at(row, column.place)
            if cell and cell.lines and cell.row == row:
                return cell
    return None


def _deepest_code(grid: Grid, section: Section) -> int:
    places = [column.place for column in section.columns if column.head.role == "code"]
    codes = [grid.text(row, place) for row in section.rows for place in places]
    return max((code.count(".") + 1 for code in codes if _DOTTED.fullmatch(code)), default=0)


def _inside(code: str, above: str | None) -> bool:
    return bool(above and code.startswith(f"{above}."))
