"""From the pieces of a PDF to a document: lines numbered and mended, each with its place.

Outside tables a line is a printed line. In a cell, where lines break after a few words, a line is a
paragraph or an item of a list, as it is in Word; the text of the cell has one row for each.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

from streekwerk.reading.extract.guards import MAX_CHARACTERS, MAX_LINES, FileTooLarge
from streekwerk.reading.extract.pdf.pieces import Printed, TablePiece, Text, cut_word, flowing
from streekwerk.reading.extract.pdf.words import SOFT_HYPHEN
from streekwerk.reading.extract.text import mend
from streekwerk.reading.models import Block, Cell, Document, Ignored, Line, Paragraph, Repair, Span, Table

_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = frozenset((
    "al", "de", "en", "er", "ik", "in", "is", "je", "na", "nu", "of", "om", "op", "te", "we", "ze", "zo",
))  # fmt: skip
"""Words of one or two letters that may stand at the beginning of a line."""
_NO_START = re.compile(r"([bdfgklmnprst])\1|n[gkt]|nd|mp|r[dkt]|l[dkt]|cht")
"""Letters with which no Dutch word begins."""
_LABEL_TIMES = 4


def document_of(pieces: list[Text | TablePiece], *, data: bytes, name: str, pages: int) -> Document:
    """The document of these pieces in reading order; what was set aside stands at the end of the lines.

    Raises:
        FileTooLarge: more lines or letters than a document may have.
    """
    known = _vocabulary(pieces)
    writer = _Writer(name, known, _broken(pieces, known))
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
    for part in _parts(pieces):
        above: Printed | None = None
        for line in part:
            words = [word.casefold() for word in _WORD.findall(line.text)]
            cut = bool(above and above.full and cut_word(above, line))
            found.update(words[cut:] if not line.full else ())
            above = line
        if len(part) == 1 and not part[0].full:
            found.update(word.casefold() for word in _WORD.findall(part[0].text))
    return frozenset(found)


def _broken(pieces: list[Text | TablePiece], known: frozenset[str]) -> frozenset[str]:
    """The words that were cut without a hyphen because their cell is too narrow, in small letters.

    Certain are those that the document also prints in one piece, and those of which the rest is no word:
    one or two letters, or a beginning that no word has. "en" is the rest of a word where the same two
    halves come back as a fixed label does.
    """
    cuts: Counter[tuple[str, str]] = Counter()
    for part in _parts(pieces):
        for above, line in pairwise(part):
            whole = cut_word(above, line) if above.full else ""
            if whole:
                cuts[whole, line.text.split()[0].rstrip(".,;:").casefold()] += 1
    return frozenset(
        whole
        for (whole, end), times in cuts.items()
        if whole in known
        or (len(end) <= 2 and (end not in _SMALL or (end == "en" and times >= _LABEL_TIMES)))
        or _NO_START.match(end)
    )


def _parts(pieces: list[Text | TablePiece]) -> Iterator[list[Printed]]:
    for piece in pieces:
        if isinstance(piece, TablePiece):
            yield from (part for cell in piece.cells for part in cell.parts)
        else:
            yield piece.lines


class _Writer:
    """Numbers lines one after the other."""

    def __init__(self, name: str, known: frozenset[str], broken: frozenset[str]) -> None:
        self.lines: list[Line] = []
        self.repairs: list[Repair] = []
        self.asides: dict[str, list[Span]] = {}
        self._name = name
        self._known = known
        self._broken = broken
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
        return flowing(lines, self._known, self._broken)
