"""What the gate reads: living figures, who was asked, definitions; of many indicators at once.

Only `cells` shows what is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from django.db import connection
from django.db.models import Max, TextField
from django.db.models.functions import Cast

from streekwerk.indicators.choices import Dimension
from streekwerk.indicators.models import Definition, Indicator, Measurement, RoundRequest
from streekwerk.indicators.queries.entry import Row
from streekwerk.indicators.querysets import MeasurementQuerySet
from streekwerk.indicators.rules.figures.periods import Period, period_between
from streekwerk.indicators.rules.figures.values import Value, value_of

Given = Mapping[Period, Mapping[int, Mapping[str, Value]]]
"""The living figures of an indicator: by period, by the definition they were measured by, by subject."""


@dataclass(frozen=True, slots=True)
class Round:
    """Who was asked, for which stretch, and whether answers still come in."""

    number: int
    start: date
    end: date
    closed: datetime | None
    """None: answers still come in."""
    parties: set[int]


@dataclass(frozen=True, slots=True)
class Detail:
    """What was said with a figure."""

    measurement: int
    comment: str
    source: str
    kept_reason: str


@dataclass(frozen=True)
class Said:
    """The comments and sources of an indicator, read when somebody looks at one."""

    indicator: Indicator

    @cached_property
    def by_start(self) -> Mapping[date, Mapping[str, Detail]]:
        """By the first day of the period and the subject; one query."""
        return self._read(Measurement.objects.filter(indicator=self.indicator))

    def on(self, start: date) -> Mapping[str, Detail]:
        """By subject what was said with the figures of one period; one query."""
        rows = Measurement.objects.filter(indicator=self.indicator, period_start=start)
        return self._read(rows).get(start, {})

    @staticmethod
    def _read(rows: MeasurementQuerySet) -> dict[date, dict[str, Detail]]:
        found: dict[date, dict[str, Detail]] = {}
        for start, subject, number, comment, source, reason in (
            rows.live()
            .order_by()
            .values_list("period_start", "subject", "pk", "comment", "source", "kept_reason")
        ):
            found.setdefault(start, {})[subject] = Detail(number, comment, source, reason)
        return found


@dataclass(frozen=True)
class Stored:
    """Everything that is known of some indicators, by indicator."""

    indicators: Sequence[Indicator]
    """Those with a definition."""
    definitions: Mapping[int, Sequence[Definition]]
    rows: Mapping[int, Given]
    rounds: Mapping[int, Sequence[Round]]

    @classmethod
    def of(cls, indicators: Sequence[Indicator], first: date | None, last: date | None) -> Stored:
        """What touches this stretch of time; three queries."""
        if not indicators:
            return cls([], {}, {}, {})
        which: Any = {"indicator__in": [each.pk for each in indicators]}
        definitions: dict[int, list[Definition]] = {}
        for definition in Definition.objects.filter(**which).order_by("number"):
            definitions.setdefault(definition.indicator_id, []).append(definition)
        return cls(
            [each for each in indicators if each.pk in definitions],
            definitions,
            _rows(which, first, last),
            _rounds(indicators, first, last),
        )


_FIGURE = ("state", "value", "numerator", "denominator")


def _rows(which: Any, first: date | None, last: date | None) -> dict[int, Given]:
    """The living figures by indicator; one query.

    Half a million rows hold a few hundred different days and figures: each is read from what the database
    gives once, by the converters of its field, and shared.
    """
    stored = Measurement.objects.filter(**which).live().order_by()
    if first:
        stored = stored.filter(period_end__gte=first)
    if last:
        stored = stored.filter(period_start__lte=last)
    # Days as text: two days of every row would be read, of which there are a hundred.
    asked = stored.annotate(
        first=Cast("period_start", TextField()), last=Cast("period_end", TextField())
    ).values_list("indicator_id", "definition_id", "subject", "first", "last", *_FIGURE)
    found: dict[int, dict[Period, dict[int, dict[str, Value]]]] = {}
    cells: dict[tuple[Any, ...], dict[str, Value]] = {}
    periods: dict[tuple[str, str], Period] = {}
    values: dict[tuple[Any, ...], Value] = {}
    readers = [_reader(name) for name in _FIGURE]
    sql, params = asked.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for number, definition, subject, start, end, *said in cursor.fetchall():
            key = (number, definition, start, end)
            cell = cells.get(key)
            if cell is None:
                if (period := periods.get((start, end))) is None:
                    period = period_between(date.fromisoformat(start), date.fromisoformat(end))
                    periods[start, end] = period
                cell = found.setdefault(number, {}).setdefault(period, {}).setdefault(definition, {})
                cells[key] = cell
            figure = tuple(said)
            if (value := values.get(figure)) is None:
                state, *numbers = (read(raw) for read, raw in zip(readers, figure, strict=True))
                value = values[figure] = value_of(state, *numbers)
            cell[subject] = value
    return found  # type: ignore[return-value]


def _reader(name: str) -> Callable[[Any], Any]:
    """What reads what the database gives for this field, as the ORM does."""
    column = cast("Any", Measurement._meta.get_field(name)).cached_col
    converters = [*connection.ops.get_db_converters(column), *column.get_db_converters(connection)]

    def read(raw: Any) -> Any:
        for convert in converters:
            raw = convert(raw, column, connection)
        return raw

    return read


def _rounds(indicators: Sequence[Indicator], first: date | None, last: date | None) -> dict[int, list[Round]]:
    asked = RoundRequest.objects.filter(round__indicators__in=[each.pk for each in indicators])
    if first:
        asked = asked.filter(round__period_end__gte=first)
    if last:
        asked = asked.filter(round__period_start__lte=last)
    found: dict[tuple[int, int], Round] = {}
    for number, indicator, start, end, closed, party in asked.order_by().values_list(
        "round_id",
        "round__indicators",
        "round__period_start",
        "round__period_end",
        "round__closed_at",
        "party_id",
    ):
        key = (indicator, number)
        if key not in found:
            found[key] = Round(number, start, end, closed, set())
        found[key].parties.add(party)
    rounds: dict[int, list[Round]] = {}
    for (indicator, _), one in found.items():
        rounds.setdefault(indicator, []).append(one)
    return rounds


def about(rounds: Sequence[Round], period: Period) -> list[Round]:
    """The rounds in which something of this period is asked."""
    return [one for one in rounds if one.start <= period.end and period.start <= one.end]


def asked_in(rounds: Sequence[Round], subjects: Mapping[str, Row]) -> set[str] | None:
    """Who was asked in these rounds; None when there was no round."""
    if not rounds:
        return None
    parties = set().union(*(one.parties for one in rounds))
    return {key for key, row in subjects.items() if row.party_id is None or row.party_id in parties}


def last_changes(periods: Iterable[tuple[int, date, date]]) -> dict[tuple[int, date, date], datetime]:
    """By indicator and period when a figure last came or went; one query."""
    wanted = set(periods)
    rows = Measurement.objects.filter(indicator__in={indicator for indicator, _, _ in wanted}).order_by()
    found = {}
    for indicator, start, end, came, went in rows.values_list(
        "indicator", "period_start", "period_end"
    ).annotate(came=Max("entered_at"), went=Max("succeeded_at")):
        if (indicator, start, end) in wanted:
            found[indicator, start, end] = max(came, went) if went else came
    return found


def dimension_of(key: str) -> str:
    """Of what a subject key is: a party, a place, a channel or the network.

    >>> dimension_of("//Instagram"), dimension_of("//")
    ('channel', 'network')
    """
    party, place, channel = key.split("/", 2)
    if party:
        return Dimension.PARTY.value
    if place:
        return Dimension.PLACE.value
    return Dimension.CHANNEL.value if channel else Dimension.NETWORK.value


def as_given(numbers: Sequence[int]) -> list[Measurement]:
    """These figures with their definition; one query."""
    return list(Measurement.objects.filter(pk__in=numbers).select_related("definition"))
