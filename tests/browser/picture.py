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
PLAN = "Beleids- en actieplan 2025-2028"


def sign_in(page: Any) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.get_by_role("heading", level=1).wait_for()


def open_plan(page: Any) -> None:
    page.goto("/plannen/")
    page.get_by_role("rowheader", name=PLAN).get_by_role("link").click()
    page.wait_for_load_state("networkidle")


def picture(address: str, to: Path) -> None:
    """One picture of the tree of a plan, 1280 by 900 pixels."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=address, viewport={"width": 1280, "height": 900})
        sign_in(page)
        open_plan(page)
        to.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=to)
        browser.close()


if __name__ == "__main__":
    picture(sys.argv[1], Path(sys.argv[2]))
