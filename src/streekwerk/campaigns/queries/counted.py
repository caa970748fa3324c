"""From what services gave to the table of a counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from streekwerk.campaigns.models import Campaign, Count, Publication
from streekwerk.campaigns.rules import publishing
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


def codes_to_places(campaign: Campaign) -> dict[str, Place]:
    """The municipalities of a counting by code; one query."""
    return {place.code: place for place in campaign.places.all()}
