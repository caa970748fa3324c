"""From the pieces of a PDF to a document: lines numbered and mended, each with its place.

Outside tables a line is a printed line. In a cell, where lines break after a few words, a line is a
paragraph or an item of a list, as it is in Word; the text of the cell has one row for each.
"""

from __future__ import annotations

import re
from hashlib import sha256

from streekwerk.reading.extract.guards import MAX_CHARACTERS, MAX_LINES, FileTooLarge
from streekwerk.reading.extract.pdf.pieces import Printed, TablePiece, Text, flowing
from streekwerk.reading.extract.pdf.words import SOFT_HYPHEN
from streekwerk.reading.extract.text import mend
from streekwerk.reading.models import Block, Cell, Document, Ignored, Line, Paragraph, Repair, Span, Table

_WORD = re.compile(r"[^\W\d_]{4,}")


def document_of(pieces: list[Text | TablePiece], *, data: bytes, name: str, pages: int) -> Document:
    """The document of these pieces in reading order; what was set aside stands at the end of the lines.

    Raises:
        FileTooLarge: more lines or letters than a document may have.
    """
    writer = _Writer(name, _vocabulary(pieces))
    blocks: list[Block] = []
    tables = 0
    for piece in pieces:
        if isinstance(piece, TablePiece):
            tables += 1
            blocks.append(writer.table(piece, tables))
        elif not piece.aside:
            blocks.append(writer.paragraph(piece))
    for piece in pieces:
        if isinstance(piece, Text) and piece.aside:
            writer.aside(piece, piece.aside)
    return Document(
        name=name,
        media_type="application/pdf",
        sha256=sha256(data).hexdigest(),
        lines=tuple(writer.lines),
        pages=pages,
        blocks=tuple(blocks),
        repairs=tuple(writer.repairs),
        ignored=tuple(Ignored(why, tuple(spans)) for why, spans in writer.asides.items()),
    )


def _vocabulary(pieces: list[Text | TablePiece]) -> frozenset[str]:
    """The words that the document prints in one piece, in small letters."""
    found: set[str] = set()
    for piece in pieces:
        groups = [cell.lines for cell in piece.cells] if isinstance(piece, TablePiece) else [piece.lines]
        for lines in groups:
            for line in lines:
                found.update(word.casefold() for word in _WORD.findall(line.text))
    return frozenset(found)


class _Writer:
    """Numbers lines one after the other."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        self.lines: list[Line] = []
        self.repairs: list[Repair] = []
        self.asides: dict[str, list[Span]] = {}
        self._name = name
        self._known = known
        self._last_page = 0
        self._characters = 0

    def paragraph(self, piece: Text) -> Paragraph:
        if self.lines:
            self._blank(piece.lines[0].page)
        span = self._write(piece.lines, "")
        return Paragraph(mend(self._flowing(piece.lines))[0], span, piece.heading, piece.list_level)

    def table(self, piece: TablePiece, number: int) -> Table:
        cells: list[Cell] = []
        for cell in sorted(piece.cells, key=lambda cell: (cell.row, cell.column)):
            place = f", tabel {number}, rij {cell.row + 1}, kolom {cell.column + 1}"
            first = len(self.lines) + 1
            for part in cell.parts:
                self._add(self._flowing(part), " ".join(line.text for line in part), part[0].page, place)
            span = (first, len(self.lines)) if cell.parts else None
            cells.append(
                Cell(
                    "\n".join(line.text for line in self.lines[first - 1 :]),
                    span,
                    cell.row,
                    cell.column,
                    cell.row_span,
                    cell.column_span,
                    cell.fill,
                )
            )
        return Table(tuple(cells), header_rows=piece.header_rows)

    def _blank(self, page: int) -> None:
        """An empty line between two paragraphs, for readers that go by lines."""
        self.lines.append(Line(len(self.lines) + 1, "", "", page, f"p. {page}"))

    def aside(self, piece: Text, why: str) -> None:
        self.asides.setdefault(why, []).append(self._write(piece.lines, ""))

    def _write(self, lines: list[Printed], place: str) -> Span:
        first = len(self.lines) + 1
        for line in lines:
            self._add(line.text.replace(SOFT_HYPHEN, "-"), line.text, line.page, place)
        return first, len(self.lines)

    def _add(self, text: str, printed: str, page: int, place: str) -> None:
        """Write one line; `text` is what it says, `printed` how it stands on the page."""
        self._characters += len(printed)
        if len(self.lines) >= MAX_LINES:
            raise FileTooLarge(self._name, f"het heeft meer dan {MAX_LINES} regels")
        if self._characters > MAX_CHARACTERS:
            raise FileTooLarge(self._name, f"het heeft meer dan {MAX_CHARACTERS // 1_000_000} miljoen tekens")
        number = len(self.lines) + 1
        mended, found = mend(text)
        self.repairs += [Repair(number, was, now) for was, now in found]
        raw = printed.replace(SOFT_HYPHEN, "-")
        new_page = page > self._last_page
        self._last_page = max(self._last_page, page)
        self.lines.append(Line(number, mended, raw, page, f"p. {page}{place}", new_page))

    def _flowing(self, lines: list[Printed]) -> str:
        return flowing(lines, self._known)
