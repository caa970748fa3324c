"""Publishing a counting, and publishing a correction.

Hiding small numbers of a large table takes seconds: it is solved outside a transaction, and stored only when
what it rests on is still the same.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.campaigns.models import Basis, Campaign, Making, Publication
from streekwerk.campaigns.queries.ground import Ground, ground_of
from streekwerk.campaigns.rules import comparing, publishing
from streekwerk.campaigns.rules.publishing import Shown
from streekwerk.campaigns.rules.tables import REGION, Spot
from streekwerk.indicators.rules.figures.releases import Release
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


class KeepsChanging(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Terwijl de tabel gemaakt werd, veranderden er telkens getallen. Er is niets gepubliceerd. "
            "Publiceer opnieuw zodra niemand nog verbetert."
        )


class MadeMeanwhile(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze publicatie is intussen gemaakt. Bekijk de gepubliceerde tabel.")


TRIES = 3
"""How often it is solved anew when somebody corrects a number meanwhile."""


def publish(
    *,
    campaign: Campaign,
    by: Actor,
    reason: str = "",
    making: Making | None = None,
    tell: Callable[[], None] | None = None,
) -> Publication:
    """The publication, frozen; after an earlier one the next release of the same table.

    Takes seconds for a large table. `making` is what asked for it: it goes with the publication, once;
    `tell` is called with every number that is hidden.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        StillOpen, NothingCounted, NothingChanged, ReasonForCorrection: it cannot be published like this.
        KeepsChanging: somebody corrected numbers again and again meanwhile.
        MadeMeanwhile: another job did what was asked.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    reason = reason.strip()[:500]
    for _ in range(TRIES):
        ground = ground_of(campaign)
        refuse_unpublishable(ground, reason)
        shown, release = _solved(ground, tell)
        if made := _store(ground, shown, release, reason=reason, by=by, making=making):
            return made
    raise KeepsChanging


def refuse_unpublishable(ground: Ground, reason: str) -> None:
    """Refuse what cannot be published, before anything is solved.

    Raises:
        StillOpen, NothingCounted, ReasonForCorrection: with the sentence to show.
    """
    if not ground.closed:
        raise StillOpen
    if ground.before and not reason.strip():
        raise ReasonForCorrection
    if not ground.given.shown.numbers:
        raise NothingCounted


def _solved(ground: Ground, tell: Callable[[], None] | None) -> tuple[Shown, Release[Spot]]:
    """What may be shown, and what the next publication is held against.

    Raises:
        NothingChanged: readers would see the same.
    """
    given, before = ground.given, ground.before
    smallest = given.shown.smallest
    release = publishing.release_of(given.table, ground.releases, smallest, tell)
    earlier = publishing.from_json(before.table) if before else None
    beside = comparing.compare(ground.side, ground.earlier, smallest) if ground.earlier else None
    shown = publishing.publish(given.shown, release, earlier=earlier, comparison=beside)
    if before and {**publishing.to_json(shown), "held": []} == {**before.table, "held": []}:
        raise NothingChanged
    return shown, release


@transaction.atomic
def _store(
    ground: Ground, shown: Shown, release: Release[Spot], *, reason: str, by: Actor, making: Making | None
) -> Publication | None:
    """The publication, whole; None when what it rests on changed while it was solved."""
    campaign, before = ground.given.campaign, ground.before
    # All of the network: what is compared rests on what its other countings published.
    others = Campaign.objects.select_for_update(of=("self",)).filter(network=campaign.network_id)
    campaign = next(one for one in others.order_by("pk") if one.pk == campaign.pk)
    if making and not Making.objects.filter(pk=making.pk).exists():
        raise MadeMeanwhile
    if ground_of(campaign) != ground:
        return None
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
        reason=reason,
        table=publishing.to_json(shown),
        total=shown.total,
        answered=answered,
        asked=asked,
    )
    Basis.objects.create(publication=made, release=publishing.release_to_json(release))
    if campaign.published_at is None:
        campaign.published_at = now
        campaign.save(update_fields=["published_at"])
    if making:
        Making.objects.filter(pk=making.pk).delete()
    record(
        "counting.published",
        campaign,
        by=by,
        network_id=campaign.network_id,
        changes={"publicatie": ["", str(made.number)], "verbeterd": ["", made.reason]},
    )
    return made
