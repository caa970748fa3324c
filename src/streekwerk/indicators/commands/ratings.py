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
from streekwerk.plans.models import Node

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


class NoSuchPart(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit onderdeel staat niet (meer) in het plan. Kies een onderdeel uit de lijst.")


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
    node: int | None = None
    """The part that is rated; None: what the indicator itself stands with."""


def may_rate(actor: Actor, network: int) -> bool:
    """Whether the actor may give a level in this network."""
    return any(may(actor, permission, at=network) for permission in RATERS)


@transaction.atomic
def rate(*, indicator: Indicator, given: Judgement, by: Actor) -> Rating:
    """Return the rating; the actor's earlier one of the same period stays in the history.

    Raises:
        NotAllowed: the actor may not rate in this network.
        NoRubric: the card describes no levels.
        NoSuchLevel, NotBegun, NoSuchPart: the level, the period or the part makes no sense.
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
    part = Node.objects.filter(plan=indicator.plan_id, pk=given.node).first() if given.node else None
    if given.node and part is None:
        raise NoSuchPart
    motivation = given.motivation.strip()
    earlier = Rating.objects.live().filter(
        indicator=indicator, node=part, rater_id=by.user_id, period_start=given.period.start
    )
    others = assess(rated(definition, given.period, given.node, without=by.user_id)).latest
    far = [each.level for each in others if abs(each.level - given.level) >= FAR_APART]
    if far and not motivation:
        raise FarApart(far[-1])
    earlier.update(succeeded_at=timezone.now())
    made = Rating.objects.create(
        indicator=indicator,
        definition=definition,
        node=part,
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
        changes={
            f"{given.period.label}{f', {part}' if part else ''}": [
                "",
                f"{given.level}: {definition.rubric_levels[given.level - 1]}",
            ]
        },
    )
    readings.forget(indicator)
    if far:
        _ask_why(definition, given.period, part, by)
    return made


def _ask_why(definition: Definition, period: Period, part: Node | None, by: Actor) -> None:
    """One mail to each whose level lies far from another's and who did not say why."""
    indicator = definition.indicator
    missing = assess(rated(definition, period, part.pk if part else None)).unmotivated
    rows = Rating.objects.live().filter(
        definition=definition, node=part, period_start=period.start, rater__in=missing
    )
    about = f"“{indicator}” bij “{part}”" if part else f"“{indicator}”"
    asked = f"?periode={period.key}" + (f"&onderdeel={part.pk}" if part else "")
    for row in rows.exclude(rater_id=by.user_id).select_related("rater"):
        if row.rater:
            post(
                to=row.rater.email,
                subject=f"Waarop steunt uw oordeel over “{indicator}”?",
                body=(
                    f"Dag {row.rater.name},\n\n"
                    f"{by.label} oordeelt heel anders dan u over {about}, voor {period.label}. "
                    "Wilt u erbij schrijven waarop u steunt?\n\n"
                    f"Beoordelen: {full_address(f'/indicatoren/{indicator.pk}/beoordeling/{asked}')}\n"
                ),
            )
