"""The gate to figures: what this visitor may see of each cell, total and zone.

Nothing else reads measurements to show them. Who gathers the figures of the network sees them as they were
given; a contact of a member sees the own figure; everybody else sees what is published: small numbers are
hidden, together with what they could be worked out from (`rules.figures.publishing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import cast

from streekwerk.access.models import Actor, Permission, operator
from streekwerk.access.queries import may, require
from streekwerk.indicators.choices import Dimension
from streekwerk.indicators.models import Definition, Indicator, Measurement, RoundRequest
from streekwerk.indicators.queries import entry
from streekwerk.indicators.queries.territory import places_of, territory_of
from streekwerk.indicators.rules.figures.periods import (
    Period,
    Rhythm,
    period_between,
    periods_between,
)
from streekwerk.indicators.rules.figures.publishing import Published, Terms, publish
from streekwerk.indicators.rules.figures.rollup import Addition
from streekwerk.indicators.rules.figures.suppression import EXPLANATION
from streekwerk.indicators.rules.figures.values import Value, absent, value_of

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


@dataclass(frozen=True, slots=True)
class Detail:
    """What was said with a figure."""

    measurement: int
    comment: str
    source: str
    kept_reason: str


@dataclass(frozen=True)
class PeriodCells:
    """The figures of one period, as far as this visitor sees them."""

    period: Period
    definition: Definition
    published: Published[str]
    """`values` by subject key (`Subject.key`), `whole`, and `schemes` by name with totals per group."""
    values: Mapping[str, Value]
    """The same cells with the visitor's own figure in them."""
    details: Mapping[str, Detail] = field(default_factory=dict)
    """Of the cells that this visitor sees."""
    round_open: bool = False


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
    return Sight(may(actor, Permission.FIGURES_ENTER, at=network_id), own)


def cells_of(
    actor: Actor,
    indicator: Indicator,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
) -> Cells:
    """The figures of an indicator by period, oldest first; ten queries at most, whatever there is.

    Without `first` from the earliest figure, without `last` until today. A period in which nothing was given
    is there too.

    Raises:
        NotAllowed: the plans of this network are not for this visitor.
        NotMeasured: no figures are kept of it.
    """
    sight = sight_of(actor, indicator.plan.network_id)
    definitions = entry.definitions_of(indicator)
    rows = _rows(indicator, first, last)
    rounds = _rounds(indicator, first, last)
    periods = _periods(indicator, definitions, rows, first, last or today)
    subjects = _subjects(indicator, definitions, periods, rows)
    places = places_of(subjects)
    territory = territory_of(places, periods)
    found = []
    for period in periods:
        definition, given = _measured_by(definitions, rows.get(period.start, ()), period)
        here = {key: row for key, row in subjects.items() if _belongs(row, definition)}
        asked, round_open = _asked(rounds, period, here, places)
        values = {row.subject: row.value for row in given}
        for key, subject in here.items():
            if key not in values and (expected := subject.asked(period)):
                values[key] = absent(asked=expected if asked is None else key in asked)
        ordered = {key: values[key] for key in subjects if key in values}
        table = publish(
            ordered,
            territory.schemes(period.end),
            terms_of(definition, raw=sight.raw),
            main=territory.main,
            round_open=round_open,
        )
        own = {key: ordered[key] for key in ordered if subjects[key].party_id in sight.own}
        seen = {**table.values, **own}
        details = {
            row.subject: row.detail
            for row in given
            if row.subject in seen and (row.subject not in table.hidden or row.subject in own)
        }
        found.append(PeriodCells(period, definition, table, seen, details, round_open))
    return Cells(indicator, definitions, subjects, places, territory.names, found, sight)


def terms_of(definition: Definition, *, raw: bool) -> Terms:
    """How the figures of a definition become one, and what is protected from this visitor."""
    return Terms(
        addition=cast("Addition", definition.addition),
        measure=definition.measure,
        smallest=0 if raw else definition.smallest,
        # A member knows the figure it gave: with two hidden cells it would know the other one.
        insiders=definition.dimension == Dimension.PARTY,
    )


# ------------------------------------------------------------------ what is stored


@dataclass(frozen=True, slots=True)
class _Row:
    definition: int
    subject: str
    period: Period
    value: Value
    detail: Detail


def _rows(indicator: Indicator, first: date | None, last: date | None) -> dict[date, list[_Row]]:
    """The living figures by the first day of their period; one query of plain tuples."""
    stored = Measurement.objects.filter(indicator=indicator).live()
    if first:
        stored = stored.filter(period_end__gte=first)
    if last:
        stored = stored.filter(period_start__lte=last)
    found: dict[date, list[_Row]] = {}
    periods: dict[tuple[date, date], Period] = {}
    for row in stored.order_by("period_start").values_list(
        "definition_id", "subject", "period_start", "period_end", "state", "value", "numerator",
        "denominator", "pk", "comment", "source", "kept_reason",
    ):  # fmt: skip
        days = (row[2], row[3])
        if days not in periods:
            periods[days] = period_between(*days)
        value = value_of(row[4], row[5], row[6], row[7])
        found.setdefault(row[2], []).append(_Row(row[0], row[1], periods[days], value, Detail(*row[8:])))
    return found


@dataclass(frozen=True, slots=True)
class _Round:
    start: date
    end: date
    open: bool
    parties: set[int]


def _rounds(indicator: Indicator, first: date | None, last: date | None) -> list[_Round]:
    """Who was asked for this indicator, per round; one query."""
    asked = RoundRequest.objects.filter(round__indicators=indicator)
    if first:
        asked = asked.filter(round__period_end__gte=first)
    if last:
        asked = asked.filter(round__period_start__lte=last)
    found: dict[int, _Round] = {}
    for number, start, end, closed, party in asked.order_by().values_list(
        "round_id", "round__period_start", "round__period_end", "round__closed_at", "party_id"
    ):
        found.setdefault(number, _Round(start, end, closed is None, set())).parties.add(party)
    return list(found.values())


def _periods(
    indicator: Indicator,
    definitions: Sequence[Definition],
    rows: Mapping[date, Sequence[_Row]],
    first: date | None,
    last: date,
) -> list[Period]:
    """Every period to show: those with figures and those between them and the end, by the rhythm of then."""
    found = {row.period for given in rows.values() for row in given}
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
    definitions: Sequence[Definition], rows: Iterable[_Row], period: Period
) -> tuple[Definition, list[_Row]]:
    """The definition of a period, and the figures measured by it."""
    given = [row for row in rows if row.period == period]
    used = {row.definition for row in given}
    newest = next((one for one in reversed(definitions) if one.pk in used), None)
    definition = newest or entry.definition_on(definitions, period.end)
    return definition, [row for row in given if row.definition == definition.pk]


def _subjects(
    indicator: Indicator,
    definitions: Sequence[Definition],
    periods: Sequence[Period],
    rows: Mapping[date, Sequence[_Row]],
) -> dict[str, entry.Row]:
    """Whose figures there are or are expected; one query per dimension that was ever used."""
    used = {row.subject for given in rows.values() for row in given}
    found: dict[str, entry.Row] = {}
    # The newest definition of each dimension: its rows come first.
    newest = {definition.dimension: definition for definition in definitions}
    for dimension in dict.fromkeys(definition.dimension for definition in reversed(definitions)):
        here = {key for key in used if _dimension(key) == dimension}
        for row in entry.rows_of(indicator, newest[dimension], periods, _EVERYONE, used=here):
            found.setdefault(row.key, row)
    for key in sorted(used - found.keys()):
        found[key] = entry.Row(key, "onbekend")
    return found


def _dimension(key: str) -> str:
    party, place, channel = key.split("/", 2)
    return (
        Dimension.PARTY
        if party
        else Dimension.PLACE
        if place
        else Dimension.CHANNEL
        if channel
        else "network"
    )


def _belongs(row: entry.Row, definition: Definition) -> bool:
    return _dimension(row.key) == definition.dimension


def _asked(
    rounds: Sequence[_Round],
    period: Period,
    subjects: Mapping[str, entry.Row],
    places: Mapping[str, int],
) -> tuple[set[str] | None, bool]:
    """Who was asked in a round for this period, None when there was no round; and whether one is open."""
    touching = [one for one in rounds if one.start <= period.end and period.start <= one.end]
    if not touching:
        return None, False
    parties = set().union(*(one.parties for one in touching))
    asked = {key for key, row in subjects.items() if row.party_id is None or row.party_id in parties}
    return asked, any(one.open for one in touching)
