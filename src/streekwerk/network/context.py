"""What every page's navigation needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from streekwerk.network.models import Network


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The actor and, lazily, the networks the actor sees."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {}
    return {"actor": actor, "nav_networks": Network.objects.visible_to(actor)}
