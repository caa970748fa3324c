"""A publication that a job makes: asked, made once, refused with a sentence, taken up again after a stop."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.campaigns.choices import MakingState
from streekwerk.campaigns.commands.publishing import publish, refuse_unpublishable
from streekwerk.campaigns.models import Campaign, Making
from streekwerk.campaigns.queries.ground import ground_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.queries import actor_of

log = logging.getLogger(__name__)
WRONG = (
    "Er ging bij ons iets mis bij het publiceren. Er is niets half gepubliceerd. Probeer het opnieuw; "
    "lukt het dan nog niet, meld het aan de beheerder."
)


@transaction.atomic
def ask_publication(*, campaign: Campaign, by: Actor, user: User, reason: str = "") -> Making:
    """What is asked, put in the queue; what is being made already is given as it was asked.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        StillOpen, NothingCounted, ReasonForCorrection: it cannot be published like this.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    refuse_unpublishable(ground_of(campaign), reason)
    making: Making | None = Making.objects.filter(campaign=campaign).first()
    if making is None or not making.busy:
        asked = {"state": MakingState.WAITING, "hidden": 0, "message": "", "asked_at": timezone.now()}
        making, _ = Making.objects.update_or_create(
            campaign=campaign, defaults={**asked, "reason": reason.strip()[:500], "by": user}
        )
    # Queued again when it waits: a process may have been killed between storing and queueing.
    _queue(making)
    return making


@transaction.atomic
def put_away(*, campaign: Campaign, by: Actor) -> None:
    """Take away what failed, once somebody read why.

    Raises:
        NotAllowed: the actor asks no figures in this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    Making.objects.filter(campaign=campaign, state=MakingState.FAILED).delete()


def make(making_id: int) -> None:
    """Make the publication that was asked, whole or not at all; a refusal is kept for who asked."""
    making = Making.objects.select_related("campaign", "by").get(pk=making_id)
    rows = Making.objects.filter(pk=making_id)

    def tell() -> None:
        rows.update(hidden=F("hidden") + 1)

    try:
        # Rights count on the day of the making: whoever lost the role meanwhile publishes nothing.
        publish(
            campaign=making.campaign,
            by=actor_of(making.by, localdate()),
            reason=making.reason,
            making=making,
            tell=tell,
        )
    except DomainError as refusal:
        rows.update(state=MakingState.FAILED, message=str(refusal))
    except Exception:
        log.exception("publishing of counting %s failed", making.campaign.pk)
        rows.update(state=MakingState.FAILED, message=WRONG)


def resume_makings() -> int:
    """Queue again what a worker was making when it was stopped; returns how many."""
    # Also those that wait: a worker may have been killed between taking the job and beginning it.
    stopped = list(Making.objects.exclude(state=MakingState.FAILED))
    for making in stopped:
        Making.objects.filter(pk=making.pk).update(state=MakingState.WAITING, hidden=0)
        _queue(making)
    return len(stopped)


def _queue(making: Making) -> None:
    from streekwerk.campaigns.jobs import make_publication

    transaction.on_commit(partial(make_publication.enqueue, making.pk))
