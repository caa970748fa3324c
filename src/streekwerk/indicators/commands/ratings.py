"""Giving a level on the rubric of an indicator; raters that differ much each say why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed, may
from streekwerk.audit.commands import record
from streekwerk.indicators import readings
from streekwerk.indicators.models import Definition, Indicator, Rating
from streekwerk.indicators.queries.ratings import rated, rubric_of
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.rubrics import FAR_APART, assess
from streekwerk.kernel.errors import DomainError
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address

RATERS = (Permission.FIGURES_ENTER, Permission.FIGURES_ANSWER, Permission.DELIVERABLE_APPROVE)
"""Who gathers figures, answers for a member or sits on the board may say how far it is."""


class NoRubric(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Deze indicator heeft nog geen niveaus. Beschrijf ze eerst op de kaart, van laag naar hoog."
        )


class NoSuchLevel(DomainError):
    def __init__(self, levels: int) -> None:
        super().__init__(f"Kies een niveau van 1 tot {levels}.")


class FarApart(DomainError):
    def __init__(self, other: int) -> None:
        super().__init__(
            f"Een collega gaf {other}. Dat ligt ver uit elkaar: schrijf bij Motivering waarop u steunt, "
            "of kies een ander niveau. Uw collega krijgt dezelfde vraag."
        )


class NotBegun(DomainError):
    def __init__(self, period: Period) -> None:
        super().__init__(f"{period.label.capitalize()} moet nog beginnen. Kies een eerdere periode.")


@dataclass(frozen=True)
class Judgement:
    """The level somebody gives for a period, and why."""

    period: Period
    level: int
    motivation: str = ""


def may_rate(actor: Actor, network: int) -> bool:
    """Whether the actor may give a level in this network."""
    return any(may(actor, permission, at=network) for permission in RATERS)


@transaction.atomic
def rate(*, indicator: Indicator, given: Judgement, by: Actor) -> Rating:
    """Return the rating; the actor's earlier one of the same period stays in the history.

    Raises:
        NotAllowed: the actor may not rate in this network.
        NoRubric: the card describes no levels.
        NoSuchLevel, NotBegun: the level or the period makes no sense.
        FarApart: a colleague's level is far from this one and no motivation is given.
    """
    network = indicator.plan.network_id
    if not may_rate(by, network):
        raise NotAllowed(by, Permission.FIGURES_ENTER)
    # One at a time: two raters that differ must see each other.
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    definition = rubric_of(indicator)
    if definition is None:
        raise NoRubric
    if not 1 <= given.level <= len(definition.rubric_levels):
        raise NoSuchLevel(len(definition.rubric_levels))
    if given.period.start > timezone.localdate():
        raise NotBegun(given.period)
    motivation = given.motivation.strip()
    earlier = Rating.objects.live().filter(
        indicator=indicator, node=None, rater_id=by.user_id, period_start=given.period.start
    )
    others = assess(rated(definition, given.period, without=by.user_id)).latest
    far = [each.level for each in others if abs(each.level - given.level) >= FAR_APART]
    if far and not motivation:
        raise FarApart(far[-1])
    earlier.update(succeeded_at=timezone.now())
    made = Rating.objects.create(
        indicator=indicator,
        definition=definition,
        period_start=given.period.start,
        period_end=given.period.end,
        rater_id=by.user_id,
        by_label=by.label[:160],
        level=given.level,
        motivation=motivation,
    )
    record(
        "rating.given",
        indicator,
        by=by,
        network_id=network,
        changes={given.period.label: ["", f"{given.level}: {definition.rubric_levels[given.level - 1]}"]},
    )
    readings.forget(indicator)
    if far:
        _ask_why(definition, given.period, by)
    return made


def _ask_why(definition: Definition, period: Period, by: Actor) -> None:
    """One mail to each whose level lies far from another's and who did not say why."""
    indicator = definition.indicator
    missing = assess(rated(definition, period)).unmotivated
    rows = Rating.objects.live().filter(definition=definition, period_start=period.start, rater__in=missing)
    for row in rows.exclude(rater_id=by.user_id).select_related("rater"):
        if row.rater:
            post(
                to=row.rater.email,
                subject=f"Waarop steunt uw oordeel over “{indicator}”?",
                body=(
                    f"Dag {row.rater.name},\n\n"
                    f"{by.label} oordeelt heel anders dan u over “{indicator}”, voor {period.label}. "
                    "Wilt u erbij schrijven waarop u steunt?\n\n"
                    f"Beoordelen: {full_address(f'/indicatoren/{indicator.pk}/beoordeling/')}\n"
                ),
            )
