"""The gate to figures: what this visitor may see of each cell, total and zone.

Nothing else reads measurements to show them. Who gathers the figures of the network sees them as they were
given; a contact of a member sees the own figure; everybody else sees what is published: small numbers are
hidden, together with what they could be worked out from (`rules.figures.publishing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from streekwerk.access.models import Actor, Permission, operator
from streekwerk.access.queries import require
from streekwerk.indicators.choices import Dimension
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.indicators.queries import entry
from streekwerk.indicators.queries.stored import (
    Detail,
    Given,
    Said,
    Stored,
    as_given,
    asked_in,
    dimension_of,
)
from streekwerk.indicators.queries.territory import Territory, places_of, territory_of
from streekwerk.indicators.rules.figures.periods import (
    Period,
    Rhythm,
    periods_between,
)
from streekwerk.indicators.rules.figures.publishing import Published, Terms, publish
from streekwerk.indicators.rules.figures.rollup import Addition
from streekwerk.indicators.rules.figures.suppression import EXPLANATION
from streekwerk.indicators.rules.figures.values import Value, absent

__all__ = ["Cells", "Detail", "PeriodCells", "Sight", "cells_of", "cells_of_many", "sight_of", "terms_of"]

_EVERYONE = operator("poort")
"""Inside the gate every row is read; what leaves it depends on who asks."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What this visitor sees of the figures of a network."""

    raw: bool
    """Every figure as it was given."""
    own: frozenset[int] = frozenset()
    """The parties whose own figure this visitor sees."""

    def words(self, smallest: int, published: Published[str] | None = None) -> str:
        """What to say beside the figures; empty where nothing is protected.

        >>> Sight(True).words(5)
        'U ziet elk cijfer, omdat u de cijfers bijhoudt. Lezers zien geen getallen kleiner dan 5.'
        """
        if smallest < 2:
            return ""
        if self.raw:
            hidden = f"Lezers zien geen getallen kleiner dan {smallest}."
            return f"U ziet elk cijfer, omdat u de cijfers bijhoudt. {hidden}"
        if published is None or not published.anything_hidden:
            return ""
        said = EXPLANATION.format(smallest=smallest)
        if published.waiting:
            said = "Verborgen tot de bevraging afgelopen is: deze cijfers gaan over kleine groepen."
        return f"{said} Het cijfer van uw eigen bestuur ziet u wel." if self.own else said


@dataclass(frozen=True)
class PeriodCells:
    """The figures of one period, as far as this visitor sees them."""

    period: Period
    definition: Definition
    published: Published[str]
    """`values` by subject key, `whole`, and `schemes` by name with totals per group."""
    values: Mapping[str, Value]
    """The same cells with the visitor's own figure in them."""
    round_open: bool = False
    own: frozenset[str] = frozenset()
    said: Said | None = None

    @cached_property
    def details(self) -> Mapping[str, Detail]:
        """What was said with the cells that this visitor sees; one query for all periods together."""
        return self._seen(self.said.by_start.get(self.period.start, {})) if self.said else {}

    @cached_property
    def details_alone(self) -> Mapping[str, Detail]:
        """The same, read for this period only; one query."""
        return self._seen(self.said.on(self.period.start)) if self.said else {}

    def _seen(self, told: Mapping[str, Detail]) -> dict[str, Detail]:
        kept_back = self.published.hidden - self.own
        return {key: one for key, one in told.items() if key in self.values and key not in kept_back}


@dataclass(frozen=True)
class Cells:
    """The figures of an indicator: whose, of which periods, and what stands in each cell."""

    indicator: Indicator
    definitions: Sequence[Definition]
    subjects: Mapping[str, entry.Row]
    """By key, in the order of the rows: `label`, `party_id`, `place_id`, `channel`."""
    places: Mapping[str, int]
    """By key the municipality a subject counts in."""
    groups: Mapping[int, str]
    """The names of the zones that stand in `published.schemes`."""
    periods: Sequence[PeriodCells]
    sight: Sight

    @cached_property
    def definition(self) -> Definition:
        """The newest definition."""
        return self.definitions[-1]

    @property
    def note(self) -> str:
        """What to say beside the figures about what is hidden; empty where nothing is."""
        hiding = [one.published for one in self.periods if one.published.anything_hidden]
        return self.sight.words(self.definition.smallest, hiding[-1] if hiding else None)


def sight_of(actor: Actor, network_id: int) -> Sight:
    """What this visitor sees of the figures of a network.

    Raises:
        NotAllowed: the plans of this network are not for this visitor.
    """
    require(actor, Permission.PLAN_READ, at=network_id)
    own = frozenset(party for at, party in actor.parties_with(Permission.FIGURES_ANSWER) if at == network_id)
    # Also in the past, where nobody enters anything.
    everything = actor.kind == "operator" or network_id in actor.seeing_with(Permission.FIGURES_ENTER)
    return Sight(everything, own)


def cells_of(
    actor: Actor,
    indicator: Indicator,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> Cells:
    """The figures of an indicator by period, oldest first; as many queries whatever there is.

    Without `first` from the earliest figure, without `last` until today. A period in which nothing was given
    is there too.

    Raises:
        NotAllowed: the plans of this network are not for this visitor.
        NotMeasured: no figures are kept of it.
    """
    found = cells_of_many(actor, [indicator], today=today, first=first, last=last)
    if indicator.pk not in found:
        raise entry.NotMeasured
    return found[indicator.pk]


def cells_of_many(
    actor: Actor,
    indicators: Sequence[Indicator],
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> dict[int, Cells]:
    """The figures of indicators of one plan, by indicator; not of those that are set aside or have no card.

    As many queries as for one, and one more for every dimension and stretch of time that differs.

    Raises:
        NotAllowed: the plans of this network are not for this visitor.
    """
    if not indicators:
        return {}
    sight = sight_of(actor, indicators[0].plan.network_id)
    stored = Stored.of([each for each in indicators if not each.set_aside_reason], first, last)
    taking_part: dict[int, tuple[list[Period], dict[str, entry.Row]]] = {}
    rows_of = _RowsOf()
    for indicator in stored.indicators:
        definitions, rows = stored.definitions[indicator.pk], stored.rows.get(indicator.pk, {})
        periods = _periods(indicator, definitions, rows, first, last or today)
        taking_part[indicator.pk] = periods, rows_of.all(indicator, definitions, periods, rows)
    everybody = {key: row for _, subjects in taking_part.values() for key, row in subjects.items()}
    places = places_of(everybody)
    stretch = [period for periods, _ in taking_part.values() for period in periods]
    territory = territory_of(places, sorted(stretch))
    return {
        indicator.pk: _cells(indicator, stored, *taking_part[indicator.pk], places, territory, sight)
        for indicator in stored.indicators
    }


def _cells(
    indicator: Indicator,
    stored: Stored,
    periods: Sequence[Period],
    subjects: Mapping[str, entry.Row],
    places: Mapping[str, int],
    territory: Territory,
    sight: Sight,
) -> Cells:
    definitions, rows = stored.definitions[indicator.pk], stored.rows.get(indicator.pk, {})
    rounds = stored.rounds.get(indicator.pk, ())
    said = Said(indicator)
    belonging: dict[str, dict[str, entry.Row]] = {}
    for key, subject in subjects.items():
        belonging.setdefault(dimension_of(key), {})[key] = subject
    own = frozenset(key for key, subject in subjects.items() if subject.party_id in sight.own)
    found = []
    for period in periods:
        definition, values = _measured_by(definitions, rows.get(period, {}), period)
        here = belonging.get(definition.dimension, {})
        asked, round_open = asked_in(rounds, period, here)
        if len(values) < len(here):
            for key, subject in here.items():
                if key not in values and subject.asked(period):
                    values[key] = absent(asked=asked is None or key in asked)
        ordered = {key: values[key] for key in here if key in values}
        table = publish(
            ordered,
            territory.schemes(period.end),
            terms_of(definition, raw=sight.raw),
            main=territory.main,
            round_open=round_open,
        )
        seen = (
            {**table.values, **{key: ordered[key] for key in own if key in ordered}} if own else table.values
        )
        found.append(PeriodCells(period, definition, table, seen, round_open, own, said))
    mine = {key: places[key] for key in subjects if key in places}
    return Cells(indicator, definitions, subjects, mine, territory.names, found, sight)


def terms_of(definition: Definition, *, raw: bool) -> Terms:
    """How the figures of a definition become one, and what is protected from this visitor."""
    return Terms(
        addition=cast("Addition", definition.addition),
        measure=definition.measure,
        smallest=0 if raw else definition.smallest,
        # A member knows the figure it gave: with two hidden cells it would know the other one.
        insiders=definition.dimension == Dimension.PARTY,
    )


# ------------------------------------------------------------------ of which periods, of whom


def _periods(
    indicator: Indicator,
    definitions: Sequence[Definition],
    rows: Given,
    first: date | None,
    last: date,
) -> list[Period]:
    """Every period to show: those with figures and those between them and the end, by the rhythm of then."""
    found = set(rows)
    if definitions[-1].rhythm == "once":
        found = found or {entry.whole_of(indicator.plan, last)}
        return sorted(found)
    start = first or min((period.start for period in found), default=last)
    for definition, following in zip(definitions, [*definitions[1:], None], strict=True):
        begins = max(start, definition.valid_from or start)
        ends = min(last, following.valid_from) if following and following.valid_from else last
        rhythm = cast("Rhythm", definition.rhythm)
        if rhythm != "once" and begins <= ends:
            found |= {
                period
                for period in periods_between(begins, ends, rhythm)
                if entry.definition_on(definitions, period.end) == definition
            }
    return sorted(found)


def _measured_by(
    definitions: Sequence[Definition], given: Mapping[int, Mapping[str, Value]], period: Period
) -> tuple[Definition, dict[str, Value]]:
    """The definition of a period, and the figures measured by it, by subject."""
    newest = next((one for one in reversed(definitions) if one.pk in given), None)
    definition = newest or entry.definition_on(definitions, period.end)
    return definition, dict(given.get(definition.pk, {}))


class _RowsOf:
    """Whose figures there are or are expected; one query per dimension and stretch of time."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date, date], list[entry.Row]] = {}

    def all(
        self,
        indicator: Indicator,
        definitions: Sequence[Definition],
        periods: Sequence[Period],
        rows: Given,
    ) -> dict[str, entry.Row]:
        """The rows of an indicator by key, those of its newest definition first."""
        used = set[str]().union(*(values for given in rows.values() for values in given.values()))
        found: dict[str, entry.Row] = {}
        newest = {definition.dimension: definition for definition in definitions}
        for dimension in dict.fromkeys(definition.dimension for definition in reversed(definitions)):
            here = {key for key in used if dimension_of(key) == dimension}
            for row in self._of(indicator, newest[dimension], periods, here):
                found.setdefault(row.key, row)
        for key in sorted(used - found.keys()):
            found[key] = entry.Row(key, "onbekend")
        return found

    def _of(
        self, indicator: Indicator, definition: Definition, periods: Sequence[Period], used: set[str]
    ) -> list[entry.Row]:
        if not periods:
            return []
        if definition.dimension not in (Dimension.PARTY, Dimension.PLACE):
            return entry.rows_of(indicator, definition, periods, _EVERYONE, used=used)
        stretch = (definition.dimension, periods[0].start, periods[-1].end)
        if stretch not in self._known:
            self._known[stretch] = entry.rows_of(indicator, definition, periods, _EVERYONE)
        rows = self._known[stretch]
        if used - {row.key for row in rows}:
            # Who took part before, and has a figure.
            rows = entry.rows_of(indicator, definition, periods, _EVERYONE, used=used)
        return rows


MOST_BEHIND = 1_000


def behind(cells: Cells, actor: Actor, *, who: str = "") -> list[Measurement]:
    """The figures behind the cells this visitor sees, newest period first, each followed by what stood there.

    Of one subject with `who`; at most a thousand. What a figure took the place of is told to whom may see
    every figure, for an earlier small number gives away a later one. Two queries.
    """
    seen = {
        detail.measurement: (key, one.period.start)
        for one in reversed(cells.periods)
        for key, detail in one.details.items()
        if who in ("", key)
    }
    living = as_given(list(seen)[:MOST_BEHIND])
    past = Measurement.objects.visible_to(actor).filter(
        indicator=cells.indicator, succeeded_at__isnull=False, subject__in={key for key, _ in seen.values()}
    )
    there = set(seen.values())
    rows = [*living, *(row for row in past.select_related("definition") if _cell(row) in there)]
    return sorted(rows, key=lambda row: (row.period_start, row.subject, row.pk), reverse=True)


def _cell(row: Measurement) -> tuple[str, date]:
    return row.subject, row.period_start
