"""The entry grid: whose figures, for which periods, and what stands in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.indicators.choices import Addition, Dimension, Measure
from streekwerk.indicators.models import Definition, Indicator, Measurement
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.rules.entry.cells import Shape
from streekwerk.indicators.rules.entry.judging import Known
from streekwerk.indicators.rules.figures.periods import (
    NoSuchPeriod,
    Period,
    Rhythm,
    period_between,
    period_of,
    periods_between,
    read_period,
)
from streekwerk.indicators.rules.figures.values import value_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.choices import MembershipRole, PlaceKind
from streekwerk.network.models import Membership, Place
from streekwerk.plans.models import Plan

COLUMNS: Mapping[str, int] = {"month": 12, "quarter": 8, "half_year": 6, "year": 6, "once": 1}
"""How many periods a page of the grid shows."""
MOST_COLUMNS = 36

Key = tuple[str, date]
"""A cell: the key of its row and the first day of its period."""


class NotMeasured(DomainError):
    """The indicator has no definition, or was set aside."""

    def __init__(self) -> None:
        super().__init__(
            "Van deze indicator worden geen cijfers bijgehouden. Bevestig eerst wat hij meet, op zijn kaart."
        )


Stay = tuple[date | None, date | None]
"""The first and last day on which somebody takes part; None: always, for ever."""


@dataclass(frozen=True, slots=True)
class Row:
    """Whose figures stand in a row: of a member, a place, a channel, or of the network."""

    key: str
    label: str
    party_id: int | None = None
    place_id: int | None = None
    channel: str = ""
    stays: tuple[Stay, ...] = ((None, None),)
    """When it takes part: outside it nothing is asked of it."""

    def asked(self, period: Period) -> bool:
        """Whether a figure is expected of it for this period."""
        return any(
            (first is None or first <= period.end) and (last is None or last >= period.start)
            for first, last in self.stays
        )


@dataclass(frozen=True)
class Grid:
    """What the entry page shows, and the definition its figures follow."""

    indicator: Indicator
    definition: Definition
    rows: Sequence[Row]
    periods: Sequence[Period]
    figures: Mapping[Key, Known]

    @property
    def shape(self) -> Shape:
        return shape_of(self.definition)

    def figure(self, row: Row, period: Period) -> Known | None:
        """The figure that holds in this cell."""
        return self.figures.get((row.key, period.start))


def shape_of(definition: Definition) -> Shape:
    """What a cell of this definition holds."""
    share = definition.measure == Measure.SHARE
    return Shape(
        pair=share or definition.addition == Addition.WEIGHTED, percent=share, decimals=definition.decimals
    )


def definitions_of(indicator: Indicator) -> list[Definition]:
    """Its definitions, oldest first; one query.

    Raises:
        NotMeasured: it has none, or was set aside.
    """
    found = list(Definition.objects.filter(indicator=indicator).order_by("number"))
    if not found or indicator.set_aside_reason:
        raise NotMeasured
    return found


def definition_on(definitions: Sequence[Definition], day: date) -> Definition:
    """The definition that holds on a day: the newest that began by then, else the first."""
    begun = [one for one in definitions if one.valid_from is None or one.valid_from <= day]
    return begun[-1] if begun else definitions[0]


def whole_of(plan: Plan, today: date) -> Period:
    """The one period of an indicator that is measured once: that of its plan."""
    start, end = plan.period_start, plan.period_end
    year = period_of(today, "year")
    return Period(start or year.start, max(end or year.end, start or year.start), "once")


def window(
    indicator: Indicator, definitions: Sequence[Definition], *, until: str, size: int, today: date
) -> list[Period]:
    """The periods of a page, newest last: up to the period with key `until`, by default that of today."""
    rhythm = cast("Rhythm", definition_on(definitions, today).rhythm)
    if rhythm == "once":
        return [whole_of(indicator.plan, today)]
    try:
        last = period_of(read_period(until).end, rhythm) if until else period_of(today, rhythm)
    except NoSuchPeriod:
        last = period_of(today, rhythm)
    found = [last]
    wanted = min(size, MOST_COLUMNS) if size > 0 else COLUMNS[rhythm]
    while len(found) < wanted and (before := found[0].previous):
        found.insert(0, before)
    return found


def grid_of(indicator: Indicator, actor: Actor, *, until: str = "", size: int = 0, today: date) -> Grid:
    """The grid for this person: every row for who gathers figures, only the own rows for a contact.

    Four queries at most.

    Raises:
        NotMeasured: no figures are kept of it.
    """
    definitions = definitions_of(indicator)
    periods = window(indicator, definitions, until=until, size=size, today=today)
    definition = definition_on(definitions, periods[-1].end)
    figures = figures_of(indicator, periods[0].start, periods[-1].end)
    rows = rows_of(indicator, definition, periods, actor, used={key for key, _ in figures})
    return Grid(indicator, definition, rows, periods, figures)


def figures_of(
    indicator: Indicator, first: date, last: date, subjects: Iterable[str] | None = None
) -> dict[Key, Known]:
    """The figures that hold for periods that begin from `first` to `last`; one query."""
    # Plain tuples: a page holds hundreds.
    rows = Measurement.objects.filter(indicator=indicator, period_start__range=(first, last)).live()
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    return {
        (row[0], row[1]): Known(row[2], value_of(row[3], row[4], row[5], row[6]), *row[7:])
        for row in rows.values_list(
            "subject", "period_start", "pk", "state", "value", "numerator", "denominator",
            "comment", "source", "by_label", "entered_at",
        )
    }  # fmt: skip


def rows_of(
    indicator: Indicator,
    definition: Definition,
    periods: Sequence[Period],
    actor: Actor,
    *,
    used: Iterable[str] = (),
) -> list[Row]:
    """Whose figures are kept: who takes part in these periods, and who has a figure already (`used`)."""
    network_id = indicator.plan.network_id
    everyone = may(actor, Permission.FIGURES_ENTER, at=network_id)
    own = {party for at, party in actor.parties_with(Permission.FIGURES_ANSWER) if at == network_id}
    if definition.dimension == Dimension.PARTY:
        rows = _members(network_id, periods, _numbers(used, 0))
        return rows if everyone else [row for row in rows if row.party_id in own]
    if not everyone:
        return []
    if definition.dimension == Dimension.PLACE:
        return _places(network_id, periods, _numbers(used, 1))
    if definition.dimension == Dimension.CHANNEL:
        named = dict.fromkeys([*definition.channels, *(key.split("/", 2)[2] for key in sorted(used))])
        return [Row(subject_key(None, None, name), name, channel=name) for name in named if name]
    return [Row(subject_key(None, None, ""), "Het hele netwerk")]


def _numbers(keys: Iterable[str], part: int) -> set[int]:
    return {int(number) for key in keys if (number := key.split("/", 2)[part])}


def _touching(first: date, last: date) -> Q:
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=last)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=first)
    )


def _members(network_id: int, periods: Sequence[Period], used: set[int]) -> list[Row]:
    held = Membership.objects.filter(network_id=network_id, role=MembershipRole.MEMBER).filter(
        _touching(periods[0].start, periods[-1].end) | Q(party__in=used)
    )
    stays: dict[tuple[str, int], list[Stay]] = {}
    for name, number, first, last in held.order_by("party__name").values_list(
        "party__name", "party_id", "valid_from", "valid_to"
    ):
        stays.setdefault((name, number), []).append((first, last))
    return [
        Row(subject_key(number, None, ""), name, party_id=number, stays=tuple(when))
        for (name, number), when in stays.items()
    ]


def _places(network_id: int, periods: Sequence[Period], used: set[int]) -> list[Row]:
    """The municipalities of the members; a member that is a zone brings those that lie in it. Two queries."""
    inside = _touching(periods[0].start, periods[-1].end)
    members = Membership.objects.filter(
        inside, network_id=network_id, role=MembershipRole.MEMBER, party__place__isnull=False
    )
    part = "party__place__parts__"
    stays: dict[int, set[Stay]] = {pk: set() for pk in used}
    for home, first, last, place, begun, ended in members.values_list(
        "party__place", "valid_from", "valid_to", f"{part}part", f"{part}valid_from", f"{part}valid_to"
    ):
        stays.setdefault(home, set()).add((first, last))
        if place:
            days = max(first or date.min, begun or date.min), min(last or date.max, ended or date.max)
            stays.setdefault(place, set()).add(days)
    rows = Place.objects.filter(pk__in=stays, kind=PlaceKind.MUNICIPALITY).order_by("name")
    return [
        Row(subject_key(None, number, ""), name, place_id=number, stays=tuple(stays[number]))
        for number, name in rows.values_list("pk", "name")
    ]


def period_in(indicator: Indicator, definition: Definition, key: str, today: date) -> Period | None:
    """The period with this key, when the definition has figures of such periods."""
    try:
        period = read_period(key)
    except NoSuchPeriod:
        return None
    if definition.rhythm == "once":
        whole = whole_of(indicator.plan, today)
        return whole if whole.key == key else None
    return period if period.rhythm == definition.rhythm else None


def periods_asked(definition: Definition, first: date, last: date) -> list[Period]:
    """The periods of a definition that touch a stretch of time: what a round asks."""
    rhythm = cast("Rhythm", definition.rhythm)
    return [period_between(first, last)] if rhythm == "once" else periods_between(first, last, rhythm)


def history_of_cell(indicator: Indicator, subject: str, period: Period) -> list[Measurement]:
    """Every figure that stood in this cell, newest first; one query."""
    rows = Measurement.objects.filter(indicator=indicator, subject=subject, period_start=period.start)
    return list(rows.order_by("-entered_at", "-pk"))
