"""The deliverables of a plan as a table on its way to a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from streekwerk.indicators.queries.deliverables import Line, waited_for
from streekwerk.plans.exports.tables import Column, Sheet, as_csv, as_xlsx

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_COLUMNS = (
    Column("Oplevering", 50),
    Column("Stand", 34),
    Column("Te laat", 18),
    Column("Klaar tegen", 12),
    Column("Versie", 8),
    Column("Opgeleverd op", 14),
    Column("Door", 22),
    Column("Goedgekeurd door", 22),
    Column("Gevalideerd", 12),
    Column("Te valideren door", 14),
    Column("Nog niet", 50),
    Column("Indicator", 60),
    Column("Bij", 50),
)


def lines_as(kind: str, lines: Iterable[Line]) -> bytes:
    """The file; `kind` is one of KINDS."""
    sheet = Sheet(_COLUMNS, (list(_cells(line)) for line in lines))
    return as_csv(sheet) if kind == "csv" else as_xlsx(sheet)


def _cells(line: Line) -> Iterator[str | int]:
    deliverable, newest = line.deliverable, line.newest
    yield deliverable.title
    yield line.words
    yield line.late
    yield f"{deliverable.due:%d/%m/%Y}" if deliverable.due else ""
    yield newest.number if newest else ""
    yield f"{newest.delivered_on:%d/%m/%Y}" if newest else ""
    yield newest.author_label if newest else ""
    yield newest.approved_label if newest else ""
    yield line.facts.validated
    yield line.facts.asked
    yield ", ".join(party.name for party in waited_for(line))
    yield deliverable.indicator.sentence.text
    yield str(deliverable.indicator.sentence.node or "")
