"""Figures in a table that people made: a column per period, a row per figure, or lying on its side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from streekwerk.indicators.rules.entry.names import Names
from streekwerk.indicators.rules.entry.period_labels import read_label
from streekwerk.indicators.rules.figures.periods import Period, Rhythm
from streekwerk.kernel.words import plain

DEEPEST = 5
"""Rows above the figures that can be heads."""

_NAME = {"lid", "leden", "bestuur", "lokaal bestuur", "gemeente", "naam", "vennoot", "deelgenoot", "partner",
         "organisatie", "onderdeel", "kanaal", "plaats", "netwerk", "wie"}  # fmt: skip
_PERIOD = {"periode", "maand", "jaar", "kwartaal", "halfjaar", "datum", "wanneer"}
_VALUE = {"waarde", "cijfer", "aantal", "getal", "resultaat", "score", "meting", "teller"}
_BELOW = {"noemer", "van", "op"}
_COMMENT = {"opmerking", "opmerkingen", "toelichting", "commentaar"}
_SOURCE = {"bron"}
_STATE = {"toestand", "staat", "status"}
_PART = re.compile(r"[\s:–-]*\b(teller|noemer)\b[\s:]*", re.IGNORECASE)
_HARMLESS = re.compile(r"'(?=[=+\-@'\t\r])")


@dataclass
class TableCell:
    """A figure found in a table, still as text. `row`: as the file names it."""

    row: str
    period: Period
    text: str
    denominator: str = ""
    comment: str | None = None
    source: str | None = None
    where: str = ""


@dataclass
class Found:
    """What a table holds, and what of it was left out."""

    cells: list[TableCell] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def read_table(
    rows: Sequence[Sequence[str]], *, rhythm: Rhythm, known: Mapping[str, str], only: Period | None = None
) -> Found:
    """The figures in a table; empty cells are no figures. `only`: the one period of what is measured once.

    >>> known = {"1": "Beek", "2": "Ven"}
    >>> found = read_table([["Lid", "jan 2026", "feb 2026"], ["Ven", "3", ""]], rhythm="month", known=known)
    >>> [(cell.row, cell.period.key, cell.text) for cell in found.cells]
    [('Ven', '2026-01', '3')]
    """
    table = [[_HARMLESS.sub("", cell.strip(), count=1) for cell in row] for row in rows]
    wide = max(map(len, table), default=0)
    table = [row + [""] * (wide - len(row)) for row in table]
    if listed := _long(table, rhythm, known, only):
        return listed
    names = Names(known)
    lying = [list(row) for row in zip(*table, strict=True)]
    both = [_wide(rows, rhythm, known, only) or Found() for rows in (table, lying)]
    # Which way it lies shows in whose names stand at the side.
    return max(both, key=lambda found: sum(names.sure(cell.row) is not None for cell in found.cells))


def place(row: int, column: int) -> str:
    """Where a cell stands, as a spreadsheet says it, from 0.

    >>> place(3, 1), place(0, 27)
    ('B4', 'AB1')
    """
    letters = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return f"{letters}{row + 1}"


def _long(
    table: list[list[str]], rhythm: Rhythm, known: Mapping[str, str], only: Period | None
) -> Found | None:
    for top, head in enumerate(table[:DEEPEST]):
        words = [plain(cell).strip(" :") for cell in head]
        at = {
            name: next((column for column, word in enumerate(words) if word in options), None)
            for name, options in (
                ("name", _NAME), ("period", _PERIOD), ("value", _VALUE), ("below", _BELOW),
                ("comment", _COMMENT), ("source", _SOURCE), ("state", _STATE),
            )
        }  # fmt: skip
        if at["value"] is not None and (at["period"] is not None or only):
            return Found(*_records(table, top, at, rhythm, known, only))
    return None


def _records(
    table: list[list[str]],
    top: int,
    at: Mapping[str, int | None],
    rhythm: Rhythm,
    known: Mapping[str, str],
    only: Period | None,
) -> tuple[list[TableCell], list[str]]:
    cells, left_out = [], []
    for number, row in enumerate(table[top + 1 :], top + 1):

        def said(name: str, row: list[str] = row) -> str:
            column = at[name]
            return row[column] if column is not None else ""

        text = _with_state(said("value"), said("state"))
        if not text and not said("below"):
            continue
        period = only or read_label(said("period"), rhythm)
        where = place(number, at["value"] or 0)
        if period is None:
            left_out.append(f"{where}: “{said('period')}” is geen periode van deze indicator.")
            continue
        name = said("name") or (next(iter(known.values())) if len(known) == 1 else "")
        comment = said("comment") if at["comment"] is not None else None
        source = said("source") if at["source"] is not None else None
        cells.append(TableCell(name, period, text, said("below"), comment, source, where))
    return cells, left_out


def _with_state(text: str, state: str) -> str:
    word = plain(state)
    if word.startswith("schatting") and text and not text.startswith("±"):
        return f"± {text}"
    if not text and (word.startswith("niet van toepassing") or word.startswith("n.v.t")):
        return "n.v.t."
    return text


def _wide(
    table: list[list[str]], rhythm: Rhythm, known: Mapping[str, str], only: Period | None
) -> Found | None:
    for depth in range(1, min(DEEPEST, len(table) - 1) + 1):
        columns = _columns(table[:depth], rhythm, only)
        if not columns:
            continue
        # A row that only says “teller” and “noemer” belongs to the head.
        while depth < len(table) and all(
            not table[depth][at] or _PART.fullmatch(table[depth][at]) for at in columns
        ):
            if not any(table[depth][at] for at in columns):
                break
            depth += 1
        columns = _columns(table[:depth], rhythm, only)
        return _figures(table, depth, columns, known)
    return None


def _columns(heads: list[list[str]], rhythm: Rhythm, only: Period | None) -> dict[int, tuple[Period, bool]]:
    """By column its period, and whether it holds the denominator."""
    filled = [list(_filled(head)) for head in heads]
    found: dict[int, tuple[Period, bool]] = {}
    for column in range(len(heads[0])):
        parts = list(dict.fromkeys(head[column] for head in heads if head[column]))
        spread = list(dict.fromkeys(head[column] for head in filled if head[column]))
        below = any((part := _PART.search(text)) and part[1].lower() == "noemer" for text in parts)
        if not parts:
            continue
        for texts in (parts, spread, parts[-1:], spread[-2:]):
            label = " ".join(filter(None, (_PART.sub(" ", text).strip() for text in texts)))
            if period := read_label(label, rhythm):
                found[column] = (period, below)
                break
        else:
            if only and plain(parts[-1]) in _VALUE | _BELOW:
                found[column] = (only, plain(parts[-1]) in _BELOW)
    return found


def _filled(head: Sequence[str]) -> Iterator[str]:
    """A head whose empty cells repeat what stands to the left: a year above its months."""
    last = ""
    for cell in head:
        last = cell or last
        yield last


def _figures(
    table: list[list[str]], depth: int, columns: Mapping[int, tuple[Period, bool]], known: Mapping[str, str]
) -> Found:
    names = [column for column in range(len(table[0])) if column not in columns]
    ours = Names(known)
    best = max(
        names,
        key=lambda column: sum(ours.sure(row[column]) is not None for row in table[depth:]),
        default=None,
    )
    found = Found()
    for number, row in enumerate(table[depth:], depth):
        name = row[best] if best is not None else ""
        if len(known) == 1 and len(table) == depth + 1:
            name = next(iter(known.values()))
        cells: dict[Period, TableCell] = {}
        for column, (period, below) in columns.items():
            if not row[column]:
                continue
            cell = cells.setdefault(period, TableCell(name, period, "", where=place(number, column)))
            if below:
                cell.denominator = row[column]
            else:
                cell.text = row[column]
        if cells and not name:
            found.left_out.append(f"Rij {number + 1}: er staat niet van wie deze cijfers zijn.")
            continue
        found.cells += cells.values()
    return found
