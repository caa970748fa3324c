"""What every page's navigation needs, and the demo's sign-ins."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from streekwerk.access.models import ROLES, Permission
from streekwerk.access.queries import may
from streekwerk.network.models import Network, RoleHolding, Term
from streekwerk.network.queries import glossary_entries, words_of
from streekwerk.ui.glossary import Explanation, Glossary

TO_DEFINE = "Begrip nog te definiëren."


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

    return {
        "actor": actor,
        "nav_networks": networks,
        # The quarter is the page of who keeps actions up; a member of a board would find it empty.
        "nav_quarter": bool(actor.networks_with(Permission.PLAN_EDIT)),
        "nav_reports": bool(actor.networks_with(Permission.REPORT_READ)),
    }


def glossary(request: HttpRequest) -> dict[str, Any]:
    """The words of the network this page belongs to, asked for only when a text of the page is explained."""

    @cache
    def words() -> Glossary | None:
        actor, here = getattr(request, "actor", None), getattr(request, "network", None)
        # A neighbour reads an adopted plan, not the word list it was written with.
        if actor is None or here is None or not may(actor, Permission.NETWORK_READ, at=here.pk):
            return None
        return glossary_of(here, words_of(here, actor))

    return {"glossary": words}


def glossary_of(network: Network, terms: list[Term]) -> Glossary:
    """These words of the network, ready to explain the texts of one page."""
    address = reverse("network:term", args=[network.code, 0]).replace("/0/", "/{}/")
    said = {
        term.pk: Explanation(term.label, term.definition or TO_DEFINE, address.format(term.pk))
        for term in terms
    }
    return Glossary(glossary_entries(terms), said)


def demo(request: HttpRequest) -> dict[str, Any]:
    """Who can sign in to the invented region; nothing on a real installation."""
    return {"demo_people": demo_people, "demo_password": settings.DEMO_PASSWORD} if settings.DEMO else {}


def demo_people() -> list[dict[str, str]]:
    """E-mail address of everybody, with function and roles in words; one query."""
    people: dict[str, dict[str, str]] = {}
    for held in RoleHolding.objects.select_related("user", "network").order_by("user_id", "pk"):
        role = f"{ROLES[held.role].label} van {held.network.name}"
        who = f"{held.user.name}, {held.user.function}"
        said = people.setdefault(held.user.email, {"email": held.user.email, "role": who})
        said["role"] += f"; {role}"
    return list(people.values())
