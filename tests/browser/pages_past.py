"""The pages of the time machine and the trail, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, KARIM, SOFIE, Sight


def ask_a_day(page: Any) -> None:
    page.get_by_text("Bekijk zoals gekend op").click()


PAGES: list[Sight] = [
    Sight("portal:about-me", "/over-mij/", SOFIE),
    Sight("portal:home", "/?gekend=2026-05-01", SOFIE),
    Sight("portal:home", "/?gekend=2020-05-01", KARIM),
    Sight("portal:home", "/?gekend=2999-01-01", SOFIE),
    Sight("portal:about", "/over/", SOFIE, ask_a_day),
    Sight("network:log", "/netwerken/eerstelijnszone/logboek/?soort=plans.node&zoek=niemand", BRAM),
]

NO_PAGES: dict[str, str] = {
    "portal:about-me-file": "a file",
    "portal:log-export": "a file",
}
"""Routes without a page of their own, and why."""
