"""The templates of a network."""

from __future__ import annotations

from django.db.models import Count, Q

from streekwerk.access.models import Actor
from streekwerk.impact.models import ImpactTemplate
from streekwerk.impact.rules import STARTING, StartingTemplate
from streekwerk.network.models import Network


def templates_of(network: Network, actor: Actor) -> list[ImpactTemplate]:
    """The templates, each with its versions, newest first, and how often it was used; two queries."""
    used = Count("versions__tests", filter=Q(versions__tests__archived_at=None))
    rows = ImpactTemplate.objects.visible_to(actor).filter(network=network).annotate(used=used)
    return list(rows.prefetch_related("versions").order_by("name"))


def offered(templates: list[ImpactTemplate]) -> list[StartingTemplate]:
    """The templates we offer that the network has none of yet, archived ones counted too."""
    kinds = {each.kind for each in templates}
    names = {each.name.casefold() for each in templates}
    return [each for each in STARTING if each.kind not in kinds and each.name.casefold() not in names]
