"""The workbook as an Excel file: what people work in, what they can choose, and how it finds its way back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import xlsxwriter

from streekwerk.intake.rules.workbooks.model import Column, Sent, SentSheet
from streekwerk.reading.cells import MARK

HIDDEN_SHEET = "streekwerk"
MOST_ROWS_MORE = 500
"""So many empty rows below the last have the lists too, for rows that people add."""
LONGEST_CELL = 32_000
"""Excel keeps 32,767 characters in a cell; a longer text is changed on the site."""
PALETTE: dict[str, str] = {
    "running": "E3F0EA",
    "done": "C9E4D3",
    "blocked": "F8DAD5",
    "paused": "FBEBC8",
    "stopped": "E2E2E2",
    "not_started": "FFFFFF",
}
"""Per stand the colour of the row, where the network has no colours of its own."""


@dataclass(frozen=True)
class Look:
    """What the file tells besides its cells."""

    code: str
    plan: str
    said: str
    """Which part of the plan, of which day, by whom."""
    address: str
    """Where it is handed in."""
    revision: int
    words: Mapping[str, Sequence[str]]
    """Per column what can be chosen."""
    colours: Mapping[str, str]
    """Per word of the column “status” the colour of its row."""


def as_xlsx(sent: Sent, look: Look) -> bytes:
    """The workbook. Its code stands in the properties and in a hidden sheet, rows have hidden columns."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": look.plan, "comments": look.said, "author": "Streekwerk"})
    book.set_custom_property("streekwerk", f"{MARK}{look.code}", "text")
    formats = _Formats(book)
    pages = [
        (sheet, book.add_worksheet(sheet.name)) for sheet in sent.sheets if sheet.rows or sheet.key == "plan"
    ]
    _explain(book.add_worksheet("Uitleg"), look, formats)
    lists = _hidden_sheet(book.add_worksheet(HIDDEN_SHEET), sent, look)
    for sheet, page in pages:
        _Page(sheet, page, formats).write(look, lists)
    book.close()
    return out.getvalue()


class _Formats:
    def __init__(self, book: Any) -> None:
        top = {"text_wrap": True, "valign": "top"}
        self.cell = book.add_format({**top, "num_format": "@"})
        self.fixed = book.add_format({**top, "num_format": "@", "font_color": "#6B6B6B"})
        self.head = book.add_format({**top, "bold": True, "bottom": 1})
        self.fixed_head = book.add_format({**top, "bold": True, "bottom": 1, "font_color": "#6B6B6B"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.link = book.add_format({"font_color": "#0B5CAD", "underline": 1})
        self._book = book

    def fill(self, colour: str) -> Any:
        return self._book.add_format({"bg_color": f"#{colour}"})


class _Page:
    """One sheet: two hidden columns, then what people know."""

    def __init__(self, sheet: SentSheet, page: Any, formats: _Formats) -> None:
        self.sheet, self.page, self.formats = sheet, page, formats

    def write(self, look: Look, lists: Mapping[str, str]) -> None:
        page, columns = self.page, self.sheet.columns
        last = len(self.sheet.rows)
        for at, column in enumerate(columns):
            style = self.formats.cell if column.edited else self.formats.fixed
            page.set_column(at, at, column.width, style, {"hidden": column.kind == "hidden"})
            page.write_string(
                0, at, column.head, self.formats.head if column.edited else self.formats.fixed_head
            )
        for number, (name, row) in enumerate(self.sheet.rows.items(), 1):
            page.write_string(number, 0, name)
            page.write_string(number, 1, row.hash)
            for at, column in enumerate(columns[2:], 2):
                text = row.cells.get(column.key, "")
                if text:
                    style = self.formats.cell if column.edited else self.formats.fixed
                    page.write_string(number, at, text, style)
        self._choices(lists, last)
        self._colours(look, last)
        # Beside the title what is scrolled stays known by name.
        keys = [column.key for column in columns]
        page.freeze_panes(1, keys.index("title") + 1 if "title" in keys else 3)
        page.autofilter(0, 0, max(last, 1), len(columns) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _choices(self, lists: Mapping[str, str], last: int) -> None:
        for at, column in enumerate(self.sheet.columns):
            if column.key in lists:
                self.page.data_validation(
                    1,
                    at,
                    last + MOST_ROWS_MORE,
                    at,
                    {
                        "validate": "list",
                        "source": lists[column.key],
                        "error_type": "warning",
                        "error_title": "Staat niet in de lijst",
                        "error_message": "Kies een woord uit de lijst. Een ander woord wordt bij het "
                        "teruglezen gevraagd.",
                    },
                )

    def _colours(self, look: Look, last: int) -> None:
        keys = [column.key for column in self.sheet.columns]
        if "status" not in keys:
            return
        letter = chr(65 + keys.index("status"))
        for word, colour in look.colours.items():
            self.page.conditional_format(
                1,
                2,
                last + MOST_ROWS_MORE,
                len(keys) - 1,
                {
                    "type": "formula",
                    "criteria": f'=${letter}2="{word}"',
                    "format": self.formats.fill(colour),
                },
            )


def _hidden_sheet(page: Any, sent: Sent, look: Look) -> dict[str, str]:
    """What a program needs to know the workbook again; per column where its list stands."""
    page.very_hidden()
    facts = (
        ("werkboek", f"{MARK}{look.code}"),
        ("plan", look.plan),
        ("revisie", str(look.revision)),
        ("gemaakt", look.said),
    )
    for row, pair in enumerate(facts):
        page.write_row(row, 0, pair)
    row = len(facts) + 1
    for sheet in sent.sheets:
        for column in sheet.columns:
            page.write_row(row, 0, (sheet.name, column.key, column.head, _hash_of(sheet, column)))
            row += 1
    found = {}
    for at, (key, words) in enumerate(look.words.items(), 6):
        if words:
            page.write_column(0, at, words)
            letter = chr(65 + at)
            found[key] = f"={HIDDEN_SHEET}!${letter}$1:${letter}${len(words)}"
    return found


def _hash_of(sheet: SentSheet, column: Column) -> str:
    said = "\x1f".join(row.cells.get(column.key, "") for row in sheet.rows.values())
    return sha256(said.encode()).hexdigest()[:8]


def _explain(page: Any, look: Look, formats: _Formats) -> None:
    page.set_column(0, 0, 100, formats.cell)
    page.write_string(0, 0, look.plan, formats.title)
    page.write_string(1, 0, look.said)
    lines = (
        ("Zo werkt het", formats.bold),
        ("Wijzig wat u wilt in de zwarte kolommen en bewaar het bestand als Excel-werkmap (.xlsx).", None),
        ("Wat u wijzigt, wordt een voorstel per cel. Het plan verandert pas als een planbeheerder of trekker "
         "het voorstel aanvaardt.", None),
        ("Bij Stand, Inschatting, Persoon, Organisatie en Prioriteit kiest u uit de lijst in de cel.", None),
        ("Een datum schrijft u zoals u ze zou zeggen: 31/12/2027, voorjaar 2028, eind 2026.", None),
        ("", None),
        ("Wat mag", formats.bold),
        ("Sorteren, filteren, kolommen verbergen of verplaatsen en werkbladen of kolommen toevoegen.", None),
        ("Een rij wissen: dat betekent “niet meegestuurd”. Er wordt niets uit het plan gehaald.", None),
        ("Een rij toevoegen: zet minstens een titel. Waar ze in het plan hoort, wordt gevraagd.", None),
        ("Grijze kolommen zijn er om te lezen; wat u daar wijzigt, nemen wij niet over.", None),
        ("Laat de verborgen kolommen vooraan staan: daaraan kennen wij elke rij terug.", None),
        ("", None),
        ("Klaar?", formats.bold),
        ("Mail het bestand terug aan wie het u stuurde, of geef het zelf af op:", None),
    )  # fmt: skip
    for row, (text, style) in enumerate(lines, 3):
        page.write_string(row, 0, text, style)
    page.write_url(3 + len(lines), 0, look.address, formats.link, look.address)
