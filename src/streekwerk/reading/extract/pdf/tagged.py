"""A page read by its tags: headings, paragraphs, list items and tables as the author's program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from streekwerk.reading.extract.guards import MAX_CELLS, FileTooLarge
from streekwerk.reading.extract.pdf.grids import Grid
from streekwerk.reading.extract.pdf.layout import cell_parts, lines_of, mark_full, paragraphs
from streekwerk.reading.extract.pdf.pieces import (
    Piece,
    Printed,
    TableCell,
    TablePiece,
    TagTable,
    Text,
    printed_lines,
)  # fmt: skip
from streekwerk.reading.extract.pdf.tags import Element, Marked, Path
from streekwerk.reading.extract.pdf.words import ARTIFACT, Word

ARTIFACT_WHY = "Volgens het bestand zelf geen deel van de tekst: kop- of voettekst of herhaalde tabelkop"

_INLINE = frozenset((
    "Span", "Link", "Em", "Strong", "Sub", "Reference", "Lbl", "Annot", "Ruby", "RB", "RT", "RP", "Warichu",
    "Quote", "Code", "BibEntry", "NonStruct", "Private",
))  # fmt: skip
_GROUPS = frozenset(["Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "Index"])
_HEADING = re.compile(r"H[1-6]?|Title")
_MOST_EMPTY = 50
"""Rows or cells without content in a row; a larger jump is a broken structure."""
_TRUSTED = 0.6
"""Share of a page's letters that must be in the tags for the page to be read by them."""


def trusted(words: list[Word], marked: list[Marked], grids: list[Grid]) -> bool:
    """Whether the tags of a page say enough: they hold most of its letters, and its tables.

    A page with a drawn table that the tags know nothing of was tagged by a program that does not know tables.
    """
    known = {item.mark for item in marked}
    letters = {True: 0, False: 0}
    for word in words:
        letters[word.mark in known] += len(word.text)
    if not letters[True] or letters[True] < _TRUSTED * sum(letters.values()):
        return False
    kinds = {element.kind for item in marked for element in item.around}
    drawn = any(len(grid.xs) > 2 and len(grid.ys) > 2 for grid in grids)
    return not drawn or bool(kinds & {"Table", "Figure", "Formula"})


def read_tagged(words: list[Word], marked: list[Marked], grids: list[Grid], page: int) -> list[Piece]:
    """The pieces of a page in the order of its tags; words outside the tags come last."""
    by_mark: dict[int, list[Word]] = {}
    for word in words:
        by_mark.setdefault(word.mark, []).append(word)
    texts: dict[Path, tuple[Text, list[Word]]] = {}
    cells: dict[Path, tuple[Element, dict[Path, list[Word]]]] = {}
    tables: dict[Path, TagTable] = {}
    pieces: list[Piece] = []
    for item in marked:
        found = by_mark.pop(item.mark, [])
        if not found:
            continue
        cell = _cell(item.around)
        if cell:
            table, row, head, element = cell
            if table.path not in tables:
                tables[table.path] = TagTable(table.path, {}, set())
                pieces.append(tables[table.path])
            if head:
                tables[table.path].headers.add(row.path)
            parts = cells.setdefault(element.path, (element, {}))[1]
            parts.setdefault(_part(item.around, element), []).extend(found)
            continue
        text = _text(item.around)
        if text is None or text.key is None:
            pieces += paragraphs(printed_lines(found, page))
        elif text.key in texts:
            texts[text.key][1].extend(found)
        else:
            texts[text.key] = (text, list(found))
            pieces.append(text)
    for text, found in texts.values():
        text.lines = printed_lines(found, page)
    for path, (element, parts) in cells.items():
        lines = {key: printed_lines(found, page) for key, found in parts.items()}
        _mark_full([line for part in lines.values() for line in part], grids)
        tables[_table_of(path, tables)].cells[path] = (element, lines)
    for mark, found in by_mark.items():
        if mark == ARTIFACT:
            pieces.append(Text(lines_of(found, page), aside=ARTIFACT_WHY))
        else:
            pieces += paragraphs(lines_of(found, page))
    return pieces


def _mark_full(lines: list[Printed], grids: list[Grid]) -> None:
    """Mark the words that fill their cell, where the cell is drawn."""
    first = lines[0]
    for grid in grids:
        edges = grid.edges_at((first.left + first.right) / 2, (first.top + first.bottom) / 2)
        if edges:
            mark_full(lines, edges[1] - (min(line.left for line in lines) - edges[0]))


def _table_of(path: Path, tables: Iterable[Path]) -> Path:
    return next(key for key in tables if path[: len(key)] == key)


def _cell(around: tuple[Element, ...]) -> tuple[Element, Element, bool, Element] | None:
    """Table, row, whether the row is in the head, and cell; None outside the cells of a table.

    Of a table inside a cell the words go to the outer cell.
    """
    kinds = [element.kind for element in around]
    if "Table" not in kinds:
        return None
    start = kinds.index("Table")
    for row in range(start + 1, len(around) - 1):
        if kinds[row] == "TR":
            if kinds[row + 1] not in ("TD", "TH"):
                return None
            return around[start], around[row], "THead" in kinds[start:row], around[row + 1]
    return None


def _part(around: tuple[Element, ...], cell: Element) -> Path:
    """The paragraph or list item of a cell; the cell itself for loose words."""
    inside = [element for element in around if len(element.path) > len(cell.path)]
    items = [element for element in inside if element.kind == "LI"]
    if items:
        return items[-1].path
    blocks = [element for element in inside if element.kind not in _INLINE and element.kind not in _GROUPS]
    return blocks[-1].path if blocks else cell.path


def _text(around: tuple[Element, ...]) -> Text | None:
    """An empty text for the paragraph, heading or list item these elements make; None for loose words."""
    for element in reversed(around):
        if _HEADING.fullmatch(element.kind):
            return Text([], heading=_level(element.kind, around), key=element.path)
    items = [element for element in around if element.kind == "LI"]
    if items:
        # Some programs put an inner list in the item, others beside it: the lists tell the level.
        level = sum(element.kind == "L" for element in around)
        return Text([], list_level=max(1, level), key=items[-1].path)
    block = next((element for element in reversed(around) if element.kind not in _INLINE), None)
    if block is None or block.kind in _GROUPS:
        return None
    return Text([], key=block.path)


def _level(kind: str, around: tuple[Element, ...]) -> int:
    if kind == "Title":
        return 1
    if kind == "H":
        return min(6, max(1, sum(element.kind == "Sect" for element in around)))
    return int(kind[1])


def resolved(table: TagTable, name: str) -> TablePiece:
    """The table with rows and columns counted; places without content become empty cells.

    Raises:
        FileTooLarge: more than `MAX_CELLS` cells.
    """
    rows: dict[Path, list[tuple[Element, dict[Path, list[Printed]]]]] = {}
    for path in sorted(table.cells):
        rows.setdefault(path[:-1], []).append(table.cells[path])
    cells: list[TableCell] = []
    taken: dict[int, int] = {}
    number, before, heads = -1, Path(), 0
    for path, row in rows.items():
        # pdfium leaves out elements without content; a row without a word keeps its place.
        step = path[-1] - before[-1] if before and before[:-1] == path[:-1] else 1
        number += step if step <= _MOST_EMPTY else 1
        before = path
        if heads == number and (path in table.headers or all(cell.kind == "TH" for cell, _ in row)):
            heads = number + 1
        column = place = 0
        for element, parts in row:
            empty = min(element.path[-1] - place, _MOST_EMPTY)
            for _ in range(empty):
                column = _free(taken, number, column)
                cells.append(TableCell(number, column, []))
                taken[column] = number + 1
            column = _free(taken, number, column)
            split = [lines for part in parts.values() for lines in cell_parts(part)]
            cells.append(TableCell(number, column, split, element.row_span, element.column_span))
            for covered in range(column, column + element.column_span):
                taken[covered] = number + element.row_span
            place = element.path[-1] + 1
            if len(cells) > MAX_CELLS:
                raise FileTooLarge(name, f"een tabel heeft meer dan {MAX_CELLS} cellen")
    return TablePiece(cells, header_rows=heads)


def _free(taken: dict[int, int], row: int, column: int) -> int:
    """The first column from here that no cell of a row above reaches into."""
    while taken.get(column, 0) > row:
        column += 1
    return column
