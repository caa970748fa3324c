"""The selection on screen as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import xlsxwriter

from streekwerk.plans.models import IndicatorSentence, Node, Plan
from streekwerk.plans.queries import level_word


class Column(NamedTuple):
    head: str
    width: int


class Sheet(NamedTuple):
    """A table on its way to a file: columns with their width in characters, and rows."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[str | int]]


def sheet_of_nodes(plan: Plan, nodes: Iterable[Node]) -> Sheet:
    """The rows of the table of a plan; the nodes carry their counts."""
    columns = [
        Column("Niveau", 22), Column("Code", 12), Column("Titel", 70), Column("Start", 20),
        Column("Einde", 20), Column("Indicatoren", 12), Column("Bevindingen", 12),
        Column("Regels in de bron", 18),
    ]  # fmt: skip
    rows = (
        (
            level_word(plan.network, node.level, node.level_label),
            node.code,
            node.title,
            node.start_words,
            node.end_words,
            node.indicators,  # type: ignore[attr-defined]
            node.open_findings,  # type: ignore[attr-defined]
            _lines(node.spans),
        )
        for node in nodes
    )
    return Sheet(columns, rows)


def sheet_of_indicators(indicators: Iterable[IndicatorSentence]) -> Sheet:
    """The indicators of a plan with what they belong to."""
    columns = [Column("Nr.", 6), Column("Indicator", 80), Column("Bij", 60), Column("Regels in de bron", 18)]
    return Sheet(columns, ((i.label, i.text, str(i.node or ""), _lines(i.spans)) for i in indicators))


def _lines(spans: Iterable[Sequence[int]]) -> str:
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


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
