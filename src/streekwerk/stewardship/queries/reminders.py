"""Who is told what: the things of each steward, and those of colleagues that stay undone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from streekwerk.access.models import COORDINATOR, READER, ROLES, Actor, Holding, Permission
from streekwerk.accounts.models import User
from streekwerk.network.models import RoleHolding
from streekwerk.network.queries import actor_of
from streekwerk.outbox.queries import full_address
from streekwerk.plans.queries.links import waiting_for
from streekwerk.stewardship.models import Substitute
from streekwerk.stewardship.queries.quarter import Expected, due_in, report_item
from streekwerk.stewardship.rules.digest import Due, shared_out
from streekwerk.stewardship.rules.quarter import Kind, Quarter, State, quarter_of
from streekwerk.ui import dutch

KEEPERS = [code for code, role in ROLES.items() if Permission.PLAN_EDIT in role.permissions]
"""Roles that keep actions up: who holds one gets digests."""
CALENDAR_QUARTERS = 4
"""How far a calendar looks ahead."""
DIGEST_QUARTERS = 2
"""A digest near the end of a quarter looks into the next one."""


@dataclass
class Reader:
    """Somebody who may get a digest, with what it could say."""

    user: User
    own: list[Due] = field(default_factory=list)
    instead: list[Due] = field(default_factory=list)
    answers_to: User | None = None
    """Who reads an answer: the first coordinator of a network the things are of."""


def readers_on(day: date) -> list[Reader]:
    """Everybody who keeps actions up, by name; a fixed number of queries per network."""
    readers: dict[int, Reader] = {}
    keepers: dict[int, list[RoleHolding]] = {}
    rows = RoleHolding.objects.filter(role__in=KEEPERS, user__is_active=True).on(day).select_related("user")
    for row in rows.order_by("user__name", "pk"):
        readers.setdefault(row.user_id, Reader(row.user))
        keepers.setdefault(row.network_id, []).append(row)
    for network, held in keepers.items():
        _fill(readers, network, held, day)
    return list(readers.values())


def _fill(readers: dict[int, Reader], network: int, held: Sequence[RoleHolding], day: date) -> None:
    """Add what this network expects to each of its people."""
    by = {row.user_id: row.user for row in held}
    coordinators = [row.user_id for row in held if row.role == COORDINATOR.code] or list(by)[:1]
    several = _everybody(network, day)
    for steward, due in several:
        if steward in by:
            readers[steward].own.append(due)
    substitutes = {
        row.user_id: row.substitute_id
        for row in Substitute.objects.filter(network=network).on(day)
        if row.substitute_id in by
    }
    absent = frozenset({steward for steward, _ in several} - by.keys())
    for receiver, passed in shared_out(several, substitutes, absent, coordinators, day).items():
        readers[receiver].instead += passed
    for reader in (readers[pk] for pk in by):
        others = [pk for pk in coordinators if pk != reader.user.pk]
        if reader.answers_to is None and others:
            reader.answers_to = by[others[0]]


def reader_on(actor: Actor, day: date) -> Reader | None:
    """The same for one person; None for who keeps nothing up."""
    return next((reader for reader in readers_on(day) if reader.user.pk == actor.user_id), None)


def due_of_person(user: User, day: date) -> list[Due]:
    """What is expected of one person this quarter and the next three, for the calendar.

    With the roles that hold on that day; what has no day, or is done, is left out.
    """
    actor = actor_of(user, day)
    expected = _expected(actor, day, CALENDAR_QUARTERS, of=[user.pk])
    return [due for _, due in _as_due(expected) if due.day]


def _everybody(network: int, day: date) -> list[tuple[int, Due]]:
    """What a network expects of all its stewards, each with the steward."""
    actor = Actor("overzichtsmail", "person", None, (Holding(READER.code, network),))
    return [*_as_due(_expected(actor, day, DIGEST_QUARTERS, of=None)), *_waiting(actor, day)]


def _waiting(actor: Actor, day: date) -> list[tuple[int, Due]]:
    """Actions that wait for another that passed its end: its own steward is told (product, C7)."""
    return [
        (
            each.node.steward_id or 0,
            Due(
                f"link:{each.link}",
                each.sentence,
                each.node.plan.title,
                full_address(each.node.get_absolute_url()),
                each.last_day,
                late=True,
            ),
        )
        for each in waiting_for(actor, day)
    ]


def _expected(actor: Actor, day: date, quarters: int, *, of: Collection[int] | None) -> list[Expected]:
    """What so many quarters from this one expect, each thing once."""
    found: dict[str, Expected] = {}
    quarter = quarter_of(day)
    for _ in range(quarters):
        sheets, loose = due_in(actor, quarter, day, of=of)
        items = [*loose, *(item for each in sheets for item in each.items)]
        items += [report_item(each, quarter) for each in sheets if each.state]
        for item in items:
            found.setdefault(_key(item, quarter), item)
        quarter = quarter.next
    return list(found.values())


def _key(item: Expected, quarter: Quarter) -> str:
    """What it is: a report is of a quarter, everything else stays the same thing."""
    if item.kind == Kind.SHEET:
        return f"sheet:{item.node}:{quarter.key}"
    return f"{item.kind}:{item.pk or f'{item.node}-{item.label}'}"


def _as_due(items: Iterable[Expected]) -> list[tuple[int, Due]]:
    """As a mail and a calendar say it: the reports of a quarter are one thing, not one per sheet."""
    found: list[tuple[int, Due]] = []
    reports: dict[tuple[int, str, date | None], list[Expected]] = {}
    for item in items:
        if not item.open:
            continue
        late = item.state == State.LATE
        if item.kind == Kind.SHEET:
            reports.setdefault((item.steward or 0, item.plan_title, item.due), []).append(item)
            continue
        said = f"{item.label} – {item.detail}" if item.detail else item.label
        key = f"{item.kind}:{item.pk or item.node}"
        found.append(
            (item.steward or 0, Due(key, said, item.plan_title, full_address(item.url), item.due, late))
        )
    for (steward, plan_title, day), several in reports.items():
        first = several[0]
        said = dutch.counted(len(several), "fiche wacht", "fiches wachten") + " op een kwartaalmelding"
        late = any(each.state == State.LATE for each in several)
        url = full_address(first.url if len(several) == 1 else reverse("stewardship:quarter"))
        found.append((steward, Due(f"reports:{first.plan}:{day}", said, plan_title, url, day, late)))
    return found
