"""What a page is read into: printed lines, gathered in paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from streekwerk.reading.extract.pdf.tags import Element, Path
from streekwerk.reading.extract.pdf.words import SOFT_HYPHEN, Word

_CUT = re.compile(r"[^\W\d_]-$")
# "zorg- en welzijn": a hyphen before these words stands for the rest of a compound.
_CUT_END = re.compile(r"(?!(?:en|of|tot|noch|en/of)\b)[a-zà-ÿ]")


@dataclass(slots=True)
class Printed:
    """One printed line and its place on the page, in points from the top left."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    full: bool = False
    """One word that fills its cell to the edge; the rest of it may stand on the next line."""

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(slots=True)
class Text:
    """A heading, a paragraph or one item of a list."""

    lines: list[Printed]
    heading: int | None = None
    list_level: int | None = None
    aside: str | None = None
    """Why these lines are no part of the text; None when they are."""
    key: Path | None = None
    """The element of the tag structure it is; its parts on several pages have the same key."""


@dataclass(slots=True)
class TableCell:
    """A cell and the paragraphs and list items in it, each as its printed lines."""

    row: int
    column: int
    parts: list[list[Printed]]
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None

    @property
    def lines(self) -> list[Printed]:
        return [line for part in self.parts for line in part]

    @property
    def words(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class TablePiece:
    """A table, or the part of a table on one page."""

    cells: list[TableCell]
    header_rows: int = 1
    edges: tuple[float, ...] = ()
    """Column edges in points, from left to right; empty when the tags tell the columns."""
    top: float = 0.0
    bottom: float = 0.0

    def row(self, number: int) -> list[TableCell]:
        """The cells that start in a row, left to right."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.column)

    @property
    def height(self) -> int:
        """Number of rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


@dataclass(slots=True)
class TagTable:
    """A table of the tag structure, or the part of it on one page: rows and cells by their path."""

    key: Path
    cells: dict[Path, tuple[Element, dict[Path, list[Printed]]]]
    """By the path of the cell, which is the path of its row and one place more: the cell, and the lines
    of each paragraph and list item in it."""
    headers: set[Path]
    """Rows in the head of the table."""


Piece = Text | TablePiece | TagTable


@dataclass(slots=True)
class PagePieces:
    """The pieces of one page in reading order, and the size of the page in points."""

    number: int
    width: float
    height: float
    pieces: list[Piece]


def printed_line(words: Iterable[Word], page: int) -> Printed:
    """The line that these words make, in the order given.

    Its size and weight are those of most of its letters.
    """
    parts: list[str] = []
    looks: dict[tuple[float, bool], int] = {}
    row = list(words)
    for word in row:
        if parts and not word.glued:
            parts.append(" ")
        parts.append(word.text)
        look = (word.size, word.bold)
        looks[look] = looks.get(look, 0) + len(word.text)
    size, bold = max(looks, key=lambda look: looks[look])
    text = "".join(parts)
    return Printed(
        text[:-1].replace(SOFT_HYPHEN, "-") + text[-1:],
        page,
        min(word.left for word in row),
        min(word.top for word in row),
        max(word.right for word in row),
        max(word.bottom for word in row),
        size,
        bold,
    )


def printed_lines(words: Iterable[Word], page: int) -> list[Printed]:
    """The lines of words that come in reading order: a new one where the next word is not beside the last."""
    lines: list[list[Word]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        if last is None or not beside(last, word):
            lines.append([word])
        else:
            lines[-1].append(word)
    return [printed_line(line, page) for line in lines]


def beside(last: Word, word: Word) -> bool:
    """Whether a word stands on the same line as the one before it, further along.

    Words smaller than their neighbour may be raised or lowered: a footnote number is on the line.
    """
    if last.turn != word.turn:
        return False
    size = max(last.size, word.size, 1.0)
    if word.turn in (0, 2):
        ahead = word.left - last.right if word.turn == 0 else last.left - word.right
        level = min(last.bottom, word.bottom) - max(last.top, word.top)
        height = min(last.bottom - last.top, word.bottom - word.top)
    else:
        ahead = last.top - word.bottom if word.turn == 1 else word.top - last.bottom
        level = min(last.right, word.right) - max(last.left, word.left)
        height = min(last.right - last.left, word.right - word.left)
    return ahead > -size and level > 0.4 * height


def flowing(
    lines: list[Printed], known: frozenset[str] = frozenset(), broken: frozenset[str] = frozenset()
) -> str:
    """The lines as running text; a word cut at the end of a line is made whole where that is certain.

    Certain is a soft hyphen, or a whole word that the document also prints in one piece (`known`, in
    small letters). Elsewhere the hyphen stays: it may be the writer's own. A word too long for its cell
    is cut without a hyphen; `broken` has those that are whole again, in small letters.
    """
    text, above = "", None
    for line in lines:
        printed = line.text
        if above and above.full and cut_word(above, line) in broken:
            text, above = text + printed, line
            continue
        above = line
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + printed
        elif _CUT.search(text) and _CUT_END.match(printed):
            start, end = text.split()[-1], printed.split()[0]
            whole = _letters(start) + _letters(end)
            text = (text[:-1] if whole in known else text) + printed
        else:
            text = f"{text} {printed}" if text else printed
    return text.replace(SOFT_HYPHEN, "-")


def cut_word(above: Printed, line: Printed) -> str:
    """The word that a full line and the beginning of the next make, in small letters; empty for none."""
    if not line.text[0].islower() or not above.text[-1].isalpha():
        return ""
    return _letters(above.text) + _letters(line.text.split()[0])


def _letters(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha()).casefold()
