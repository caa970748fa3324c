"""The figures that people still have to give: which periods ended and have none. No figure is shown here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.models import (
    Definition,
    Deliverable,
    DeliverableVersion,
    Indicator,
    Measurement,
    Rating,
)
from streekwerk.indicators.rules.figures.periods import Period, Rhythm, period_of
from streekwerk.plans.choices import PlanStatus


@dataclass(frozen=True, slots=True)
class OwedFigures:
    """An indicator whose figures a person gives, with the periods that ended, oldest first."""

    indicator: int
    text: str
    node: int | None
    plan: int
    plan_title: str
    carrier: int
    """The user who keeps it alive: its steward, else that of its action."""
    given: tuple[Period, ...]
    missing: tuple[Period, ...]
    rated: bool = False
    """Whether it is a level on a rubric that is given, not a figure."""


def owed_figures(
    actor: Actor, today: date, *, of: Collection[int] | None, since: date, node: int | None = None
) -> list[OwedFigures]:
    """What these people (None: everybody) owe of the periods that ended since that day, before today.

    `node`: only what stands on this sheet.

    Left out: what is counted by a recipe, what is delivered, what comes once, and days. Of a figure per
    member any one makes the period given. Four queries, whatever there is.
    """
    rows: QuerySet[Any] = Indicator.objects.visible_to(actor).filter(
        plan__network__in=actor.networks_with(Permission.PLAN_READ),
        set_aside_reason="",
        sentence__archived_at__isnull=True,
    )
    rows = rows.exclude(plan__status=PlanStatus.CLOSED)
    rows = rows.annotate(carrier=Coalesce("steward", "sentence__node__steward")).order_by(
        "plan", "sentence__position"
    )
    rows = rows.filter(carrier__isnull=False) if of is None else rows.filter(carrier__in=of)
    if node is not None:
        rows = rows.filter(sentence__node=node)
    indicators = list(
        rows.values_list(
            "pk", "sentence__text", "sentence__node_id", "plan_id", "plan__title", "carrier",
            "plan__period_start", named=True,
        )
    )  # fmt: skip
    pks = [each.pk for each in indicators]
    kinds: dict[int, tuple[Rhythm, date | None, bool]] = {}
    for pk, rhythm, begins, measure, recipe, levels in (
        Definition.objects.filter(indicator__in=pks)
        .order_by("number")
        .values_list("indicator", "rhythm", "valid_from", "measure", "recipe", "rubric_levels")
    ):
        # The last that began holds; what it is not asked for any more is not owed.
        if begins and begins > today:
            continue
        kinds.pop(pk, None)
        if not recipe and measure != Measure.DELIVERABLE and rhythm not in ("once", "day"):
            rated = measure == Measure.RUBRIC and bool(levels)
            kinds[pk] = (cast("Rhythm", rhythm), begins, rated)
    given = _given(list(kinds), since)
    found = []
    ended_since: dict[tuple[Rhythm, date], list[Period]] = {}
    for each in indicators:
        if each.pk not in kinds:
            continue
        rhythm, begins, rated = kinds[each.pk]
        begun = max((day for day in (begins, each.plan__period_start) if day), default=since)
        if (rhythm, begun) not in ended_since:
            ended_since[rhythm, begun] = ended(rhythm, since, begun, today)
        periods = ended_since[rhythm, begun]
        there = given.get(each.pk, set())
        done = tuple(period for period in periods if (period.start, period.end) in there)
        open_ = tuple(period for period in periods if (period.start, period.end) not in there)
        if periods:
            found.append(
                OwedFigures(
                    each.pk, each.sentence__text, each.sentence__node_id, each.plan_id, each.plan__title,
                    each.carrier, done, open_, rated,
                )
            )  # fmt: skip
    return found


def ended(rhythm: Rhythm, since: date, begun: date, today: date) -> list[Period]:
    """The periods that ended since a day and before today, and lie whole after `begun`; oldest first.

    >>> since, begun = date(2026, 1, 1), date(2026, 8, 15)
    >>> [period.key for period in ended("month", since, begun, date(2026, 11, 22))]
    ['2026-09', '2026-10']
    """
    period: Period | None = period_of(since, rhythm)
    found = []
    while period and period.end < today:
        if period.start >= begun and period.end >= since:
            found.append(period)
        period = period.next
    return found


def _given(indicators: Collection[int], since: date) -> dict[int, set[tuple[date, date]]]:
    found: dict[int, set[tuple[date, date]]] = {}
    for model in (Measurement, Rating):
        rows = model._default_manager.filter(indicator__in=indicators, succeeded_at__isnull=True)
        rows = rows.filter(period_end__gte=since).order_by()
        for pk, start, end in rows.values_list("indicator", "period_start", "period_end").distinct():
            found.setdefault(pk, set()).add((start, end))
    return found


def owed_deliverables(
    actor: Actor, *, of: Collection[int] | None, until: date, node: int | None = None
) -> QuerySet[Deliverable]:
    """What these people (None: everybody) promised, due until that day or sent back; `carrier` says who.

    `node`: only what stands on this sheet. Each knows its `node`, `plan` and `plan_title`.
    """
    rows: QuerySet[Any] = Deliverable.objects.visible_to(actor).filter(
        indicator__plan__network__in=actor.networks_with(Permission.PLAN_READ),
        archived_at__isnull=True,
        indicator__set_aside_reason="",
        indicator__sentence__archived_at__isnull=True,
    )
    rows = rows.exclude(indicator__plan__status=PlanStatus.CLOSED)
    rows = rows.annotate(
        carrier=Coalesce("indicator__steward", "indicator__sentence__node__steward"),
        node=F("indicator__sentence__node"),
        plan=F("indicator__plan"),
        plan_title=F("indicator__plan__title"),
    )
    rows = rows.filter(carrier__isnull=False) if of is None else rows.filter(carrier__in=of)
    if node is not None:
        rows = rows.filter(node=node)
    back = DeliverableVersion.objects.filter(sent_back_at__isnull=False).values("deliverable")
    found: QuerySet[Deliverable] = rows.filter(Q(due__lte=until) | Q(pk__in=back))
    return found
