"""From what services gave to the table of a counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from streekwerk.campaigns.models import Campaign, Count, Publication
from streekwerk.campaigns.rules import comparing, publishing
from streekwerk.campaigns.rules.comparing import Comparison
from streekwerk.campaigns.rules.publishing import Municipality, Shown
from streekwerk.campaigns.rules.tables import REGION, Spot, Table, Zone
from streekwerk.indicators.queries.territory import inhabitants_by_year
from streekwerk.indicators.rules.figures.publishing import main_scheme
from streekwerk.indicators.rules.figures.rates import inhabitants_of
from streekwerk.network.models import Composition, Place


@dataclass(frozen=True)
class Given:
    """What the services that said they are complete gave, each apart and together."""

    campaign: Campaign
    table: Table
    shown: Shown
    """The same as a table to show to those who gather."""
    by_service: Mapping[int, Mapping[Spot, int]]


def municipalities_of(campaign: Campaign) -> list[Municipality]:
    """The municipalities of a counting with their inhabitants in one year for all; two queries."""
    places = list(campaign.places.order_by("name"))
    numbers, _ = inhabitants_by_year([place.pk for place in places])
    found = inhabitants_of([place.pk for place in places], numbers, campaign.day.year)
    year = found.year if found else None
    return [
        Municipality(
            place.code,
            place.name,
            numbers[place.pk][year] if year else None,
            year,
            place.tile_column,
            place.tile_row,
        )
        for place in places
    ]


def zones_of(campaign: Campaign) -> list[Zone]:
    """The zones in which its municipalities lay on its day, in every scheme; one query."""
    rows = Composition.objects.filter(part__in=campaign.places.all()).exclude(whole__scheme="")
    found: dict[tuple[str, str, str], list[str]] = {}
    for code, name, scheme, part in (
        rows.on(campaign.day)
        .order_by("whole__code", "part__name")
        .values_list("whole__code", "whole__name", "whole__scheme", "part__code")
    ):
        found.setdefault((code, name, scheme), []).append(part)
    return [Zone(*key, tuple(dict.fromkeys(parts))) for key, parts in found.items()]


def given_of(campaign: Campaign) -> Given:
    """The table as it stands now, whoever looks: the caller checks who may; six queries."""
    places, zones = municipalities_of(campaign), zones_of(campaign)
    asked: dict[int, set[str]] = {}
    answered: dict[int, set[str]] = {}
    for party, done, code in campaign.requests.values_list("party_id", "answered_at", "places__code"):
        for side in (asked, answered) if done else (asked,):
            side.setdefault(party, set()).add(code)
    counted = _counted(campaign)
    together: dict[Spot, int] = {}
    for cells in counted.values():
        for spot, number in cells.items():
            together[spot] = together.get(spot, 0) + number
    schemes: dict[str, dict[str, tuple[str, ...]]] = {}
    for zone in zones:
        schemes.setdefault(zone.scheme, {})[zone.code] = zone.places
    codes = [place.code for place in places]
    table = Table(campaign.profile, together, codes, zones, main_scheme(schemes, codes))
    areas = {REGION: set(codes)} | {code: {code} for code in codes}
    areas |= {zone.code: set(zone.places) for zone in zones}
    coverage = {
        area: tuple(sum(bool(those & inside) for those in side.values()) for side in (answered, asked))
        for area, inside in areas.items()
    }
    shown = publishing.as_given(
        table, places, {area: (pair[0], pair[1]) for area, pair in coverage.items()}, campaign.smallest
    )
    return Given(campaign, table, shown, counted)


def _counted(campaign: Campaign) -> dict[int, dict[Spot, int]]:
    """By service that answered what it counted in each cell; one query."""
    rows = Count.objects.filter(
        request__campaign=campaign, request__answered_at__isnull=False, number__isnull=False
    )
    known = {group.key: group for group in campaign.profile.groups}
    found: dict[int, dict[Spot, int]] = {}
    for party, place, group, number in rows.values_list(
        "request__party_id", "place__code", "group", "number"
    ):
        if group in known:
            spot = Spot(place, known[group].category.code, known[group].part.code)
            found.setdefault(party, {})[spot] = number or 0
    for party in campaign.requests.filter(answered_at__isnull=False).values_list("party_id", flat=True):
        found.setdefault(party, {})
    return found


def last_publication(campaign: Campaign) -> Publication | None:
    """The publication that stands; one query."""
    return Publication.objects.filter(campaign=campaign).standing().first()


def earlier_of(campaign: Campaign) -> Campaign | None:
    """The published counting of the same network before this one; one query."""
    rows = Campaign.objects.filter(
        network=campaign.network_id, day__lt=campaign.day, published_at__isnull=False
    )
    return rows.order_by("-day", "-pk").first()


def comparison_of(now: Given) -> Comparison | None:
    """This counting beside the earlier one, over the services that answered both; None without one.

    Numbers that would betray something stay out, with the reason. Every selection of services of which a
    total was published before is taken along.
    """
    campaign = now.campaign
    earlier = earlier_of(campaign)
    if earlier is None:
        return None
    then = given_of(earlier)
    same = tuple(sorted(now.by_service.keys() & then.by_service.keys()))
    beside = Comparison(earlier.pk, earlier.title, earlier.day.isoformat(), same)
    if earlier.profile != campaign.profile or set(then.table.places) != set(now.table.places):
        return replace(beside, why=comparing.NOT_ALIKE)
    if not same:
        return replace(beside, why=comparing.NOBODY_TWICE)
    for given in (now, then):
        standing = last_publication(given.campaign)
        hidden = given.table.hidden(campaign.smallest)
        if standing:
            hidden |= publishing.from_json(standing.table).hidden
        selections = [same, *_told_before(given.campaign)]
        if not comparing.gives_nothing_away(
            given.by_service, selections, given.table, hidden, smallest=campaign.smallest
        ):
            return replace(beside, why=comparing.TOO_SMALL)
    return replace(
        beside,
        now=comparing.total_of(now.by_service, same),
        then=comparing.total_of(then.by_service, same),
    )


def _told_before(campaign: Campaign) -> list[tuple[int, ...]]:
    """The selections of services of which a total of this counting was published, in any comparison."""
    tables = Publication.objects.filter(campaign__network=campaign.network_id).values_list(
        "campaign_id", "table"
    )
    found = []
    for number, table in tables:
        beside = table["comparison"]
        if beside and beside["now"] is not None and campaign.pk in (number, beside["campaign"]):
            found.append(tuple(beside["services"]))
    return list(dict.fromkeys(found))


def codes_to_places(campaign: Campaign) -> dict[str, Place]:
    """The municipalities of a counting by code; one query."""
    return {place.code: place for place in campaign.places.all()}
