"""Figures as a file that goes to a spreadsheet and can come back, and tables out of a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from streekwerk.indicators.queries.entry import Grid, Row
from streekwerk.indicators.rules.entry.blocks import read_block
from streekwerk.indicators.rules.entry.cells import text_of
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.reading.guarded import read_guarded
from streekwerk.reading.models import Table

_NUMBER = re.compile(r"-?\d+(?:,\d+)?")
_DIGITS = 15
"""A spreadsheet keeps so many digits of a number."""
HEADS, SIDES = 5, 3
"""Rows and columns in which a merged cell says something of every cell it covers."""


def heads_of(grid: Grid) -> list[str]:
    """The heads of the columns: the rows' word, and each period, of a pair twice."""
    word = {
        "party": grid.indicator.plan.network.member_word.capitalize(),
        "place": "Gemeente",
        "channel": "Onderdeel",
    }
    parts = (" teller", " noemer") if grid.shape.pair else ("",)
    first = word.get(grid.definition.dimension, "Netwerk")
    return [first, *(f"{period.label}{part}" for period in grid.periods for part in parts)]


def lines_of(grid: Grid) -> Iterator[list[str]]:
    """A line per row, as the cells of the grid show it."""
    for row in grid.rows:
        yield [row.label, *(text for period in grid.periods for text in _texts(grid, row, period))]


def _texts(grid: Grid, row: Row, period: Period) -> Sequence[str]:
    known = grid.figure(row, period)
    text, below = text_of(known.value if known else None, pair=grid.shape.pair)
    return (text, below) if grid.shape.pair else (text,)


def as_csv(grid: Grid) -> bytes:
    """Semicolons, decimal commas and a byte-order mark: what Excel in Belgium opens without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(harmless, heads_of(grid)))
    writer.writerows([harmless(text) for text in line] for line in lines_of(grid))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """The text, so that a spreadsheet shows it and never runs it; a number stays a number.

    >>> harmless("=HYPERLINK(1)"), harmless("-12,5"), harmless("'t Ven")
    ("'=HYPERLINK(1)", '-12,5', "'t Ven")
    """
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def as_xlsx(grid: Grid) -> bytes:
    """A workbook with one sheet, numbers as numbers."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet("Cijfers")
    page.write_row(0, 0, heads_of(grid), book.add_format({"bold": True, "bottom": 1}))
    for number, line in enumerate(lines_of(grid), 1):
        for column, text in enumerate(line):
            if column and _NUMBER.fullmatch(text) and sum(map(str.isdigit, text)) <= _DIGITS:
                page.write_number(number, column, float(Decimal(text.replace(",", "."))))
            elif text:
                page.write_string(number, column, text)
    page.set_column(0, 0, 28)
    page.set_column(1, len(heads_of(grid)), 14)
    page.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def table_in(content: bytes, name: str) -> tuple[list[list[str]], list[str]]:
    """The first table in an Excel or csv file, as printed, and what of the file was not read.

    It is read in a process of its own, with a limit on time and memory.

    Raises:
        DomainError: the file cannot be read; the message says what to do.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cijfers"
        path.write_bytes(content)
        _, document = read_guarded(path, name=name)
    left_out = [f"Niet gelezen: {reason.why}." for reason in document.ignored]
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not tables:
        return read_block("\n".join(line.text for line in document.lines)), left_out
    if len(tables) > 1:
        others = ", ".join(f"“{table.name}”" for table in tables[1:] if table.name)
        left_out.append(f"Alleen het eerste werkblad is gelezen{f', niet {others}' if others else ''}.")
    return _spread(tables[0]), [*dict.fromkeys(left_out)]


def _spread(table: Table) -> list[list[str]]:
    """The cells in their place; a merged cell in the heads or at the side stands in each cell it covers."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    first_row, first_column = rows[0], columns[0]
    last_row = max(cell.row + cell.row_span - 1 for cell in table.cells)
    last_column = max(cell.column + cell.column_span - 1 for cell in table.cells)
    found = [[""] * (last_column - first_column + 1) for _ in range(last_row - first_row + 1)]
    for cell in table.cells:
        down, right = cell.row - first_row, cell.column - first_column
        wide = cell.column_span if down < HEADS else 1
        high = cell.row_span if right < SIDES else 1
        for row in range(down, down + high):
            for column in range(right, right + wide):
                found[row][column] = cell.text
    return found
