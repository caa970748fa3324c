"""A table of a publisher, made ready for the reader of tables: places by code become places by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from streekwerk.kernel.words import plain

_CODE = ("nis", "nis code", "niscode", "nis-code", "code", "refnis", "cd_refnis")
_NAME = ("gemeente", "naam", "plaats", "gebied", "lid", "bestuur", "naam gemeente")
DEEPEST = 5

Table = list[list[str]]


def by_name(rows: Sequence[Sequence[str]], codes: Mapping[str, str]) -> Table:
    """The table in which a column of codes holds names; the other columns with names are emptied then.

    A code says more surely than a name which place is meant, and a figure can look like a code: so only a
    column whose head says it, or in which every cell is a code, is one.

    >>> by_name([["NIS", "Naam", "2024"], ["13008", "Gheel", "13008"]], {"13008": "Geel"})
    [['Gemeente', '', '2024'], ['Geel', '', '13008']]
    """
    table = [[cell.strip() for cell in row] for row in rows]
    wide = max(map(len, table), default=0)
    table = [row + [""] * (wide - len(row)) for row in table]
    top, column = _codes_at(table, codes)
    if column is None:
        return table
    names = {at for at in range(wide) if at != column and _said(table[top][at]) in _NAME}
    for number, row in enumerate(table):
        for at in names:
            row[at] = ""
        row[column] = "Gemeente" if number == top else codes.get(row[column], row[column])
    return table


def half_of_it(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the heads name a numerator and no denominator: then the figure would be guessed.

    >>> half_of_it([["Gemeente", "2024 teller"]]), half_of_it([["Gemeente", "Teller", "Noemer"]])
    (True, False)
    """
    heads = " ".join(plain(cell) for row in rows[:DEEPEST] for cell in row)
    return "teller" in heads and "noemer" not in heads


def whole_figures(rows: Sequence[Sequence[str]]) -> Table:
    """A list with a figure beside numerator and denominator: where these are empty the figure goes first.

    >>> whole_figures([["Jaar", "Teller", "Noemer", "Cijfer"], ["2024", "", "", "3,1"]])[1]
    ['2024', '3,1', '', '']
    """
    table = [list(row) for row in rows]
    for top, head in enumerate(table[:DEEPEST]):
        said = [_said(cell) for cell in head]
        if not {"teller", "noemer", "cijfer"} <= set(said):
            continue
        above, below, whole = (said.index(word) for word in ("teller", "noemer", "cijfer"))
        for row in table[top + 1 :]:
            if len(row) > max(above, below, whole) and not row[above] and not row[below]:
                row[above], row[whole] = row[whole], ""
        break
    return table


def _codes_at(table: Table, codes: Mapping[str, str]) -> tuple[int, int | None]:
    for top, head in enumerate(table[:DEEPEST]):
        below = table[top + 1 :]
        for column, cell in enumerate(head):
            inside = [row[column] for row in below if row[column]]
            hits = sum(cell in codes for cell in inside)
            if hits and (_said(cell) in _CODE or (hits == len(inside) and not _said(cell))):
                return top, column
    return 0, None


def _said(cell: str) -> str:
    return plain(cell).strip(" :.")
