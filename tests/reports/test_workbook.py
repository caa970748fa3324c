"""A report as workbook: numbers to reckon with, texts that stay texts, sheets one can find; opened by others."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from python_calamine import CalamineWorkbook

from reports.contents import ACTIONS, HOSTILE, METER, contents, report, table_of
from streekwerk.reports.renderers.tones import WASHES
from streekwerk.reports.renderers.workbook import as_xlsx, sheet_name
from streekwerk.reports.rules.content import Bullets, Cell, Column, Content, Heading, Paragraph, Run, Table


def opened(content: Content) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(content)))


def calamine(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_the_first_sheet_says_what_it_is_and_leads_to_every_table() -> None:
    book = opened(report(ACTIONS, table_of(2, 2)))
    assert book.sheetnames == ["Rapport", "Acties met hun stand", "Lange tabel"]
    cover = book["Rapport"]
    assert [row[0].value for row in cover.iter_rows(max_row=3)] == [
        "Welzijnsbond Zonnedorp",
        "Kwartaalrapport",
        "Derde kwartaal 2026",
    ]
    said = [[cell.value for cell in row] for row in cover.iter_rows(min_row=5)]
    assert ["Toestand op", "30 september 2026"] in said
    assert ["Tabel 1", "Acties met hun stand"] in said
    links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert links == ["'Acties met hun stand'!A1", "'Lange tabel'!A1"]


def test_a_table_has_its_numbers_as_numbers_and_its_total_below_the_filter() -> None:
    page = opened(report())["Acties met hun stand"]
    assert [cell.value for cell in page[1]] == ["Actie", "Stand", "Einde", "Bedrag"]
    assert page["D2"].value == 1234.5
    assert page["D2"].number_format == '"€" #,##0.00'
    assert page["A4"].value == "Totaal"
    assert page["D4"].value == 1234.5
    assert page.auto_filter.ref == "A1:D3"
    assert page.freeze_panes == "B2"
    assert page["B2"].fill.fgColor.rgb == f"FF{WASHES['running'][1:].upper()}"
    assert page["B2"].value == "loopt"
    assert page.column_dimensions["A"].width > page.column_dimensions["C"].width


@pytest.mark.parametrize(
    ("number", "text", "value", "shape"),
    [
        ("47.9", "47,9 %", 0.479, "0.0 %"),
        ("60", "60\u202f%", 0.6, "0 %"),
        ("1250", "1.250 ritten", 1250, '#,##0" ritten"'),
        ("-12.5", "−12,5", -12.5, "#,##0.0"),
        ("0", "€ 0", 0, '"€" #,##0'),
        ("3", "nog te bepalen", 3, "#,##0"),
    ],
)
def test_a_number_is_shown_as_in_the_report(number: str, text: str, value: float, shape: str) -> None:
    cell = opened(report(Table("T", (Column("x"),), ((Cell(text, number=number),),))))["T"]["A2"]
    assert cell.value == pytest.approx(value)
    assert cell.number_format == shape


@pytest.mark.parametrize("number", ["", "geen", "nan", "Infinity", "12345678901234567.89", "1e999"])
def test_what_excel_cannot_keep_exactly_stays_text(number: str) -> None:
    assert (
        opened(report(Table("T", (Column("x"),), ((Cell("12", number=number),),))))["T"]["A2"].value == "12"
    )


def test_the_text_stands_on_a_sheet_of_its_own_in_order() -> None:
    parts = (
        Heading(1, "Gewijzigd"),
        Paragraph((Run("Zie "), Run("de site", href="https://example.org/"))),
        Bullets(((Run("Klaar"),), (Run("Stil"),))),
        ACTIONS,
        METER,
    )
    page = opened(report(*parts))["Tekst"]
    assert [row[0].value for row in page.iter_rows()] == [
        "Gewijzigd",
        "Zie de site (https://example.org/)",
        "• Klaar",
        "• Stil",
        "Acties met hun stand",
        f"Figuur: {METER.caption}: {METER.alt}",
    ]
    assert page["A5"].hyperlink.location == "'Acties met hun stand'!A1"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_run_and_nothing_stops_it(text: str) -> None:
    parts = (
        Heading(1, text),
        Paragraph((Run(text, href=text),)),
        Table(text, (Column(text),), ((Cell(text),),), (Cell(text, number=text),)),
    )
    data = as_xlsx(report(*parts, title=text, organisation=text, facts=((text, text),)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert calamine(data).sheet_names == book.sheetnames
    assert not any(
        name.startswith("xl/externalLinks") for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
    )


def test_names_of_sheets_are_short_and_unique() -> None:
    captions = [
        "Acties",
        "acties",
        "Acties / 2026",
        "",
        "",
        "'",
        "History",
        "Rapport",
        "Tekst",
        "x" * 60,
        "x" * 60,
        "\U0001f642" * 40,
    ]
    names = opened(report(*(table_of(1, 1, caption=caption) for caption in captions))).sheetnames
    assert len({name.lower() for name in names}) == len(captions) + 1
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert sheet_name("Budget per actie, per jaar en per herkomst", []) == "Budget per actie"


@pytest.mark.slow
@settings(max_examples=20)
@given(contents)
def test_any_content_becomes_a_workbook_others_open(content: Content) -> None:
    data = as_xlsx(content)
    tables = sum(isinstance(part, Table) and bool(part.columns) for part in content.parts)
    assert len([name for name in calamine(data).sheet_names if name != "Tekst"]) == tables + 1
    openpyxl.load_workbook(io.BytesIO(data))


def test_the_same_content_gives_the_same_bytes() -> None:
    first = as_xlsx(report())
    # A stamp in a zip counts in steps of two seconds.
    time.sleep(2.1)
    assert as_xlsx(report()) == first


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is hier niet aanwezig")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "rapport.xlsx").write_bytes(as_xlsx(report()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    shape = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    subprocess.run(
        [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            shape,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "rapport.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    said = (tmp_path / "rapport-Acties met hun stand.csv").read_text("utf-8").splitlines()
    assert said[0] == "Actie;Stand;Einde;Bedrag"
    assert said[1] == "1.1 Huis van het kind;loopt;2027;1234.5"
    assert said[-1] == "Totaal;;;1234.5"
