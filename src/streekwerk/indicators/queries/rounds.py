"""Rounds in which members are asked for figures: the list, one round, and what one member is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Q, QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.indicators.choices import Dimension
from streekwerk.indicators.models import CollectionRound, Definition, Indicator, RoundRequest
from streekwerk.indicators.models.figures import subject_key
from streekwerk.indicators.queries import entry
from streekwerk.indicators.queries.cells import cells_of_many
from streekwerk.indicators.rules.entry.cells import Shape, text_of
from streekwerk.indicators.rules.entry.judging import Known, shown
from streekwerk.indicators.rules.figures.periods import Period, period_between
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.plans.models import Plan

Standing = Literal["answered", "declined", "waiting", "late"]


def rounds_of(plan: Plan, actor: Actor) -> QuerySet[CollectionRound]:
    """The rounds of a plan with how many members were asked, answered and declined; one query."""
    held = CollectionRound.objects.visible_to(actor).select_related("plan__network")
    rows: QuerySet[CollectionRound] = held.filter(plan=plan)
    return rows.annotate(
        asked=Count("requests"),
        answered=Count("requests", filter=Q(requests__answered_at__isnull=False)),
        declined=Count("requests", filter=~Q(requests__declined_reason="")),
    )


def standing(request: RoundRequest, due: date, today: date) -> Standing:
    """Where a request stands on a day."""
    if request.answered_at:
        return "answered"
    if request.declined_reason:
        return "declined"
    return "late" if today > due else "waiting"


@dataclass(frozen=True, slots=True)
class Askable:
    """An indicator of which members can be asked a figure, with the definition that holds."""

    indicator: Indicator
    definition: Definition


def askable(plan: Plan, day: date) -> list[Askable]:
    """The indicators of a plan that have a figure per member on that day, in its order; two queries."""
    rows = Indicator.objects.filter(plan=plan, set_aside_reason="", sentence__archived_at__isnull=True)
    found = _with_definitions(list(rows.select_related("sentence")))
    held = [Askable(indicator, entry.definition_on(definitions, day)) for indicator, definitions in found]
    return [one for one in held if one.definition.dimension == Dimension.PARTY and not one.definition.recipe]


def _with_definitions(indicators: Sequence[Indicator]) -> list[tuple[Indicator, list[Definition]]]:
    definitions: dict[int, list[Definition]] = {}
    for one in Definition.objects.filter(indicator__in=indicators).order_by("number"):
        definitions.setdefault(one.indicator_id, []).append(one)
    return [(one, definitions[one.pk]) for one in indicators if one.pk in definitions]


@dataclass(frozen=True)
class Question:
    """One figure asked of a member: what stands there, and what it was a period before."""

    indicator: Indicator
    definition: Definition
    period: Period
    known: Known | None
    before: Known | None

    @property
    def shape(self) -> Shape:
        return entry.shape_of(self.definition)

    @property
    def key(self) -> str:
        """Names its fields."""
        return f"{self.indicator.pk}|{self.period.key}"

    @property
    def texts(self) -> tuple[str, str]:
        """What stands in its fields now."""
        return text_of(self.known.value if self.known else None, pair=self.shape.pair)

    @property
    def earlier(self) -> str:
        """What the member gave for the period before; empty when nothing."""
        return shown(self.before.value, self.shape) if self.before else ""


def questions_of(request: RoundRequest, indicators: Sequence[Indicator]) -> list[Question]:
    """What a member is asked, per indicator and period: one query, and one per indicator."""
    first, last = request.round.period_start, request.round.period_end
    subject = subject_key(request.party_id, None, "")
    found = []
    for indicator, definitions in _with_definitions(indicators):
        definition = entry.definition_on(definitions, last)
        periods = entry.periods_asked(definition, first, last)
        before = periods[0].previous
        start = before.start if before else periods[0].start
        figures = entry.figures_of(indicator, start, periods[-1].end, [subject])
        found += [_question(indicator, definition, period, subject, figures) for period in periods]
    return found


def _question(
    indicator: Indicator,
    definition: Definition,
    period: Period,
    subject: str,
    figures: Mapping[entry.Key, Known],
) -> Question:
    before = period.previous
    return Question(
        indicator,
        definition,
        period,
        figures.get((subject, period.start)),
        figures.get((subject, before.start)) if before else None,
    )


@dataclass(frozen=True, slots=True)
class Together:
    """What all members gave together for a period, as far as this visitor may see it."""

    indicator: Indicator
    period: str
    figure: str
    coverage: str


def together(
    round_: CollectionRound, indicators: Sequence[Indicator], actor: Actor, today: date
) -> list[Together]:
    """The totals of what a round asks with their coverage, through the gate; no absent one is estimated."""
    first, last = round_.period_start, round_.period_end
    found = cells_of_many(actor, indicators, today=today, first=first, last=last)
    return [
        Together(
            cells.indicator,
            one.period.label,
            one.published.whole.refused
            or printed(one.published.whole.value, unit=one.definition.unit, decimals=one.definition.decimals),
            one.published.whole.coverage.words(cells.indicator.plan.network.members_word),
        )
        for cells in found.values()
        for one in cells.periods
    ]


def asked_in(round_: CollectionRound) -> list[Indicator]:
    """The indicators of a round with their sentence, in the order of the plan; one query."""
    return list(round_.indicators.select_related("sentence", "plan__network").order_by("sentence__position"))


def period_of_round(round_: CollectionRound) -> Period:
    """The period a round is about."""
    return period_between(round_.period_start, round_.period_end)


def open_requests(actor: Actor, today: date) -> list[RoundRequest]:
    """What is asked of the parties this person answers for, and not answered yet; one query."""
    mine = Q(pk__in=[])
    for network, party in actor.parties_with(Permission.FIGURES_ANSWER):
        mine |= Q(round__plan__network=network, party=party)
    rows = RoundRequest.objects.filter(
        mine, answered_at__isnull=True, declined_reason="", round__closed_at__isnull=True
    )
    return list(rows.select_related("round__plan__network", "party").order_by("round__due"))
