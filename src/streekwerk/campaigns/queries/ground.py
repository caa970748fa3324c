"""Everything a publication rests on, read at once: so that solving it takes no transaction."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.campaigns.models import Basis, Campaign, Publication
from streekwerk.campaigns.queries.counted import Given, given_of, last_publication
from streekwerk.campaigns.rules.comparing import Earlier, Side
from streekwerk.campaigns.rules.publishing import from_json, release_from_json
from streekwerk.campaigns.rules.tables import Spot
from streekwerk.indicators.rules.figures.releases import Release


@dataclass(frozen=True)
class Ground:
    """Two that are equal give the same publication."""

    given: Given
    closed: bool
    before: Publication | None
    """The one that stands."""
    releases: tuple[Release[Spot], ...]
    """What was published of it, oldest first."""
    told: tuple[tuple[int, ...], ...]
    """The selections of services of which a total was published."""
    earlier: Earlier | None
    """The counting with which a first publication is compared."""

    @property
    def side(self) -> Side:
        """This counting as one of the two that are compared."""
        return Side(self.given.table, self.given.by_service, told=self.told)


def ground_of(campaign: Campaign) -> Ground:
    """What a publication of this counting rests on now; a fixed number of queries."""
    campaign = Campaign.objects.select_related("network").get(pk=campaign.pk)
    before = last_publication(campaign)
    kept = Basis.objects.filter(publication__campaign=campaign).order_by("publication__number")
    return Ground(
        given_of(campaign),
        campaign.closed_at is not None,
        before,
        tuple(release_from_json(one.release) for one in kept),
        () if before else _told_before(campaign),
        None if before else _earlier_of(campaign),
    )


def _earlier_of(campaign: Campaign) -> Earlier | None:
    """The published counting of the same network before this one."""
    rows = Campaign.objects.filter(
        network=campaign.network_id, day__lt=campaign.day, published_at__isnull=False
    )
    found = rows.select_related("network").order_by("-day", "-pk").first()
    if found is None:
        return None
    given, standing = given_of(found), last_publication(found)
    away = from_json(standing.table).hidden if standing else frozenset()
    side = Side(given.table, given.by_service, away, _told_before(found))
    return Earlier(found.pk, found.title, found.day.isoformat(), side)


def _told_before(campaign: Campaign) -> tuple[tuple[int, ...], ...]:
    """The selections of services of which a total of this counting was published, in any comparison."""
    tables = Publication.objects.filter(campaign__network=campaign.network_id).order_by("pk")
    found = []
    for number, table in tables.values_list("campaign_id", "table"):
        beside = table["comparison"]
        if beside and beside["now"] is not None and campaign.pk in (number, beside["campaign"]):
            found.append(tuple(beside["services"]))
    return tuple(dict.fromkeys(found))
