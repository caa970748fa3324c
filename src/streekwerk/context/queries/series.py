"""Series with their figures, by year and place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from streekwerk.access.models import Actor
from streekwerk.context.models import ContextSeries, Observation, Vintage
from streekwerk.context.queries.territory import Territory
from streekwerk.context.rules.freshness import Freshness, freshness
from streekwerk.context.rules.totals import Figure, figure_of
from streekwerk.context.rules.values import Value, stored
from streekwerk.network.models import Network

Values = dict[int, Value]
"""Figures by the number of their place."""


@dataclass(frozen=True)
class Published:
    """A series with the figures of some of its years."""

    series: ContextSeries
    vintages: Sequence[Vintage]
    """Newest first."""
    years: dict[int, Values]

    @property
    def newest(self) -> Vintage | None:
        return self.vintages[0] if self.vintages else None

    def vintage(self, year: int | None) -> Vintage | None:
        """The vintage of that year; the newest where it has none."""
        return next((each for each in self.vintages if each.year == year), self.newest)

    def figure(self, place: int | None, year: int, territory: Territory) -> Figure:
        """The figure of a place in that year, or worked out; `place` None: of the whole network."""
        parts = territory.own if place is None else territory.parts_of(place, last_day(year))
        return figure_of(self.years.get(year, {}), place, parts, self.series.described, territory.names)

    def freshness(self, year: int, today: date) -> Freshness:
        """Whether a figure of that year is fresh today."""
        return freshness(year, fresh_years=self.series.fresh_years, today=today)


def last_day(year: int) -> date:
    """The day on which it is asked who lies where, for figures of a year."""
    return date(year, 12, 31)


def series_of(actor: Actor, network: Network) -> list[ContextSeries]:
    """The series of a network that stand, by name; one query."""
    return list(ContextSeries.objects.visible_to(actor).live().filter(network=network))


def published(series: ContextSeries) -> Published:
    """A series with every figure that holds; two queries."""
    vintages = list(Vintage.objects.filter(series=series))
    return Published(series, vintages, _figures(vintages))


def newest_of(series: Sequence[ContextSeries]) -> list[Published]:
    """Each series with all its years, and the figures of the newest only; two queries."""
    vintages: dict[int, list[Vintage]] = {}
    for vintage in Vintage.objects.filter(series__in=[each.pk for each in series]):
        vintages.setdefault(vintage.series_id, []).append(vintage)
    newest = [every[0] for every in vintages.values()]
    rows = _by_vintage(newest)
    return [
        Published(
            each,
            vintages.get(each.pk, []),
            {every[0].year: rows.get(every[0].pk, {})} if (every := vintages.get(each.pk)) else {},
        )
        for each in series
    ]


def newest_years(series: Iterable[int]) -> dict[int, int]:
    """By series the newest year it was published for; one query."""
    rows = Vintage.objects.filter(series__in=list(series)).order_by().values("series_id")
    return {row["series_id"]: row["newest"] for row in rows.annotate(newest=Max("year"))}


def _figures(vintages: Sequence[Vintage]) -> dict[int, Values]:
    rows = _by_vintage(vintages)
    return {vintage.year: rows.get(vintage.pk, {}) for vintage in vintages}


def _by_vintage(vintages: Sequence[Vintage]) -> dict[int, Values]:
    found: dict[int, Values] = {}
    rows = Observation.objects.holding().filter(vintage__in=[each.pk for each in vintages])
    columns: tuple[str, ...] = ("vintage_id", "place_id", "state", "number", "numerator", "denominator")
    row: tuple[int, int, str, Decimal | None, Decimal | None, Decimal | None]
    for row in rows.values_list(*columns):
        found.setdefault(row[0], {})[row[1]] = stored(*row[2:])
    return found


@dataclass(frozen=True, slots=True)
class Record:
    """A figure as it came in: when, by whom, and whether another one succeeded it."""

    year: int
    said: str
    observation: Observation


def records_of(series: ContextSeries, place: int) -> list[Record]:
    """Every figure of a place that ever held, the newest year and the newest figure first; one query."""
    rows = Observation.objects.filter(vintage__series=series, place=place).select_related("vintage")
    rows = rows.order_by("-vintage__year", "-entered_at", "-pk")
    return [Record(row.vintage.year, series.described.said(row.value), row) for row in rows]
