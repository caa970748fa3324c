"""The pages of house styles, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, SOFIE, Sight
from reports.templates import house


def give_style(page: Any) -> None:
    """Give a template without a place for the report: something to warn of, and an earlier one to go back to."""
    from streekwerk.reports.renderers.word import own_template

    for name, data in (("start.docx", own_template()), ("huisstijl.docx", house(marker=False))):
        page.set_input_files(
            "input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        page.get_by_role("button", name="Gebruiken", exact=True).click()
        page.get_by_text(name).first.wait_for()
    page.locator("summary", has_text="gevonden").click()


def give_nothing(page: Any) -> None:
    page.get_by_role("button", name="Gebruiken", exact=True).click()
    page.locator(".field-wrong, .error-summary").first.wait_for()


STYLE = "reports:house-style"
PAGES: list[Sight] = [
    Sight(STYLE, "/rapporten/huisstijl/eerstelijnszone/", BRAM),
    Sight(STYLE, "/rapporten/huisstijl/eerstelijnszone/", BRAM, give_nothing),
    Sight(STYLE, "/rapporten/huisstijl/welzijnsbond/", SOFIE, give_style),
]

NO_PAGES: dict[str, str] = {
    "reports:house-style-ours": "a change; comes back to the page",
    "reports:house-style-sample": "a file",
    "reports:house-style-start": "a file",
    "reports:house-style-template": "a file",
    "reports:house-style-use": "a change; comes back to the page",
}
"""Routes without a page of their own, and why."""
