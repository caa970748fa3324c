"""The Word plan of the primary-care zone: prose chapters, a table of decisions, one table per action sheet.

Reads `eerstelijnszone.txt`. A sheet has a label column and up to three columns of text; a row with
fewer texts is merged to the full width, as people do by hand in Word.
"""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

HERE = Path(__file__).parent
MADE_ON = datetime(2024, 12, 13, 9, 0)
COLUMNS = 4
BRACKET = re.compile(r"\[(?P<code>[^\]]+)\] (?P<title>.+)")
FIELD = re.compile(r"(?P<label>[A-Z][^:|]{2,28}):(?P<cells>.*)")
HEADING = re.compile(r"(?P<marks>#+) (?P<title>.+)")

Row = tuple[str, list[str]]


class Writer:
    """Writes the outline into a Word document, line by line."""

    def __init__(self) -> None:
        self.word: Document = docx.Document()
        self.sheet: list[Row] = []
        self.table: list[list[str]] = []
        self.prepare()

    def prepare(self) -> None:
        core = self.word.core_properties
        core.title, core.author = "Beleids- en actieplan 2025-2028", "Eerstelijnszone Vennenrand"
        core.created = core.modified = MADE_ON
        core.last_modified_by, core.language = "Eerstelijnszone Vennenrand", "nl-BE"
        self.word.sections[0].header.paragraphs[0].text = "Eerstelijnszone Vennenrand - 12 december 2024"
        self.word.add_heading("Beleids- en actieplan 2025-2028", 0)
        self.word.add_paragraph("Eerstelijnszone Vennenrand")

    def line(self, line: str) -> None:
        """Write one line of the outline."""
        if line.startswith("%"):
            return
        if line.startswith("  ") and self.sheet:
            label, cells = self.sheet[-1]
            self.sheet[-1] = (label, [*cells[:-1], f"{cells[-1]}\n{line.strip()}"])
        elif line.startswith("| "):
            self.table.append([cell.strip() for cell in line[2:].split("|")])
        elif bracket := BRACKET.fullmatch(line):
            if not self.sheet_is_only_an_objective():
                self.flush()
            self.sheet.append((bracket["code"], [bracket["title"]]))
        elif self.sheet and (found := FIELD.fullmatch(line)):
            self.sheet.append((found["label"], [cell.strip() for cell in found["cells"].split("|")]))
        elif line.strip():
            self.flush()
            if heading := HEADING.fullmatch(line):
                self.word.add_heading(heading["title"], len(heading["marks"]))
            else:
                self.word.add_paragraph(line)

    def sheet_is_only_an_objective(self) -> bool:
        return len(self.sheet) == 1 and self.sheet[0][0].startswith("Operationele")

    def flush(self) -> None:
        """Write the sheet or table collected so far."""
        if self.sheet:
            self.write_sheet()
        if self.table:
            self.write_table()
        self.sheet, self.table = [], []

    def write_sheet(self) -> None:
        table = self.word.add_table(rows=len(self.sheet), cols=COLUMNS, style="Table Grid")
        for number, (label, texts) in enumerate(self.sheet):
            put(table.cell(number, 0), label, bold=True)
            for column, text in enumerate(texts, start=1):
                last = column == len(texts)
                cell = table.cell(number, column)
                put(cell.merge(table.cell(number, COLUMNS - 1)) if last else cell, text)
        self.word.add_paragraph("")

    def write_table(self) -> None:
        table = self.word.add_table(rows=len(self.table), cols=len(self.table[0]), style="Table Grid")
        repeat_header(table)
        for number, row in enumerate(self.table):
            for column, text in enumerate(row):
                put(table.cell(number, column), text, bold=number == 0)
        self.word.add_paragraph("")


def put(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Text into a cell, one paragraph per line."""
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold
    for other in others:
        cell.add_paragraph(other)


def repeat_header(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def with_fixed_times(path: Path) -> None:
    """Rewrite the archive so that the same content gives the same bytes."""
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            part = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            archive.writestr(part, content, zipfile.ZIP_DEFLATED)


def write(folder: Path) -> Path:
    """Write the plan into the folder; returns the file."""
    writer = Writer()
    for line in (HERE / "eerstelijnszone.txt").read_text(encoding="utf-8").splitlines():
        writer.line(line)
    writer.flush()
    target = folder / "elz-vennenrand-beleids-en-actieplan-2025-2028.docx"
    writer.word.save(str(target))
    with_fixed_times(target)
    return target
