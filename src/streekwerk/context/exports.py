"""A series as a file: what is on screen; its municipalities can be read in again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from streekwerk.context.pages.listing import SeriesRow
from streekwerk.context.pages.series import SeriesPage
from streekwerk.context.rules.values import State
from streekwerk.indicators.rules.entry.cells import ABOUT, plain_number, text_of
from streekwerk.plans.exports import Column, Sheet

COMPUTED = "berekend"
_WIDTHS = {
    "NIS-code": 14, "Gemeente": 30, "Jaar": 8, "Teller": 12, "Noemer": 12, "Cijfer": 12, "Soort": 12,
    "Per": 40, "Bron": 40, "Stand": 50, "Opmerking": 60,
}  # fmt: skip


def sheet_of_series(page: SeriesPage, *, texts: bool) -> Sheet:
    """A row per municipality and per zone on the page. What is worked out here has no code, so it is not
    read in again as if it were published. `texts`: numbers as Excel in Belgium writes them, for csv."""
    rows = _rows(page, plain_number if texts else _plain)
    return Sheet([Column(head, width) for head, width in _WIDTHS.items()], rows)


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _rows(page: SeriesPage, write: Callable[[Decimal | None], str | float | None]) -> Iterator[list[Any]]:
    territory, year = page.territory, page.year
    if not year:
        return
    for line in (*page.lines, *page.zones):
        figure = page.published.figure(territory.by_code(line.code), year, territory)
        computed, value = figure.computed, figure.value
        about = value.state is State.ESTIMATE and value.numerator is not None
        sure = value.number is not None and value.state in (State.FINAL, State.ZERO)
        yield [
            "" if computed else line.code,
            f"{line.name}, {COMPUTED}" if computed else line.name,
            year,
            f"{ABOUT}{plain_number(value.numerator)}" if about else write(value.numerator),
            write(value.denominator),
            # What is not a plain number is written with its sign, as it is read back.
            write(value.number) if sure else "" if value.state is State.MISSING else text_of(value)[0],
            COMPUTED if computed else "gepubliceerd",
            page.words,
            page.source,
            page.freshness.sentence if page.freshness else "",
            figure.note,
        ]


def sheet_of_list(rows: list[SeriesRow]) -> Sheet:
    """A row per series of the list."""
    widths = {
        "Omgevingscijfer": 40,
        "Cijfer": 18,
        "Teller en noemer": 60,
        "Bron": 50,
        "Stand": 50,
        "Zegt": 60,
    }
    columns = [Column(head, width) for head, width in widths.items()]
    return Sheet(
        columns,
        (
            [
                row.series.name,
                row.figure or row.note,
                row.words,
                row.source,
                row.freshness.sentence if row.freshness else "",
                row.series.says,
            ]
            for row in rows
        ),
    )
