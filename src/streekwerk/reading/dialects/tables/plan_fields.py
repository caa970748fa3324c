"""The cells beside the levels of a plan table: fields, indicators, dates, colours, each given to its node."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.dialects.tables.cells import cell_rows, indicators_of
from streekwerk.reading.dialects.tables.colours import Coloured, banding, colour_name
from streekwerk.reading.dialects.tables.context import Context
from streekwerk.reading.dialects.tables.grid import Column, Grid, Section
from streekwerk.reading.dialects.tables.plan_rows import RowNodes, code_columns, level_columns
from streekwerk.reading.dialects.tables.steps import steps_beside
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Cell, Document, Indicator, Node, Span
from streekwerk.reading.rows import Row
from streekwerk.reading.timing import find_milestones, read_timing, when

_TICK = re.compile(r"[xX✓✔v●•☒]|ja", re.IGNORECASE)
_PLAIN_INDICATOR = re.compile(r"indicator(?:en|\(en\))?", re.IGNORECASE)
COLOUR, STRUCK, NOTE = "Kleur", "Doorgehaald", "Voetnoot"


class PlanFields:
    """Gives every cell that is not a level to the node of its row."""

    def __init__(self, context: Context, document: Document) -> None:
        self._context = context
        self._document = document
        self._details: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        """Values of indicators per node and label, with the indicator they belong to."""
        self._nodes: dict[str, Node] = {}
        self._coloured: list[Coloured] = []
        self._examples: dict[str, str] = {}
        self._rows_before = 0

    def read(self, grid: Grid, section: Section, rows: dict[int, RowNodes]) -> None:
        """Hand out the cells of a section; `rows` says which nodes each row stands under."""
        levels = level_columns(section)
        taken = {column.place for column in levels} | set(code_columns(section))
        if not levels:
            taken |= self._row_columns(section)
        labels = _labels(section.columns)
        done: set[int] = set()
        ordered = sorted(rows)
        indicators: dict[int, list[Indicator]] = defaultdict(list)
        beside = [column for column in section.columns if column.place not in taken]
        # Indicators first: the values beside them are theirs.
        for column in sorted(beside, key=lambda c: (c.head.role != "indicator", c.place)):
            level = self._level_of(grid, column, levels, rows)
            for row in rows:
                cell = grid.at(row, column.place)
                if cell is None or id(cell) in done:
                    continue
                done.add(id(cell))
                last = bisect_left(ordered, cell.row + cell.row_span)
                covered = ordered[bisect_left(ordered, cell.row) : last]
                nodes = _targets(rows, covered, level)
                if nodes:
                    self._give(cell, column, labels[column.place], nodes, indicators, covered)
        self._read_years(grid, section, rows)
        self._mark_struck(grid, levels, rows)
        self._read_colours(grid, section, levels, rows)

    def finish(self) -> None:
        """Write the values of indicators as fields of their node."""
        for (node_id, label), values in self._details.items():
            node = self._nodes[node_id]
            alone = len(values) == 1 or not any(text for text, _ in values)
            node.fields[label] = "; ".join(v if alone or not text else f"{text}: {v}" for text, v in values)

    def coloured(self) -> tuple[list[Coloured], dict[str, str]]:
        """The coloured cells that may mean something, and per colour the title of a row that has it."""
        return self._coloured, self._examples

    # -------------------------------------------------------------- whose cell it is

    def _row_columns(self, section: Section) -> set[int]:
        """In a table with the level in the row: the columns that already made the node."""
        found: set[int] = set()
        for role in ("code", "kind", "title"):
            found |= {next((c.place for c in section.columns if c.head.role == role), -1)}
        if not any(column.head.role == "title" for column in section.columns):
            found |= {next((c.place for c in section.columns if c.head.role == "text"), -1)}
        return found

    def _level_of(
        self, grid: Grid, column: Column, levels: Sequence[Column], rows: dict[int, RowNodes]
    ) -> int | None:
        """The level column a column belongs to (by index); None for the deepest one of each row.

        A column between two levels belongs to the left one when it is only filled where that one begins.
        """
        if column.head.level:
            same = [i for i, level in enumerate(levels) if level.head.level == column.head.level]
            return same[0] if same and same[0] != len(levels) - 1 else None
        left = [index for index, level in enumerate(levels) if level.place < column.place]
        if not left or left[-1] == len(levels) - 1:
            return None
        filled = {
            row for row in rows if (cell := grid.at(row, column.place)) and cell.lines and cell.row == row
        }
        begins = {row for row, nodes in rows.items() if left[-1] in nodes.begins}
        return left[-1] if filled <= begins and len(begins) < len(rows) else None

    # -------------------------------------------------------------- what it holds

    def _give(
        self,
        cell: Cell,
        column: Column,
        label: str,
        nodes: Sequence[Node],
        indicators: dict[int, list[Indicator]],
        covered: Sequence[int],
    ) -> None:
        role = column.head.role
        if not cell.lines:
            if role not in ("indicator", "text", "detail", "code"):
                nodes[0].fields.setdefault(label, "")
            return
        lines, notes = self._rows(cell)
        text = squash(" ".join(row.text for row in lines))
        if notes:
            _add_field(nodes[0], NOTE, squash(" ".join(row.text for row in notes)))
        if role == "indicator":
            node = nodes[0] if len(nodes) == 1 else self._common(nodes)
            found = self._add_indicators(node, lines, column, cell)
            for row in covered:
                indicators[row] += found
            return
        if role == "detail":
            self._add_detail(nodes[0], label, lines, cell, indicators[covered[0]])
            return
        self._context.claims.take(nodes[0].spans, cell.lines)
        if role == "milestone":
            self._context.reading.milestones += find_milestones(nodes[0].id, lines)
        for node in nodes:
            if role == "text":
                node.text = f"{node.text} {text}".strip()
                continue
            _add_field(node, label, text)
            self._date(node, role, text)
        if role == "timing":
            self._context.reading.milestones += steps_beside(nodes[0].id, lines, read_timing(text))

    def _common(self, nodes: Sequence[Node]) -> Node:
        """The node above all of these, when one cell is merged over several."""
        parents = {node.parent for node in nodes}
        parent = next(iter(parents))
        return nodes[0] if len(parents) > 1 or parent is None else self._context.reading.node(parent)

    def _add_indicators(
        self, node: Node, lines: Sequence[Row], column: Column, cell: Cell
    ) -> list[Indicator]:
        found = list(indicators_of(lines))
        kind = next((text for text in reversed(column.path) if "indicator" in text.casefold()), "")
        starts = Counter(number for each in found for a, b in each.spans for number in range(a, b + 1))
        shared = any(count > 1 for count in starts.values())
        own: list[Span] = []
        for each in found:
            each.id = f"i{len(self._context.reading.indicators) + 1}"
            each.node = node.id
            if each.label is None and kind and not _PLAIN_INDICATOR.fullmatch(kind):
                each.label = kind
            self._context.reading.indicators.append(each)
            if not shared and self._context.claims.free(each.spans[0]):
                self._context.claims.take(own, each.spans[0])
        # Lines that two indicators share, and lines that only name a kind, belong to the node.
        self._context.claims.take(node.spans, cell.lines)
        return found

    def _add_detail(
        self, node: Node, label: str, lines: Sequence[Row], cell: Cell, indicators: Sequence[Indicator]
    ) -> None:
        self._nodes[node.id] = node
        self._context.claims.take(node.spans, cell.lines)
        if len(lines) == len(indicators) > 1:
            values = [(each.text, row.text) for each, row in zip(indicators, lines, strict=True)]
        else:
            name = indicators[0].text if len(indicators) == 1 else ""
            values = [(name, squash(" ".join(row.text for row in lines)))]
        self._details[node.id, label] += values

    def _date(self, node: Node, role: str, text: str) -> None:
        if role == "timing":
            timing = read_timing(text)
            node.start, node.end = node.start or timing.start, node.end or timing.end
        elif role in ("start", "end"):
            dates = find_dates(text)
            if dates and role == "start":
                node.start = node.start or when(dates[0], dates[0].start)
            elif dates:
                node.end = node.end or when(dates[-1], dates[-1].end)

    def _rows(self, cell: Cell) -> tuple[list[Row], list[Row]]:
        """The rows of a cell, and apart from them its footnotes."""
        rows: list[Row] = []
        notes: list[Row] = []
        for row in cell_rows(cell):
            where = self._document.lines[row.number - 1].where or ""
            (notes if "voetnoot" in where or "eindnoot" in where else rows).append(row)
        return rows, notes

    def _read_years(self, grid: Grid, section: Section, rows: dict[int, RowNodes]) -> None:
        """A planning grid: ticks under years give the first and the last."""
        years = [column for column in section.columns if column.year]
        if len(years) < 2:
            return
        for row, nodes in rows.items():
            ticked = [c for c in years if _TICK.fullmatch(grid.text(row, c.place))]
            if not ticked or nodes.own is None or nodes.own.start or nodes.own.end:
                continue
            first, last = find_dates(ticked[0].label), find_dates(ticked[-1].label)
            if first and last:
                nodes.own.start, nodes.own.end = when(first[0], first[0].start), when(last[-1], last[-1].end)

    # -------------------------------------------------------------- how it looks

    def _mark_struck(self, grid: Grid, levels: Sequence[Column], rows: dict[int, RowNodes]) -> None:
        for row, nodes in rows.items():
            for index, level in enumerate(levels):
                cell = grid.at(row, level.place)
                node = nodes.by_level.get(index)
                if cell and cell.lines and node and cell.row == row:
                    where = self._document.lines[cell.lines[0] - 1].where or ""
                    if "doorgehaald)" in where:
                        node.fields[STRUCK] = "deels" if "(deels" in where else "ja"

    def _read_colours(
        self, grid: Grid, section: Section, levels: Sequence[Column], rows: dict[int, RowNodes]
    ) -> None:
        found: list[tuple[Coloured, Node]] = []
        stretch, count = 0, 0
        for row in section.rows:
            nodes = rows.get(row)
            if nodes is None or nodes.own is None:
                stretch += 1
                continue
            count += 1
            cells = [cell for place in grid.columns if (cell := grid.at(row, place))]
            fills = Counter(cell.fill for cell in cells)
            for cell in cells:
                if not cell.fill or cell.row != row:
                    continue
                level = next((i for i, each in enumerate(levels) if each.place == cell.column), None)
                node = nodes.by_level.get(level, nodes.own) if level is not None else nodes.own
                whole = fills[cell.fill] >= 0.7 * len(grid.columns)
                place = self._rows_before + count
                found.append((Coloured(cell.fill, place, stretch, whole, cell.lines), node))
        stripes = banding([each for each, _ in found], count)
        for each, node in found:
            if each.fill in stripes:
                continue
            self._coloured.append(each)
            self._examples.setdefault(each.fill, node.title[:60])
            _add_field(node, COLOUR, colour_name(each.fill))
        self._rows_before += count


def _add_field(node: Node, label: str, text: str) -> None:
    old = node.fields.get(label, "")
    if not old:
        node.fields[label] = text
    elif text not in old.split("; "):
        node.fields[label] = f"{old}; {text}"


def _labels(columns: Sequence[Column]) -> dict[int, str]:
    """The field name of each column: its own words, with those above when two columns have the same."""
    counts = Counter(column.label for column in columns)
    return {
        column.place: column.label if counts[column.label] == 1 else " › ".join(column.path) or "Zonder kop"
        for column in columns
    }


def _targets(rows: dict[int, RowNodes], covered: Sequence[int], level: int | None) -> list[Node]:
    """The nodes that a cell over these rows belongs to, each once."""
    found: list[Node] = []
    for row in covered:
        nodes = rows[row]
        node = nodes.by_level.get(level) if level is not None else None
        node = node or nodes.own
        if node and node not in found:
            found.append(node)
    return found
