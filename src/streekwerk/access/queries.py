"""The two questions about rights."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.kernel.errors import DomainError


class NotAllowed(DomainError):
    """The actor sees the thing but may not do this to it (answered with 403)."""

    def __init__(self, actor: Actor, permission: Permission) -> None:
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
