"""The Excel action table of the regional platform: three header rows, merged cells, colours, a hidden row."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .streekplatform import THEMES, Row

MADE_ON = datetime(2025, 11, 20, 9, 0)
TITLE = "Streekplatform Heide & Nete - Actietabel 2026-2030"
GROUPS = (("Wat", 4), ("Wie", 2), ("Wanneer", 2), ("Opvolging", 2))
COLUMNS = (
    ("Thema", 24), ("Project", 28), ("Nr.", 6), ("Actie", 52), ("Trekker", 26),
    ("Partners", 32), ("Start", 16), ("Einde", 16), ("Indicatoren", 48), ("Opmerkingen", 36),
)  # fmt: skip
FIRST_ROW = 3


class Sheet:
    """Writes the rows and merges theme and project over the rows they hold."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book, self.row = book, FIRST_ROW
        self.page: Worksheet = book.add_worksheet("Actietabel")
        self.formats: dict[tuple[str | None, bool], Format] = {}

    def header(self) -> None:
        bold = self.book.add_format({"bold": True, "border": 1, "align": "center"})
        self.page.merge_range(0, 0, 0, len(COLUMNS) - 1, TITLE, bold)
        start = 0
        for name, width in GROUPS:
            self.page.merge_range(1, start, 1, start + width - 1, name, bold)
            start += width
        for column, (name, width) in enumerate(COLUMNS):
            self.page.write_string(2, column, name, bold)
            self.page.set_column(column, column, width)
        self.page.freeze_panes(FIRST_ROW, 4)

    def theme(self, name: str, projects: list[tuple[str, list[Row]]]) -> None:
        first = self.row
        for project, rows in projects:
            start = self.row
            for row in rows:
                self.action(row)
            self.merge(start, 1, project)
        self.merge(first, 0, name)

    def merge(self, first: int, column: int, text: str) -> None:
        self.page.merge_range(first, column, self.row - 1, column, text, self.format(None))

    def action(self, row: Row) -> None:
        cells = (
            row.number,
            row.action,
            row.steward,
            row.partners,
            row.start,
            row.end,
            row.indicators,
            row.remark,
        )
        for column, value in enumerate(cells, start=2):
            if isinstance(value, date):
                self.page.write_datetime(self.row, column, value, self.format(row.colour, is_date=True))
            elif value:
                self.page.write_string(self.row, column, value, self.format(row.colour))
            else:
                self.page.write_blank(self.row, column, None, self.format(row.colour))
        if row.hidden:
            self.page.set_row(self.row, None, None, {"hidden": True})
        self.row += 1

    def format(self, colour: str | None, *, is_date: bool = False) -> Format:
        key = (colour, is_date)
        if key not in self.formats:
            look: dict[str, object] = {"border": 1, "text_wrap": True, "valign": "top"}
            if colour:
                look["bg_color"] = f"#{colour}"
            if is_date:
                look["num_format"] = "dd/mm/yyyy"
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]


def write(folder: Path) -> Path:
    """Write the table into the folder; returns the file."""
    target = folder / "streekplatform-heide-en-nete-actietabel-2026-2030.xlsx"
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"title": TITLE, "author": "Streekplatform Heide & Nete", "created": MADE_ON})
        sheet = Sheet(book)
        sheet.header()
        for theme, projects in THEMES:
            sheet.theme(theme, projects)
    return target
