"""What people judged on the rubric of an indicator: per period, per rater."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from streekwerk.indicators.models import Definition, Indicator, Rating
from streekwerk.indicators.rules.figures.periods import Period, period_of
from streekwerk.indicators.rules.figures.rubrics import Assessment, Rated, assess

MOST_PERIODS = 24


def rubric_of(indicator: Indicator) -> Definition | None:
    """The newest definition when it describes levels; one query."""
    newest = Definition.objects.filter(indicator=indicator).order_by("-number").first()
    if newest is None or not newest.rubric_levels:
        return None
    newest.indicator = indicator
    return newest


def rated(definition: Definition, period: Period, *, without: int | None = None) -> Iterator[Rated[int]]:
    """The ratings of a period by this definition as the rules take them, without those of one person."""
    rows = Rating.objects.live().filter(definition=definition, node=None, period_start=period.start)
    for row in rows:
        if row.rater_id is not None and row.rater_id != without:
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


def rated_periods(definition: Definition, actor_periods: list[Period]) -> list[RatedPeriod]:
    """These periods with their ratings, in the order given; one query."""
    rows = Rating.objects.live().filter(definition=definition, node=None).order_by("rated_at")
    by_start: dict[date, list[Rating]] = {}
    for row in rows:
        by_start.setdefault(row.period_start, []).append(row)
    made = []
    for period in actor_periods:
        ratings = by_start.get(period.start, [])
        given = [
            Rated(row.rater_id, row.level, row.rated_at, row.motivation)
            for row in ratings
            if row.rater_id is not None
        ]
        made.append(RatedPeriod(period, definition.rubric_levels, ratings, assess(given)))
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
