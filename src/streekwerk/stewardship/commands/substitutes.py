"""Saying who gets the reminders of somebody who is away."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.network.queries import people_with
from streekwerk.stewardship.commands.functions import EndsBeforeStart
from streekwerk.stewardship.models import Substitute
from streekwerk.stewardship.rules.handover import Kind, unable


class ReplacesSelf(DomainError):
    def __init__(self) -> None:
        super().__init__("Iemand kan zichzelf niet vervangen. Kies een collega.")


class CannotReplace(DomainError):
    def __init__(self) -> None:
        super().__init__(unable(Kind.SUBSTITUTE))


class ReplacedAlready(DomainError):
    def __init__(self, user: User) -> None:
        super().__init__(
            f"{user} heeft in die periode al een vervanger. Beëindig die eerst, of kies andere dagen."
        )


@transaction.atomic
def add_substitute(
    *, network: Network, user: User, substitute: User, start: date, end: date | None, today: date, by: Actor
) -> Substitute:
    """Who gets the reminders of this person from `start`, until and with `end`.

    Everybody of the team arranges this for himself; who keeps the work of the network, for everybody.

    Raises:
        NotAllowed: the actor arranges this for nobody else.
        CannotReplace: one of both does not keep plans up here; ReplacesSelf: it is the same person.
        EndsBeforeStart, ReplacedAlready: these days do not fit.
    """
    _may(network.pk, user.pk, by)
    if user == substitute:
        raise ReplacesSelf
    if not {user, substitute} <= set(people_with(Permission.PLAN_EDIT, network.pk, today)):
        raise CannotReplace
    if end and end < start:
        raise EndsBeforeStart
    others = Substitute.objects.filter(network=network, user=user)
    others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start))
    if (others.filter(valid_from__lte=end) if end else others).exists():
        raise ReplacedAlready(user)
    made = Substitute.objects.create(
        network=network, user=user, substitute=substitute, valid_from=start, valid_to=end
    )
    record("substitute.named", made, by=by, network_id=network.pk)
    return made


@transaction.atomic
def end_substitute(*, row: Substitute, on: date, by: Actor) -> None:
    """From that day on nobody replaces this person any more.

    Raises:
        NotAllowed: the actor arranges this for nobody else.
    """
    _may(row.network_id, row.user_id, by)
    record("substitute.ended", row, by=by, network_id=row.network_id)
    if row.valid_from >= on:
        row.delete()
    elif row.valid_to is None or row.valid_to >= on:
        row.valid_to = on - timedelta(days=1)
        row.save(update_fields=["valid_to"])


def _may(network: int, user: int, by: Actor) -> None:
    if by.user_id == user and may(by, Permission.WORKLOAD_READ, at=network):
        return
    require(by, Permission.WORKLOAD_MANAGE, at=network)
