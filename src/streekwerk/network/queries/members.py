"""Who acts, and what a network page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from streekwerk.access.models import MEMBER_CONTACT, NOBODY, ROLES, Actor, Holding, Permission, Role
from streekwerk.access.queries import may
from streekwerk.accounts.models import User
from streekwerk.network.choices import MembershipRole, PlaceKind
from streekwerk.network.models import Composition, Membership, Network, Party, Place, Population, RoleHolding


def actor_of(user: User | None, day: date) -> Actor:
    """The actor a person is on that day: the roles that hold then, one query."""
    if user is None or not user.is_active:
        return NOBODY
    held = RoleHolding.objects.filter(user=user).on(day)
    rows = held.values_list("role", "network_id", "party_id").distinct()
    return Actor(str(user), "person", user.pk, tuple(Holding(*row) for row in rows))


@dataclass(frozen=True)
class Member:
    """A member as the network page lists it: with its zones and inhabitants."""

    name: str
    kind: str
    since: date | None
    inhabitants: int | None
    year: int | None
    zones: tuple[Place, ...]


@dataclass(frozen=True)
class RoleHolder:
    pk: int
    name: str
    function: str
    role: Role
    since: date
    party: str = ""
    """On behalf of which party; empty: of nobody in particular."""


def members_on(network: Network, day: date) -> list[Party]:
    """The parties that are member on that day, by name; one query."""
    held = Membership.objects.filter(network=network, role=MembershipRole.MEMBER).on(day)
    return list(Party.objects.filter(pk__in=held.values("party_id")).order_by("name"))


def contacts_of(network_id: int, day: date) -> dict[int, list[User]]:
    """By the number of a party the people who answer for it on that day, by name; one query."""
    rows = RoleHolding.objects.filter(
        network_id=network_id, role=MEMBER_CONTACT.code, party__isnull=False, user__is_active=True
    ).on(day)
    found: dict[int, list[User]] = {}
    for row in rows.select_related("user").order_by("user__name", "pk"):
        found.setdefault(row.party_id or 0, []).append(row.user)
    return found


def members_of(network: Network, day: date) -> list[Member]:
    """The members on that day with newest known inhabitants and every zone they lie in: two queries."""
    newest = Population.objects.filter(place=OuterRef("party__place")).order_by("-year")
    rows = list(
        Membership.objects.filter(network=network, role=MembershipRole.MEMBER)
        .on(day)
        .select_related("party")
        .annotate(
            inhabitants=Subquery(newest.values("inhabitants")[:1]), year=Subquery(newest.values("year")[:1])
        )
        .order_by("party__name")
    )
    zones: dict[int, list[Place]] = {}
    places = [row.party.place_id for row in rows if row.party.place_id]
    for part in Composition.objects.filter(part__in=places).on(day).select_related("whole"):
        zones.setdefault(part.part_id, []).append(part.whole)
    return [
        Member(
            row.party.name,
            row.party.get_kind_display(),
            row.valid_from,
            row.inhabitants,  # type: ignore[attr-defined]
            row.year,  # type: ignore[attr-defined]
            tuple(sorted(zones.get(row.party.place_id or 0, ()), key=str)),
        )
        for row in rows
    ]


def role_holders(network: Network, actor: Actor, day: date) -> list[RoleHolder]:
    """Who holds which role today, for those who manage members; nobody else sees the list."""
    if not may(actor, Permission.MEMBERS_MANAGE, at=network.pk):
        return []
    rows = RoleHolding.objects.visible_to(actor).filter(network=network).on(day)
    rows = rows.select_related("user", "party")
    return [
        RoleHolder(
            row.pk, row.user.name, row.user.function, ROLES[row.role], row.valid_from, str(row.party or "")
        )
        for row in rows.order_by("user__name")
    ]


def colleagues_in(network_id: int, day: date) -> list[User]:
    """The people with a role in this network on that day, by name; one query.

    For choosing a steward or naming somebody in a comment: members know each other's names.
    """
    held = RoleHolding.objects.filter(network_id=network_id).on(day).values("user_id")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))


def territories(networks: Sequence[int], day: date) -> dict[int, set[str]]:
    """The names of the municipalities in which each network has members on that day; two queries.

    A member that is a zone brings every municipality that lies in it.
    """
    held = (
        Membership.objects.filter(network__in=networks, role=MembershipRole.MEMBER)
        .on(day)
        .filter(party__place__isnull=False)
        .values_list("network_id", "party__place_id", "party__place__kind", "party__place__name")
    )
    found: dict[int, set[str]] = {}
    wholes: dict[int, set[int]] = {}
    for network, place, kind, name in held:
        if kind == PlaceKind.MUNICIPALITY:
            found.setdefault(network, set()).add(name)
        elif place:
            wholes.setdefault(place, set()).add(network)
    for part in Composition.objects.filter(whole__in=list(wholes)).on(day).select_related("part"):
        for network in wholes[part.whole_id]:
            found.setdefault(network, set()).add(part.part.name)
    return found


def people_with(permission: Permission, network_id: int, day: date) -> list[User]:
    """The people whose role in this network carries the permission on that day, by name; one query."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    held = RoleHolding.objects.filter(network_id=network_id, role__in=roles).on(day).values("user_id")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("name"))
