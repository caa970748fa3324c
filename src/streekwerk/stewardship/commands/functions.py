"""Keeping the functions of a network, and who fulfils them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.words import plain
from streekwerk.network.models import Network
from streekwerk.network.queries import colleagues_in
from streekwerk.stewardship.models import FunctionHolding, JobFunction
from streekwerk.ui import dutch


class NoName(DomainError):
    def __init__(self) -> None:
        super().__init__("De functie heeft geen naam. Schrijf bijvoorbeeld “beleidsmedewerker wonen”.")


class FunctionTaken(DomainError):
    def __init__(self, function: JobFunction) -> None:
        said = "staat in het archief: zet ze terug" if function.archived_at else "staat al in de lijst"
        super().__init__(f"De functie “{function.name}” {said}. Of kies een andere naam.")


class FunctionChanged(DomainError):
    """Somebody else changed it since; nothing was overwritten."""

    def __init__(self, function: JobFunction) -> None:
        self.function = function
        capacity = "onbekend" if function.capacity is None else f"{dutch.number(function.capacity)} VTE"
        super().__init__(
            f"Iemand anders wijzigde deze functie intussen. Er staat nu: “{function.name}”, {capacity}. "
            "Bewaar opnieuw als wat u invulde dat mag vervangen."
        )


class FunctionArchived(DomainError):
    def __init__(self, function: JobFunction) -> None:
        super().__init__(
            f"De functie “{function.name}” staat in het archief. Zet ze eerst terug, of kies een andere."
        )


class NotInTeam(DomainError):
    def __init__(self, user: User) -> None:
        super().__init__(
            f"{user} heeft vandaag geen rol in dit netwerk. Geef eerst een rol op de pagina van het netwerk."
        )


class HeldAlready(DomainError):
    def __init__(self, user: User, function: JobFunction) -> None:
        super().__init__(
            f"{user} vervult de functie “{function.name}” in die periode al. Beëindig ze eerst, of kies een "
            "latere dag."
        )


class EndsBeforeStart(DomainError):
    def __init__(self) -> None:
        super().__init__("De laatste dag ligt vóór de eerste. Kies een latere laatste dag, of laat ze leeg.")


@dataclass(frozen=True)
class FunctionText:
    """What a person gave for a function."""

    name: str
    capacity: Decimal | None = None


@transaction.atomic
def add_function(*, network: Network, given: FunctionText, by: Actor) -> JobFunction:
    """The new function of this network.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
        NoName, FunctionTaken: it cannot be called so.
    """
    require(by, Permission.WORKLOAD_MANAGE, at=network.pk)
    name = _free(network, given.name)
    function = JobFunction.objects.create(network=network, name=name, capacity=given.capacity)
    record("function.added", function, by=by, network_id=network.pk)
    return function


@transaction.atomic
def change_function(*, function: JobFunction, given: FunctionText, version: int, by: Actor) -> JobFunction:
    """The function with another name or capacity.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
        FunctionChanged: `version` is not its version any more.
        NoName, FunctionTaken: it cannot be called so.
    """
    require(by, Permission.WORKLOAD_MANAGE, at=function.network_id)
    row = JobFunction.objects.select_for_update().get(pk=function.pk)
    if row.version != version:
        raise FunctionChanged(row)
    name = _free(row.network, given.name, besides=row)
    before, after = _said(row.capacity), _said(given.capacity)
    changes = {"name": [row.name, name]} if row.name != name else {}
    changes |= {"capacity": [before, after]} if row.capacity != given.capacity else {}
    if not changes:
        return row
    row.name, row.capacity = name, given.capacity
    row.version += 1
    row.save(update_fields=["name", "capacity", "version"])
    record("function.changed", row, by=by, network_id=row.network_id, changes=changes)
    return row


@transaction.atomic
def archive_function(*, function: JobFunction, by: Actor) -> JobFunction:
    """The function, out of the list; what it did stays readable.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
    """
    return _shelve(function, "function.archived", by)


@transaction.atomic
def restore_function(*, function: JobFunction, by: Actor) -> JobFunction:
    """The function, back in the list.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
    """
    return _shelve(function, "function.restored", by)


@transaction.atomic
def give_function(
    *, function: JobFunction, user: User, start: date, end: date | None, today: date, by: Actor
) -> FunctionHolding:
    """The person fulfils the function from `start`, until and with `end`.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
        FunctionArchived: it is not in the list.
        NotInTeam: the person holds no role in the network today.
        EndsBeforeStart, HeldAlready: these days do not fit.
    """
    require(by, Permission.WORKLOAD_MANAGE, at=function.network_id)
    if function.archived_at:
        raise FunctionArchived(function)
    if user not in colleagues_in(function.network_id, today):
        raise NotInTeam(user)
    if end and end < start:
        raise EndsBeforeStart
    held = FunctionHolding.objects.filter(function=function, user=user)
    for each in held:
        if (each.valid_to is None or each.valid_to >= start) and (end is None or each.valid_from <= end):
            raise HeldAlready(user, function)
    made = FunctionHolding.objects.create(function=function, user=user, valid_from=start, valid_to=end)
    record(
        "function.given", function, by=by, network_id=function.network_id, changes={"who": ["", str(user)]}
    )
    return made


@transaction.atomic
def end_holding(*, holding: FunctionHolding, on: date, by: Actor) -> None:
    """The person no longer fulfils the function from that day on; what was stays readable.

    Raises:
        NotAllowed: the actor does not keep the functions of this network.
    """
    function = holding.function
    require(by, Permission.WORKLOAD_MANAGE, at=function.network_id)
    if holding.valid_to is not None and holding.valid_to < on:
        return
    if holding.valid_from >= on:
        holding.delete()
    else:
        holding.valid_to = on - timedelta(days=1)
        holding.save(update_fields=["valid_to"])
    changes = {"who": [str(holding.user), ""]}
    record("function.ended", function, by=by, network_id=function.network_id, changes=changes)


def _shelve(function: JobFunction, verb: str, by: Actor) -> JobFunction:
    require(by, Permission.WORKLOAD_MANAGE, at=function.network_id)
    row = JobFunction.objects.select_for_update().get(pk=function.pk)
    away = verb == "function.archived"
    if (row.archived_at is not None) != away:
        row.archived_at = timezone.now() if away else None
        row.version += 1
        row.save(update_fields=["archived_at", "version"])
        record(verb, row, by=by, network_id=row.network_id)
    return row


def _free(network: Network, name: str, besides: JobFunction | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise NoName
    for other in JobFunction.objects.filter(network=network):
        if plain(other.name) == plain(name) and other != besides:
            raise FunctionTaken(other)
    return name[:120]


def _said(capacity: Decimal | None) -> str:
    return "" if capacity is None else f"{dutch.number(capacity)} VTE"
