"""The pages of omgevingscijfers, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, LIEVE, Sight
from streekwerk.context.models import ContextSeries

TABLE = "Gemeente;2024 teller;2024 noemer\nGeel;8100;22000\nMoll;9000;20000\nBalen;veel;12000"


def looked_at(page: Any) -> None:
    """Paste a table with a figure that is new, a name that is not sure and a cell that is none."""
    page.locator("textarea[name=block]").fill(TABLE)
    page.get_by_role("button", name="Bekijken").click()
    page.get_by_role("heading", name="Wat er verandert").wait_for()


PAGES: list[Sight] = [
    Sight("context:list", "/omgeving/eerstelijnszone/", BRAM),
    Sight("context:series", "/omgeving/cijfer/{grey}/?plaats=13008", BRAM),
    Sight("context:profile", "/omgeving/welzijnsbond/gemeente/", LIEVE),
    Sight("context:import", "/omgeving/cijfer/{grey}/inlezen/", BRAM, looked_at),
]

NO_PAGES: dict[str, str] = {
    "context:archive": "only sent to",
    "context:change": "the form of a new series",
    "context:export": "a file",
    "context:ground": "judged in its walk",
    "context:list-export": "a file",
    "context:new": "judged in its walk",
    "context:restore": "only sent to",
    "context:unground": "only sent to",
}
"""Routes without a page of their own, and why."""


def places() -> dict[str, int | str]:
    """The series that these addresses name."""
    return {"grey": ContextSeries.objects.get(name="Grijze druk", network__code="eerstelijnszone").pk}
