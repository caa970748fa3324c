"""Pictures of the sample region: `python tests/browser/picture.py http://localhost:8000 docs/images/plan.png`.

The site must run with the sample region (`make run`).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

EMAIL, PASSWORD = "bram@vennenrand.example", "streekwerk-demo"


def sign_in(page: Any) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("heading", level=1).wait_for()


def open_sheet(page: Any) -> None:
    """An action whose findings stand above its sheet."""
    page.goto("/zoeken/?zoek=afspraken+zorgmijders")
    page.locator(".plain-list a").first.click()
    page.get_by_role("heading", name="Bijsluiter").wait_for()
    page.evaluate("document.fonts.ready")


def picture(address: str, to: Path) -> None:
    """One picture of an action with its bijsluiter, 1280 by 900 pixels."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        sign_in(page)
        open_sheet(page)
        to.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=to)
        browser.close()


if __name__ == "__main__":
    picture(sys.argv[1], Path(sys.argv[2]))
