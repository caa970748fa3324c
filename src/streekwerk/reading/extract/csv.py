"""CSV as numbered lines and one table.

The lines are the physical lines of the file, so that a line number can be looked up in any editor; a
cell points at the lines it stands on, and cells of one row share them.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from streekwerk.reading.extract.guards import MAX_CELLS, MAX_LINES, FileTooLarge, check_size
from streekwerk.reading.extract.line_writer import clean
from streekwerk.reading.extract.text import decode, number_lines
from streekwerk.reading.models import Cell, Document, Ignored, Table

MEDIA_TYPE = "text/csv"
DELIMITERS = ";\t,|"
"""In order of preference; Excel in Belgium writes semicolons."""
_SAMPLE_ROWS = 50
_DIRECTIVE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


class Value(NamedTuple):
    """One value and the physical lines on which it begins and ends."""

    text: str
    first: int
    last: int


def extract(data: bytes, name: str) -> Document:
    """Read a CSV: encoding by byte order mark, else UTF-8, else Windows-1252; delimiter by what fits best.

    Raises:
        FileTooLarge: past the limits of `guards`.
        FileDamaged: empty.
    """
    check_size(data, name)
    text = decode(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise FileTooLarge(name, f"het heeft meer dan {MAX_LINES} regels")
    lines, repairs = number_lines(text)
    directive = _DIRECTIVE.fullmatch(lines[0].text)
    delimiter = directive[1] if directive else find_delimiter(text)
    cells: list[Cell] = []
    for row, values in enumerate(parse(text, delimiter), start=1):
        if directive and row == 1:
            continue
        for column, value in enumerate(values, start=1):
            printed = "\n".join(part for line in value.text.split("\n") if (part := clean(line)))
            cells.append(Cell(printed, (value.first, value.last) if printed else None, row, column))
        if len(cells) > MAX_CELLS:
            raise FileTooLarge(name, f"het heeft meer dan {MAX_CELLS} cellen")
    return Document(
        name=name,
        media_type=MEDIA_TYPE,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=lines,
        blocks=(Table(tuple(cells)),) if any(cell.column > 1 for cell in cells) else (),
        repairs=repairs,
        ignored=(Ignored("keuze van het scheidingsteken", ((1, 1),)),) if directive else (),
    )


def find_delimiter(text: str) -> str:
    """The sign that cuts the first rows most evenly into more than one column.

    >>> find_delimiter('code;omschrijving\\nA1;"wonen, zorg"\\nA2;werk, inkomen')
    ';'
    """

    def evenness(delimiter: str) -> tuple[float, int]:
        sizes = Counter(len(row) for row in islice(parse(text, delimiter), _SAMPLE_ROWS) if len(row) > 1)
        rows = sum(
            1 for row in islice(parse(text, delimiter), _SAMPLE_ROWS) if any(v.text.strip() for v in row)
        )
        return (max(sizes.values()) / rows if sizes and rows else 0.0, -DELIMITERS.index(delimiter))

    return max(DELIMITERS, key=evenness)


def parse(text: str, delimiter: str) -> Iterator[list[Value]]:
    """The rows; a value between quotes may hold delimiters, line ends and doubled quotes.

    >>> [[v.text for v in row] for row in parse('a;"b ""c""\\nd"\\ne;f', ";")]
    [['a', 'b "c"\\nd'], ['e', 'f']]
    """
    ends = re.compile(f"[{re.escape(delimiter)}\n]")
    position, line, row, size = 0, 1, list[Value](), len(text)
    quotes_close = True
    while position <= size:
        first = line
        quoted = None
        if quotes_close and text.startswith('"', position):
            quoted = _closing_quote(text, position + 1)
            # A quote that never closes is a sign like any other; one look to the end is enough.
            quotes_close = quoted is not None
        if quoted is not None:
            inside = text[position + 1 : quoted].replace('""', '"')
            line += text.count("\n", position, quoted)
            end = _end(ends, text, quoted + 1)
            row.append(Value(inside + text[quoted + 1 : end], first, line))
        else:
            end = _end(ends, text, position)
            row.append(Value(text[position:end], first, line))
        position = end + 1
        if end >= size or text[end] == "\n":
            if end < size or len(row) > 1 or row[0].text:
                yield row
            row, line = [], line + 1


def _closing_quote(text: str, position: int) -> int | None:
    while True:
        found = text.find('"', position)
        if found < 0:
            return None
        if not text.startswith('""', found):
            return found
        position = found + 2


def _end(ends: re.Pattern[str], text: str, position: int) -> int:
    found = ends.search(text, position)
    return found.start() if found else len(text)
