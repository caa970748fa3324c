"""How to open the addresses of countings, and what is sent there."""

from __future__ import annotations

from datetime import date

from people import Cast
from streekwerk.campaigns.models import Campaign, Count, ServiceRequest
from streekwerk.network.models import Membership, Party, Place
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp: a counting not yet published."""
    campaign = Campaign.objects.filter(network=people.zonnedorp).first() or _counting(people)
    one = [campaign.pk]
    return {
        "campaigns:answer": [campaign.requests.get().pk],
        "campaigns:campaign": one,
        "campaigns:export": [*one, "csv"],
        "campaigns:new": ["zonnedorp"],
        "campaigns:now": one,
        "campaigns:now-number": one,
        "campaigns:step": one,
        "campaigns:table": one,
        "campaigns:table-number": one,
    }


def _counting(people: Cast) -> Campaign:
    place = Place.objects.create(kind="municipality", code="99001", name="Zonnedorp")
    party = Party.objects.create(
        code="ocmw-zonnedorp", name="OCMW Zonnedorp", kind="social_service", place=place
    )
    Membership.objects.create(network=people.zonnedorp, party=party, role="partner")
    campaign: Campaign = Campaign.objects.create(
        network=people.zonnedorp, title="Telling Zonnedorp", day=date(2026, 10, 30), code_list="ethos-light-7",
        due=date(2026, 11, 14), by_label="Bo",
    )  # fmt: skip
    campaign.places.add(place)
    request = ServiceRequest.objects.create(campaign=campaign, party=party)
    request.places.add(place)
    Count.objects.create(request=request, place=place, group="2-a", number=2, by_label="Bo")
    return campaign


LISTS = {"campaigns:list"}
"""Addresses without an object: they list what the visitor may see."""

_NEW = {
    "title": "anders", "day": "2026-10-30", "moment": "night", "due": "2026-11-14", "code_list": "ethos-light-7",
    "smallest": "5",
}  # fmt: skip

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "campaigns:answer": ({"v|99001|2-a": "9", "stap": "klaar", "nul": "1"}, {"dirk", "gus"}),
    "campaigns:new": (_NEW, {"an", "dirk", "eva", "gus"}),
    "campaigns:step": ({"stap": "sluit"}, {"an", "dirk", "gus"}),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
