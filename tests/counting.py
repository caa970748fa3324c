"""A counting of the cast: three municipalities, a service in each and one in all, and somebody who answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from people import TODAY, Cast, Person
from streekwerk.accounts.models import User
from streekwerk.campaigns.commands.answering import Written, finish, save_counts
from streekwerk.campaigns.commands.campaigns import Asking, close_campaign, open_campaign
from streekwerk.campaigns.models import Campaign, ServiceRequest
from streekwerk.network.models import Composition, Membership, Party, Place, Population, RoleHolding

NAMES = {"13002": "Baarle-Hertog", "13035": "Ravels", "13014": "Hoogstraten"}
INHABITANTS = {"13002": 2_900, "13035": 15_000, "13014": 22_000}
DAY = date(2026, 10, 30)


@dataclass(frozen=True)
class Place3:
    """The municipalities by code, the services by name, and Ria who answers for that of Baarle-Hertog."""

    places: dict[str, Place]
    services: dict[str, Party]
    ria: Person


def make_territory(people: Cast) -> Place3:
    """Three municipalities in one zone, an OCMW in each and a shelter without a place of its own."""
    places = {
        code: Place.objects.create(kind="municipality", code=code, name=name) for code, name in NAMES.items()
    }
    zone = Place.objects.create(
        kind="zone", code="zone:kempen", name="Noorderkempen", scheme="eerstelijnszone"
    )
    other = Place.objects.create(kind="zone", code="zone:politie", name="Noord", scheme="politiezone")
    for code, place in places.items():
        Population.objects.create(place=place, year=2026, inhabitants=INHABITANTS[code], source="x")
        Composition.objects.create(whole=zone, part=place)
        if code != "13014":
            Composition.objects.create(whole=other, part=place)
    services = {
        name: Party.objects.create(
            code=f"ocmw-{code}", name=f"OCMW {name}", kind="social_service", place=places[code]
        )
        for code, name in NAMES.items()
    }
    services["opvang"] = Party.objects.create(code="opvang", name="De Opvang", kind="association")
    for party in services.values():
        Membership.objects.create(network=people.zonnedorp, party=party, role="partner")
    ria = User.objects.create_user("ria@example.org", name="Ria")
    RoleHolding.objects.create(
        user=ria, network=people.zonnedorp, role="member_contact", party=services["Baarle-Hertog"],
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    return Place3(places, services, Person(ria))


def asking(there: Place3, **changed: object) -> Asking:
    """A counting of two categories by age, over all services and municipalities."""
    said: dict[str, object] = {
        "title": "Telling 2026", "day": DAY, "moment": "night", "code_list": "ethos-light-7", "trait": "age",
        "due": date(2026, 12, 14), "places": [place.pk for place in there.places.values()],
        "services": [party.pk for party in there.services.values()], "categories": ["2", "6"],
        "method": "Spreek af wie telt.",
    }  # fmt: skip
    return Asking(**(said | changed))  # type: ignore[arg-type]


def opened(people: Cast, there: Place3, **changed: object) -> Campaign:
    """A counting that was opened by Bo."""
    return open_campaign(
        network=people.zonnedorp, asking=asking(there, **changed), by=people.bo.actor, on=TODAY
    )


def asked(campaign: Campaign, service: Party) -> ServiceRequest:
    """What this service is asked."""
    found: ServiceRequest = ServiceRequest.objects.select_related("campaign__network", "party").get(
        campaign=campaign, party=service
    )
    return found


def fill(campaign: Campaign, service: Party, numbers: Mapping[str, int], people: Cast) -> ServiceRequest:
    """Let Bo enter these numbers by key; what is not named is zero, and it is complete."""
    request = asked(campaign, service)
    written = [Written(key, str(number), "gezien en nageteld") for key, number in numbers.items()]
    answers = save_counts(request=request, written=written, by=people.bo.actor)
    assert all(one.verdict.settled for one in answers)
    return finish(request=request, empty_is_zero=True, by=people.bo.actor)


def counted(people: Cast, there: Place3, **changed: object) -> Campaign:
    """A closed counting: 2 children in Baarle-Hertog, more elsewhere; the shelter did not answer."""
    campaign = opened(people, there, **changed)
    fill(campaign, there.services["Baarle-Hertog"], {"13002|6-k": 2, "13002|6-v": 11}, people)
    fill(campaign, there.services["Ravels"], {"13035|6-k": 7, "13035|6-v": 12, "13035|2-v": 20}, people)
    fill(
        campaign, there.services["Hoogstraten"],
        {"13014|6-k": 31, "13014|6-v": 40, "13014|2-v": 9, "13014|2-k": 6}, people,
    )  # fmt: skip
    return close_campaign(campaign=campaign, by=people.bo.actor)
