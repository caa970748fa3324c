"""Hands for tests about workbooks: make one, work in it as people do, send it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.worksheet.worksheet import Worksheet

from people import TODAY, Cast, Person
from streekwerk.intake.commands.workbooks import hand_in_workbook, make_workbook, run_return
from streekwerk.intake.models import Workbook, WorkbookReturn
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import Selection

ADDRESS = "https://streekwerk.example/inlezen/werkboek/plan/1/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Edit = Callable[[Any], None]


def sent_out(plan: Plan, who: Person, selection: Selection | None = None) -> tuple[Workbook, bytes]:
    """A workbook of a selection of the plan, and its file."""
    return make_workbook(
        plan=plan,
        selection=selection or Selection(),
        said="Alle onderdelen",
        user=who.user,
        address=ADDRESS,
        by=who.actor,
    )


def worked_on(content: bytes, edit: Edit) -> bytes:
    """The file after somebody opened it, worked in it and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column_of(sheet: Worksheet, head: str) -> int:
    """The number of the column with this head."""
    return next(cell.column for cell in sheet[1] if cell.value == head)


def row_of(sheet: Worksheet, text: str) -> int:
    """The number of the row in which this text stands."""
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == text)


def put(book: Any, text: str, head: str, value: Any, sheet: str = "Plan") -> None:
    """Write a value in the row in which a text stands, in the column with this head."""
    page = book[sheet]
    page.cell(row_of(page, text), column_of(page, head)).value = value


def handed_in(
    plan: Plan, content: bytes, who: Person, *, name: str = "werkboek.xlsx", read: bool = True
) -> WorkbookReturn:
    """The workbook back on the site, read on the spot."""
    file = SimpleUploadedFile(name, content, XLSX)
    returned = hand_in_workbook(plan=plan, file=file, user=who.user, by=who.actor)
    if read and returned.status == "waiting":
        returned = WorkbookReturn.objects.select_related("plan__network", "workbook").get(pk=returned.pk)
        run_return(returned=returned, by=who.actor)
    return WorkbookReturn.objects.select_related("plan__network", "workbook").get(pk=returned.pk)


def round_trip(plan: Plan, who: Person, edit: Edit) -> WorkbookReturn:
    """Out, worked on, and back."""
    _, content = sent_out(plan, who)
    return handed_in(plan, worked_on(content, edit), who)


__all__ = ["ADDRESS", "TODAY", "Cast", "Path", "column_of", "handed_in", "put", "round_trip", "row_of",
           "sent_out", "worked_on"]  # fmt: skip
