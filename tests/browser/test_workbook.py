"""The walk of a workbook: from the table to Excel, twelve cells, back again, a conflict, and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS
from intake.workbooks import column_of

pytestmark = MARKS


def edit_twelve(path: Path) -> str:
    """Change twelve cells of six actions, put the rows in another order; the title that was changed."""
    book = openpyxl.load_workbook(path)
    sheet = book["Plan"]
    first = str(sheet.cell(2, column_of(sheet, "Titel")).value)
    for row in range(2, 8):
        title = sheet.cell(row, column_of(sheet, "Titel"))
        title.value = f"{title.value}, samen"
        sheet.cell(row, column_of(sheet, "Tekst")).value = f"Toelichting uit Excel {row}."
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, sheet.max_row)
    for row in reversed(rows):
        sheet.append(row)
    book.save(path)
    return first


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_to_excel_and_back(visit: Visit, region: Region, tmp_path: Path, scripts: bool) -> None:
    page: Any = visit(session=region.sessions["sofie"], java_script_enabled=scripts, accept_downloads=True)
    plan = region.places["plan"]
    page.goto(f"/plannen/{plan}/tabel/?niveau=acties")
    page.get_by_role("link", name="Werkboek (Excel heen en terug)").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Werkboek maken").click()
    path = tmp_path / "werkboek.xlsx"
    download.value.save_as(path)
    first = edit_twelve(path)

    # Meanwhile somebody changes the title of the first action on the site.
    page.goto(f"/plannen/{plan}/tabel/?niveau=acties")
    page.get_by_role("link", name=first, exact=True).first.click()
    node = page.url
    page.goto(f"{node}veld/titel/")
    page.locator("[name=title]").first.fill(f"{first} in de wijk")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/veld/" not in url)

    page.goto(f"/inlezen/werkboek/plan/{plan}/")
    page.get_by_label("Het werkboek").set_input_files(path)
    page.get_by_role("button", name="Teruglezen").click()
    page.get_by_text("12 voorstellen in 6 rijen, 1 conflict.").wait_for()
    expect(page.locator(".workbook-cell")).to_have_count(12)
    page.get_by_role("button", name="Alle 11 voorstellen overnemen").click()
    page.get_by_text("11 voorstellen overgenomen.").wait_for()
    conflict = page.locator(".workbook-conflict")
    assert "in de wijk" in conflict.inner_text(), "what stands on the site is shown beside the workbook"
    conflict.get_by_label("Beide samen").or_(conflict.get_by_label("Werkboek")).first.check()
    page.get_by_role("button", name="Aangevinkte overnemen").click()
    page.get_by_role("heading", name="Niets meer te beslissen").wait_for()
    page.get_by_role("button", name="Ongedaan maken").first.click()
    page.get_by_text("1 voorstel staat weer open.").wait_for()
    expect(page.locator(".workbook-conflict")).to_have_count(1)
