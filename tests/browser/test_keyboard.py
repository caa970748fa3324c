"""With the keyboard alone: no mouse call in this file, except those of Chromium's own file dialog."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import TimeoutError, expect

from browser.conftest import SECOND, Visit
from browser.region import DOCUMENTS, PASSWORD, Region
from browsers import MARKS, until

pytestmark = MARKS

TEXT = next(DOCUMENTS.glob("*.txt"))
FOCUS = """() => {
  const e = document.activeElement, look = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: (e.getAttribute('aria-label') ?? e.innerText ?? '').trim() || e.id || e.name || e.tagName,
    label: (e.labels?.[0]?.innerText ?? '').trim(),
    body: e === document.body,
    outlined: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


def tab_to(page: Any, name: str, *, most: int = 120) -> None:
    """Press Tab until what has the focus is called or labelled this; every stop on the way shows that it has the focus."""
    page.wait_for_load_state()
    passed = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        passed.append(focus["name"])
        assert focus["body"] or (focus["outlined"] and focus["seen"]), focus
        if not focus["body"] and any(re.search(name, said) for said in (focus["name"], focus["label"])):
            return
    raise AssertionError(f"{name} is not reached by Tab: {passed}")


def choose_file(page: Any, path: Any) -> None:
    """Open the file chooser with the key of a button: Enter or space.

    On a busy machine Chromium sometimes opens none for the first key; a person then presses again.
    """
    for key in ("Enter", "Space", "Enter", "Space"):
        try:
            with page.expect_file_chooser(timeout=6 * SECOND) as chooser:
                page.keyboard.press(key)
        except TimeoutError:
            continue
        chooser.value.set_files(path)
        return
    raise AssertionError("no key opens the file chooser")


def test_a_plan_is_read_in_and_changed_with_the_keyboard(visit: Visit, newcomer: str) -> None:
    page = visit(reduced_motion="reduce")
    page.goto("/")
    tab_to(page, "^id_login$")
    page.keyboard.type(newcomer)
    tab_to(page, "^id_password$")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Wat verwacht men van mij?").wait_for()

    tab_to(page, "^Naar de inhoud$")
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'inhoud'")

    page.goto("/plannen/")
    tab_to(page, "^Een plan inlezen$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inlezen/")
    tab_to(page, "^id_document$")
    choose_file(page, TEXT)
    tab_to(page, "^Inlezen$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/inlezen/nakijken/\d+/$"), timeout=60 * SECOND)
    tab_to(page, "^rest$")
    page.keyboard.press("Space")
    tab_to(page, "^Leg vast als plan$")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/plannen/\d+/$"))

    tab_to(page, "^Alles openen$")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('.tree .row a').focus()")
    for key in ("End", "Home", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.matches('.tree .row a')"), key
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/plannen/\d+/\d+/$"))
    tab_to(page, "^Alles wijzigen$")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wijzigen/")
    tab_to(page, "^id_title$")
    page.keyboard.press("Control+A")
    page.keyboard.type("Met de toetsen geschreven")
    tab_to(page, "^Bewaren$")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Met de toetsen geschreven").wait_for()


def test_a_finding_is_accepted_with_the_keyboard(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"], reduced_motion="reduce")
    page.goto(f"/plannen/{region.places['sheets']}/bijsluiter/")
    tab_to(page, "^Aanvaarden met een reden$")
    page.keyboard.press("Enter")
    tab_to(page, "^reden-")
    page.keyboard.type("Zo is het gevraagd.")
    tab_to(page, "^Aanvaarden$")
    page.keyboard.press("Enter")
    page.get_by_text("Deze bevinding blijft stil").wait_for()


def test_nothing_holds_the_focus(visit: Visit, region: Region) -> None:
    """Tab passes through the page and out of it again; Escape closes a menu and gives the focus back."""
    page = visit(session=region.sessions["bram"], reduced_motion="reduce")
    for path in ("/", "/plannen/", f"/plannen/{region.places['sheets']}/{region.places['action']}/wijzigen/"):
        page.goto(path)
        tab_to(page, "^EUPL|^Broncode|^Privacy$")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        tab_to(page, "^Naar de inhoud$")
    page.goto("/")
    tab_to(page, "Bram")
    page.keyboard.press("Enter")
    tab_to(page, "^Wachtwoord wijzigen$")
    page.keyboard.press("Escape")
    expect(page.locator("details.menu[open]")).to_have_count(0)
    assert "Bram" in page.evaluate(FOCUS)["name"]
