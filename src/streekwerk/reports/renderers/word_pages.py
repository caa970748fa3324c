"""The page of a report: how much room there is, and on which page a heading will about be.

Word numbers its pages only when somebody opens the file, and asks permission to update a table of contents
of itself. So the table comes with numbers that were estimated; “Tabel bijwerken” makes them exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from streekwerk.kernel.ooxml import w
from streekwerk.reports.renderers.widths import widths
from streekwerk.reports.renderers.word_table import LETTER
from streekwerk.reports.rules.content import (
    Bullets,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)

_POINT = 20
"""A point is twenty twips."""
_LETTER, _BOLD_LETTER = 0.442, 0.465
"""The width of an average letter, as a share of the size of the type."""
_LINE, _SPREAD = 1.235, 1.12
"""The height of a line as a share of the size of the type, and how much further lines of text are apart."""
_SIZE = 10.5
_HEADINGS = {1: (18.0, 24, 8), 2: (14.0, 18, 6), 3: (12.0, 14, 4.7), 4: (10.5, 11, 3.7)}
"""Per level its size, the white above and below."""


@dataclass(frozen=True, slots=True)
class Page:
    """The room for text on a page, in twips."""

    width: int = 9298
    height: int = 14116

    @classmethod
    def of(cls, section: Any) -> Page:
        """That of a section of a template; of our own page where it does not say."""
        if section is None:
            return cls()
        size, edge, columns = (section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
        wide, high = _size(size, "w", 11906), _size(size, "h", 16838)
        width = wide - sum(_size(edge, name, 0) for name in ("left", "right", "gutter"))
        height = high - sum(abs(_size(edge, name, 0)) for name in ("top", "bottom"))
        number = max(1, _size(columns, "num", 1))
        if number > 1:
            width = (width - (number - 1) * _size(columns, "space", 720)) // number
        return cls(max(width, 2000), max(height, 3000))


def _size(element: Any, name: str, otherwise: int) -> int:
    found = "" if element is None else element.get(w(name), "")
    try:
        return int(float(found))
    except (ValueError, OverflowError):
        return otherwise


class _Paper:
    """Where on which page the text has come."""

    def __init__(self, page: Page, first: int) -> None:
        self._room = page.height / _POINT
        self.number, self.used = first, 0.0

    def put(self, high: float, *, above: float = 0, with_next: float = 0) -> None:
        """Something so many points high, with white above it unless it stands on top of a page.

        `with_next`: how much of what follows comes along to a next page.
        """
        if self.used and self.used + above + high + with_next > self._room:
            self.turn()
        self.used += high + (above if self.used else 0)
        while self.used > self._room:
            self.number, self.used = self.number + 1, self.used - self._room

    def turn(self) -> None:
        self.number, self.used = self.number + 1, 0.0


def pages_of(content: Content, page: Page, first: int) -> list[int]:
    """The page on which each heading comes, as far as can be told without setting the type."""
    found = []
    paper = _Paper(page, first)
    width = page.width / _POINT
    for part in content.parts:
        match part:
            case PageBreak():
                if paper.used:
                    paper.turn()
            case Heading():
                size, above, below = _HEADINGS[min(max(part.level, 1), 4)]
                paper.put(_text(part.text, size, width, bold=True) + below, above=above, with_next=45)
                found.append(paper.number)
            case Paragraph():
                size = {"lead": 12.0, "note": 9.0}.get(part.role, _SIZE)
                paper.put(_text(part.text, size, width, spread=_SPREAD) + 6)
            case Bullets():
                for item in part.items:
                    text = "".join(run.text for run in item)
                    paper.put(_text(text, _SIZE, width - 17, spread=_SPREAD) + 1)
            case Picture():
                paper.put(shown_size(part, page)[1] / _POINT + 30, above=14)
            case Table():
                _lay(part, paper, page)
    return found


def pages_of_contents(lines: Iterable[str], page: Page) -> int:
    """How many pages the table of contents takes after the one it begins on."""
    width = page.width / _POINT
    high = 50 + sum(_text(line, _SIZE, width - 40, spread=1.05) + 2 for line in lines)
    return int(high * _POINT / page.height)


def _lay(table: Table, paper: _Paper, page: Page) -> None:
    """Row by row: a row stays whole, and the head stands on every page."""
    room = [share * page.width / 100 / _POINT - 8.5 for share in widths(table, line=page.width // LETTER)]
    head = _row([column.title for column in table.columns], room, bold=True)
    if table.caption.strip():
        paper.put(17.2, above=15, with_next=head + 17)
    paper.put(head)
    for row in (*table.rows, table.total):
        if row:
            high, number = _row([cell.text for cell in row], room), paper.number
            paper.put(high)
            if paper.number > number:
                paper.used += head


def _row(texts: list[str], room: list[float], *, bold: bool = False) -> float:
    cells = (_text(text, 9.5, width, bold=bold) for text, width in zip(texts, room, strict=False))
    return max(cells, default=11.6) + 5.3


def _text(text: str, size: float, width: float, *, bold: bool = False, spread: float = 1.0) -> float:
    """How many points high a text is, set in lines of this width."""
    letter = size * (_BOLD_LETTER if bold else _LETTER)
    most = max(4, int(width / letter))
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0
        for word in paragraph.split():
            long = len(word)
            if used and used + 1 + long > most:
                lines, used = lines + 1, long
            else:
                used += long + (1 if used else 0)
            if used > most:
                lines, used = lines + used // most, used % most
    return lines * size * _LINE * spread


def shown_size(picture: Picture, page: Page) -> tuple[int, int]:
    """How wide and high a picture becomes, in twips: as drawn (96 to the inch), within the page."""
    wide, high = max(1, picture.width) * 15, max(1, picture.height) * 15
    scale = min(1.0, page.width / wide, 0.8 * page.height / high)
    return int(wide * scale), int(high * scale)
