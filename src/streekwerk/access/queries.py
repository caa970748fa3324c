"""The two questions about rights."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.kernel.errors import DomainError

PAST = "U kijkt naar vroeger: daar verandert niets meer. Ga terug naar nu om iets te wijzigen."


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it (answered with 403)."""

    def __init__(self, actor: Actor, permission: Permission) -> None:
        if not actor.can(permission):
            super().__init__(PAST)
            return
        super().__init__(
            f"{actor.label} mag dit niet doen: de rol in dit netwerk geeft geen recht "
            f"“{LABELS[permission]}”. "
            "Vraag het aan de coördinator van het netwerk."
        )


LABELS: dict[Permission, str] = {
    Permission.PLAN_READ: "plannen lezen",
    Permission.PLAN_IMPORT: "plannen inlezen",
    Permission.PLAN_EDIT: "plannen wijzigen",
    Permission.PLAN_ADOPT: "een vaststelling optekenen",
    Permission.COMMENT_WRITE: "reageren",
    Permission.WORDS_MANAGE: "de woorden van het netwerk bijhouden",
    Permission.FINDING_ACCEPT: "bevindingen aanvaarden",
    Permission.NETWORK_READ: "het netwerk bekijken",
    Permission.MEMBERS_MANAGE: "leden en rollen beheren",
    Permission.AUDIT_READ: "het logboek lezen",
    Permission.INDICATOR_MANAGE: "indicatorkaarten en streefwaarden bijhouden",
    Permission.FIGURES_ENTER: "cijfers van het netwerk invullen",
    Permission.FIGURES_ANSWER: "cijfers van het eigen bestuur geven",
    Permission.DELIVERABLE_DELIVER: "opleveren",
    Permission.DELIVERABLE_VALIDATE: "een oplevering valideren",
    Permission.DELIVERABLE_APPROVE: "een oplevering goedkeuren",
    Permission.EFFECT_RECORD: "doorwerkingen optekenen",
    Permission.EFFECT_CONFIRM: "zeggen wat bij het eigen bestuur voortkwam",
    Permission.BUDGET_EDIT: "middelen en bedragen bijhouden",
    Permission.WORKLOAD_READ: "zien hoeveel werk functies dragen",
    Permission.WORKLOAD_MANAGE: "functies en hun werk bijhouden",
    Permission.REPORT_READ: "rapporten lezen",
    Permission.REPORT_MAKE: "rapporten maken",
}


def may(actor: Actor, permission: Permission, *, at: int) -> bool:
    """Whether the actor has this permission in the network with number `at`."""
    return actor.kind == "operator" or at in actor.networks_with(permission)


def require(actor: Actor, permission: Permission, *, at: int) -> None:
    """Refuse unless the actor has this permission in network `at`.

    Raises:
        NotAllowed: with the sentence to show.
    """
    if not may(actor, permission, at=at):
        raise NotAllowed(actor, permission)


def may_for(actor: Actor, permission: Permission, *, at: int, party: int) -> bool:
    """Whether the actor has this permission in network `at` on behalf of this party.

    >>> from streekwerk.access.models import Holding
    >>> ria = Actor("Ria", "person", 2, (Holding("member_contact", 7, party_id=31),))
    >>> [may_for(ria, Permission.FIGURES_ANSWER, at=7, party=party) for party in (31, 32)]
    [True, False]
    """
    return actor.can(permission) and (
        actor.kind == "operator" or (at, party) in actor.parties_with(permission)
    )


def require_for(actor: Actor, permission: Permission, *, at: int, party: int) -> None:
    """Refuse unless the actor has this permission in network `at` on behalf of this party.

    Raises:
        NotAllowed: with the sentence to show.
    """
    if not may_for(actor, permission, at=at, party=party):
        raise NotAllowed(actor, permission)
