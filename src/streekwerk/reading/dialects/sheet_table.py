"""The sheet dialect for real tables: every action a table with its labels in the first column.

The labels are those of the fiche dialect; the title stands in a row across the table, beside a label such as
"Actie", or in the heading above. Goals that come back in several sheets become one node above them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from streekwerk.kernel.periods import find_dates
from streekwerk.reading.dialects.tables.cells import (
    Claims,
    Mark,
    cell_rows,
    indicators_of,
    split_code,
)
from streekwerk.reading.dialects.tables.context import SHEET_NAME, Context
from streekwerk.reading.dialects.tables.grid import Grid
from streekwerk.reading.dialects.tables.sheets import (
    Entry,
    Field,
    Title,
    alone_below_heading,
    entries_of,
    is_label,
    is_sheet,
    level_label,
    repeated_goals,
)
from streekwerk.reading.dialects.tables.steps import steps_beside
from streekwerk.reading.dialects.tables.whole import begin, finish
from streekwerk.reading.dialects.tables.words import head_of
from streekwerk.reading.lines import squash
from streekwerk.reading.models import (
    Cell,
    Document,
    LevelName,
    Node,
    Paragraph,
    Reading,
    Table,
)
from streekwerk.reading.rows import Row, lines_in
from streekwerk.reading.timing import find_milestones, read_timing, when

_SURE = 0.97
_ENOUGH = 0.4
"""From this share of the lines in sheets on, the document is a set of sheets."""
_SHEETS: tuple[LevelName, ...] = ("action", "project")
_STEPS = {"what", "approach", "goal", "indicators", "evaluation", "conditions", "communication", "remarks",
          "status", "other"}  # fmt: skip
"""Fields whose dates say when a step happens; those of money and of timing itself do not."""
_CODES = re.compile(
    r"(?:nr\.?|nummer|code|volgnummer|actienummer|actie ?nr\.?|fichenummer|fiche ?nr\.?)", re.IGNORECASE
)


@dataclass(slots=True)
class _Sheet:
    """One action: its title with its cell, and its fields."""

    title: Title | None = None
    fields: list[Field] = field(default_factory=list)


class SheetTable:
    """Plans of action sheets that are tables with labelled rows."""

    name = "sheet_table"

    def fit(self, document: Document) -> float:
        """Sure when sheets hold enough of the lines, less when they are a small part."""
        found = lines_in(
            [cell.lines for block in document.blocks if isinstance(block, Table) and is_sheet(Grid(block))
             for cell in block.cells if cell.lines]
        )  # fmt: skip
        aside = lines_in(*(item.spans for item in document.ignored))
        lines = sum(not line.blank and line.number not in aside for line in document.lines)
        return _SURE * min(1.0, len(found) / max(lines, 1) / _ENOUGH)

    def read(self, document: Document) -> Reading:
        return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._context: Context = begin(document)
        self._reading = self._context.reading
        self._claims: Claims = self._context.claims
        self._goals: dict[tuple[str | None, LevelName, str], Node] = {}
        self._repeated = repeated_goals(document)
        self._sheet: Node | None = None
        self._labels: set[str] = set()
        self._alone = False
        """Whether the table being read is the only sheet below its heading."""
        self._chapters: list[tuple[Node, Node]] = []
        """Sheets without a level above them, with their chapter."""

    def read(self) -> Reading:
        name: Paragraph | None = None
        alone = alone_below_heading(self._document)
        for index, block in enumerate(self._document.blocks):
            if isinstance(block, Paragraph):
                where = self._document.lines[block.lines[0] - 1].where or ""
                name = block if where.endswith(SHEET_NAME) else name
                self._context.read_paragraph(block)
                if block.heading:
                    self._sheet = None
            elif is_sheet(grid := Grid(block)) or self._goes_on(grid):
                self._alone = index in alone
                self._read_table(list(entries_of(grid)), name)
                name = None
            else:
                self._context.read_loose_table(block)
        self._promote_chapters()
        return finish(self._context, self._document)

    # -------------------------------------------------------------- which sheet

    def _goes_on(self, grid: Grid) -> bool:
        """Whether a small table is the rest of the sheet above it: known labels that it did not have yet."""
        labels = [each.label for each in entries_of(grid) if isinstance(each, Field)]
        known = [label for label in labels if is_label(label)]
        return self._sheet is not None and bool(known) and len(known) == len(labels) and not (
            self._labels & {label.casefold() for label in labels}
        )  # fmt: skip

    def _read_table(self, entries: Sequence[Entry], name: Paragraph | None) -> None:
        sheet = _Sheet()
        for entry in entries:
            if isinstance(entry, Title):
                if entry.mark and entry.mark.level not in _SHEETS:
                    self._write(sheet, name)
                    sheet = _Sheet()
                    self._open_goal(entry.mark, None, entry.cell)
                    continue
                if entry.mark or not (sheet.title or sheet.fields):
                    self._write(sheet, name)
                    sheet = _Sheet(entry)
                    continue
                self._add_loose(sheet, entry.cell)
                continue
            goal = self._goal(entry)
            if (goal and goal.level in _SHEETS) or entry.meaning == "title":
                if sheet.title or any(each.meaning != "other" for each in sheet.fields):
                    self._write(sheet, name)
                    sheet = _Sheet()
                label = goal.label if goal else ""
                sheet.title = Title(
                    entry.cell, Mark("action", label, goal.code if goal else None, entry.text)
                )
                sheet.fields.append(entry)
            elif goal:
                self._open_goal(goal, entry, entry.cell)
            else:
                sheet.fields.append(entry)
        self._write(sheet, name)

    def _goal(self, entry: Field) -> Mark | None:
        """The level that a labelled row names: the action itself, or a goal above it."""
        found = level_label(entry.label)
        if found is None or not entry.text:
            return None
        level, word, code = found
        ambiguous = is_label(word) and code is None
        if (
            level not in _SHEETS
            and ambiguous
            and (entry.label.casefold(), entry.text.casefold()) not in self._repeated
        ):
            return None
        if level in _SHEETS and ambiguous and len(entry.text) > 250:
            return None
        glued, title = split_code(entry.text)
        return Mark(level, word, f"{word} {code}" if code else glued, title)

    def _open_goal(self, mark: Mark, entry: Field | None, cell: Cell) -> None:
        """A goal above the sheets; one that was printed before is opened again."""
        parent = self._context.parent_above(mark.level)
        key = (parent.id if parent else None, mark.level, f"{mark.code} {mark.title}".casefold())
        node = self._goals.get(key)
        if node is None:
            node = self._context.open_level(mark, None, lambda node: None)
            self._goals[key] = node
        else:
            self._context.reopen(node)
        for each in [cell, *(c for row in (entry.values if entry else []) for c in row)]:
            self._claims.take(node.spans, each.lines)

    # -------------------------------------------------------------- writing a sheet

    def _write(self, sheet: _Sheet, name: Paragraph | None) -> None:
        if not sheet.fields and sheet.title is None:
            return
        node = self._node(sheet, name)
        self._labels |= {each.label.casefold() for each in sheet.fields}
        if sheet.title:
            self._claims.take(node.spans, sheet.title.cell.lines)
        for each in sheet.fields:
            for cell in [each.cell, *(value for row in each.values for value in row)]:
                self._claims.take(node.spans, cell.lines)
            if sheet.title and each.cell is sheet.title.cell:
                continue
            self._add_field(node, each)

    def _node(self, sheet: _Sheet, name: Paragraph | None) -> Node:
        """The node of a sheet: by its title, by the heading above, by the name of the worksheet."""
        heading = self._context.last_heading if self._alone else None
        if (
            sheet.title is None
            and self._sheet
            and not self._labels & {f.label.casefold() for f in sheet.fields}
        ):
            return self._sheet
        self._labels = set()
        if sheet.title is None and heading and heading.level in ("statement", *_SHEETS):
            self._context.last_heading = None
            self._as_sheet(heading)
            self._sheet = heading
            return heading
        parent = self._context.parent()
        while parent and parent.level in _SHEETS:
            parent = (
                next((each for each in self._reading.nodes if each.id == parent.parent), None)
                if parent
                else None
            )
        mark = sheet.title.mark if sheet.title else None
        code, title = mark.code if mark else None, mark.title if mark else ""
        if sheet.title and mark is None:
            code, title = split_code(squash(sheet.title.cell.text))
        node = self._context.add_node(mark.level if mark else "action", title, parent)
        node.level_label, node.code = (mark.label or None) if mark else None, code
        node.confidence = 0.97 if mark else 0.9
        if not node.title and name and self._claims.free(name.lines):
            node.title = name.text
            self._claims.take(node.spans, name.lines)
        if not node.title:
            node.title = next((each.text for each in sheet.fields if each.text), code or "")
            node.confidence = 0.6
        chapter = self._context.chapter()
        if parent is None and chapter:
            self._chapters.append((node, chapter))
        self._sheet = node
        return node

    def _as_sheet(self, node: Node) -> None:
        """A heading right above a sheet without a title of its own is its title."""
        if node.level == "statement":
            node.level = "action"
            self._context.close(node)
            parent = self._context.parent()
            chapter = self._context.chapter()
            node.parent = parent.id if parent else None
            if parent is None and chapter:
                self._chapters.append((node, chapter))

    def _promote_chapters(self) -> None:
        """Chapters that hold sheets are the domains of the plan, when there is more than one."""
        if len({chapter.id for _, chapter in self._chapters}) < 2:
            return
        for node, chapter in self._chapters:
            node.parent = chapter.id
            chapter.level = "domain"
        by_id = {node.id: node for node in self._reading.nodes}
        for _, chapter in self._chapters:
            above = by_id.get(chapter.parent or "")
            if above and above.level == "statement":
                chapter.parent = None

    def _add_field(self, node: Node, entry: Field) -> None:
        text = entry.text
        if _CODES.fullmatch(entry.label) and text and len(text) <= 20:
            node.code = node.code or text
            return
        old = node.fields.get(entry.label)
        node.fields[entry.label] = f"{old}; {text}" if old and text else old or text
        if not text:
            return
        rows = [row for cells in entry.values for cell in cells for row in self._rows(cell)]
        if entry.rest:
            parts = zip(cell_rows(entry.cell), entry.rest.split("\n"), strict=False)
            rows = [Row(row.number, squash(part), plain=False) for row, part in parts] + rows
        if entry.meaning == "indicators":
            self._add_indicators(node, self._indicator_rows(entry, rows))
        self._date(node, entry.meaning, text)
        if entry.meaning == "timing":
            self._reading.milestones += steps_beside(node.id, rows, read_timing(text))
        if entry.meaning in _STEPS:
            self._reading.milestones += find_milestones(node.id, rows)

    def _indicator_rows(self, entry: Field, rows: list[Row]) -> list[list[Row]]:
        """The lists in which indicators stand: every value cell, or the first column of a table of them."""
        heads = [head_of(cell.text).role for cell in entry.values[0]] if entry.values else []
        tabular = len(heads) > 1 and len(entry.values) > 1 and "detail" in heads
        if tabular:
            return [self._rows(cells[0]) for cells in entry.values[1:] if cells]
        lists = [self._rows(cell) for cells in entry.values for cell in cells]
        return lists if not entry.rest else [rows]

    def _add_indicators(self, node: Node, lists: Sequence[Sequence[Row]]) -> None:
        for rows in lists:
            inner = [row for row in rows if "binnentabel" in self._where(row)]
            skipped = {inner[0].number} if inner and " | " in inner[0].text else set()
            kept = [
                Row(row.number, row.text.split(" | ")[0] if row in inner else row.text, plain=False)
                for row in rows
                if row.number not in skipped
            ]
            for indicator in indicators_of(kept):
                indicator.id, indicator.node = f"i{len(self._reading.indicators) + 1}", node.id
                self._reading.indicators.append(indicator)

    def _date(self, node: Node, meaning: str, text: str) -> None:
        if meaning == "timing":
            timing = read_timing(text)
            node.start, node.end = node.start or timing.start, node.end or timing.end
        elif meaning in ("start", "end"):
            dates = find_dates(text)
            if dates and meaning == "start":
                node.start = node.start or when(dates[0], dates[0].start)
            elif dates:
                node.end = node.end or when(dates[-1], dates[-1].end)

    def _add_loose(self, sheet: _Sheet, cell: Cell) -> None:
        """A row across the sheet that is no title: a label below which text follows, or more of a value."""
        if sheet.fields and not is_label(cell.text):
            sheet.fields[-1].values.append([cell])
        else:
            sheet.fields.append(Field(squash(cell.text), cell))

    def _rows(self, cell: Cell) -> list[Row]:
        return [row for row in cell_rows(cell) if "voetnoot" not in self._where(row)]

    def _where(self, row: Row) -> str:
        return self._document.lines[row.number - 1].where or ""


DIALECT = SheetTable()
