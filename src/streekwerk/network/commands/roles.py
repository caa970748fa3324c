"""Giving and ending roles."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from streekwerk.access.models import MEMBER_CONTACT, ROLES, Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network, Party, RoleHolding
from streekwerk.network.queries import members_on


class UnknownRole(DomainError):
    def __init__(self, code: str) -> None:
        super().__init__(f"De rol “{code}” bestaat niet. Kies uit: {', '.join(ROLES)}.")


class PartyNeeded(DomainError):
    def __init__(self, network: Network) -> None:
        super().__init__(f"Een contactpersoon antwoordt namens één {network.member_word}. Kies namens wie.")


class NoMember(DomainError):
    def __init__(self, party: Party, network: Network) -> None:
        super().__init__(
            f"{party} is vandaag geen {network.member_word} van {network}. Kies een van de leden in de lijst."
        )


class LastManager(DomainError):
    def __init__(self, network: Network) -> None:
        super().__init__(
            f"Dit is de laatste persoon die de rollen van {network} beheert. "
            "Geef eerst iemand anders de rol van coördinator of beheerder."
        )


@transaction.atomic
def give_role(
    *, network: Network, user: User, role: str, by: Actor, on: date, party: Party | None = None
) -> RoleHolding:
    """The person holds the role from that day; a role already held is returned as it is.

    A contact holds the role on behalf of `party`; other roles are held on behalf of nobody in particular.

    Raises:
        NotAllowed: the actor does not manage the members of this network.
        UnknownRole: no such role.
        PartyNeeded, NoMember: a contact of no party, or of one that is no member that day.
    """
    require(by, Permission.MEMBERS_MANAGE, at=network.pk)
    if role not in ROLES:
        raise UnknownRole(role)
    if role != MEMBER_CONTACT.code:
        party = None
    elif party is None:
        raise PartyNeeded(network)
    elif party not in members_on(network, on):
        raise NoMember(party, network)
    held = RoleHolding.objects.filter(network=network, user=user, role=role, party=party).on(on).first()
    if held:
        return held
    holding = RoleHolding.objects.create(network=network, user=user, role=role, party=party, valid_from=on)
    record("role.given", holding, by=by, network_id=network.pk)
    return holding


@transaction.atomic
def end_role(*, holding: RoleHolding, by: Actor, on: date) -> None:
    """The person no longer holds the role from that day on; the holding stays readable.

    Raises:
        NotAllowed: the actor does not manage the members of this network.
        LastManager: nobody would be left to manage roles.
    """
    require(by, Permission.MEMBERS_MANAGE, at=holding.network_id)
    managing = [code for code, role in ROLES.items() if Permission.MEMBERS_MANAGE in role.permissions]
    others = RoleHolding.objects.filter(network=holding.network_id, role__in=managing).on(on)
    if holding.role in managing and not others.exclude(pk=holding.pk).exists():
        raise LastManager(holding.network)
    if holding.valid_from >= on:
        # Given and taken back on the same day: it never held, but the log keeps it.
        record("role.withdrawn", holding, by=by, network_id=holding.network_id)
        holding.delete()
        return
    holding.valid_to = on - timedelta(days=1)
    holding.save(update_fields=["valid_to"])
    record("role.ended", holding, by=by, network_id=holding.network_id)
