"""Two people in one sheet, each behind a browser; and the same with the keyboard alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browser.test_keyboard import FOCUS, tab_to
from browsers import MARKS, until_focus
from streekwerk.plans.queries.fields import key_of

pytestmark = MARKS

STEWARD, PARTNERS = (f"#veld-{key_of(label)}" for label in ("Trekker", "Partners"))


def both(visit: Visit, region: Region) -> tuple[Any, Any]:
    """Sofie and Piet, each with the same sheet open."""
    address = f"/plannen/{region.places['plan']}/{region.places['own_action']}/"
    pages = [visit(session=region.sessions[who], reduced_motion="reduce") for who in ("sofie", "piet")]
    for page in pages:
        page.goto(address)
    return pages[0], pages[1]


def open_text(page: Any, place: str) -> None:
    page.locator(place).hover()
    page.locator(f"{place} a.edit").click()
    page.locator(f"{place} textarea").wait_for()


def save(page: Any, place: str, text: str) -> None:
    page.locator(f"{place} textarea").fill(text)
    page.locator(f"{place} button[type=submit]").click()
    page.locator(f"{place} .saved, {place} .conflict").first.wait_for()


def test_two_people_change_different_texts_of_one_sheet(visit: Visit, region: Region) -> None:
    sofie, piet = both(visit, region)
    open_text(sofie, STEWARD)
    open_text(piet, PARTNERS)
    save(sofie, STEWARD, "Het Sociaal Huis trekt")
    save(piet, PARTNERS, "De bibliotheek doet mee")
    expect(piet.locator(f"{PARTNERS} .saved")).to_be_visible()
    sofie.reload()
    sofie.get_by_text("Het Sociaal Huis trekt").first.wait_for()
    sofie.get_by_text("De bibliotheek doet mee").first.wait_for()


def test_two_people_in_one_text_lose_nothing(visit: Visit, region: Region) -> None:
    sofie, piet = both(visit, region)
    open_text(sofie, STEWARD)
    save(sofie, STEWARD, "Het huis trekt deze actie")
    # Piet opened the page before: he is told before he writes, and writes while Sofie saves once more.
    open_text(piet, STEWARD)
    piet.get_by_text("wijzigde dit veld").wait_for()
    open_text(sofie, STEWARD)
    save(sofie, STEWARD, "Het grote huis trekt deze actie")
    save(piet, STEWARD, "Het huis trekt deze mooie actie")
    conflict = piet.locator(f"{STEWARD} .conflict")
    assert "Sofie" in conflict.inner_text()
    assert piet.locator(f"{STEWARD} textarea").input_value() == "Het huis trekt deze mooie actie"
    piet.get_by_label("Bewaar beide samen").check()
    piet.locator(f"{STEWARD} button[type=submit]").click()
    piet.locator(f"{STEWARD} .saved").wait_for()
    assert "Het grote huis trekt deze mooie actie" in piet.locator(f"{STEWARD} dd").inner_text()
    # The history tells all three, and puts one back.
    piet.locator(f"{STEWARD} summary").click()
    expect(piet.locator(f"{STEWARD} .field-history li")).to_have_count(3)
    piet.get_by_role("button", name="Zet terug").last.click()
    piet.locator(f"{STEWARD} .to-fill").wait_for()


def test_a_sheet_is_changed_with_the_keyboard(visit: Visit, region: Region) -> None:
    sofie, piet = both(visit, region)
    tab_to(sofie, "^Wijzig\\s+Trekker$")
    sofie.keyboard.press("Enter")
    until_focus(sofie, f"{STEWARD} textarea:focus")
    sofie.keyboard.type("Wordt niet bewaard")
    sofie.keyboard.press("Escape")
    until_focus(sofie, f"{STEWARD} a.edit:focus")
    assert "Wordt niet bewaard" not in sofie.locator(STEWARD).inner_text()
    sofie.keyboard.press("Enter")
    until_focus(sofie, f"{STEWARD} textarea:focus")
    sofie.keyboard.type("Het Sociaal Huis")
    sofie.keyboard.press("Control+Enter")
    sofie.locator(f"{STEWARD} .saved").wait_for()
    assert "Trekker" in sofie.evaluate(FOCUS)["name"]

    tab_to(piet, "^Wijzig\\s+Trekker$")
    piet.keyboard.press("Enter")
    piet.get_by_text("wijzigde dit veld").wait_for()
    sofie.keyboard.press("Enter")
    until_focus(sofie, f"{STEWARD} textarea:focus")
    sofie.keyboard.type(" van Heidebrug")
    sofie.keyboard.press("Control+Enter")
    sofie.locator(f"{STEWARD} .saved").wait_for()
    piet.keyboard.press("Control+A")
    piet.keyboard.type("De bibliotheek")
    piet.keyboard.press("Control+Enter")
    until_focus(piet, f"{STEWARD}:has(.conflict) textarea:focus")
    piet.keyboard.press("Shift+Tab")  # from the text to the choice before it
    piet.keyboard.press("ArrowDown")
    piet.keyboard.press("Control+Enter")
    until_focus(piet, f"{STEWARD} a.edit:focus")
    assert "Het Sociaal Huis van Heidebrug" in piet.locator(STEWARD).inner_text()


def test_indicators_live_on_the_sheet_with_the_keyboard(visit: Visit, region: Region) -> None:
    sofie, _ = both(visit, region)
    before = sofie.locator("#deel-indicatoren li").count()
    tab_to(sofie, "^Indicator toevoegen$")
    sofie.keyboard.press("Enter")
    until_focus(sofie, "#deel-indicatoren textarea:focus")
    sofie.keyboard.type("Aantal mensen met een sleutel")
    sofie.keyboard.press("Control+Enter")
    until_focus(sofie, "#indicatoren-nieuw a:focus")
    expect(sofie.locator("#deel-indicatoren li")).to_have_count(before + 1)
    sofie.keyboard.press("Shift+Tab")
    sofie.keyboard.press("Enter")
    sofie.get_by_role("button", name="Ongedaan maken").wait_for()
    sofie.keyboard.press("Enter")
    sofie.get_by_role("button", name="Ongedaan maken").wait_for(state="detached")
    expect(sofie.locator("#deel-indicatoren li")).to_have_count(before + 1)
