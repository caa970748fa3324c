"""The selection on screen as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import xlsxwriter

from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries import level_word

HEAD = ("Niveau", "Code", "Titel", "Start", "Einde", "Indicatoren", "Bevindingen", "Regels in de bron")


def _rows(plan: Plan, nodes: Iterable[Node]) -> Iterable[tuple[str | int, ...]]:
    for node in nodes:
        lines = ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in node.spans)
        yield (
            level_word(plan.network, node.level, node.level_label),
            node.code,
            node.title,
            node.start_words,
            node.end_words,
            node.indicators,  # type: ignore[attr-defined]
            node.open_findings,  # type: ignore[attr-defined]
            lines,
        )


def harmless(value: str | int) -> str | int:
    """The value, so that a spreadsheet shows it and never runs it.

    >>> harmless("=HYPERLINK(1)"), harmless("Actie 4"), harmless(-3)
    ("'=HYPERLINK(1)", 'Actie 4', -3)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_csv(plan: Plan, nodes: Iterable[Node]) -> bytes:
    """Semicolons and a byte-order mark: what Excel in Belgium opens without asking."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([harmless(value) for value in row] for row in _rows(plan, nodes))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(plan: Plan, nodes: Iterable[Node]) -> bytes:
    """A workbook with one sheet: head frozen, filter on, texts as texts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Plan")
    bold, wrap = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.write_row(0, 0, HEAD, bold)
    last = 0
    for last, row in enumerate(_rows(plan, nodes), 1):
        sheet.write_row(last, 0, row, wrap)
    for column, width in enumerate((22, 12, 70, 20, 20, 12, 12, 18)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(HEAD) - 1)
    book.close()
    return out.getvalue()
