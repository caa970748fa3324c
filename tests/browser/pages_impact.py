"""The pages of tests, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, SOFIE, Sight


def from_the_list(page: Any) -> None:
    """The first test that has a measure."""
    page.locator("main td[data-label=Toets] a").first.click()
    page.get_by_role("heading", name="Nagekeken").wait_for()


def be_done_with_nothing(page: Any) -> None:
    """A test without an answer, said to be done."""
    page.get_by_role("button", name="Beginnen").first.click()
    page.get_by_role("button", name="De toets is klaar").click()
    page.locator(".error-summary").wait_for()


def the_first_model(page: Any) -> None:
    """The questions of the first template."""
    page.locator(".impact-models h2 a").first.click()
    page.get_by_role("heading", name="Vragen").wait_for()


ZONE = "/toetsen/eerstelijnszone/"

PAGES: list[Sight] = [
    Sight("impact:overview", ZONE, BRAM),
    Sight("impact:test", f"{ZONE}?let=maatregelen", BRAM, from_the_list),
    Sight("impact:write", "/toetsen/plan/{sheets}/{action}/", BRAM, be_done_with_nothing),
    Sight("impact:template", "/toetsen/welzijnsbond/modellen/", SOFIE, the_first_model),
]

NO_PAGES: dict[str, str] = {
    "impact:archive": "goes back to the sheet",
    "impact:begin": "passed on the way to the form of a test",
    "impact:draft": "asked by the page while one types",
    "impact:drop": "goes back to the form",
    "impact:export": "a file",
    "impact:measure": "goes back to the test",
    "impact:measures": "a list as that of the tests; walked through in test_impact.py",
    "impact:measures-export": "a file",
    "impact:restore": "goes back to the test",
    "impact:review": "goes back to the test",
    "impact:take": "goes back to the list",
    "impact:template-archive": "goes back to the list",
    "impact:template-new": "the form of a template, without questions",
    "impact:template-restore": "goes back to the list",
    "impact:templates": "passed on the way to a template",
}
"""Routes without a page of their own, and why."""
