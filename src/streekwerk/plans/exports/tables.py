"""Tables: csv that Excel in Belgium opens without asking, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import xlsxwriter

from streekwerk.plans.exports.records import FIXED, LISTS, PLACE, Contents, Record, lines_label, sheet_label
from streekwerk.plans.models import IndicatorSentence


class Column(NamedTuple):
    head: str
    width: int


class Sheet(NamedTuple):
    """A table on its way to a file: columns with their width in characters, and rows."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[str | int]]


WIDTHS = {"Niveau": 22, "Code": 12, "Titel": 60, "Tekst": 50, "Indicatoren": 50, "Mijlpalen": 40, "Nummer": 9,
          "Onder": 9}  # fmt: skip


def sheet_of_nodes(contents: Contents) -> Sheet:
    """A row per node, with every field of its sheet and where it stands.

    How it goes (stand, person, findings, lines of the source) is left out for a neighbour.
    """
    own = contents.selection.own
    heads = [label for label in FIXED if own or label not in INSIDE]
    labels = [sheet_label(label) for label in contents.labels]
    place = [label for label in PLACE if own or label != "Regels in de bron"]
    counted = ["Bevindingen"] if own else []
    columns = [Column(head, WIDTHS.get(head, 24)) for head in (*heads, *labels, *LISTS, *counted, *place)]
    return Sheet(columns, (list(_cells(record, contents, own=own)) for record in contents.records))


INSIDE = {"Stand", "Persoon"}


def _cells(record: Record, contents: Contents, *, own: bool) -> Iterator[str | int]:
    for label, value in record.fixed():
        if own or label not in INSIDE:
            yield value
    fields = dict(record.fields)
    for label in contents.labels:
        yield fields.get(label, "")
    for _, lines in record.lists():
        yield "\n".join(lines)
    if own:
        yield record.node.open_findings  # type: ignore[attr-defined]
        yield lines_label(record.node.spans)
    yield record.kind
    yield record.node.pk
    yield record.under or ""


def sheet_of_indicators(indicators: Iterable[IndicatorSentence]) -> Sheet:
    """The indicators of a plan with what they belong to."""
    columns = [Column("Nr.", 6), Column("Indicator", 80), Column("Bij", 60), Column("Regels in de bron", 18)]
    return Sheet(columns, ((i.label, i.text, str(i.node or ""), lines_label(i.spans)) for i in indicators))


def harmless(value: str | int) -> str | int:
    """The value, so that a spreadsheet shows it and never runs it.

    >>> harmless("=HYPERLINK(1)"), harmless("Actie 4"), harmless(-3)
    ("'=HYPERLINK(1)", 'Actie 4', -3)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons and a byte-order mark: what Excel in Belgium opens without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.head for column in sheet.columns)
    writer.writerows([harmless(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one sheet: head frozen, filter on, texts as texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    page = book.add_worksheet("Plan")
    bold = book.add_format({"bold": True, "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    page.write_row(0, 0, [column.head for column in sheet.columns], bold)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        page.write_row(last, 0, row, wrap)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    book.close()
    return out.getvalue()
