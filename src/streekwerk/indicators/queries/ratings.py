"""What people judged on the rubric of an indicator: per period, per rater."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from streekwerk.indicators.models import Definition, Indicator, Rating
from streekwerk.indicators.rules.figures.periods import Period, period_of
from streekwerk.indicators.rules.figures.rubrics import Assessment, Rated, assess, spread_of
from streekwerk.plans.models import Node

MOST_PERIODS = 24
MOST_PARTS = 1_000
RATED_LEVELS = ("action_plan", "action", "project")


def rubric_of(indicator: Indicator) -> Definition | None:
    """The newest definition when it describes levels; one query."""
    newest = Definition.objects.filter(indicator=indicator).order_by("-number").first()
    if newest is None or not newest.rubric_levels:
        return None
    newest.indicator = indicator
    return newest


def rated(
    definition: Definition, period: Period, node: int | None = None, *, without: int | None = None
) -> Iterator[Rated[int]]:
    """The ratings of a part in a period as the rules take them, without those of one person."""
    rows = Rating.objects.live().filter(definition=definition, node=node, period_start=period.start)
    return _as_rated(row for row in rows if row.rater_id != without)


def _as_rated(rows: Iterable[Rating]) -> Iterator[Rated[int]]:
    for row in rows:
        if row.rater_id is not None:
            yield Rated(row.rater_id, row.level, row.rated_at, row.motivation)


@dataclass(frozen=True)
class RatedPeriod:
    """A period with who gave which level, and how far they lie apart."""

    period: Period
    levels: list[str]
    ratings: list[Rating]
    assessment: Assessment[int]

    @property
    def words(self) -> str:
        return self.assessment.words(self.levels)

    @property
    def lines(self) -> list[tuple[Rating, str, bool]]:
        """Per rating what its level means, and whether its rater still has to say why."""
        missing = set(self.assessment.unmotivated)
        return [(row, meaning(row, self.levels), row.rater_id in missing) for row in self.ratings]


def meaning(row: Rating, levels: list[str]) -> str:
    """The descriptor of the level of a rating."""
    return levels[row.level - 1] if row.level <= len(levels) else ""


@dataclass(frozen=True)
class RatedPart:
    """A part of the plan with what its raters say of it in one period."""

    node: Node
    raters: int
    words: str
    diverges: bool
    mine: bool
    """Whether this person rated it too, so that the levels of others can be shown."""


@dataclass(frozen=True)
class RatedParts:
    """The parts that were rated in a period, in the order of the plan, and how they are spread."""

    parts: list[RatedPart]
    spread: str


def rated_parts(definition: Definition, period: Period, user: int | None) -> RatedParts:
    """Every part of the plan that was rated in this period; one query."""
    rows = Rating.objects.live().filter(definition=definition, period_start=period.start, node__isnull=False)
    held: dict[int, list[Rating]] = {}
    nodes: dict[int, Node] = {}
    for row in (
        rows.filter(node__archived_at=None).select_related("node").order_by("node__position", "rated_at")
    ):
        if row.node is not None:
            nodes[row.node.pk] = row.node
            held.setdefault(row.node.pk, []).append(row)
    levels = definition.rubric_levels
    assessed = {pk: assess(_as_rated(ratings)) for pk, ratings in held.items()}
    parts = [
        RatedPart(
            node,
            len(held[pk]),
            assessed[pk].words(levels),
            assessed[pk].diverges,
            any(row.rater_id == user for row in held[pk]),
        )
        for pk, node in nodes.items()
    ]
    return RatedParts(parts, spread_of(assessed.values(), len(levels)).words(levels))


def parts_to_rate(definition: Definition) -> list[Node]:
    """Actions and projects of the plan that can be rated, in its order, at most 1.000; one query."""
    plan = definition.indicator.plan_id
    rows = Node.objects.filter(plan=plan, level__in=RATED_LEVELS).only("code", "title", "plan")
    return list(rows.order_by("position")[:MOST_PARTS])


def rated_periods(
    definition: Definition, actor_periods: list[Period], node: int | None = None
) -> list[RatedPeriod]:
    """These periods with their ratings of one part, in the order given; one query."""
    rows = Rating.objects.live().filter(definition=definition, node=node).order_by("rated_at")
    by_start: dict[date, list[Rating]] = {}
    for row in rows:
        by_start.setdefault(row.period_start, []).append(row)
    made = []
    for period in actor_periods:
        ratings = by_start.get(period.start, [])
        made.append(RatedPeriod(period, definition.rubric_levels, ratings, assess(_as_rated(ratings))))
    return made


def periods_of(definition: Definition, today: date) -> list[Period]:
    """The periods that can be judged: those of the plan that began, the newest first, at most 24."""
    plan = definition.indicator.plan
    start = plan.period_start or today.replace(month=1, day=1)
    if definition.rhythm == "once":
        return [Period(start, max(plan.period_end or today, start), "once")]
    period: Period | None = period_of(min(today, plan.period_end or today), definition.rhythm)  # type: ignore[arg-type]
    found: list[Period] = []
    while period is not None and len(found) < MOST_PERIODS and (not found or period.end >= start):
        found.append(period)
        period = period.previous
    return found
