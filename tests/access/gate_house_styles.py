"""How to open the addresses of house styles, and what is sent there."""

from __future__ import annotations

from django.core.files.base import ContentFile

from people import Cast
from streekwerk.plans.models import Node, Plan
from streekwerk.reports.models import HouseStyle


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    network = people.zonnedorp
    style = HouseStyle.objects.filter(network=network).first()
    if style is None:
        style = HouseStyle(network=network, name="huis.docx", size=1, sha256="0" * 64, by_label="Bo")
        style.file.save("x", ContentFile(b"x"), save=False)
        style.save()
    return {
        "reports:house-style": [network.code],
        "reports:house-style-ours": [network.code],
        "reports:house-style-sample": [network.code],
        "reports:house-style-start": [network.code],
        "reports:house-style-template": [network.code, style.pk],
        "reports:house-style-use": [network.code, style.pk],
    }


LISTS: set[str] = set()
"""Addresses without an object: they list what the visitor may see."""

_REFUSED = {"an", "dirk", "gus"}

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "reports:house-style": ({}, _REFUSED),
    "reports:house-style-ours": ({}, _REFUSED),
    "reports:house-style-use": ({}, _REFUSED),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
