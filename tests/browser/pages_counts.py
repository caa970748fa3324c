"""The pages of countings, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import KARIM, RIA, SOFIE, Sight
from streekwerk.campaigns.models import Campaign, ServiceRequest


def nothing_clear(page: Any) -> None:
    """Say it is complete with a word where a number belongs."""
    page.locator(".tally td input:not([type=hidden])").first.fill("veel")
    page.get_by_role("button", name="Klaar").click()
    page.locator(".error-summary").wait_for()


PAGES: list[Sight] = [
    Sight("campaigns:list", "/tellingen/", SOFIE),
    Sight("campaigns:campaign", "/tellingen/{counting_open}/", SOFIE),
    Sight("campaigns:table", "/tellingen/{counting}/tabel/", KARIM),
    Sight("campaigns:answer", "/tellingen/vraag/{counting_asked}/", RIA, nothing_clear),
]

ALIKE = "looks like another page of countings"
NO_PAGES: dict[str, str] = {
    "campaigns:export": "a file",
    "campaigns:new": "a form of our own fields, as others",
    "campaigns:now": ALIKE,
    "campaigns:now-number": ALIKE,
    "campaigns:step": "only sent to",
    "campaigns:table-number": "a sentence and a table, as others",
}
"""Routes without a page of their own, and why."""


def places() -> dict[str, int | str]:
    """The countings that these addresses name."""
    later, earlier = Campaign.objects.order_by("-day")
    asked = ServiceRequest.objects.get(campaign=later, party__code="gemeente-merksplas")
    return {"counting": earlier.pk, "counting_open": later.pk, "counting_asked": asked.pk}
