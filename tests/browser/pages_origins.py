"""The pages of what grew out of actions, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import SOFIE, Sight
from streekwerk.origins.models import Origin


def not_so_without_why(page: Any) -> None:
    """Say it is not so, and nothing else."""
    page.get_by_label("Nee, dat is niet zo").check()
    page.locator("main form button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


PAGES: list[Sight] = [
    Sight("origins:effects", "/doorwerking/netwerk/welzijnsbond/", SOFIE),
    Sight("origins:effect", "/doorwerking/{effect}/", SOFIE),
    Sight("origins:new", "/doorwerking/netwerk/welzijnsbond/nieuw/?bij={effect_node}", SOFIE),
    Sight("origins:answer", "/doorwerking/oorsprong/{origin}/antwoord/", SOFIE, not_so_without_why),
]

NO_PAGES: dict[str, str] = {
    "origins:another": "the form of origins:new with one question",
    "origins:change": "the form of origins:new",
    "origins:export": "a file",
    "origins:put-back": "only sent to",
    "origins:take-back": "only sent to",
    "origins:withdraw": "only sent to",
}
"""Routes without a page of their own, and why."""


def places() -> dict[str, int | str]:
    """The effect that grew out of two things, and the origin of it that waits."""
    origin = Origin.objects.filter(effect__text__startswith="Gedeelde wachtlijst").order_by("pk")[0]
    return {"effect": origin.effect_id, "origin": origin.pk, "effect_node": origin.node_id or 0}
