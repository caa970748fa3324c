"""Workbooks to lines and tables."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from reading.office import aside, paragraphs, part_of, save, tables, texts, with_parts, xlsx
from streekwerk.reading.extract.xlsx import extract
from streekwerk.reading.models import Cell, Document


def read(data: bytes) -> Document:
    return extract(data, "plan.xlsx")


def by_place(document: Document, table: int = 0) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for cell in tables(document)[table].cells}


def test_each_cell_is_a_line_with_its_address_and_an_empty_cell_has_none() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(2, 1, ["Actie", "Trekker"])
        sheet.write_row(3, 1, ["Huis\nvoor huis", ""])
        sheet.write(5, 2, "An")

    document = read(xlsx(build))
    assert [(line.text, line.where) for line in document.lines] == [
        ("Actie", "Blad1!B3"), ("Trekker", "Blad1!C3"), ("Huis", "Blad1!B4"), ("voor huis", "Blad1!B4"),
        ("An", "Blad1!C6"),
    ]  # fmt: skip
    cells = by_place(document)
    assert cells[4, 2].lines == (3, 4)
    assert cells[4, 3].lines is None
    assert (5, 2) not in cells


def test_values_are_printed_as_a_belgian_reader_sees_them() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet()
        for column, (value, code) in enumerate(
            (
                (1234.5, "#,##0.00"), (0.1, "0%"), (12, "General"), (0.30000000000000004, "General"),
                (1200, '"€" #,##0'), (date(2026, 12, 31), "dd/mm/yyyy"), (date(2026, 3, 1), "mmm-yy"),
                (date(2027, 1, 1), "yyyy"), (3, "000"), (1.5, '0.0" VTE"'), (-5, "0"),
                (datetime(2026, 5, 4, 13, 30), "dd/mm/yyyy hh:mm"), (1e15, "0"),
            )
        ):  # fmt: skip
            sheet.write(0, column, value, book.add_format({"num_format": code}))
        sheet.write(0, 13, True)
        sheet.write(0, 14, "31-12-2026")

    assert texts(read(xlsx(build))) == [
        "1.234,50", "10%", "12", "0,3", "€ 1.200", "31/12/2026", "maart 2026", "2027", "003", "1,5 VTE", "-5",
        "04/05/2026 13:30", "1000000000000000", "WAAR", "31-12-2026",
    ]  # fmt: skip


def test_values_agree_with_two_other_readers() -> None:
    rows = [
        ["Code", "Bedrag", "Datum"],
        ["A1", 12.5, date(2026, 1, 31)],
        ["A2", -3, date(1900, 3, 1)],
        ["é€", 0, None],
    ]

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, book.add_format({"num_format": "dd/mm/yyyy"}))
                elif value is not None:
                    sheet.write(number, column, value)

    data = xlsx(build)
    ours = {key: cell.text for key, cell in by_place(read(data)).items()}
    calamine = CalamineWorkbook.from_object(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    other = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    for (row, column), text in ours.items():
        for value in (calamine[row - 1][column - 1], other.cell(row, column).value):
            if isinstance(value, date):
                assert text == f"{value:%d/%m/%Y}"
            elif isinstance(value, int | float):
                assert float(text.replace(",", ".")) == value
            else:
                assert text == (value or "")


def test_a_merged_cell_occurs_once_and_its_size_stays_within_what_is_used() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.merge_range("A1:XFD1", "Plan")
        sheet.merge_range("A2:A4", "Doel")
        for row in (1, 2, 3):
            sheet.write(row, 1, f"actie {row}")

    cells = by_place(read(xlsx(build)))
    assert (cells[1, 1].column_span, cells[2, 1].row_span) == (2, 3)
    assert (3, 1) not in cells
    assert len(cells) == 5


def test_what_is_hidden_is_set_aside_with_the_reason() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_column(0, 0, ["kop", "verborgen", "zichtbaar"])
        sheet.write_column(0, 1, ["x", "y", "z"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        secret = book.add_worksheet("Kladblad")
        secret.write("A1", "klad")
        secret.hide()

    document = read(xlsx(build))
    assert texts(document) == ["kop", "zichtbaar"]
    assert aside(document) == {
        "verborgen rij 2 van werkblad “Blad1”": ["verborgen", "y"],
        "verborgen kolom B van werkblad “Blad1”": ["x", "z"],
        "verborgen werkblad “Kladblad”": ["klad"],
    }


def test_rows_behind_a_filter_or_in_a_folded_group_are_read() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_column(0, 0, ["Status", "loopt", "klaar"])
        sheet.autofilter("A1:A3")
        sheet.filter_column("A", "x == loopt")
        sheet.set_row(2, None, None, {"hidden": True})
        folded = book.add_worksheet("Blad2")
        folded.write_column(0, 0, ["kop", "binnen"])
        folded.set_row(1, None, None, {"hidden": True, "level": 1})

    document = read(xlsx(build))
    assert texts(document) == ["Status", "loopt", "klaar", "kop", "binnen"]
    assert document.lines[2].where == "Blad1!A3 (rij uit beeld door een filter of groep)"
    assert not document.ignored


def test_a_merged_cell_that_begins_in_a_hidden_row_stays_in_sight() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.merge_range("A1:A3", "Doel")
        sheet.write_column(0, 1, ["een", "twee", "drie"])
        sheet.set_row(0, None, None, {"hidden": True})

    document = read(xlsx(build))
    assert texts(document) == ["Doel", "twee", "drie"]
    assert by_place(document)[2, 1].row_span == 2


def test_formulas_show_their_stored_outcome_and_one_without_outcome_is_set_aside() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("A2", '="a"&"b"', None, "ab")
        sheet.write_formula("A3", "=SUM(A1:A1)", None, 2)

    data = xlsx(build)
    assert texts(read(data)) == ["2", "ab", "2"]
    never = part_of(data, "xl/worksheets/sheet1.xml").replace(
        "<f>SUM(A1:A1)</f><v>2</v>", "<f>SUM(A1:A1)</f>"
    )
    document = read(with_parts(data, {"xl/worksheets/sheet1.xml": never}))
    assert aside(document) == {"formule zonder berekende waarde": ["=SUM(A1:A1)"]}


def test_fills_come_as_colours_also_from_the_theme_and_the_old_palette() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    from openpyxl.styles import PatternFill
    from openpyxl.styles.colors import Color

    colours = (
        Color(rgb="FFFFFF00"), Color(theme=4, tint=0.5999938962981048), Color(theme=0, tint=-0.149998474),
        Color(indexed=13), Color(rgb="FFFFFFFF"),
    )  # fmt: skip
    for column, colour in enumerate(colours, start=1):
        sheet.cell(1, column, "x").fill = PatternFill("solid", fgColor=colour)
    stream = io.BytesIO()
    book.save(stream)
    fills = [cell.fill for cell in tables(read(stream.getvalue()))[0].cells]
    # The second as Excel itself shows accent 1 of the Office theme, 60 % lighter; the last is white.
    assert fills == ["FFFF00", "B8CCE4", "D8D8D8", "FFFF00", None]


def test_struck_text_and_cell_notes_are_kept() -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        struck = book.add_format({"font_strikeout": True})
        sheet.write("A1", "vervalt", struck)
        sheet.write_rich_string("A2", struck, "oud", " nieuw")
        sheet.write_comment("A1", "Beslist in mei")

    document = read(xlsx(build))
    assert [line.where for line in document.lines][:2] == [
        "Blad1!A1 (doorgehaald)", "Blad1!A2 (deels doorgehaald)",
    ]  # fmt: skip
    assert aside(document) == {"opmerking bij een cel": ["Beslist in mei"]}


def test_a_sheet_name_that_a_person_chose_is_a_heading() -> None:
    def build(book: Any) -> None:
        for name in ("Pijler 1 Wonen", "Blad2"):
            book.add_worksheet(name).write("A1", "x")

    document = read(xlsx(build))
    assert [(p.text, p.heading) for p in paragraphs(document)] == [("Pijler 1 Wonen", 1)]
    assert [table.name for table in tables(document)] == ["Pijler 1 Wonen", "Blad2"]


def test_dates_of_the_1904_calendar_are_the_same_days() -> None:
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert book.active is not None
    book.active["A1"] = datetime(2026, 9, 1)
    book.save(stream)
    assert texts(read(stream.getvalue())) == ["01/09/2026"]


@pytest.mark.slow
def test_a_workbook_saved_by_libreoffice_gives_the_same_table(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is niet geïnstalleerd")

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.merge_range("A1:B1", "Doelstellingen", book.add_format({"bg_color": "#4472C4"}))
        sheet.write("C1", "Timing")
        sheet.merge_range("A2:A3", "Wonen")
        sheet.write_column(1, 1, ["a", "b"])
        sheet.write_datetime("C2", datetime(2026, 5, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write("C3", 0.25, book.add_format({"num_format": "0%", "bg_color": "#FFFF00"}))

    data = xlsx(build)
    source = save(tmp_path, "plan.xlsx", data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "uit")]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=60)
    again = read((tmp_path / "uit" / "plan.xlsx").read_bytes())
    assert tables(again) == tables(read(data))
