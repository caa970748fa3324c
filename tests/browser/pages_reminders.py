"""The pages of reminders, the digest and the calendar, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import KARIM, TESS, Sight


def open_a_feed(page: Any) -> None:
    """Ask for the address of the calendar, and look at the mail of today."""
    page.get_by_role("button", name="Adres maken").click()
    page.get_by_label("Adres van uw agenda").wait_for()
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


PAGES: list[Sight] = [
    Sight("stewardship:reminders", "/werk/herinneringen/", KARIM),
    Sight("stewardship:reminders", "/werk/herinneringen/", TESS, open_a_feed),
]

NO_PAGES: dict[str, str] = {
    "stewardship:calendar": "a file",
    "stewardship:close-feed": "only sent to",
    "stewardship:open-feed": "only sent to",
}
"""Routes without a page of their own, and why."""
