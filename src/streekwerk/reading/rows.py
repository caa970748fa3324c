"""Rows: the lines of a document with what its structure says about each, one view for every format.

In plain text white space tells headings from prose; in Word, Excel and tagged PDF the blocks tell it.
A dialect that reads rows reads both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from streekwerk.reading.lines import squash
from streekwerk.reading.models import Document, Ignored, Paragraph, Span


@dataclass(frozen=True, slots=True)
class Row:
    """A line with words on it. `text` has single spaces and no space at the ends."""

    number: int
    text: str
    gap: int = 0
    """How many blank lines stand above it, up to the nearest line with words."""
    starts_page: bool = False
    heading: int | None = None
    """Level of heading in a structured document, 1 for the highest."""
    starts_block: bool = False
    """First line of a paragraph or a cell of a structured document."""
    label_cell: bool = False
    """First line of the left cell of a table row that has a right cell: the place of a label."""
    value_cell: bool = False
    """In a table, but not in such a cell."""
    plain: bool = True
    """From a document without structure, where white space is all there is to go by."""

    @property
    def bullet(self) -> bool:
        return self.text[:1] in "•▪●◦‣➢✓-–*o" and self.text[1:2] in ("", " ")

    @property
    def lower(self) -> bool:
        """Whether it starts in the middle of a sentence."""
        return self.text[:1].islower() and not self.bullet


def rows_of(document: Document, ignored: Iterable[Ignored] = ()) -> list[Row]:
    """The rows of a document, without the lines that the extractor or the dialect set aside."""
    aside = lines_in(*(item.spans for item in (*document.ignored, *ignored)))
    headings, starts, labels, values = _structure(document)
    rows: list[Row] = []
    gap = 0
    starts_page = False
    for line in document.lines:
        # A page begins at its first row, also when a running header stands above it.
        starts_page = starts_page or line.starts_page
        if line.blank:
            gap += 1
            continue
        if line.number in aside:
            gap = 0
            continue
        rows.append(
            Row(
                number=line.number,
                text=squash(line.text),
                gap=gap,
                starts_page=starts_page,
                heading=headings.get(line.number),
                starts_block=line.number in starts,
                label_cell=line.number in labels,
                value_cell=line.number in values,
                plain=not document.blocks,
            )
        )
        gap, starts_page = 0, False
    return rows


def _structure(document: Document) -> tuple[dict[int, int], set[int], set[int], set[int]]:
    """Headings by line, first lines of blocks, lines of label cells, and lines of other cells."""
    headings: dict[int, int] = {}
    starts: set[int] = set()
    labels: set[int] = set()
    values: set[int] = set()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            starts.add(block.lines[0])
            if block.heading:
                headings |= dict.fromkeys(range(block.lines[0], block.lines[1] + 1), block.heading)
            continue
        left = min((cell.column for cell in block.cells), default=0)
        for cells in block.rows():
            starts |= {cell.lines[0] for cell in cells if cell.lines}
            for cell in cells:
                if cell.lines and len(cells) > 1 and cell.column == left:
                    labels.add(cell.lines[0])
                elif cell.lines and len(cells) > 1:
                    values |= set(range(cell.lines[0], cell.lines[1] + 1))
    return headings, starts, labels, values


def spans_of(rows: Sequence[Row]) -> list[Span]:
    """The rows as runs of lines; only blank lines may lie inside a run.

    >>> spans_of([Row(1, "a"), Row(3, "b", gap=1), Row(7, "c", gap=1)])
    [(1, 3), (7, 7)]
    """
    spans: list[Span] = []
    for row in sorted(rows, key=lambda each: each.number):
        if spans and row.number == spans[-1][1]:
            continue
        if spans and row.number - row.gap - 1 == spans[-1][1]:
            spans[-1] = (spans[-1][0], row.number)
        else:
            spans.append((row.number, row.number))
    return spans


def usual_gap(rows: Sequence[Row]) -> int:
    """How many blank lines usually stand between two rows: 0 in single spacing, 1 in double."""
    counts = Counter(row.gap for row in rows[1:])
    return counts.most_common(1)[0][0] if counts else 0


def text_of(rows: Iterable[Row]) -> str:
    return " ".join(row.text for row in rows)


def lines_in(*spans: Iterable[Span]) -> set[int]:
    """The numbers of all lines in these spans.

    >>> sorted(lines_in([(1, 2)], [(5, 5)]))
    [1, 2, 5]
    """
    return {number for each in spans for first, last in each for number in range(first, last + 1)}
