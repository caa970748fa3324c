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
from streekwerk.indicators.queries.hiding import Told, words_for_gatherers, words_for_readers
from streekwerk.indicators.queries.stored import (
    Detail,
    Given,
    Said,
    Stored,
    about,
    as_given,
    asked_in,
    dimension_of,
    last_changes,
)
from streekwerk.indicators.queries.territory import Territory, places_of, territory_of
from streekwerk.indicators.released import At, Draft, Releases, Standing
from streekwerk.indicators.rules.figures.periods import Period, Rhythm, periods_between
from streekwerk.indicators.rules.figures.publishing import Groups, Published, Terms
from streekwerk.indicators.rules.figures.rollup import Addition
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
    standing: Standing | None = None
    """Where its publication stands; None where nothing is protected."""
    raw: bool = False

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
        if self.standing and not self.raw:
            # What was said with a figure that is not published yet could tell it.
            kept_back |= frozenset(self.standing.stale) - self.own
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
    def due(self) -> bool:
        """Whether some of these figures are published on a later day, without anybody changing them."""
        return any(one.standing is not None and one.standing.due for one in self.periods)

    @property
    def left(self) -> bool:
        """Whether the next look publishes some of these figures, without anybody changing them."""
        return any(one.standing is not None and one.standing.left for one in self.periods)

    @property
    def note(self) -> str:
        """What to say beside the figures about what is hidden or stays as it was; empty where nothing is."""
        told = [Told(one.period, one.published, one.standing, one.round_open) for one in self.periods]
        smallest = self.definition.smallest
        if self.sight.raw:
            return words_for_gatherers(told, smallest)
        return words_for_readers(told, smallest, own=bool(self.sight.own))


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
    protected = [pk for pk, every in stored.definitions.items() if any(one.smallest > 1 for one in every)]
    releases = Releases(protected, first, last)
    rows_of = _RowsOf()
    taking_part: dict[int, tuple[list[Period], dict[str, entry.Row]]] = {}
    for indicator in stored.indicators:
        definitions, rows = stored.definitions[indicator.pk], stored.rows.get(indicator.pk, {})
        periods = _periods(indicator, definitions, rows, first, last or today)
        used = set() if sight.raw else releases.subjects(indicator.pk)
        taking_part[indicator.pk] = periods, rows_of.all(indicator, definitions, periods, rows, used)
    everybody = {key: row for _, subjects in taking_part.values() for key, row in subjects.items()}
    places = places_of(everybody)
    stretch = [period for periods, _ in taking_part.values() for period in periods]
    territory = territory_of(places, sorted(stretch))
    drawn = {
        indicator.pk: _drawn(indicator, stored, *taking_part[indicator.pk], territory)
        for indicator in stored.indicators
    }
    drafts = [one.draft for each in drawn.values() for one in each if one.draft]
    standings = releases.settle(drafts, last_changes)
    made = {}
    for indicator in stored.indicators:
        subjects = taking_part[indicator.pk][1]
        own = frozenset(key for key, subject in subjects.items() if subject.party_id in sight.own)
        said = Said(indicator)
        periods_seen = [_seen(one, sight, standings, own, said) for one in drawn[indicator.pk]]
        mine = {key: places[key] for key in subjects if key in places}
        definitions = stored.definitions[indicator.pk]
        made[indicator.pk] = Cells(
            indicator, definitions, subjects, mine, territory.names, periods_seen, sight
        )
    return made


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The figures of one period before anybody looks at them."""

    period: Period
    definition: Definition
    values: Mapping[str, Value]
    schemes: Mapping[str, Groups[str]]
    round_open: bool
    draft: Draft | None
    """On its way to readers, where small numbers are protected."""


def _drawn(
    indicator: Indicator,
    stored: Stored,
    periods: Sequence[Period],
    subjects: Mapping[str, entry.Row],
    territory: Territory,
) -> list[_Drawn]:
    definitions, rows = stored.definitions[indicator.pk], stored.rows.get(indicator.pk, {})
    belonging: dict[str, dict[str, entry.Row]] = {}
    for key, subject in subjects.items():
        belonging.setdefault(dimension_of(key), {})[key] = subject
    found = []
    for period in periods:
        definition, values = _measured_by(definitions, rows.get(period, {}), period)
        here = belonging.get(definition.dimension, {})
        rounds = about(stored.rounds.get(indicator.pk, ()), period)
        if len(values) < len(here):
            asked = asked_in(rounds, here)
            for key, subject in here.items():
                if key not in values and subject.asked(period):
                    values[key] = absent(asked=asked is None or key in asked)
        ordered = {key: values[key] for key in here if key in values}
        schemes = territory.schemes(period.end)
        closed = {one.number: one.closed for one in rounds if one.closed}
        round_open = len(closed) < len(rounds)
        draft = None
        if definition.smallest > 1:
            at = (indicator.pk, period.start, period.end)
            terms, last = terms_of(definition), max(closed.values(), default=None)
            numbers = tuple(sorted(closed))
            draft = Draft(at, ordered, schemes, terms, territory.main, numbers, last, round_open)
        found.append(_Drawn(period, definition, ordered, schemes, round_open, draft))
    return found


def _seen(
    drawn: _Drawn, sight: Sight, standings: Mapping[At, Standing], own: frozenset[str], said: Said
) -> PeriodCells:
    standing = standings[drawn.draft.at] if drawn.draft else None
    if standing and not sight.raw:
        table = standing.published
    else:
        table = Published(drawn.values, terms_of(drawn.definition), drawn.schemes)
    mine = {key: drawn.values[key] for key in own if key in drawn.values}
    seen = {**table.values, **mine} if mine else table.values
    return PeriodCells(
        drawn.period, drawn.definition, table, seen, drawn.round_open, own, said, standing, sight.raw
    )


def terms_of(definition: Definition) -> Terms:
    """How the figures of a definition become one, and what is protected from whoever does not gather them."""
    return Terms(
        addition=cast("Addition", definition.addition),
        measure=definition.measure,
        smallest=definition.smallest,
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
        used: set[str],
    ) -> dict[str, entry.Row]:
        """The rows of an indicator by key, those of its newest definition first; `used` are there."""
        used = used.union(*(values for given in rows.values() for values in given.values()))
        found: dict[str, entry.Row] = {}
        newest = {definition.dimension: definition for definition in definitions}
        for dimension in dict.fromkeys(definition.dimension for definition in reversed(definitions)):
            here = {key for key in used if dimension_of(key) == dimension}
            for row in self._of(indicator, newest[dimension], periods, here):
                found.setdefault(row.key, row)
        for key in sorted(used - found.keys()):
            found[key] = entry.Row(key, "onbekend", stays=())
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
