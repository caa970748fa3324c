"""What the intake pages show."""

from __future__ import annotations

from django.db.models import QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.models import Review, Upload
from streekwerk.network.models import Network


def networks_to_read_into(actor: Actor) -> QuerySet[Network]:
    """Networks in which the actor may read plans in."""
    if actor.kind == "operator":
        return Network.objects.all()
    return Network.objects.visible_to(actor).filter(pk__in=actor.networks_with(Permission.PLAN_IMPORT))


def recent_uploads(actor: Actor, *, limit: int = 10) -> list[Upload]:
    """The newest uploads the actor may see; one query."""
    return list(Upload.objects.visible_to(actor).select_related("network", "plan")[:limit])


def reviews(actor: Actor) -> QuerySet[Review]:
    """Reviews the actor may see, each with its document and upload; the reading as it was made stays away."""
    rows = Review.objects.visible_to(actor).select_related("network", "document", "upload", "plan")
    return rows.defer("read")


def reviews_to_do(actor: Actor, *, also_dropped: bool = False) -> list[Review]:
    """Open reviews the actor may see, newest first, and those put away when asked; one query."""
    statuses = [ReviewStatus.OPEN, *([ReviewStatus.DROPPED] if also_dropped else [])]
    rows = Review.objects.visible_to(actor).filter(status__in=statuses)
    return list(
        rows.select_related("network", "document", "plan", "upload")
        .defer("read", "state", "document__lines")
        .order_by("-changed_at")[:50]
    )
