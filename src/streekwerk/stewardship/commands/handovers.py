"""Handing over what somebody has open: in one go, with who takes over told once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from streekwerk.access.models import ROLES, Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.impact.commands.measures import give_measure
from streekwerk.impact.models import Mitigation
from streekwerk.indicators.commands.definitions import change_keeping
from streekwerk.indicators.models import Indicator
from streekwerk.kernel.errors import DomainError
from streekwerk.network.commands import end_role, give_role
from streekwerk.network.models import Network, RoleHolding
from streekwerk.outbox.commands import post
from streekwerk.outbox.queries import full_address
from streekwerk.plans.commands.people import name_stewards
from streekwerk.plans.models import Node
from streekwerk.stewardship.commands.functions import end_holding, give_function
from streekwerk.stewardship.models import (
    CalendarFeed,
    FunctionHolding,
    Handover,
    HandoverItem,
    QuarterDraft,
    Substitute,
)
from streekwerk.stewardship.queries.open_items import able_to, open_items
from streekwerk.stewardship.rules.handover import (
    KINDS,
    Assignment,
    Given,
    Kind,
    OpenItem,
    fingerprint,
    unable,
)
from streekwerk.ui import dutch


class ListChanged(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Wat {name} open heeft staan, is intussen veranderd. Er is niets overgedragen: kijk de lijst "
            "na en bevestig opnieuw."
        )


class TooEarly(DomainError):
    def __init__(self, today: date) -> None:
        super().__init__(f"Die dag is al voorbij. Kies {dutch.day(today)} of later.")


class NotSettled(DomainError):
    """Something has no place yet, or goes to somebody who cannot keep it up."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)


class NotYours(DomainError):
    def __init__(self) -> None:
        super().__init__("Hier staat niets dat u overnam. Op uw startpagina ziet u wat op u wacht.")


@dataclass(frozen=True)
class Leaving:
    """The day from which somebody has no access any more; what is open goes over at once."""

    on: date


@transaction.atomic
def hand_over(
    *,
    network: Network,
    user: User,
    leaving: Leaving | None,
    assignment: Assignment,
    seen: str,
    today: date,
    by: Actor,
    note: str = "",
) -> Handover:
    """Everything that was chosen goes to whom it was given; who leaves has no role from that day on.

    `seen` is the fingerprint of the open list that was looked at. Who takes something over gets one mail.

    Raises:
        NotAllowed: the actor does not manage the members of this network, or may not change its plans.
        ListChanged: something was opened, closed or handed over meanwhile; nothing is written.
        TooEarly: the day is over.
        NotSettled: something has no place, or goes to somebody whose role does not allow to keep it up.
        LastManager: nobody would be left to manage roles.
    """
    require(by, Permission.MEMBERS_MANAGE, at=network.pk)
    require(by, Permission.PLAN_EDIT, at=network.pk)
    if leaving and leaving.on < today:
        raise TooEarly(today)
    items = open_items(network, user, today)
    if fingerprint(items) != seen:
        raise ListChanged(str(user))
    people = _settled(network, items, assignment, user, today, leaving=leaving is not None)
    made = Handover.objects.create(
        network=network,
        leaver=user,
        leaver_label=str(user)[:160],
        on=leaving.on if leaving else today,
        access_ended=leaving is not None,
        note=note.strip(),
        by_label=by.label[:160],
    )
    given = [(item, assignment.given[item.key]) for item in items if item.key in assignment.given]
    HandoverItem.objects.bulk_create(
        HandoverItem(
            handover=made,
            kind=item.kind.value,
            object_id=item.pk,
            label=item.label[:300],
            url=item.url[:300],
            to=people.get(where.to or 0),
            to_label=str(people[where.to])[:160] if where.to else "",
            reason=where.reason[:300],
        )
        for item, where in given
    )
    _move(given, people, leaving=leaving, today=today, by=by)
    if leaving:
        _leave(network, user, leaving.on, today)
    changes = {"leaver": ["", str(user)], "items": ["", dutch.counted(len(given), "zaak", "zaken")]}
    record("handover.made", made, by=by, network_id=network.pk, changes=changes)
    _tell(made, given, people, by=by)
    return made


@transaction.atomic
def see(*, handover: Handover, by: Actor) -> int:
    """Who took something over looked at it; how many things that were.

    Raises:
        NotYours: the actor took nothing over here.
    """
    mine = HandoverItem.objects.filter(handover=handover, to_id=by.user_id) if by.user_id else None
    if mine is None or not mine.exists():
        raise NotYours
    return mine.filter(seen_at__isnull=True).update(seen_at=timezone.now())


def _settled(
    network: Network,
    items: Sequence[OpenItem],
    assignment: Assignment,
    user: User,
    today: date,
    *,
    leaving: bool,
) -> dict[int, User]:
    """The people who take over, by number; refused when something has no place or the wrong one."""
    for problem in assignment.problems.values():
        raise NotSettled(problem)
    keys = {item.key for item in items}
    if set(assignment.given) - keys or (leaving and set(assignment.given) != keys):
        raise ListChanged(str(user))
    able = able_to(network, today, {kind for kind, _ in assignment.given})
    people = {person.pk: person for of in able.values() for person in of}
    for (kind, _), where in assignment.given.items():
        if where.to is not None and (where.to == user.pk or where.to not in {one.pk for one in able[kind]}):
            raise NotSettled(unable(kind))
    return people


def _move(
    given: Iterable[tuple[OpenItem, Given]],
    people: Mapping[int, User],
    *,
    leaving: Leaving | None,
    today: date,
    by: Actor,
) -> None:
    """Everything to its new place; roles last, those that manage roles very last."""
    by_kind: dict[Kind, list[tuple[int, User | None]]] = {kind: [] for kind in Kind}
    for item, where in given:
        by_kind[item.kind].append((item.pk, people[where.to] if where.to else None))
    day = leaving.on if leaving else today
    _give_nodes(dict(by_kind[Kind.NODE]), today, by)
    for pk, to in by_kind[Kind.INDICATOR]:
        row = Indicator.objects.select_related("plan").get(pk=pk)
        change_keeping(indicator=row, version=row.version, level=row.level, steward=to, by=by)
    for pk, to in by_kind[Kind.MITIGATION]:
        give_measure(measure=Mitigation.objects.get(pk=pk), to=to, by=by)
    for pk, to in by_kind[Kind.FUNCTION]:
        _give_function(pk, to, day, today, by)
    for pk, to in by_kind[Kind.SUBSTITUTE]:
        _give_substitution(pk, to, day)
    _give_roles(by_kind[Kind.ROLE], day, today, by)


def _give_nodes(stewards: Mapping[int, User | None], today: date, by: Actor) -> None:
    nodes = list(Node.objects.filter(pk__in=stewards).select_related("plan").only("pk", "steward_id", "plan"))
    for plan in {node.plan_id: node.plan for node in nodes}.values():
        of_plan = {node.pk: stewards[node.pk] for node in nodes if node.plan_id == plan.pk}
        name_stewards(plan=plan, stewards=of_plan, today=today, by=by)
    for node in nodes:
        to = stewards[node.pk]
        if to and not QuarterDraft.objects.filter(user=to, node=node).exists():
            # What was typed and not reported yet belongs to the work, not to the person.
            QuarterDraft.objects.filter(user_id=node.steward_id, node=node).update(user=to)


def _give_function(pk: int, to: User | None, day: date, today: date, by: Actor) -> None:
    holding = FunctionHolding.objects.select_related("function", "user").get(pk=pk)
    function, until, start = holding.function, holding.valid_to, max(day, holding.valid_from)
    end_holding(holding=holding, on=day, by=by)
    if to is None or (until is not None and until < start):
        return
    held = FunctionHolding.objects.filter(function=function, user=to)
    if not held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start)).exists():
        give_function(function=function, user=to, start=start, end=until, today=today, by=by)


def _give_substitution(pk: int, to: User | None, day: date) -> None:
    row = Substitute.objects.get(pk=pk)
    start, until, absent = max(day, row.valid_from), row.valid_to, row.user_id
    _end_substitution(row, day)
    # Nobody replaces himself: who takes over may be the one who is away.
    if to and to.pk != absent and (until is None or until >= start):
        Substitute.objects.create(
            network_id=row.network_id, user_id=absent, substitute=to, valid_from=start, valid_to=until
        )


def _end_substitution(row: Substitute, day: date) -> None:
    if row.valid_from >= day:
        Substitute.objects.filter(pk=row.pk).delete()
    else:
        Substitute.objects.filter(pk=row.pk).update(valid_to=day - timedelta(days=1))


def _give_roles(roles: Sequence[tuple[int, User | None]], day: date, today: date, by: Actor) -> None:
    """First who gets a role, then who loses it: a network is never without somebody who manages roles."""
    rows = RoleHolding.objects.select_related("network", "party").in_bulk([pk for pk, _ in roles])
    for pk, to in roles:
        if to:
            row = rows[pk]
            give_role(network=row.network, user=to, role=row.role, party=row.party, on=today, by=by)

    def manages(pk: int) -> bool:
        return Permission.MEMBERS_MANAGE in ROLES[rows[pk].role].permissions

    for pk, _ in sorted(roles, key=lambda role: manages(role[0])):
        until = rows[pk].valid_to
        if until is None or until >= day:
            end_role(holding=rows[pk], by=by, on=day)


def _leave(network: Network, user: User, day: date, today: date) -> None:
    """What stops by itself: who replaces the leaver, and a calendar that nothing is left for."""
    rows = Substitute.objects.filter(network=network, user=user)
    for row in rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day)):
        _end_substitution(row, day)
    if day <= today and not RoleHolding.objects.filter(user=user).on(today).exists():
        CalendarFeed.objects.filter(user=user).delete()


def _tell(
    made: Handover, given: Iterable[tuple[OpenItem, Given]], people: Mapping[int, User], *, by: Actor
) -> None:
    """One mail for each who takes something over, with everything in it; answers go to the coordinator."""
    taken: dict[int, list[OpenItem]] = {}
    for item, where in given:
        if where.to:
            taken.setdefault(where.to, []).append(item)
    sender = User.objects.filter(pk=by.user_id).first() if by.user_id else None
    address = full_address(reverse("stewardship:handover", args=[made.pk]))
    for pk, items in taken.items():
        count = dutch.counted(len(items), "zaak", "zaken")
        lines = [
            f"Dag {people[pk]}",
            f"{by.label} gaf u {count} door van {made.leaver_label} ({made.network}).",
        ]
        for kind in Kind:
            of_kind = [item for item in items if item.kind == kind]
            if of_kind:
                listed = "\n".join(f"- {item.label}" for item in of_kind)
                lines.append(f"{KINDS[kind].title}:\n{listed}")
        lines += [made.note] if made.note else []
        lines.append(f"Alles op een rij, met wat er nu van u verwacht wordt:\n{address}")
        post(
            to=people[pk].email,
            subject=f"U nam {count} over van {made.leaver_label}",
            body="\n\n".join(lines),
            reply_to=sender.email if sender else "",
        )
