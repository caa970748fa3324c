"""Mijn kwartaal: five sheets with the keyboard alone, a draft that survives, a phone."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browser.test_keyboard import tab_to
from browsers import MARKS, SETTLED, until, until_focus

pytestmark = MARKS

PAGE = "/werk/kwartaal/"
DONE = re.compile(r"(\d+) van (\d+) fiches? bijgewerkt")


def done(page: Any) -> int:
    found = DONE.search(page.locator("#kwartaal-stand").inner_text())
    assert found
    return int(found[1])


def settled(page: Any) -> None:
    until(page, SETTLED)


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.closest('li[data-row]')?.id ?? ''"))


def test_five_sheets_are_updated_with_the_keyboard(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"], reduced_motion="reduce")
    page.goto(PAGE)
    before = done(page)
    assert page.locator("[data-todo]").count() >= 4
    first = page.locator("[data-todo]:has([data-unchanged])").first
    title = first.locator("[data-open]").inner_text()
    tab_to(page, f"^{re.escape(title)}$", most=100)
    # Nothing changed: one key, and the focus goes to the next sheet that waits.
    here = focused(page)
    page.keyboard.press("n")
    expect(page.locator(f"#{here} [data-undo]")).to_be_visible()
    settled(page)
    assert done(page) == before + 1
    assert focused(page) not in ("", here)
    # Undone with one key, and said again.
    page.keyboard.press("u")
    expect(page.locator(f"#{here} [data-undo]")).to_have_count(0)
    settled(page)
    assert done(page) == before
    assert focused(page) == here
    page.keyboard.press("n")
    expect(page.locator(f"#{here} [data-undo]")).to_be_visible()
    settled(page)
    # Opened with Enter, written, reported with Ctrl+Enter.
    for number in range(2):
        here = focused(page)
        page.keyboard.press("Enter")
        page.locator(f"#{here} form[data-draft]").wait_for()
        settled(page)
        until_focus(page, f"#{here} input[name=status]:focus")
        page.keyboard.press("ArrowRight")
        page.locator(f"#{here} input[value=running]").focus()
        page.keyboard.press("Space")
        tab_to(page, "Wat gebeurde er", most=20)
        page.keyboard.type(f"Wij spraken met kandidaat {number}.")
        page.keyboard.press("Control+Enter")
        page.locator(f"#{here} [data-undo]").wait_for()
        settled(page)
        assert f"kandidaat {number}." in page.locator(f"#{here}").inner_text()
    assert done(page) == before + 3
    # Blocked without a reason is refused; what was typed stays.
    here = focused(page)
    page.keyboard.press("Enter")
    page.locator(f"#{here} form[data-draft]").wait_for()
    settled(page)
    page.locator(f"#{here} input[value=blocked]").focus()
    page.keyboard.press("Space")
    tab_to(page, "Wat gebeurde er", most=20)
    page.keyboard.type("De zaal viel weg.")
    page.keyboard.press("Control+Enter")
    page.locator(f"#{here} .error-summary").wait_for()
    settled(page)
    assert page.locator(f"#{here} textarea[name=narrative]").input_value() == "De zaal viel weg."
    tab_to(page, "Waarom, en wat is nodig", most=20)
    page.keyboard.type("Een andere zaal.")
    page.keyboard.press("Control+Enter")
    page.locator(f"#{here} [data-undo]").wait_for()
    settled(page)
    assert done(page) == before + 4
    # The fifth, with k and j: one that was reported before can be reported again.
    here = focused(page)
    page.keyboard.press("k")
    above = focused(page)
    assert above != here
    page.keyboard.press("j")
    assert focused(page) == here
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.locator(f"#{above} form[data-draft]").wait_for()
    settled(page)
    tab_to(page, "Wat gebeurde er", most=20)
    page.keyboard.type("Nog een stap verder.")
    page.keyboard.press("Control+Enter")
    page.locator(f"#{above} [data-undo]").wait_for()
    settled(page)
    page.reload()
    assert done(page) == before + 4


def test_what_was_typed_survives_a_reload_and_a_lost_connection(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["tess"], reduced_motion="reduce")
    lost = [True]

    def now_and_then(route: Any) -> None:
        if lost:
            lost.pop()
            route.fulfill(status=429, body="")
        else:
            route.continue_()

    page.route("**/concept/", now_and_then)
    page.goto(PAGE)
    page.locator("[data-todo] [data-open]").first.click()
    page.locator("form[data-draft]").wait_for()
    settled(page)
    page.get_by_label(re.compile("Wat gebeurde er")).fill("Half geschreven")
    page.get_by_text("Nog niet bewaard").wait_for()
    page.get_by_text(re.compile(r"Bewaard om \d\d:\d\d")).wait_for()
    page.reload()
    box = page.get_by_label(re.compile("Wat gebeurde er"))
    assert box.input_value() == "Half geschreven"
    # Another window writes something else: both are shown, and the person chooses.
    other = page.context.new_page()
    other.goto(PAGE)
    other.get_by_label(re.compile("Wat gebeurde er")).fill("In het andere venster")
    other.get_by_text(re.compile(r"Bewaard om \d\d:\d\d")).wait_for()
    other.wait_for_timeout(1200)
    box.fill("In dit venster")
    page.locator("[data-other]").wait_for()
    assert "In het andere venster" in page.locator("[data-other]").inner_text()
    page.get_by_role("button", name="Houd wat hier staat").click()
    page.locator("[data-other]").wait_for(state="detached")
    page.wait_for_timeout(1200)
    other.reload()
    assert other.get_by_label(re.compile("Wat gebeurde er")).input_value() == "In dit venster"


def test_on_a_phone_and_without_script(visit: Visit, region: Region) -> None:
    phone = visit(session=region.sessions["tess"], width=390, height=800)
    phone.goto(PAGE)
    phone.locator("[data-todo] [data-open]").first.click()
    phone.locator("form[data-draft]").wait_for()
    until(phone, "document.documentElement.scrollWidth <= innerWidth")
    plain = visit(session=region.sessions["tess"], width=390, java_script_enabled=False)
    plain.goto(PAGE)
    before = done(plain)
    plain.get_by_role("button", name=re.compile("^Niets veranderd")).first.click()
    plain.get_by_text("Gemeld: niets veranderd.").wait_for()
    assert done(plain) == before + 1
    plain.locator("[data-todo] [data-open]").first.click()
    plain.get_by_label("loopt", exact=True).check()
    plain.get_by_label(re.compile("Wat gebeurde er")).fill("Zonder script.")
    plain.get_by_role("button", name="Melden", exact=True).click()
    plain.get_by_text("Gemeld: loopt.").wait_for()
    assert done(plain) == before + 2
