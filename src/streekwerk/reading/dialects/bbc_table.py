"""The table dialect: plans as real tables (Word, Excel, CSV, ruled PDF), a row per action or indicator.

A header of one to three rows says what each column is for (`tables.words`); goals, plans and actions stand
in columns of their own, merged, repeated or left open below, or in one column with a code or a kind. Colours
that mean something are asked once.
"""

from __future__ import annotations

from streekwerk.reading.dialects.tables.colours import colour_questions
from streekwerk.reading.dialects.tables.context import Context
from streekwerk.reading.dialects.tables.grid import Column, Grid, Section, is_plan, labelled_rows, sections_of
from streekwerk.reading.dialects.tables.plan_fields import PlanFields
from streekwerk.reading.dialects.tables.plan_rows import PlanRows
from streekwerk.reading.dialects.tables.whole import begin, finish
from streekwerk.reading.lines import squash
from streekwerk.reading.models import Document, Ignored, Paragraph, Reading, Span, Table
from streekwerk.reading.rows import lines_in

_SURE = 0.96
_HALF = 0.5
"""From this share of the lines in plan tables on, the document is a table; below it, a text with tables."""


class BbcTable:
    """Plans written as tables with a header."""

    name = "bbc_table"

    def fit(self, document: Document) -> float:
        """Sure when at least half of the lines stand in plan tables, less with fewer."""
        found: set[int] = set()
        previous: tuple[Column, ...] = ()
        for block in document.blocks:
            if isinstance(block, Table):
                sections = plan_sections(Grid(block), previous)
                if sections:
                    found |= lines_in([cell.lines for cell in block.cells if cell.lines])
                    previous = sections[-1].columns
        aside = lines_in(*(item.spans for item in document.ignored))
        lines = sum(not line.blank and line.number not in aside for line in document.lines)
        share = len(found) / max(lines, 1)
        return _SURE * min(1.0, share / _HALF) if found else 0.0

    def read(self, document: Document) -> Reading:
        context = begin(document)
        rows = PlanRows(context)
        fields = PlanFields(context, document)
        previous: tuple[Column, ...] = ()
        for block in document.blocks:
            if isinstance(block, Paragraph):
                context.read_paragraph(block)
                continue
            grid = Grid(block)
            sections = plan_sections(grid, previous)
            if not sections:
                context.read_loose_table(block)
            for section in sections:
                grid.keep_head(section.header)
                self._read_above(grid, section, context)
                fields.read(grid, section, rows.read(grid, section))
            previous = sections[-1].columns if sections else ()
        fields.finish()
        context.reading.questions += colour_questions(*fields.coloured())
        return finish(context, document)

    def _read_above(self, grid: Grid, section: Section, context: Context) -> None:
        """The header, and the rows above it: the first is the title; levels among them are kept."""
        header: list[Span] = []
        for row in section.header:
            for cell in grid.filled(row):
                context.claims.take(header, cell.lines if context.claims.free(cell.lines) else None)
        if header:
            context.reading.ignored.append(Ignored("kolomkoppen", tuple(header)))
        for row in section.before:
            cells = grid.filled(row)
            if len(cells) == 1 and not context.reading.title:
                context.reading.title = squash(cells[0].text)
                spans: list[Span] = []
                context.claims.take(spans, cells[0].lines)
                context.reading.ignored.append(Ignored("titel boven de tabel", tuple(spans)))


def plan_sections(grid: Grid, previous: tuple[Column, ...] = ()) -> list[Section]:
    """The parts of a table that hold a plan; none when its rows are labelled instead of its columns."""
    sections = [section for section in sections_of(grid, previous) if is_plan(section)]
    known = max((sum(c.head.known for c in section.columns) for section in sections), default=0)
    labelled = labelled_rows(grid)
    return [] if labelled >= 3 and labelled > known else sections


DIALECT = BbcTable()
