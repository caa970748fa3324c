"""Opening a counting, reminding who did not answer, closing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.campaigns.models import Campaign, ServiceRequest
from streekwerk.campaigns.queries.campaigns import asked_about, services_of, territory_of
from streekwerk.campaigns.rules.profiles import profile_of
from streekwerk.indicators.rules.entry.reminders import reminder_is_due
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.network.queries import contacts_of
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.ui import dutch


class NobodyAsked(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Geen enkele gekozen dienst werkt in de gekozen gemeenten. "
            "Kies minstens één dienst en één gemeente."
        )


class DueBeforeDay(DomainError):
    def __init__(self, day: date) -> None:
        super().__init__(
            f"Tellen kan pas na {dutch.day(day)}. Kies een laatste dag om in te vullen die daarna komt."
        )


class SmallestTooSmall(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Bescherm getallen onder minstens 3: kleiner wijst iemand aan. Kies 5 als u twijfelt."
        )


class AlreadyClosed(DomainError):
    def __init__(self) -> None:
        super().__init__("Deze telling is al gesloten. Herinneren kan enkel zolang ze loopt.")


class AlreadyPublished(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Deze telling is gepubliceerd en gaat niet meer open. "
            "Verbeter een getal en publiceer de verbetering."
        )


LEAST_SMALLEST = 3


@dataclass(frozen=True, slots=True)
class Asking:
    """What a counting asks, of whom, about where."""

    title: str
    day: date
    moment: str
    code_list: str
    trait: str
    due: date
    places: Sequence[int]
    services: Sequence[int]
    categories: Sequence[str] = ()
    method: str = ""
    source: str = ""
    smallest: int = 5


@transaction.atomic
def open_campaign(*, network: Network, asking: Asking, by: Actor, on: date) -> Campaign:
    """The new counting: every service is asked about its municipalities; those with a contact get a mail.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        NoSuchProfile, NobodyAsked, DueBeforeDay, SmallestTooSmall: it cannot be asked like this.
    """
    require(by, Permission.INDICATOR_MANAGE, at=network.pk)
    profile_of(asking.code_list, asking.trait, asking.categories)
    if asking.due < asking.day:
        raise DueBeforeDay(asking.day)
    if asking.smallest < LEAST_SMALLEST:
        raise SmallestTooSmall
    territory = [place for place in territory_of(network, on) if place.pk in set(asking.places)]
    services = [party for party in services_of(network, on) if party.pk in set(asking.services)]
    about = {party: places for party, places in asked_about(services, territory, on).items() if places}
    if not about:
        raise NobodyAsked
    made: Campaign = Campaign.objects.create(
        network=network,
        title=asking.title.strip(),
        day=asking.day,
        moment=asking.moment,
        code_list=asking.code_list,
        categories=list(asking.categories),
        trait=asking.trait,
        due=asking.due,
        method=asking.method.strip().replace("\r\n", "\n"),
        source=asking.source.strip(),
        smallest=asking.smallest,
        by_label=by.label,
    )
    made.places.set(territory)
    requests = [ServiceRequest.objects.create(campaign=made, party_id=party) for party in about]
    between = ServiceRequest.places.through
    between.objects.bulk_create(
        between(servicerequest_id=each.pk, place_id=place.pk)
        for each in requests
        for place in about[each.party_id]
    )
    mailed = _mail(made, made.requests.select_related("party"), by=by, on=on, again=False)
    record(
        "counting.opened",
        made,
        by=by,
        network_id=network.pk,
        changes={"diensten": ["", str(len(about))], "met contactpersoon": ["", str(mailed)]},
    )
    return made


@transaction.atomic
def remind(*, campaign: Campaign, by: Actor, on: date) -> int:
    """How many services are reminded: those that did not answer and were not asked or reminded today.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        AlreadyClosed: it asks nothing any more.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    if _as_stored(campaign).closed_at:
        raise AlreadyClosed
    waiting = [one for one in _waiting(campaign) if one.asked_at is None or _last(one) < on]
    return _remind(campaign, waiting, by=by, on=on)


def remind_due(*, by: Actor, on: date) -> int:
    """How many services of any counting are reminded today; run twice on a day it reminds nobody twice."""
    count = 0
    for campaign in Campaign.objects.filter(closed_at__isnull=True).select_related("network"):
        with transaction.atomic():
            waiting = [
                one
                for one in _waiting(campaign)
                if one.asked_at is not None and reminder_is_due(due=campaign.due, last=_last(one), today=on)
            ]
            count += _remind(campaign, waiting, by=by, on=on)
    return count


def _waiting(campaign: Campaign) -> list[ServiceRequest]:
    rows = ServiceRequest.objects.select_for_update(of=("self",)).select_related("party")
    return list(rows.filter(campaign=campaign, answered_at__isnull=True, declined_reason=""))


def _last(request: ServiceRequest) -> date:
    """The day of the last mail."""
    last = request.reminded_at or request.asked_at
    return localtime(last).date() if last else date.min


def _remind(campaign: Campaign, waiting: Sequence[ServiceRequest], *, by: Actor, on: date) -> int:
    count = _mail(campaign, waiting, by=by, on=on, again=True)
    if count:
        record(
            "counting.reminded",
            campaign,
            by=by,
            network_id=campaign.network_id,
            changes={"diensten": ["", str(count)]},
        )
    return count


def _mail(campaign: Campaign, requests: Iterable[ServiceRequest], *, by: Actor, on: date, again: bool) -> int:
    """Post the mails; how many services somebody could be written for. Who is a contact is looked up anew."""
    contacts = contacts_of(campaign.network_id, on)
    sender = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    changed, now = [], timezone.now()
    for request in requests:
        people = contacts.get(request.party_id, [])
        request.contact = people[0] if people else None
        if people:
            first = request.asked_at is None
            request.asked_at, request.reminded_at = (now, None) if first else (request.asked_at, now)
        changed.append(request)
        for person in people:
            subject, body = _letter(campaign, request, person, by=by, again=again)
            post(to=person.email, subject=subject, body=body, reply_to=sender.email if sender else "")
    ServiceRequest.objects.bulk_update(changed, ["contact", "asked_at", "reminded_at"])
    return sum(request.contact_id is not None for request in changed)


def _letter(
    campaign: Campaign, request: ServiceRequest, person: User, *, by: Actor, again: bool
) -> tuple[str, str]:
    day, due = dutch.day(campaign.day), dutch.day(campaign.due)
    address = full_address(reverse("campaigns:answer", args=[request.pk]))
    asked = f"{campaign.network} telt op {day} en vraagt de aantallen van {request.party}, graag tegen {due}."
    lines = [
        f"Dag {person.name or person.email}",
        f"Een herinnering: wij kregen nog geen aantallen. {asked}" if again else asked,
        campaign.method,
        f"Invullen kan ook op een telefoon. U geeft enkel aantallen, nooit namen of dossiers:\n{address}",
        "Telt uw dienst niet mee? Zeg dan op dezelfde pagina waarom.",
        by.label if by.kind == "person" else str(campaign.network),
    ]
    head = f"{'Herinnering: ' if again else ''}{campaign.title} – aantallen van {request.party} tegen {due}"
    return head, "\n\n".join(filter(None, lines)) + "\n"


@transaction.atomic
def close_campaign(*, campaign: Campaign, by: Actor) -> Campaign:
    """The counting, closed: what did not come stays missing.

    Raises:
        NotAllowed: the actor asks no figures in this network.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    campaign = _as_stored(campaign)
    if campaign.closed_at is None:
        campaign.closed_at = timezone.now()
        campaign.save(update_fields=["closed_at"])
        record("counting.closed", campaign, by=by, network_id=campaign.network_id)
    return campaign


@transaction.atomic
def reopen_campaign(*, campaign: Campaign, by: Actor) -> Campaign:
    """The counting, open again for services.

    Raises:
        NotAllowed: the actor asks no figures in this network.
        AlreadyPublished: from then on only those who gather correct.
    """
    require(by, Permission.INDICATOR_MANAGE, at=campaign.network_id)
    campaign = _as_stored(campaign)
    if campaign.published_at:
        raise AlreadyPublished
    if campaign.closed_at is not None:
        campaign.closed_at = None
        campaign.save(update_fields=["closed_at"])
        record("counting.reopened", campaign, by=by, network_id=campaign.network_id)
    return campaign


def _as_stored(campaign: Campaign) -> Campaign:
    """The counting as it is now, kept so until the transaction ends: somebody may have published it."""
    found: Campaign = (
        Campaign.objects.select_for_update(of=("self",)).select_related("network").get(pk=campaign.pk)
    )
    return found
