"""Tables and paragraphs that go on over the end of a page, made one again."""

from __future__ import annotations

from streekwerk.reading.extract.pdf.pieces import PagePieces, Piece, TableCell, TablePiece, TagTable, Text
from streekwerk.reading.extract.pdf.tagged import resolved
from streekwerk.reading.extract.pdf.tags import Path

REPEATED_WHY = "Tabelkop die op een volgende bladzijde is herhaald"

_NEAR = 4.0
"""Column edges this many points apart are the same."""
_PAGE_END = 0.6
"""Share of the page's height below which a table that goes on must reach."""
_SENTENCE_END = (".", "!", "?", ":", ";", ")")


def joined(pages: list[PagePieces], name: str) -> list[Text | TablePiece]:
    """All pieces in reading order, those with the same tag and continued tables joined.

    Raises:
        FileTooLarge: a table with too many cells.
    """
    whole: list[Piece] = []
    by_key: dict[Path, Text | TagTable] = {}
    before: TablePiece | None = None
    for page in pages:
        body = [piece for piece in page.pieces if not (isinstance(piece, Text) and piece.aside)]
        whole += [piece for piece in page.pieces if isinstance(piece, Text) and piece.aside]
        for index, piece in enumerate(body):
            key = None if isinstance(piece, TablePiece) else piece.key
            if key is not None and key in by_key:
                _extend(by_key[key], piece)
                continue
            if index == 0 and before and isinstance(piece, TablePiece) and _goes_on(before, piece):
                whole += _append(before, piece)
                body[0] = before
                continue
            if key is not None and not isinstance(piece, TablePiece):
                by_key[key] = piece
            whole.append(piece)
        last = body[-1] if body else None
        reaches_end = isinstance(last, TablePiece) and last.bottom > _PAGE_END * page.height
        before = last if isinstance(last, TablePiece) and reaches_end else None
    return [resolved(piece, name) if isinstance(piece, TagTable) else piece for piece in whole]


def _extend(whole: Text | TagTable, part: Piece) -> None:
    if isinstance(whole, Text) and isinstance(part, Text):
        whole.lines += part.lines
    elif isinstance(whole, TagTable) and isinstance(part, TagTable):
        whole.headers |= part.headers
        for path, (element, parts) in part.cells.items():
            _, known = whole.cells.setdefault(path, (element, {}))
            for key, lines in parts.items():
                known.setdefault(key, []).extend(lines)


def _goes_on(table: TablePiece, part: TablePiece) -> bool:
    """Whether a table at the top of a page continues the one at the end of the page before."""
    if not _same_edges(table.edges, part.edges):
        return False
    if _repeats_header(table, part):
        return True
    first, again = table.row(0), part.row(0)
    # The same label at the start means the same form filled in once more, such as one sheet per page.
    return not (first and again and first[0].words and first[0].words == again[0].words)


def _same_edges(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """Whether the outer edges agree and each edge of the table with fewer is one of the other."""
    few, many = sorted((one, two), key=len)
    if len(few) < 2 or abs(few[0] - many[0]) > _NEAR or abs(few[-1] - many[-1]) > _NEAR:
        return False
    return all(any(abs(edge - other) <= _NEAR for other in many) for edge in few)


def _repeats_header(table: TablePiece, part: TablePiece) -> bool:
    first, again = table.row(0), part.row(0)
    words = [cell.words for cell in first]
    return any(words) and words == [cell.words for cell in again]


def _append(table: TablePiece, part: TablePiece) -> list[Text]:
    """Add the rows of a part to its table; what comes back is the repeated header."""
    asides: list[Text] = []
    skip = 0
    if _repeats_header(table, part):
        skip = max(cell.row_span for cell in part.row(0))
        asides = [
            Text(cell.lines, aside=REPEATED_WHY) for cell in part.cells if cell.row < skip and cell.parts
        ]
    _align(table, part)
    start = table.height - skip
    rest = [cell for cell in part.cells if cell.row >= skip]
    opening = [cell for cell in rest if cell.row == skip]
    if _row_goes_on(table, opening):
        start -= 1
        rest = [cell for cell in rest if cell.row > skip]
        for cell in opening:
            if cell.parts:
                above = _last_in(table, cell.column)
                above.parts[-1] += cell.parts[0]
                above.parts += cell.parts[1:]
    for cell in rest:
        cell.row += start
        table.cells.append(cell)
    table.bottom = part.bottom
    return asides


def _align(table: TablePiece, part: TablePiece) -> None:
    """Count the columns of both by the edges of the one that has most; merged cells hide edges."""
    few, many = sorted((table, part), key=lambda one: len(one.edges))
    if len(few.edges) == len(many.edges):
        return
    place = [
        min(range(len(many.edges)), key=lambda index: abs(many.edges[index] - edge)) for edge in few.edges
    ]
    for cell in few.cells:
        end = place[cell.column + cell.column_span]
        cell.column = place[cell.column]
        cell.column_span = end - cell.column
    table.edges = part.edges = many.edges


def _row_goes_on(table: TablePiece, opening: list[TableCell]) -> bool:
    """Whether the first row of a part is the rest of the last row before it, where that is certain.

    Certain is: no word in its first cell, and every text in it goes on in the middle of a sentence.
    """
    filled = [cell for cell in opening if cell.parts]
    if not filled or min(cell.column for cell in filled) == 0 or any(c.row_span > 1 for c in opening):
        return False
    for cell in filled:
        above = _last_in(table, cell.column)
        broken_off = above.column == cell.column and above.words and not above.words.endswith(_SENTENCE_END)
        if not broken_off or not cell.words[0].islower():
            return False
    return True


def _last_in(table: TablePiece, column: int) -> TableCell:
    """The lowest cell that covers a column."""
    covering = [cell for cell in table.cells if cell.column <= column < cell.column + cell.column_span]
    return max(covering or table.cells, key=lambda cell: cell.row)
