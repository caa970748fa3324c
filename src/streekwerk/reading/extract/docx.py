"""Word documents (.docx) as numbered lines with headings, lists and tables.

The XML is read directly instead of through python-docx: that library does not show inserted text of
tracked changes, content controls, text boxes, footnotes or automatic numbers, and would load every image.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from streekwerk.reading.extract.docx_styles import Numbering, Styles, child, kind, switched_on, value
from streekwerk.reading.extract.docx_text import Piece, chosen, read_paragraph
from streekwerk.reading.extract.guards import (
    MAX_CELLS,
    MAX_LINES,
    MAX_TABLE_DEPTH,
    FileDamaged,
    FileTooLarge,
    Package,
)
from streekwerk.reading.extract.line_writer import LineWriter, clean
from streekwerk.reading.models import Block, Cell, Document, Paragraph, Span, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TRANSPARENT = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "bdo", "dir"}
"""Elements around paragraphs, tables, rows and cells that change nothing to what is read."""
_MAX_HEADING = 120
_TYPED_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+\D")


def extract(data: bytes, name: str) -> Document:
    """Read a .docx.

    Raises:
        DomainError: too large, damaged, protected, unsafe or too old; the sentence says which.
    """
    return _Reader(Package(data, name, newer="Word-document (.docx)"), name).read(data)


@dataclass(slots=True)
class _OpenCell:
    """A cell while the rows below may still be merged into it."""

    row: int
    column: int
    width: int
    height: int
    lines: Span | None
    fill: str | None


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._part = package.main_part("word/document.xml")
        self._related = package.relations(self._part)
        self._styles = Styles(self._tree("styles"))
        self._numbering = Numbering(self._tree("numbering"), self._styles)
        self._notes: dict[tuple[str, str], Any] = {
            (note, value(item, "id") or ""): item
            for note in ("footnote", "endnote")
            for item in self._children(f"{note}s")
            if kind(item) == note and value(item, "type") in (None, "normal")
        }
        self._writer = LineWriter(name)
        self._blocks: list[Block] = []
        self._bold: dict[int, int] = {}
        """Position of each wholly bold short paragraph among the blocks → size of its letters."""
        self._paragraphs = self._tables = self._cells = 0
        self._page = 1
        self._paged = False

    def read(self, data: bytes) -> Document:
        body = child(self._package.tree(self._part), "body")
        if body is None:
            raise FileDamaged(self._name, "het is geen Word-document")
        self._paged = any(kind(element) == "lastRenderedPageBreak" for element in body.iter())
        self._read_blocks(body, depth=0)
        self._set_beside_aside()
        lines, ignored = self._writer.close()
        return Document(
            name=self._name,
            media_type=MEDIA_TYPE,
            sha256=hashlib.sha256(data).hexdigest(),
            lines=lines,
            pages=self._page if self._paged else None,
            blocks=tuple(self._with_bold_headings()),
            repairs=tuple(self._writer.repairs),
            ignored=ignored,
        )

    # -------------------------------------------------------------- paragraphs

    def _read_blocks(self, container: Any, depth: int) -> None:
        for item in _unwrapped(container):
            if kind(item) == "p":
                self._paragraphs += 1
                if self._paragraphs > 2 * MAX_LINES:
                    raise FileTooLarge(self._name, f"het heeft meer dan {2 * MAX_LINES} alinea's")
                self._read_paragraph(item, f"alinea {self._paragraphs}")
            elif kind(item) == "tbl":
                self._read_table(item, depth + 1)

    def _read_paragraph(self, paragraph: Any, where: str) -> None:
        properties = child(paragraph, "pPr")
        piece, label = self._read_piece(paragraph, where)
        if self._styles.is_contents(properties):
            self._writer.set_aside(piece.text, where, "inhoudsopgave")
            return
        span = self._write(piece, label[0] if label else "", where)
        if span:
            text = clean(self._writer.text(span))
            heading = self._styles.heading(properties)
            if not heading and not label and piece.bold == piece.visible and len(text) <= _MAX_HEADING:
                self._bold[len(self._blocks)] = piece.size
            self._blocks.append(Paragraph(text, span, heading, label[1] if label and not heading else None))
        for note, note_where in self._notes_of(piece):
            note_span = self._write(note, "", note_where)
            if note_span:
                self._blocks.append(Paragraph(self._writer.text(note_span), note_span))
        for box in piece.boxes:
            self._read_blocks(box, depth=1)

    def _read_piece(self, paragraph: Any, where: str) -> tuple[Piece, tuple[str, int] | None]:
        piece = read_paragraph(paragraph, self._styles)
        self._page += piece.pages_before
        self._writer.set_aside("".join(piece.hidden), where, "verborgen tekst")
        self._writer.set_aside("".join(piece.prompt), where, "invulveld zonder antwoord")
        return piece, self._numbering.label(child(paragraph, "pPr")) if piece.text.strip() else None

    def _write(self, piece: Piece, label: str, where: str) -> Span | None:
        text = f"{label} {piece.text}" if label and piece.text.strip() else piece.text
        page = self._page if self._paged else None
        place = f"p. {page}, {where}{piece.mark}" if page else f"{where}{piece.mark}"
        span = self._writer.add(text, place, page)
        self._page += piece.pages_after
        return span

    def _notes_of(self, piece: Piece) -> Iterator[tuple[Piece, str]]:
        for key in piece.notes:
            note = self._notes.pop(key, None)
            for paragraph in note.iter() if note is not None else ():
                if kind(paragraph) == "p":
                    word = "voetnoot" if key[0] == "footnote" else "eindnoot"
                    yield read_paragraph(paragraph, self._styles), f"{word} {key[1]}"

    # -------------------------------------------------------------- tables

    def _read_table(self, table: Any, depth: int) -> None:
        if depth > MAX_TABLE_DEPTH:
            raise FileTooLarge(self._name, f"er staan meer dan {MAX_TABLE_DEPTH} tabellen in elkaar")
        rows = [(row, list(_cells(row))) for row in _rows(table)]
        if _is_frame(rows):
            for _, cells in rows:
                for cell in cells:
                    self._read_blocks(cell, depth)
            return
        self._tables += 1
        number = self._tables
        cells, headers, open_cells = list[_OpenCell](), 0, dict[int, _OpenCell]()
        for row, (element, row_cells) in enumerate(rows, start=1):
            if headers == row - 1 and switched_on(child(element, "trPr"), "tblHeader"):
                headers = row
            column = 1 + int(value(child(element, "trPr", "gridBefore")) or 0)
            for cell in row_cells:
                width = max(int(value(child(cell, "tcPr", "gridSpan")) or 1), 1)
                above = open_cells.get(column)
                if _continues(cell) and above:
                    above.height = row - above.row + 1
                    self._set_covered_aside(cell, f"tabel {number}, rij {row}, kolom {column}")
                else:
                    self._count_cells(width)
                    span = self._read_cell(cell, f"tabel {number}, rij {row}, kolom {column}", depth)
                    opened = _OpenCell(row, column, width, 1, span, _fill(cell))
                    open_cells[column] = opened
                    cells.append(opened)
                column += width
        if any(cell.lines for cell in cells):
            self._blocks.append(Table(tuple(self._closed(cell) for cell in cells), max(headers, 1)))

    def _closed(self, cell: _OpenCell) -> Cell:
        return Cell(
            self._writer.text(cell.lines),
            cell.lines,
            cell.row,
            cell.column,
            cell.height,
            cell.width,
            cell.fill,
        )

    def _read_cell(self, cell: Any, where: str, depth: int) -> Span | None:
        spans = [span for span in self._cell_spans(cell, where, depth) if span]
        return (spans[0][0], spans[-1][1]) if spans else None

    def _cell_spans(self, cell: Any, where: str, depth: int) -> Iterator[Span | None]:
        notes: list[tuple[Piece, str]] = []
        for item in _unwrapped(cell):
            if kind(item) == "p":
                piece, label = self._read_piece(item, where)
                yield self._write(piece, label[0] if label else "", where)
                notes.extend(self._notes_of(piece))
                for box in piece.boxes:
                    yield from self._cell_spans(box, where, depth)
            elif kind(item) == "tbl":
                yield from self._nested_rows(item, where, depth + 1)
        for note, note_where in notes:
            yield self._write(note, "", f"{where}, {note_where}")

    def _nested_rows(self, table: Any, where: str, depth: int) -> Iterator[Span | None]:
        """A table in a cell: a line per row, its cells parted by a bar; a row of one cell keeps its lines."""
        if depth > MAX_TABLE_DEPTH:
            raise FileTooLarge(self._name, f"er staan meer dan {MAX_TABLE_DEPTH} tabellen in elkaar")
        for number, row in enumerate(_rows(table), start=1):
            place = f"{where}, binnentabel rij {number}"
            cells = [cell for cell in _cells(row) if not _continues(cell)]
            texts = [clean(" ".join(self._texts(cell, place, depth))) for cell in cells]
            filled = [index for index, text in enumerate(texts) if text]
            if len(filled) == 1:
                yield self._read_cell(cells[filled[0]], place, depth)
            elif filled:
                self._count_cells(len(cells))
                yield self._writer.add(" | ".join(texts), place, self._page if self._paged else None)

    def _texts(self, cell: Any, where: str, depth: int) -> Iterator[str]:
        if depth > MAX_TABLE_DEPTH:
            raise FileTooLarge(self._name, f"er staan meer dan {MAX_TABLE_DEPTH} tabellen in elkaar")
        for item in _unwrapped(cell):
            if kind(item) == "p":
                yield read_paragraph(item, self._styles).text
            elif kind(item) == "tbl":
                for row in _rows(item):
                    for inner in _cells(row):
                        yield from self._texts(inner, where, depth + 1)

    def _count_cells(self, cells: int) -> None:
        self._cells += cells
        if self._cells > MAX_CELLS:
            raise FileTooLarge(self._name, f"de tabellen hebben samen meer dan {MAX_CELLS} cellen")

    # -------------------------------------------------------------- what stands beside the text

    def _set_covered_aside(self, cell: Any, where: str) -> None:
        text = clean(" ".join(self._texts(cell, where, 1)))
        self._writer.set_aside(text, where, "tekst onder een samengevoegde cel")

    def _set_beside_aside(self) -> None:
        reasons = {
            "header": ("koptekst", "kop- of voettekst"),
            "footer": ("voettekst", "kop- of voettekst"),
            "comments": ("kantlijn", "opmerking in de kantlijn"),
        }
        seen: set[str] = set()
        for relation, part in self._related.values():
            if relation not in reasons:
                continue
            root = self._package.tree(part)
            for paragraph in root.iter() if root is not None else ():
                if kind(paragraph) != "p":
                    continue
                text = clean(read_paragraph(paragraph, self._styles).text)
                if text and (relation == "comments" or text not in seen):
                    seen.add(text)
                    self._writer.set_aside(text, *reasons[relation])

    def _with_bold_headings(self) -> Iterator[Block]:
        """The blocks; in a document without heading styles, short bold lines serve as headings."""
        styled = any(isinstance(block, Paragraph) and block.heading for block in self._blocks)
        sizes = sorted(set(self._bold.values()), reverse=True)
        for index, block in enumerate(self._blocks):
            size = self._bold.get(index)
            if (
                styled
                or size is None
                or not isinstance(block, Paragraph)
                or block.text.endswith((".", ";", ","))
            ):
                yield block
                continue
            typed = _TYPED_NUMBER.match(block.text)
            yield replace(block, heading=typed[1].count(".") + 1 if typed else sizes.index(size) + 1)

    def _children(self, relation: str) -> list[Any]:
        root = self._tree(relation)
        return list(root) if root is not None else []

    def _tree(self, relation: str) -> Any | None:
        part = next((path for found, path in self._related.values() if found == relation), None)
        return self._package.tree(part) if part else None


def _unwrapped(container: Any) -> Iterator[Any]:
    """Paragraphs, tables, rows or cells directly inside, looking through content controls and insertions."""
    for item in container:
        name = kind(item)
        if name == "AlternateContent":
            yield from _unwrapped(chosen(item))
        elif name in _TRANSPARENT:
            yield from _unwrapped(item)
        elif name in ("p", "tbl", "tr", "tc"):
            yield item


def _rows(table: Any) -> Iterator[Any]:
    """The rows of a table that were not deleted in a tracked change."""
    for row in _unwrapped(table):
        if kind(row) == "tr" and child(row, "trPr", "del") is None:
            yield row


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in _unwrapped(row) if kind(cell) == "tc" and child(cell, "tcPr", "cellDel") is None)


def _is_frame(rows: list[tuple[Any, list[Any]]]) -> bool:
    """Whether a table only draws a frame: one cell, or one column with whole tables in it."""
    if any(len(cells) != 1 for _, cells in rows):
        return False
    nested = any(kind(item) == "tbl" for _, cells in rows for cell in cells for item in _unwrapped(cell))
    return len(rows) == 1 or nested


def _continues(cell: Any) -> bool:
    merge = child(cell, "tcPr", "vMerge")
    return merge is not None and value(merge) in (None, "continue")


def _fill(cell: Any) -> str | None:
    colour = (value(child(cell, "tcPr", "shd"), "fill") or "").upper()
    return colour if re.fullmatch(r"[0-9A-F]{6}", colour) and colour != "FFFFFF" else None
