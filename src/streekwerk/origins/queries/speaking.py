"""Who may tell of effects, and who speaks for the party that received one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import NotAllowed, may, may_for
from streekwerk.indicators.queries.validators import candidates_in
from streekwerk.network.models import Network
from streekwerk.origins.models import Effect, Origin


def speaks_for(actor: Actor, network: int, party: int) -> bool:
    """Whether the actor says what this party received: its contact."""
    return may_for(actor, Permission.EFFECT_CONFIRM, at=network, party=party)


def notes_for(actor: Actor, network: int) -> bool:
    """Whether the actor may write down what a party said elsewhere: who keeps what counts."""
    return may(actor, Permission.INDICATOR_MANAGE, at=network)


def may_answer(actor: Actor, network: int, party: int) -> bool:
    """Whether the actor may say whether an origin is so: for its own party, or noting on whose word."""
    return notes_for(actor, network) or speaks_for(actor, network, party)


def may_record(actor: Actor, network: int, party: int) -> bool:
    """Whether the actor may record an effect at this party: the team at any, a contact at its own."""
    return may(actor, Permission.EFFECT_RECORD, at=network) or speaks_for(actor, network, party)


def require_record(actor: Actor, network: int, party: int) -> None:
    """Refuse who may not record an effect at this party.

    Raises:
        NotAllowed: with the sentence to show.
    """
    if not may_record(actor, network, party):
        raise NotAllowed(actor, Permission.EFFECT_RECORD)


def require_answer(actor: Actor, network: int, party: int) -> None:
    """Refuse who does not speak for this party, nor notes what it said.

    Raises:
        NotAllowed: with the sentence to show.
    """
    if not may_answer(actor, network, party):
        raise NotAllowed(actor, Permission.EFFECT_CONFIRM)


def may_take_back(actor: Actor, origin: Origin, effect: Effect) -> bool:
    """Whether the actor may take an origin back: what was confirmed only who could confirm it."""
    asked = may_answer if origin.state == "confirmed" else may_record
    return asked(actor, effect.network_id, effect.party_id)


def own_parties(actor: Actor, network: int) -> set[int]:
    """The parties of the network for which the actor speaks."""
    return {party for at, party in actor.parties_with(Permission.EFFECT_CONFIRM) if at == network}


def may_record_somewhere(actor: Actor, network: int) -> bool:
    """Whether the actor may record an effect at some party of the network."""
    team = may(actor, Permission.EFFECT_RECORD, at=network)
    return team or (bool(own_parties(actor, network)) and actor.can(Permission.EFFECT_CONFIRM))


def require_record_somewhere(actor: Actor, network: int) -> None:
    """Refuse who may record an effect at no party of the network.

    Raises:
        NotAllowed: with the sentence to show.
    """
    if not may_record_somewhere(actor, network):
        raise NotAllowed(actor, Permission.EFFECT_RECORD)


def receivers_of(
    actor: Actor, network: Network, day: date, *, also: Collection[tuple[int, str]] = ()
) -> list[tuple[int, str]]:
    """The parties at which the actor may record an effect, by name; one query.

    `also`: who stays possible though it left the network.
    """
    found = {each.pk: each.name for each in candidates_in(network.pk, day)} | dict(also)
    chosen = [(pk, name) for pk, name in found.items() if may_record(actor, network.pk, pk)]
    return sorted(chosen, key=lambda pair: pair[1])
