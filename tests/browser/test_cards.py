"""The cards of a plan with the keyboard alone, without script, and by two people at once."""

from __future__ import annotations

from typing import Any

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS, until_focus

pytestmark = MARKS


def here(page: Any) -> str:
    """The sentence of the card that has the focus."""
    said: str = page.evaluate(
        "document.activeElement.closest('[data-card]')?.querySelector('.card-text')?.innerText ?? ''"
    )
    return said


def test_a_whole_plan_with_the_keyboard(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"], reduced_motion="reduce")
    page.goto(f"/indicatoren/plannen/{region.places['plan']}/kaarten/?stand=te-bevestigen")
    waiting = page.locator(".card-open").count()
    page.locator(".card-open input").first.focus()
    first = here(page)
    page.keyboard.press("j")
    assert here(page) != first
    page.keyboard.press("k")
    assert here(page) == first

    page.keyboard.press("Enter")
    page.locator(".card-confirmed").first.wait_for()
    until_focus(page, ".card-open input:focus")
    assert here(page) != first, "the next one that waits has the focus"
    page.keyboard.press("z")
    page.locator(".card-open").nth(waiting - 1).wait_for()

    page.keyboard.press("x")
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    page.get_by_text("4 kaarten gekozen").wait_for()
    page.get_by_role("button", name="Bevestig 4 kaarten").focus()
    page.keyboard.press("Enter")
    page.get_by_text("4 kaarten bevestigd.").wait_for()
    page.get_by_role("button", name="Ongedaan maken").first.click()
    page.get_by_text("weer op bevestiging").wait_for()
    page.wait_for_load_state()

    page.locator(".card-open input").first.focus()
    page.keyboard.press("e")
    page.locator(".card-editing form").wait_for()
    until_focus(page, "select[name=measure]:focus")
    page.keyboard.press("Escape")
    page.locator(".card-editing").wait_for(state="detached")
    page.keyboard.press("?")
    page.get_by_role("heading", name="Toetsen").wait_for()


def test_without_script_the_same_is_done(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"], java_script_enabled=False)
    page.goto(f"/indicatoren/plannen/{region.places['plan']}/kaarten/")
    page.get_by_role("link", name="Kies alles zonder twijfel").click()
    page.locator("input[name=zin]:checked").nth(20).wait_for()
    page.wait_for_load_state()
    ticked = page.locator("input[name=zin]:checked").count()
    page.get_by_role("button", name="Bevestig gekozen").click()
    page.get_by_text(f"{ticked} kaarten bevestigd.").wait_for()
    page.get_by_role("button", name="Ongedaan maken", exact=True).first.click()
    page.get_by_text("weer op bevestiging").wait_for()
    page.locator(".card-open").get_by_role("link", name="Pas aan").first.click()
    page.get_by_role("button", name="Bewaar en bevestig").click()
    page.get_by_text("Bewaard en bevestigd.").wait_for()
