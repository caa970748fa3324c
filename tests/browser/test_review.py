"""Nakijken in a browser: by mouse, the same with the keyboard alone, two people on one document, a newer text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Visit
from browser.region import DOCUMENTS, Region
from browser.test_keyboard import tab_to
from browser.test_walk import commit, hand_in, send
from browsers import MARKS, until

pytestmark = MARKS

TEXT, WORD = (next(DOCUMENTS.glob(f"*.{kind}")) for kind in ("txt", "docx"))


def said(page: Any, words: str) -> None:
    """Wait until the page says this about the last step."""
    page.locator("#gezegd", has_text=re.compile(words)).wait_for()


def rows(page: Any) -> Any:
    return page.locator("#boom .row > a")


def titles(page: Any) -> list[str]:
    found: list[str] = rows(page).all_inner_texts()
    return found


def choose(page: Any, number: int) -> None:
    """Click a row and wait for its panel."""
    rows(page).nth(number).click()
    page.locator("#boom .row > a[aria-current]").wait_for()
    page.get_by_label("Titel", exact=True).wait_for()


def open_more(page: Any) -> None:
    page.locator("#paneel details", has=page.get_by_label("Voeg samen met")).evaluate(
        "fold => fold.open = true"
    )


@pytest.mark.parametrize("document", [TEXT, WORD], ids=lambda path: path.suffix)
def test_a_document_is_settled_by_mouse(sign_in: Visit, newcomer: str, document: Path) -> None:
    page = sign_in(newcomer)
    hand_in(page, document)
    page.goto(page.url)
    count = rows(page).count()
    while page.get_by_role("button", name="Plaats zoals voorgesteld").count():
        left = page.locator(".block[data-lines]").count()
        page.get_by_role("button", name="Plaats zoals voorgesteld").first.click()
        until(page, "left => document.querySelectorAll('.block[data-lines]').length < left", arg=left)
    before = titles(page)
    last = count - 1
    row = page.locator("#boom .row")
    row.nth(last).drag_to(row.nth(last - 1))
    said(page, "gezet")
    choose(page, last)
    page.get_by_label("Titel", exact=True).fill("Met de muis hernoemd")
    page.get_by_label("Niveau", exact=True).select_option("project")
    page.get_by_role("button", name="Bewaren").click()
    said(page, "Met de muis hernoemd")
    open_more(page)
    target = before[1].split()[-4:]
    page.get_by_label("Voeg samen met").fill(" ".join(target))
    page.get_by_role("button", name="Voeg samen", exact=True).click()
    page.locator("#gezegd span").wait_for()
    while page.locator("#ongedaan").is_enabled() and page.locator("#gezegd .done").count():
        step = page.locator("#ongedaan").inner_text()
        page.locator("#ongedaan").click()
        until(page, "was => document.querySelector('#ongedaan').innerText !== was", arg=step)
    assert titles(page) == before or rows(page).count() == count
    commit(page)
    page.locator(".tree .row").nth(10).wait_for(state="attached")


def test_a_document_is_settled_with_the_keyboard(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"], reduced_motion="reduce")
    page.goto(f"/inlezen/nakijken/{region.places['review']}/")
    tab_to(page, "^Plaats zoals voorgesteld$")
    page.keyboard.press("Enter")
    said(page, "Regel 10 bij de tekst van “Actie 2")
    page.locator("#boom .row > a[aria-current]").focus()
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+ArrowUp")
    said(page, "voor “Actie 1")
    assert "Noodwoning" in titles(page)[1]
    page.keyboard.press("Control+z")
    said(page, "Ongedaan gemaakt")
    assert "starters" in titles(page)[1]
    page.keyboard.press("Control+y")
    said(page, "Opnieuw gedaan")
    page.locator("#boom .row > a").nth(1).focus()
    page.keyboard.press("F2")
    until(page, "document.activeElement.id === 'titel'")
    page.keyboard.press("Control+a")
    page.keyboard.type("Noodwoning met buren")
    tab_to(page, "^Bewaren$")
    page.keyboard.press("Enter")
    said(page, "Noodwoning met buren")
    # Lines: space takes one, Shift with an arrow the next too.
    page.locator("#k6").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    tab_to(page, "^Plaats deze regels")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Plaats 2 regels").wait_for()
    tab_to(page, "^to$|^tekst")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "^waar$")
    page.keyboard.type("Noodwoning met buren")
    tab_to(page, "^Plaatsen$")
    page.keyboard.press("Enter")
    said(page, "als indicator bij")
    page.keyboard.press("Shift+?")
    page.get_by_role("heading", name="Toetsen").wait_for()
    page.keyboard.press("Escape")
    tab_to(page, "^Leg vast als plan$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/plannen/\d+/$"))
    page.get_by_text("Het plan is vastgelegd").wait_for()


def test_two_browsers_on_one_review(visit: Visit, region: Region) -> None:
    address = f"/inlezen/nakijken/{region.places['review']}/?onderdeel=a1"
    first, second = visit(session=region.sessions["sofie"]), visit(session=region.sessions["piet"])
    for page in (first, second):
        page.goto(address)
    first.get_by_label("Titel", exact=True).fill("De titel van Sofie")
    first.get_by_role("button", name="Bewaren").click()
    said(first, "De titel van Sofie")
    second.get_by_label("Titel", exact=True).fill("De titel van Piet")
    second.get_by_role("button", name="Bewaren").click()
    said(second, "Sofie Vennebos deed intussen dit")
    assert second.get_by_label("Titel", exact=True).input_value() == "De titel van Sofie"
    second.locator("#boom-a2").click()
    second.locator("#boom-a2[aria-current]").wait_for()
    second.get_by_role("button", name="Omhoog").click()
    said(second, "voor “Actie 1")
    first.reload()
    assert "Noodwoning" in titles(first)[1]


def test_a_review_works_without_a_script(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"], java_script_enabled=False)
    page.goto(f"/inlezen/nakijken/{region.places['review']}/")
    page.get_by_role("button", name="Plaats zoals voorgesteld").click()
    page.get_by_text("Regel 10 bij de tekst van").first.wait_for()
    page.locator("#k6").check()
    page.get_by_role("button", name="Plaats deze regels…").click()
    page.get_by_label("nog te plaatsen (lade)").check()
    page.get_by_role("button", name="Plaatsen", exact=True).click()
    page.get_by_text("terug in de lade gelegd").first.wait_for()
    page.get_by_role("button", name="Ongedaan maken").click()
    page.get_by_text("Ongedaan gemaakt").first.wait_for()
    commit(page)


def test_a_newer_text_is_taken_over(visit: Visit, region: Region, tmp_path: Path) -> None:
    page = visit(session=region.sessions["sofie"])
    changed = tmp_path / TEXT.name.replace("2031", "2031-v2")
    changed.write_text(
        TEXT.read_text().replace("een vast zoneoverleg inrichten", "een vast zoneoverleg houden")
    )
    page.goto("/inlezen/")
    send(page, changed)
    page.get_by_role("button", name="Een nieuwe versie van").click()
    page.get_by_text("een vast zoneoverleg houden").first.wait_for()
    # The region has a title of its own there (a workbook that came back): the document is followed knowingly.
    page.locator("main input[type=checkbox]").first.check()
    page.get_by_role("button", name="Neem over").click()
    page.get_by_text("Overgenomen").wait_for()
    page.wait_for_url(f"**/plannen/{region.places['plan']}/")
    page.get_by_text("een vast zoneoverleg houden").first.wait_for(state="attached")
