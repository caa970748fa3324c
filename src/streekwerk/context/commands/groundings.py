"""Grounding a challenge of a plan on a published figure."""

from __future__ import annotations

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.context.models import ContextSeries, Grounding, Vintage
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Place
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.models import Statement


class NotAChallenge(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Alleen een uitdaging wordt met cijfers onderbouwd. Kies een uitdaging op de pagina Waarom."
        )


class NoSuchFigure(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit cijfer is er niet in dit netwerk. Kies een cijfer en een jaar uit de lijst.")


@transaction.atomic
def ground(
    *, statement: Statement, series: ContextSeries, year: int, by: Actor, place: Place | None = None
) -> Grounding:
    """Return the link from a challenge to the figure of a year; the one that stands when it was made before.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotAChallenge: the statement is another one.
        NoSuchFigure: the series is of another network, was put away, or has no such year.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    if statement.kind != StatementKind.CHALLENGE:
        raise NotAChallenge
    if series.network_id != statement.network_id or series.archived_at is not None:
        raise NoSuchFigure
    if not Vintage.objects.filter(series=series, year=year).exists():
        raise NoSuchFigure
    made, new = Grounding.objects.get_or_create(
        statement=statement, series=series, year=year, place=place, defaults={"by_label": by.label[:160]}
    )
    if new:
        _tell("context.grounded", made, by)
    return made


@transaction.atomic
def unground(*, grounding: Grounding, by: Actor) -> None:
    """Take the link away; the past keeps it.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=grounding.statement.network_id)
    _tell("context.ungrounded", grounding, by)
    grounding.delete()


def _tell(verb: str, grounding: Grounding, by: Actor) -> None:
    statement = grounding.statement
    told = {"cijfer": ["", f"{grounding.series}, {grounding.year}"]}
    record(verb, statement, by=by, network_id=statement.network_id, changes=told)
