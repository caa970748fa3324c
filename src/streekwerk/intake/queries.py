"""What the intake pages show."""

from __future__ import annotations

from django.db.models import QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.intake.models import Upload
from streekwerk.network.models import Network


def networks_to_read_into(actor: Actor) -> QuerySet[Network]:
    """Networks in which the actor may read plans in."""
    if actor.kind == "operator":
        return Network.objects.all()
    return Network.objects.visible_to(actor).filter(pk__in=actor.networks_with(Permission.PLAN_IMPORT))


def recent_uploads(actor: Actor, *, limit: int = 10) -> list[Upload]:
    """The newest uploads the actor may see; one query."""
    return list(Upload.objects.visible_to(actor).select_related("network", "plan")[:limit])
