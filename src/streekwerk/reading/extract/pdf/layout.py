"""Reading order of a page without tags: ruled tables, columns of text, tables without lines, paragraphs."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from streekwerk.reading.extract.pdf.columns import Band, bands_of, rows_of, runs_of
from streekwerk.reading.extract.pdf.drawing import Drawing
from streekwerk.reading.extract.pdf.grids import Grid, grids_of
from streekwerk.reading.extract.pdf.pieces import (
    Piece,
    Printed,
    TableCell,
    TablePiece,
    Text,
    printed_line,
    printed_lines,
)  # fmt: skip
from streekwerk.reading.extract.pdf.words import Word

_BULLET = re.compile(
    r"(?:[•▪■□◦○●‣⁃➢➤✓✔–—\-*\uf0b7\uf0a7\uf0d8\uf0fc\u00b7o]|\(?(?:\d{1,2}|[a-zA-Z])[.)])(?:\s|$)"
)
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Þ]")
_LABEL = re.compile(r"[A-ZÀ-Þ][^.:;,]{1,30}:(?:\s|$)")
_LEADS_ON = re.compile(
    r"(?:[-–,(/&]|\b(?:aan|als|bij|d[ae]t?|die|door|een|en|het|in|met|naar|of|om|op|per|te|tot|uit|van|voor))$",
    re.IGNORECASE,
)
_EARLY = 0.25
"""A sentence that ends with more than this share of its line free ends a paragraph."""
_LOOSE = 1.3
"""A gap of more than this many times the usual line step starts a new paragraph."""


def read_layout(words: list[Word], drawing: Drawing, page: int) -> list[Piece]:
    """The pieces of a page, top to bottom and column by column."""
    tables: list[tuple[Grid, TablePiece]] = []
    free = words
    for grid in grids_of(drawing):
        table, rest = _ruled(grid, free, drawing, page)
        if table:
            tables.append((grid, table))
            free = rest
    pieces: list[Piece] = []
    for grid, table in tables:
        pieces += _text([word for word in free if word.middle < grid.top], page)
        free = [word for word in free if word.middle >= grid.top]
        pieces.append(table)
    return pieces + _text(free, page)


# ------------------------------------------------------------------ tables drawn with lines


def _ruled(
    grid: Grid, words: list[Word], drawing: Drawing, page: int
) -> tuple[TablePiece | None, list[Word]]:
    """The table in a grid and the words outside it; None when fewer than two cells hold words."""
    inside: dict[int, list[Word]] = {}
    rest: list[Word] = []
    places = grid.places()
    for word in words:
        row, column = bisect(grid.ys, word.middle) - 1, bisect(grid.xs, word.centre) - 1
        place = places.get((row, column))
        if place is None:
            rest.append(word)
        else:
            inside.setdefault(place, []).append(word)
    if len(inside) < 2:
        return None, words
    cells = []
    for index, cell in enumerate(grid.cells):
        left, top, right, bottom = cell.box
        cells.append(
            TableCell(
                cell.row,
                cell.column,
                cell_parts(lines_of(inside.get(index, []), page), left, right),
                cell.row_span,
                cell.column_span,
                drawing.fill_at((left + right) / 2, (top + bottom) / 2),
            )
        )
    return TablePiece(cells, edges=grid.xs, top=grid.top, bottom=grid.bottom), rest


def lines_of(words: list[Word], page: int) -> list[Printed]:
    """The printed lines of one column, top to bottom; turned text keeps lines of its own."""
    upright = [word for word in words if word.turn == 0]
    lines = [printed_line(row, page) for row in rows_of(upright)]
    lines += printed_lines([word for word in words if word.turn], page)
    return sorted(lines, key=lambda line: (line.top, line.left)) if len(upright) < len(words) else lines


# ------------------------------------------------------------------ text and tables without lines


def _text(words: list[Word], page: int) -> list[Piece]:
    """The pieces of a part of a page without drawn tables."""
    pieces: list[Piece] = []
    flow: list[Printed] = []
    for run in runs_of(bands_of([word for word in words if word.turn == 0])):
        if not run.gutters:
            flow += [printed_line(row, page) for band in run.bands for row in band.rows]
            continue
        pieces += paragraphs(flow)
        flow = []
        if run.is_table:
            pieces.append(_aligned(run.bands, run.gutters, page))
        else:
            for column in run.columns():
                pieces += paragraphs(lines_of(column, page))
    pieces += paragraphs(flow)
    turned = printed_lines([word for word in words if word.turn], page)
    return pieces + [Text([line]) for line in turned]


def _aligned(bands: list[Band], gutters: list[tuple[float, float]], page: int) -> TablePiece:
    """A table of rows whose words stand in line; a row without a first cell continues the one above."""
    middles = [(a + b) / 2 for a, b in gutters]
    steps = [below.top - above.top for above, below in pairwise(bands)]
    usual = min(steps, default=0.0)
    spaced = bool(steps) and max(steps) > 1.3 * usual
    rows: list[list[list[Word]]] = []
    for index, band in enumerate(bands):
        parts: list[list[Word]] = [[] for _ in range(len(middles) + 1)]
        for word in band.words:
            parts[sum(word.centre > middle for middle in middles)].append(word)
        apart = index > 0 and band.top - bands[index - 1].top > 1.3 * usual
        continues = rows and (not apart if spaced else not parts[0])
        if continues:
            for column, part in enumerate(parts):
                rows[-1][column] += part
        else:
            rows.append(parts)
    cells = [
        TableCell(row, column, cell_parts(lines_of(part, page)))
        for row, parts in enumerate(rows)
        for column, part in enumerate(parts)
    ]
    edges = (bands[0].left, *middles, max(band.right for band in bands))
    return TablePiece(cells, edges=edges, top=bands[0].top, bottom=bands[-1].bottom)


def paragraphs(lines: list[Printed]) -> list[Piece]:
    """Lines of one column gathered into paragraphs, by the gap between them, their look and bullets."""
    steps = [b.top - a.top for a, b in pairwise(lines) if b.top > a.top]
    usual = median(steps) if steps else 0.0
    margin = max((line.right for line in lines), default=0.0)
    found: list[Text] = []
    indents: list[float] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        bullet = bool(_BULLET.match(line.text))
        if above and not bullet and _continues(found[-1], above, line, usual, margin):
            found[-1].lines.append(line)
            continue
        level = None
        if bullet:
            indents = [*(place for place in indents if place < line.left - 3), line.left]
            level = len(indents)
        else:
            indents = []
        found.append(Text([line], list_level=level))
    return list(found)


def cell_parts(
    lines: list[Printed], left: float | None = None, right: float | None = None
) -> list[list[Printed]]:
    """The lines of a cell as paragraphs and list items; `left` and `right` are the edges of the cell.

    A line that left room for the first word of the next one was ended by the writer.
    """
    bullets = [bool(_BULLET.match(line.text)) for line in lines]
    is_list = any(bullets) and (bullets[0] or sum(bullets) > 1)
    usual = min((b.top - a.top for a, b in pairwise(lines) if b.top > a.top), default=0.0)
    room = None
    if left is not None and right is not None and lines:
        room = right - (min(line.left for line in lines) - left)
    starts = [
        (is_list and bullet)
        or line.top - above.top > _LOOSE * max(usual, 1.25 * line.size)
        or (room is not None and (_left_room(above, line, room) or _is_label(above, line)))
        for (above, line), bullet in zip(pairwise(lines), bullets[1:], strict=True)
    ]
    if room is not None:
        mark_full(lines, room)
        if any(starts) and not is_list:
            # Where some lines were surely ended by the writer, a capital begins a line of its own.
            starts = [
                start or (" " in line.text and _begins(above, line))
                for start, (above, line) in zip(starts, pairwise(lines), strict=True)
            ]
    parts: list[list[Printed]] = []
    for line, start in zip(lines, [True, *starts], strict=False):
        if start:
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def mark_full(lines: list[Printed], room: float) -> None:
    """Mark the lines that are one word without room for another letter before `room`."""
    for line in lines:
        letter = line.width / len(line.text)
        line.full = " " not in line.text and line.right + 0.9 * letter > room


def _is_label(above: Printed, line: Printed) -> bool:
    return bool(_LABEL.match(line.text)) and _begins(above, line)


def _begins(above: Printed, line: Printed) -> bool:
    """Whether a line begins with a capital after words that do not lead on to it."""
    return line.text[0].isupper() and not _LEADS_ON.search(above.text)


def _left_room(above: Printed, line: Printed, room: float) -> bool:
    """Whether the first word of a line, and a space, would have fitted after the line above it."""
    word = line.text.split()[0]
    width = line.width * len(word) / len(line.text)
    return above.right + width + 0.6 * line.size < room


def _continues(text: Text, above: Printed, line: Printed, usual: float, margin: float) -> bool:
    ended_early = above.right < margin - _EARLY * (margin - above.left)
    if ended_early and above.text.endswith((".", "!", "?", ":")):
        return False
    if _SECTION.match(line.text) or _is_label(above, line):
        return False
    step = line.top - above.top
    if step <= 0 or step > _LOOSE * max(min(usual, 3 * line.size), 1.25 * line.size):
        return False
    if line.bold != above.bold or abs(line.size - above.size) > 0.6:
        return False
    # An item of a list ends where the text goes back to the margin left of its bullet's text.
    return text.list_level is None or line.left > text.lines[0].left + 2


def find_headings(pages: list[list[Piece]]) -> None:
    """Mark the headings of untagged pages: larger than the body text, or a short bold line of its own."""
    sizes: dict[float, int] = {}
    for text in _texts(pages):
        for line in text.lines:
            sizes[round(line.size * 2) / 2] = sizes.get(round(line.size * 2) / 2, 0) + len(line.text)
    if not sizes:
        return
    body = max(sizes, key=lambda size: sizes[size])
    larger = sorted({size for size in sizes if size > 1.12 * body}, reverse=True)
    for text in _texts(pages):
        first = text.lines[0]
        if (text.list_level is not None and first.size <= 1.12 * body) or len(text.lines) > 3:
            continue
        size = round(first.size * 2) / 2
        if size in larger:
            text.heading, text.list_level = min(6, larger.index(size) + 1), None
        elif (
            first.bold
            and size >= body
            and len(text.lines) == 1
            and not first.text.endswith((".", ":", ",", ";"))
        ):
            text.heading, text.list_level = min(6, len(larger) + 1), None


def _texts(pages: list[list[Piece]]) -> Iterator[Text]:
    return (piece for page in pages for piece in page if isinstance(piece, Text) and not piece.aside)
