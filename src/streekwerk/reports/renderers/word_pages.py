"""The page of a report: how much room there is, and on which page a heading will about be.

Word numbers its pages only when somebody opens the file, and asks permission to update a table of contents
of itself. So the table comes with numbers that were estimated; “Tabel bijwerken” makes them exact.
"""

from __future__ import annotations

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
    Part,
    Picture,
    Table,
)

_POINT = 20
"""A point is twenty twips."""
_LETTER = 0.49
"""The width of an average letter, as a share of the size of the type."""


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


def pages_of(content: Content, page: Page, first: int) -> list[int]:
    """The page on which each heading comes, as far as can be told without setting the type."""
    found = []
    used, number = 0.0, first
    for part in content.parts:
        if isinstance(part, PageBreak):
            used, number = (0.0, number + 1) if used else (used, number)
            continue
        high = _height(part, page)
        # A heading takes the beginning of what follows with it to a next page.
        needed = high + 60 * _POINT if isinstance(part, Heading) else min(high, 60 * _POINT)
        if isinstance(part, Picture):
            needed = high
        if used + needed > page.height:
            used, number = 0.0, number + 1
        if isinstance(part, Heading):
            found.append(number)
        used += high
        while used > page.height:
            used, number = used - page.height, number + 1
    return found


def _height(part: Part, page: Page) -> float:
    match part:
        case Heading():
            return _lines(part.text, 15, page.width) * 18 * _POINT + (34 - 5 * part.level) * _POINT
        case Paragraph():
            return _lines(part.text, 10.5, page.width) * 14.4 * _POINT + 6 * _POINT
        case Bullets():
            texts = ("".join(run.text for run in item) for item in part.items)
            return sum(_lines(text, 10.5, page.width - 340) * 14.4 * _POINT for text in texts)
        case Table():
            return _table_height(part, page) + 34 * _POINT
        case Picture():
            return shown_size(part, page)[1] + 48 * _POINT
        case PageBreak():
            return 0


def _table_height(table: Table, page: Page) -> float:
    wide = [share * page.width / 100 - 170 for share in widths(table, line=page.width // LETTER)]
    titles = [column.title for column in table.columns]
    rows = [titles, *([cell.text for cell in row] for row in (*table.rows, table.total) if row)]
    high = 0.0
    for row in rows:
        lines = max((_lines(text, 9.5, room) for text, room in zip(row, wide, strict=False)), default=1)
        high += lines * 11.6 * _POINT + 5 * _POINT
    return high


def _lines(text: str, size: float, width: float) -> int:
    letter = size * _LETTER * _POINT
    return sum(max(1, -(-int(len(line) * letter) // max(int(width), 200))) for line in text.split("\n"))


def shown_size(picture: Picture, page: Page) -> tuple[int, int]:
    """How wide and high a picture becomes, in twips: as drawn (96 to the inch), within the page."""
    wide, high = max(1, picture.width) * 15, max(1, picture.height) * 15
    scale = min(1.0, page.width / wide, 0.8 * page.height / high)
    return int(wide * scale), int(high * scale)
