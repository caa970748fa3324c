"""The pages of reports and their definitions, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, KARIM, LIEVE, NOTHING, Sight


def open_choices(page: Any) -> None:
    """Show what can be chosen about the first block."""
    page.locator(".blocks summary").first.click()
    page.locator(".blocks textarea").first.wait_for()


def forget_the_title(page: Any) -> None:
    """Send a definition without a title."""
    page.get_by_label("Titel", exact=True).fill("")
    page.get_by_role("button", name="Bewaren", exact=True).last.click()
    page.locator(".message-error").wait_for()


def change_a_sentence(page: Any) -> None:
    """Type in a sentence and wait until it is kept."""
    page.locator(".over textarea").first.fill("Dit schreven wij zelf.")
    page.get_by_text("voorstel was:").first.wait_for()


PAGES: list[Sight] = [
    Sight("reports:overview", "/rapporten/", BRAM),
    Sight("reports:overview", "/rapporten/", LIEVE),
    Sight("reports:overview", "/rapporten/", KARIM),
    Sight("reports:overview", "/rapporten/", NOTHING),
    Sight("reports:overview", "/rapporten/?soort=yearly", BRAM),
    Sight("reports:definition", "/rapporten/plannen/{sheets}/opvolging/", BRAM, open_choices),
    Sight("reports:definition", "/rapporten/plannen/{sheets}/kwartaal/", BRAM, forget_the_title),
    Sight("reports:definition-new", "/rapporten/plannen/{sheets}/nieuw/", BRAM),
    Sight("reports:preview", "/rapporten/plannen/{sheets}/lid/voorbeeld/", BRAM),
    Sight("reports:report", "/rapporten/{report}/", BRAM),
    Sight("reports:report", "/rapporten/{report_over}/", BRAM, change_a_sentence),
    Sight("reports:report", "/rapporten/{report_failed}/", BRAM),
    Sight("reports:correct", "/rapporten/{report}/verbeteren/", BRAM),
]

NO_PAGES: dict[str, str] = {
    "reports:again": "sends back to the report",
    "reports:bundle": "a zip",
    "reports:definition-archive": "sends back to the list",
    "reports:definition-restore": "sends back to the list",
    "reports:download": "a file",
    "reports:freeze": "sends back to the report",
    "reports:make": "sends to the report",
    "reports:sentences": "sends back to the report",
    "reports:throw-away": "sends back to the list",
}
"""Routes without a page of their own, and why."""
