"""A word that explains itself: pointed at, focused, tapped, closed with Escape, and without a script."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS

WORD, SEEN = ".explained > a", ".explanation:visible"


def test_a_word_is_explained_on_pointing_and_on_focus(visit: Visit, region: Region) -> None:
    page = visit()
    page.goto("/stijl/")
    word = page.locator(WORD).first
    word.hover()
    assert page.locator(SEEN).inner_text().startswith("zorgraad")
    page.keyboard.press("Escape")
    expect(page.locator(SEEN)).to_have_count(0)
    page.mouse.move(0, 0)
    word.focus()
    expect(page.locator(SEEN)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(SEEN)).to_have_count(0)


def test_a_tap_shows_first_and_follows_the_link_second(visit: Visit, region: Region) -> None:
    page = visit(width=390, has_touch=True, session=region.sessions["bram"])
    page.goto(f"/plannen/{region.places['sheets']}/{region.places['action']}/")
    here, word = page.url, page.locator(WORD).first
    word.tap()
    expect(page.locator(SEEN)).to_have_count(1)
    assert page.url == here
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    word.tap()
    page.wait_for_url("**/begrippen/*/")


def test_without_a_script_a_word_is_a_link_to_its_meaning(visit: Visit, region: Region) -> None:
    page = visit(java_script_enabled=False, session=region.sessions["bram"])
    page.goto(f"/plannen/{region.places['sheets']}/{region.places['action']}/")
    page.locator(WORD).first.focus()
    expect(page.locator(SEEN)).to_have_count(1)
    page.locator(WORD).first.click()
    page.wait_for_url("**/begrippen/*/")
