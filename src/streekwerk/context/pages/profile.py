"""Mijn gemeente: every series of one place beside its zone, its region and the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from streekwerk.access.models import Actor
from streekwerk.context.models import ContextSeries
from streekwerk.context.queries.series import Published, last_day
from streekwerk.context.queries.territory import Territory
from streekwerk.context.rules.freshness import Freshness
from streekwerk.context.rules.series import compared, source_words
from streekwerk.network.models import Network, Party


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One series for one place."""

    series: ContextSeries
    figure: str
    beside: list[tuple[str, str]]
    """The zones and regions with their figures."""
    sentence: str
    words: str
    source: str
    freshness: Freshness


def home_of(actor: Actor, network: Network, territory: Territory) -> int | None:
    """The municipality for which this actor acts in this network; else the first; None without any."""
    parties = [each.party_id for each in actor.holdings if each.network_id == network.pk and each.party_id]
    homes = Party.objects.filter(pk__in=parties).values_list("place_id", flat=True) if parties else ()
    return next((pk for pk in homes if pk in territory.own), next(iter(territory.own), None))


def profile_of(
    every: Sequence[Published], place: int, scheme: str, territory: Territory, today: date
) -> list[ProfileRow]:
    """A row per series that has figures of its newest year."""
    found = []
    for published in every:
        newest = published.newest
        if newest is None:
            continue
        series = published.series.described
        mine = published.figure(place, newest.year, territory).value
        others = [
            (name, published.figure(zone, newest.year, territory).value)
            for name, zone in territory.around(place, scheme, last_day(newest.year))
        ]
        found.append(
            ProfileRow(
                published.series,
                series.said(mine),
                [(name, series.bare(value)) for name, value in others],
                compared(mine, others, series),
                series.words,
                source_words(series.publisher, newest.published_on),
                published.freshness(newest.year, today),
            )
        )
    return found
