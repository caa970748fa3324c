"""The list of omgevingscijfers of a network: each with figure, source, year, denominator and freshness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from streekwerk.context.models import ContextSeries
from streekwerk.context.queries.series import Published
from streekwerk.context.queries.territory import Territory
from streekwerk.context.rules.freshness import Freshness
from streekwerk.context.rules.series import source_words
from streekwerk.context.rules.totals import NOT_ADDED
from streekwerk.kernel.words import plain
from streekwerk.ui import dutch

NOT_TOGETHER = "Zonder teller en noemer geen cijfer samen."
FRESH, OUTDATED, EMPTY = "vers", "verouderd", "geen"


@dataclass(frozen=True, slots=True)
class SeriesSelection:
    """Which series are asked for; lives in the address."""

    words: str = ""
    stand: str = ""
    publisher: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> SeriesSelection:
        """What an address asks; what it does not know is left out.

        >>> SeriesSelection.of({"zoek": " grijs ", "stand": "oud"})
        SeriesSelection(words='grijs', stand='', publisher='')
        """
        stand = asked.get("stand", "")
        return cls(
            asked.get("zoek", "").strip()[:100],
            stand if stand in (FRESH, OUTDATED, EMPTY) else "",
            asked.get("uitgever", "")[:160],
        )

    def holds(self, row: SeriesRow) -> bool:
        """Whether a row is asked for."""
        series = row.series
        text = plain(f"{series.name} {series.says} {series.publisher} {series.numerator}")
        return (
            all(word in text for word in plain(self.words).split())
            and (not self.stand or self.stand == row.stand)
            and (not self.publisher or self.publisher == series.publisher)
        )


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series as the list shows it."""

    series: ContextSeries
    figure: str
    note: str
    source: str
    words: str
    freshness: Freshness | None

    @property
    def stand(self) -> str:
        """As the filter names it."""
        return self.freshness.word if self.freshness else EMPTY


def rows_of(every: Sequence[Published], territory: Territory, today: date) -> list[SeriesRow]:
    """A row per series, with the newest figure of the whole network."""
    return [_row(each, territory, today) for each in every]


def _row(published: Published, territory: Territory, today: date) -> SeriesRow:
    series = published.series
    newest = published.newest
    if newest is None:
        return SeriesRow(series, "", "Nog geen cijfers.", series.publisher, series.described.words, None)
    figure = published.figure(None, newest.year, territory)
    known = figure.value.number is not None
    places = sum(place in published.years[newest.year] for place in territory.own)
    note = NOT_TOGETHER if figure.note == NOT_ADDED else figure.note
    return SeriesRow(
        series,
        series.described.said(figure.value) if known else "",
        "" if known else f"{dutch.counted(places, 'gemeente', 'gemeenten')} met een cijfer. {note}",
        source_words(series.publisher, newest.published_on),
        series.described.words,
        published.freshness(newest.year, today),
    )
