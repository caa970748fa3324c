"""Tables of figures between the paragraphs of a chapter: a row per place or subject, a column per count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from streekwerk.kernel.numbers import FoundNumber, find_numbers
from streekwerk.kernel.periods import find_dates
from streekwerk.reading.dialects.tables.grid import Grid
from streekwerk.reading.models import Figure, Table

_PLACES = re.compile(
    r"\b(?:deel)?gemeenten?\b|\bsteden\b|\bstad\b|\bzones?\b|\bkern(?:en)?\b|\bwijk", re.IGNORECASE
)
_TOTAL = re.compile(r"(?:algemeen |eind|sub)?totaal\b|samen\b|som\b", re.IGNORECASE)
_EMPTY = frozenset(("", "-", "–", "—", "/", "n.b.", "nb", "x"))
_UNITS = {"%": "%", "€": "EUR", "euro": "EUR", "eur": "EUR", "vte": "VTE", "fte": "VTE"}
_UNIT = re.compile(r"%|€|\b(?:euro|eur|vte|fte)\b", re.IGNORECASE)
_FEWEST_ROWS = 2


def is_figures(table: Table) -> bool:
    """Whether below a head and beside a first column there are nothing but numbers."""
    grid = Grid(table)
    if len(grid.rows) < 1 + _FEWEST_ROWS or len(grid.columns) < 2:
        return False
    beside = [grid.text(row, place) for row in grid.rows[1:] for place in grid.columns[1:]]
    numbers = [text for text in beside if text.casefold() not in _EMPTY]
    named = all(grid.text(row, grid.columns[0]) for row in grid.rows[1:])
    return named and 2 * len(numbers) >= len(beside) and all(amount(text) for text in numbers)


def amount(text: str, *, dot_decimals: bool = False) -> FoundNumber | None:
    """The number that a cell holds and nothing else, its unit aside.

    >>> [found.value if (found := amount(text)) else None for text in ("1.095", "3,5 %", "12 leden")]
    [Decimal('1095'), Decimal('3.5'), None]
    """
    found = find_numbers(text, dot_decimals=dot_decimals, dates=True)
    return found[0] if len(found) == 1 and found[0].words == text.strip() else None


def rows_as_text(table: Table) -> str:
    """The rows as lines, their cells apart by a bar."""
    grid = Grid(table)
    return "\n".join(" | ".join(grid.text(row, place) for place in grid.columns) for row in grid.rows)


def figures_of(table: Table, *, dot_decimals: bool) -> Iterator[Figure]:
    """A figure per number, named by its row and its column; the year is that of the head."""
    grid = Grid(table)
    head, first = grid.rows[0], grid.columns[0]
    corner = grid.text(head, first)
    for row in grid.rows[1:]:
        name = grid.text(row, first)
        for place in grid.columns[1:]:
            cell, column = grid.at(row, place), grid.text(head, place)
            found = amount(grid.text(row, place), dot_decimals=dot_decimals)
            if cell is None or cell.lines is None or found is None or (cell.row, cell.column) != (row, place):
                continue
            dates = find_dates(column) or find_dates(corner)
            yield Figure(
                text=f"{name}, {column}: {found.words}" if column else f"{name}: {found.words}",
                value=float(found.value),
                unit=found.unit or _unit(column),
                place=name if _PLACES.search(corner) and not _TOTAL.match(name) else None,
                period=dates[0].words if dates else None,
                spans=[cell.lines],
            )


def _unit(head: str) -> str | None:
    """The unit that the head of a column names for all below it."""
    found = _UNIT.search(head)
    return _UNITS[found[0].casefold()] if found else None
