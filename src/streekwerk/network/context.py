"""What every page's navigation needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from streekwerk.network.models import Network


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The actor, and the networks the actor sees with the one this page belongs to marked."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}

    @cache
    def networks() -> list[dict[str, Any]]:
        here = getattr(request, "network", None)
        seen = list(Network.objects.visible_to(actor)) if actor.kind != "nobody" else []
        return [
            {
                "name": network.name,
                "url": network.get_absolute_url(),
                "current": network == here or len(seen) == 1,
            }
            for network in seen
        ]

    return {"actor": actor, "nav_networks": networks}
