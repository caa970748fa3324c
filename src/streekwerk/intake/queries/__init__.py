"""What the intake pages show."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.db.models import QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.kept import Kept
from streekwerk.intake.models import Review, Upload
from streekwerk.intake.rules.replay import replay
from streekwerk.intake.rules.steps import from_json
from streekwerk.network.models import Network
from streekwerk.plans.models import SourceDocument
from streekwerk.reading.models import Reading

_READINGS = Kept[Reading](most=6)
_LINES = Kept[list[list[Any]]](most=6)


def networks_to_read_into(actor: Actor) -> QuerySet[Network]:
    """Networks in which the actor may read plans in."""
    if actor.kind == "operator":
        return Network.objects.all()
    return Network.objects.visible_to(actor).filter(pk__in=actor.networks_with(Permission.PLAN_IMPORT))


def recent_uploads(actor: Actor, *, limit: int = 10) -> list[Upload]:
    """The newest uploads the actor may see; one query."""
    return list(Upload.objects.visible_to(actor).select_related("network", "plan")[:limit])


def reviews(actor: Actor) -> QuerySet[Review]:
    """Reviews the actor may see, each with its document and upload; not yet its readings and lines."""
    rows = Review.objects.visible_to(actor).select_related("network", "document", "upload", "plan")
    return rows.defer("read", "state", "document__lines")


def state_of(review: Review) -> Reading:
    """The reading as it is after the steps; two queries, none when this process has it. Nobody may change it.

    The review gets the version that belongs to it: somebody may have taken a step since it was read.
    """

    def fetch() -> Reading:
        row = Review.objects.only("version", "done", "held", "changed_at", "state").get(pk=review.pk)
        review.version, review.done, review.changed_at = row.version, row.done, row.changed_at
        held = Reading.from_json(row.state)
        if row.done == row.held:
            return held
        since = review.steps.filter(number__gt=row.held, number__lte=row.done)
        steps = [from_json(data) for data in since.values_list("data", flat=True)]
        return replay(held, texts_of(review), steps)

    found = _READINGS.get(version_of(review), fetch)
    keep_state(review, found)
    return found


def keep_state(review: Review, state: Reading) -> None:
    """Remember the reading of this version of the review; call it when the version is safe."""
    _READINGS.put(version_of(review), state)


def lines_of(document: SourceDocument) -> list[list[Any]]:
    """Per line [text, where, page]; one query, none when this process has it. A document never changes."""
    rows = SourceDocument.objects.filter(pk=document.pk)
    return _LINES.get((document.pk, document.created_at), lambda: rows.values_list("lines", flat=True).get())


def texts_of(review: Review) -> list[str]:
    """The lines of the document, as the steps take them."""
    return [line[0] for line in lines_of(review.document)]


def version_of(review: Review) -> Hashable:
    """A key that is another one after every step."""
    return review.pk, review.version, review.changed_at


def reviews_to_do(actor: Actor, *, also_dropped: bool = False) -> list[Review]:
    """Open reviews the actor may see, newest first, and those put away when asked; one query."""
    statuses = [ReviewStatus.OPEN, *([ReviewStatus.DROPPED] if also_dropped else [])]
    rows = Review.objects.visible_to(actor).filter(status__in=statuses)
    return list(
        rows.select_related("network", "document", "plan", "upload")
        .defer("read", "state", "document__lines")
        .order_by("-changed_at")[:50]
    )
