"""Which countings there are, who is asked, and what a service gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Counted
from django.db.models import Prefetch, Q

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.campaigns.models import Campaign, Count, Publication, ServiceRequest
from streekwerk.campaigns.rules.profiles import Group
from streekwerk.indicators.queries.territory import inhabitants_by_year
from streekwerk.network.choices import MembershipRole, PlaceKind
from streekwerk.network.models import Composition, Membership, Network, Party, Place


def campaigns_of(actor: Actor) -> list[Campaign]:
    """The countings this actor sees, newest first, with how many services answered; two queries.

    Each has `asked`, `answered` and `standing`: its publication that stands, in a list.
    """
    rows = (
        Campaign.objects.visible_to(actor)
        .select_related("network")
        .annotate(
            asked=Counted("requests"),
            answered=Counted("requests", filter=Q(requests__answered_at__isnull=False)),
        )
    )
    standing = Publication.objects.filter(succeeded_at__isnull=True).defer("table")
    return list(rows.prefetch_related(Prefetch("publications", standing, to_attr="standing")))


def may_gather(actor: Actor, campaign: Campaign) -> bool:
    """Whether this actor sees what the services gave, before anything is published."""
    return actor.kind == "operator" or campaign.network_id in actor.seeing_with(Permission.FIGURES_ENTER)


def own_network(actor: Actor, campaign: Campaign) -> bool:
    """Whether this actor reads in the network that counts; others see only what is published."""
    return may(actor, Permission.PLAN_READ, at=campaign.network_id)


def open_asks(actor: Actor) -> list[ServiceRequest]:
    """What is asked of the services this person answers for, and not answered yet; one query."""
    mine = Q(pk__in=[])
    for network, party in actor.parties_with(Permission.FIGURES_ANSWER):
        mine |= Q(campaign__network=network, party=party)
    rows = ServiceRequest.objects.filter(
        mine, answered_at__isnull=True, declined_reason="", campaign__closed_at__isnull=True
    )
    return list(rows.select_related("campaign__network", "party").order_by("campaign__due"))


def services_of(network: Network, day: date) -> list[Party]:
    """Who can be asked: every member and partner of that day, by name; one query."""
    held = Membership.objects.filter(
        network=network, role__in=[MembershipRole.MEMBER, MembershipRole.PARTNER]
    ).on(day)
    return list(Party.objects.filter(pk__in=held.values("party_id")).select_related("place").order_by("name"))


def territory_of(network: Network, day: date) -> list[Place]:
    """The municipalities in which the network has members or partners on that day, by name; two queries."""
    return sorted(
        {place for places in asked_about(services_of(network, day), None, day).values() for place in places},
        key=lambda place: place.name,
    )


def asked_about(services: list[Party], territory: list[Place] | None, day: date) -> dict[int, list[Place]]:
    """By service the municipalities it is asked about; one query.

    That of the service itself, or those of its zone; a service without a place is asked about all.
    """
    wholes = [each.place_id for each in services if each.place_id]
    parts: dict[int, list[Place]] = {}
    rows = Composition.objects.filter(whole__in=wholes, part__kind=PlaceKind.MUNICIPALITY).on(day)
    for row in rows.select_related("part"):
        parts.setdefault(row.whole_id, []).append(row.part)
    found: dict[int, list[Place]] = {}
    for each in services:
        place = each.place
        if place is None:
            own = list(territory or [])
        elif place.kind == PlaceKind.MUNICIPALITY:
            own = [place]
        else:
            own = parts.get(place.pk, [])
        inside = None if territory is None else {one.pk for one in territory}
        found[each.pk] = [one for one in own if inside is None or one.pk in inside]
    return found


@dataclass(frozen=True)
class Cell:
    """One number asked of a service, with what stands there and what it was the time before."""

    place: Place
    group: Group
    known: Count | None
    before: int | None
    inhabitants: int | None

    @property
    def key(self) -> str:
        """Names its fields."""
        return f"{self.place.code}|{self.group.key}"


def cells_of(request: ServiceRequest) -> list[Cell]:
    """Everything asked of a service, by municipality and group; four queries."""
    places = list(request.places.order_by("name"))
    known = {(each.place_id, each.group): each for each in Count.objects.filter(request=request)}
    before = _before(request)
    numbers, _ = inhabitants_by_year([place.pk for place in places])
    newest = {place: of_year[max(of_year)] for place, of_year in numbers.items()}
    return [
        Cell(
            place,
            group,
            known.get((place.pk, group.key)),
            before.get((place.pk, group.key)),
            newest.get(place.pk),
        )
        for place in places
        for group in request.campaign.profile.groups
    ]


def _before(request: ServiceRequest) -> Mapping[tuple[int, str], int]:
    """What this service counted in the counting before, where the list is the same; one query."""
    campaign = request.campaign
    rows = Count.objects.filter(
        request__party=request.party_id,
        request__campaign__network=campaign.network_id,
        request__campaign__code_list=campaign.code_list,
        request__campaign__trait=campaign.trait,
        request__campaign__day__lt=campaign.day,
        number__isnull=False,
    ).order_by("request__campaign__day")
    return {
        (place, group): number or 0
        for place, group, number in rows.values_list("place_id", "group", "number")
    }
