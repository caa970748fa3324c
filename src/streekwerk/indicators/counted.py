"""Readings that nobody enters: counted by a recipe, seen from deliverables, judged on a rubric."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db.models import Max, OuterRef, Subquery, Sum

from streekwerk.access.models import Actor, Holding
from streekwerk.indicators.choices import ValidationState
from streekwerk.indicators.measuring import Ask, measure_many
from streekwerk.indicators.models import (
    Definition,
    Deliverable,
    DeliverableVersion,
    Indicator,
    Rating,
    Validation,
)
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.deliverables import facts_of, newest_of, with_everything
from streekwerk.indicators.rules.deliverables import states
from streekwerk.indicators.rules.deliverables.states import Facts, Stand
from streekwerk.indicators.rules.figures.periods import Period, period_between
from streekwerk.indicators.rules.figures.rubrics import Rated, assess, spread_of
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, State, Value
from streekwerk.indicators.rules.meters.reading import Reading, Step
from streekwerk.indicators.rules.recipes import Here, Moment, Outcome, Recipe, RecipeRefused, from_json
from streekwerk.indicators.rules.recipes.results import is_share
from streekwerk.network.models import Network
from streekwerk.plans.models import Plan

ENTERED = "measurements"
"""The set of figures that people enter: a recipe over it is read as those figures themselves."""


def reader_of(network: Network) -> Actor:
    """Somebody who reads plans in this network and gathers no figures: what a kept reading may hold."""
    return Actor("stand van de meters", "person", holdings=(Holding("reader", network.pk),))


def recipe_of(definition: Definition, network: Network) -> Recipe | None:
    """The recipe by which it is counted; None where people enter figures or the recipe does not hold."""
    if not definition.recipe or definition.recipe.get("over") == ENTERED:
        return None
    try:
        return from_json(definition.recipe, shapes_for(network))
    except RecipeRefused:
        return None


def stretch_of(plan: Plan, today: date) -> Period:
    """The days a plan is about until today, at least one."""
    start = plan.period_start or today.replace(month=1, day=1)
    end = min(today, plan.period_end or today)
    return period_between(start, max(start, end))


def moment_of(indicator: Indicator, today: date, period: Period | None = None) -> Moment:
    """Where and when the recipe of an indicator is asked."""
    here = {Here.PLAN: indicator.plan_id, Here.INDICATOR: indicator.pk}
    if indicator.sentence.node_id:
        here[Here.NODE] = indicator.sentence.node_id
    return Moment(today, period or stretch_of(indicator.plan, today), here)


def counted_readings(
    asked: Sequence[tuple[Indicator, Definition, Recipe]], network: Network, today: date
) -> dict[int, Reading]:
    """The readings of indicators with a recipe, by indicator; recipes over one set share its rows."""
    asks = [
        Ask(replace(recipe, per=recipe.per or definition.rhythm), moment_of(indicator, today))  # type: ignore[arg-type]
        for indicator, definition, recipe in asked
    ]
    outcomes = measure_many(asks, actor=reader_of(network), network=network)
    return {
        indicator.pk: _reading(recipe, outcome, definition, ask.moment)
        for (indicator, definition, recipe), ask, outcome in zip(asked, asks, outcomes, strict=True)
    }


def _reading(recipe: Recipe, outcome: Outcome, definition: Definition, moment: Moment) -> Reading:
    periods = outcome.periods or (((moment.period, outcome),) if moment.period else ())
    steps = tuple(
        Step(period, value_of(recipe, made), definition=definition.number) for period, made in periods
    )
    words = []
    if outcome.open:
        words.append(f"{len(outcome.open)} {'nog binnen de termijn' if recipe.within else 'nog open'}")
    words += [f"{len(each.records)} {each.why}" for each in outcome.excluded]
    return Reading(steps, note="; ".join(words))


def value_of(recipe: Recipe, outcome: Outcome) -> Value:
    """What came out of a recipe as a figure: a share in percent."""
    if outcome.hidden:
        return HIDDEN
    if outcome.value is None:
        return MISSING
    share = is_share(recipe)
    number = (outcome.value * 100 if share else outcome.value).quantize(Decimal("0.0001")).normalize() + 0
    state = State.ZERO if number == 0 else State.FINAL
    return Value(state, number, outcome.numerator, outcome.denominator)


# ------------------------------------------------------------------ deliverables


def delivered_readings(indicators: Iterable[Indicator]) -> dict[int, Reading]:
    """The readings of indicators that promise something to deliver: how far all of it is."""
    wanted = [indicator.pk for indicator in indicators]
    rows = Deliverable.objects.filter(indicator__in=wanted, archived_at__isnull=True)
    found: dict[int, list[tuple[Facts, date | None]]] = {pk: [] for pk in wanted}
    for row in with_everything(rows):
        newest = newest_of(row)
        found[row.indicator_id].append((facts_of(row), newest.delivered_on if newest else None))
    return {pk: _delivered(each) for pk, each in found.items()}


def _delivered(found: Sequence[tuple[Facts, date | None]]) -> Reading:
    if not found:
        return Reading()
    facts = [each for each, _ in found]
    done = [each for each in facts if states.stand_of(each) == Stand.DONE]
    words = states.stand_words(facts[0])
    if len(facts) > 1:
        words = f"{len(done)} van {len(facts)} klaar"
    finished = max((each.finished_on for each in done if each.finished_on), default=None)
    complete = len(done) == len(facts)
    steps: tuple[Step, ...] = ()
    if delivered := [day for _, day in found if day]:
        day = max(delivered)
        value = Value(State.FINAL if done else State.ZERO, Decimal(len(done)))
        steps = (Step(Period(day, day, "once"), value, asked=len(facts), answered=len(facts)),)
    return Reading(steps, words, finished if complete else None)


# ------------------------------------------------------------------ rubrics


def rated_readings(asked: Sequence[tuple[Indicator, Definition]]) -> dict[int, Reading]:
    """The readings of rubrics: the level raters agree on per period, or how far they lie apart; one query.

    What was rated per part is told as a spread of the last period: levels of parts are never added up.
    """
    rows = Rating.objects.live().filter(indicator__in=[indicator.pk for indicator, _ in asked])
    given: dict[int, dict[Period, dict[int | None, list[Rated[int]]]]] = {}
    for row in rows.exclude(node__archived_at__isnull=False).order_by("period_start"):
        if row.rater_id is not None:
            period = period_between(row.period_start, row.period_end)
            rated = Rated(row.rater_id, row.level, row.rated_at, row.motivation)
            by_part = given.setdefault(row.indicator_id, {}).setdefault(period, {})
            by_part.setdefault(row.node_id, []).append(rated)
    made = {}
    for indicator, definition in asked:
        steps, note, spread = [], "", ""
        levels = definition.rubric_levels
        for period, by_part in given.get(indicator.pk, {}).items():
            parts = [assess(ratings) for part, ratings in by_part.items() if part is not None]
            spread = spread_of(parts, len(levels)).words(()) or spread
            if None not in by_part:
                continue
            assessment = assess(by_part[None])
            level = assessment.level
            value = Value(State.FINAL, Decimal(level)) if level else MISSING
            # What follows the figure of an earlier period says of which period it is.
            note = "" if level else f"{period.label}: {_begun(assessment.words(levels))}"
            raters = len(assessment.latest)
            steps.append(Step(period, value, raters, raters, definition.number))
        words = "" if steps else spread
        said = "; ".join(each for each in (note, spread if steps else "") if each)
        made[indicator.pk] = Reading(tuple(steps), words, note=said)
    return made


def _begun(sentence: str) -> str:
    """The sentence as it goes on after a colon, for a page that ends it itself."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


# ------------------------------------------------------------------ what it rests on


def basis_of(network: Network, today: date) -> str:
    """What counted readings of a network rest on; another basis asks to count again. Three queries."""
    cards = Indicator.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    plans = (
        Plan.objects.filter(network=network)
        .annotate(written=Subquery(cards.annotate(sum=Sum("version")).values("sum")))
        .aggregate(revisions=Sum("revision"), cards=Sum("written"))
    )
    version = DeliverableVersion.objects.filter(deliverable__indicator__plan__network=network).aggregate(
        last=Max("pk"), approved=Max("approved_at"), back=Max("sent_back_at")
    )
    said = (
        Validation.objects.filter(version__deliverable__indicator__plan__network=network)
        .exclude(state=ValidationState.ASKED)
        .aggregate(last=Max("recorded_at"))["last"]
    )
    moments = [moment for moment in (version["approved"], version["back"], said) if moment]
    latest = max((moment.timestamp() for moment in moments), default=0)
    return f"{today:%y%m%d}-{plans['revisions']}-{plans['cards']}-{version['last']}-{latest:.3f}"
