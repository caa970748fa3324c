"""How wide the columns of a table become on paper, and when it needs the paper on its side."""

from __future__ import annotations

from streekwerk.reports.rules.content import Column, Table

UPRIGHT, SIDEWAYS = 106, 160
"""So many characters of a table's type fit on a line of the page, upright and on its side."""
WORD = 14
"""A longer word may be hyphenated."""
FIGURE = 24
"""A longer figure may be broken; no sum of money is."""
PADDING = 3
"""Characters that the white on both sides of a cell takes."""
MOST_UPRIGHT = 7


def needs_width(table: Table) -> bool:
    """Whether the table goes on a page on its side: many columns, or figures that would be broken.

    >>> needs_width(Table("", (Column("Actie"), Column("Bedrag", align="right")), ()))
    False
    """
    return len(table.columns) > MOST_UPRIGHT or sum(_least(table)) > UPRIGHT


def widths(table: Table, *, line: int = 0) -> list[float]:
    """The share of the line per column, in hundredths: as asked, but never so narrow that a word must break.

    `line` says how many characters fit on a line of another page than ours.

    >>> widths(Table("", (Column("Actie", 3), Column("Stand", 1)), ()))
    [75.0, 25.0]
    """
    line = line or (SIDEWAYS if needs_width(table) else UPRIGHT)
    least = _least(table)
    if sum(least) >= line:
        return [round(100 * each / sum(least), 3) for each in least]
    fixed: set[int] = set()
    while True:
        free = [at for at in range(len(least)) if at not in fixed]
        room = line - sum(least[at] for at in fixed)
        shares = sum(max(1, table.columns[at].share) for at in free)
        wide = {at: room * max(1, table.columns[at].share) / shares for at in free}
        tight = {at for at in free if wide[at] < least[at]}
        if not tight:
            break
        fixed |= tight
    return [round(100 * (least[at] if at in fixed else wide[at]) / line, 3) for at in range(len(least))]


def _least(table: Table) -> list[int]:
    """The characters of the widest word of each column, or of its widest figure."""
    rows = (*table.rows, table.total) if table.total else table.rows
    return [
        max(
            [_widest(column.title, column, head=True)]
            + [_widest(row[at].text, column) for row in rows if at < len(row)]
        )
        + PADDING
        for at, column in enumerate(table.columns)
    ]


def _widest(text: str, column: Column, *, head: bool = False) -> int:
    if column.align == "right" and not head:
        return min(len(text), FIGURE)
    return min(max(map(len, text.split()), default=0), WORD)
