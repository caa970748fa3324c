"""The tray of a plan as its page takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from streekwerk.plans.commands.tray import How
from streekwerk.plans.models import Node, Plan, TrayItem
from streekwerk.plans.pages import lines_label, source_url

HOWS: dict[How, str] = {
    "text": "bij de tekst",
    "field": "in een veld van de fiche",
    "indicator": "als indicator",
    "action": "als nieuwe actie daaronder",
}


@dataclass(frozen=True)
class Passage:
    """A passage of the tray with its addresses."""

    item: TrayItem
    where: str
    source_url: str
    proposal: Node | None
    place_url: str
    aside_url: str


def passages(plan: Plan, items: Iterable[TrayItem]) -> list[Passage]:
    """Passages whose proposal was fetched along; what was taken out of the plan is no proposal any more."""
    return [
        Passage(
            item,
            lines_label(item.spans).capitalize() if item.spans else "",
            source_url(plan, item.spans),
            item.node if item.node and not item.node.archived_at else None,
            reverse("plans:tray-place", args=[plan.pk, item.pk]),
            reverse("plans:tray-aside", args=[plan.pk, item.pk]),
        )
        for item in items
    ]


def set_aside_by_people(plan: Plan) -> list[dict[str, Any]]:
    """What people set aside: text, why, who, and the address to take it back."""
    return [
        {**entry, "back_url": reverse("plans:tray-back", args=[plan.pk, entry["item"]])}
        for entry in plan.ignored
        if "item" in entry
    ]
