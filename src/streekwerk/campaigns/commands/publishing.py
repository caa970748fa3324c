"""Publishing a counting, and publishing a correction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.campaigns.models import Basis, Campaign, Publication
from streekwerk.campaigns.queries.counted import comparison_of, given_of, last_publication
from streekwerk.campaigns.rules import publishing
from streekwerk.campaigns.rules.tables import REGION
from streekwerk.kernel.errors import DomainError


class StillOpen(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "De telling loopt nog: wie nu publiceert, verraadt het antwoord dat straks nog komt. "
            "Sluit ze eerst."
        )


class NothingCounted(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Geen enkele dienst zei dat haar aantallen volledig zijn: er is niets om te publiceren. "
            "Heropen de telling."
        )


class NothingChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Er verandert niets, of te weinig om te tonen zonder iemand te verraden. "
            "Wat gepubliceerd is, blijft staan. Verbeter zo nodig eerst een getal bij een dienst."
        )


class ReasonForCorrection(DomainError):
    def __init__(self) -> None:
        super().__init__("Zeg in een zin wat verbeterd is: lezers zien dat naast de nieuwe tabel.")


@transaction.atomic
def publish(*, campaign: Campaign, by: Actor, reason: str = "") -> Publication:
    """The publication, frozen; after an earlier one the next release of the same table.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        StillOpen, NothingCounted, NothingChanged, ReasonForCorrection: it cannot be published like this.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("network").get(pk=campaign.pk)
    if campaign.closed_at is None:
        raise StillOpen
    before = last_publication(campaign)
    if before and not reason.strip():
        raise ReasonForCorrection
    given = given_of(campaign)
    if not given.shown.numbers:
        raise NothingCounted
    earlier = publishing.from_json(before.table) if before else None
    kept = Basis.objects.filter(publication__campaign=campaign).order_by("publication__number")
    releases = [publishing.release_from_json(one.release) for one in kept]
    release = publishing.release_of(given.table, releases, campaign.smallest)
    beside = None if earlier else comparison_of(given)
    shown = publishing.publish(given.shown, release, earlier=earlier, comparison=beside)
    table = publishing.to_json(shown)
    if before and {**table, "held": []} == {**before.table, "held": []}:
        raise NothingChanged
    answered, asked = shown.coverage[REGION]
    now = timezone.now()
    if before:
        before.succeeded_at = now
        before.save(update_fields=["succeeded_at"])
    made: Publication = Publication.objects.create(
        campaign=campaign,
        number=before.number + 1 if before else 1,
        published_at=now,
        by_label=by.label,
        reason=reason.strip()[:500],
        table=table,
        total=shown.total,
        answered=answered,
        asked=asked,
    )
    Basis.objects.create(publication=made, release=publishing.release_to_json(release))
    if campaign.published_at is None:
        campaign.published_at = now
        campaign.save(update_fields=["published_at"])
    record(
        "counting.published",
        campaign,
        by=by,
        network_id=campaign.network_id,
        changes={"publicatie": ["", str(made.number)], "verbeterd": ["", made.reason]},
    )
    return made
