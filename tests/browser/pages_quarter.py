"""The pages of the quarter, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, KARIM, SOFIE, TESS, Sight


def open_first(page: Any) -> None:
    """Open the first sheet where it stands, and say that it is blocked."""
    page.locator("[data-open]").first.click()
    page.locator("form[data-draft]").first.wait_for()
    page.locator("form[data-draft] input[value=blocked]").first.check()


def refused(page: Any) -> None:
    """Report it blocked without saying why."""
    open_first(page)
    page.locator("form[data-draft] button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def nothing_changed(page: Any) -> None:
    """Say of the first sheet that nothing changed."""
    page.locator("[data-unchanged]").first.click()
    page.locator("[data-undo]").wait_for()


PAGES: list[Sight] = [
    Sight("stewardship:quarter", "/werk/kwartaal/", TESS),
    Sight("stewardship:quarter", "/werk/kwartaal/", KARIM),
    Sight("stewardship:quarter", "/werk/kwartaal/?toon=alles", BRAM),
    Sight("stewardship:quarter", "/werk/kwartaal/?van=alles&kwartaal=2026-K3", SOFIE),
    Sight("stewardship:quarter", "/werk/kwartaal/?toon=alles", BRAM, open_first),
    Sight("stewardship:quarter", "/werk/kwartaal/", TESS, refused),
    Sight("stewardship:quarter", "/werk/kwartaal/", TESS, nothing_changed),
    Sight("stewardship:quarter-sheet", "/werk/kwartaal/{sheet}/", TESS),
]

NO_PAGES: dict[str, str] = {
    "stewardship:quarter-back": "only sent to",
    "stewardship:quarter-draft": "only sent to",
    "stewardship:quarter-drop": "only sent to",
    "stewardship:quarter-end": "only sent to",
    "stewardship:quarter-export": "a file",
    "stewardship:quarter-milestone": "only sent to",
    "stewardship:quarter-unchanged": "only sent to",
}
"""Routes without a page of their own, and why."""
