"""The vocabulary of permission. No tables: roles are code, who holds them is data (room `network`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Permission(StrEnum):
    """What a person can be allowed to do in a network."""

    PLAN_READ = "plan.read"
    PLAN_IMPORT = "plan.import"
    PLAN_EDIT = "plan.edit"
    PLAN_ADOPT = "plan.adopt"
    COMMENT_WRITE = "comment.write"
    WORDS_MANAGE = "words.manage"
    FINDING_ACCEPT = "finding.accept"
    NETWORK_READ = "network.read"
    MEMBERS_MANAGE = "members.manage"
    AUDIT_READ = "audit.read"
    INDICATOR_MANAGE = "indicator.manage"
    FIGURES_ENTER = "figures.enter"
    FIGURES_ANSWER = "figures.answer"
    DELIVERABLE_DELIVER = "deliverable.deliver"
    DELIVERABLE_VALIDATE = "deliverable.validate"
    DELIVERABLE_APPROVE = "deliverable.approve"
    EFFECT_RECORD = "effect.record"
    EFFECT_CONFIRM = "effect.confirm"
    BUDGET_EDIT = "budget.edit"
    WORKLOAD_READ = "workload.read"
    WORKLOAD_MANAGE = "workload.manage"
    REPORT_READ = "report.read"
    REPORT_MAKE = "report.make"


READING = frozenset(
    {
        Permission.PLAN_READ,
        Permission.NETWORK_READ,
        Permission.AUDIT_READ,
        Permission.REPORT_READ,
        Permission.WORKLOAD_READ,
    }
)
"""What changes nothing."""


@dataclass(frozen=True)
class Role:
    """A job description: shown to people, and the set the code checks."""

    code: str
    label: str
    explanation: str
    permissions: frozenset[Permission]


_READ = frozenset(
    {Permission.PLAN_READ, Permission.NETWORK_READ, Permission.COMMENT_WRITE, Permission.REPORT_READ}
)

READER = Role(
    "reader",
    "Lezer",
    "Leest de plannen van het netwerk en waar ze vandaan komen, en praat erover mee.",
    _READ,
)
MEMBER_CONTACT = Role(
    "member_contact",
    "Contactpersoon van een lid",
    "Geeft de cijfers van het eigen bestuur, zegt of het een oplevering valideert en bevestigt wat er bij "
    "het bestuur uit een actie voortkwam.",
    _READ | {Permission.FIGURES_ANSWER, Permission.DELIVERABLE_VALIDATE, Permission.EFFECT_CONFIRM},
)
BOARD_MEMBER = Role(
    "board_member",
    "Bestuurder",
    "Leest alles van het netwerk, ook wie wat wanneer wijzigde, en keurt opleveringen goed. "
    "Wijzigt zelf geen plannen.",
    _READ | {Permission.AUDIT_READ, Permission.DELIVERABLE_APPROVE},
)
STEWARD = Role(
    "steward",
    "Trekker",
    "Houdt actiefiches, middelen en cijfers bij, levert op en tekent op wat uit acties voortkwam. Aanvaardt "
    "geen bevindingen over het eigen werk.",
    _READ
    | {
        Permission.PLAN_EDIT,
        Permission.FIGURES_ENTER,
        Permission.DELIVERABLE_DELIVER,
        Permission.EFFECT_RECORD,
        Permission.BUDGET_EDIT,
        Permission.WORKLOAD_READ,
    },
)
PLAN_EDITOR = Role(
    "plan_editor",
    "Planbeheerder",
    "Leest plannen in, verbetert ze, beslist over bevindingen van de bijsluiter, houdt de woorden van het "
    "netwerk bij, bevestigt wat indicatoren meten, vraagt cijfers aan de leden, maakt rapporten en tekent op "
    "wat het bestuur vaststelde.",
    _READ
    | {
        Permission.PLAN_IMPORT,
        Permission.PLAN_EDIT,
        Permission.PLAN_ADOPT,
        Permission.FINDING_ACCEPT,
        Permission.WORDS_MANAGE,
        Permission.AUDIT_READ,
        Permission.INDICATOR_MANAGE,
        Permission.FIGURES_ENTER,
        Permission.DELIVERABLE_DELIVER,
        Permission.DELIVERABLE_APPROVE,
        Permission.EFFECT_RECORD,
        Permission.BUDGET_EDIT,
        Permission.WORKLOAD_READ,
        Permission.WORKLOAD_MANAGE,
        Permission.REPORT_MAKE,
    },
)
COORDINATOR = Role(
    "coordinator",
    "Coördinator",
    "Doet wat een planbeheerder doet en beheert wie in het netwerk welke rol heeft.",
    PLAN_EDITOR.permissions | {Permission.MEMBERS_MANAGE},
)
ADMINISTRATOR = Role(
    "administrator",
    "Beheerder",
    "Beheert leden en rollen en leest het logboek. Wijzigt geen inhoud van plannen.",
    frozenset({Permission.NETWORK_READ, Permission.MEMBERS_MANAGE, Permission.AUDIT_READ}),
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (READER, MEMBER_CONTACT, BOARD_MEMBER, STEWARD, PLAN_EDITOR, COORDINATOR, ADMINISTRATOR)
}


@dataclass(frozen=True)
class Holding:
    """One role, held in one network, today."""

    role: str
    network_id: int
    party_id: int | None = None
    """On behalf of which party; None: of nobody in particular."""


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a signed-in person, nobody, or the operator at the command line."""

    label: str
    kind: Literal["person", "nobody", "operator"]
    user_id: int | None = None
    holdings: tuple[Holding, ...] = ()
    looking_back: bool = False
    """Looks at the past: sees what the roles of today let it see, and changes nothing."""

    @property
    def network_ids(self) -> frozenset[int]:
        """Networks in which this actor holds any role."""
        return frozenset(holding.network_id for holding in self.holdings)

    def networks_with(self, permission: Permission) -> frozenset[int]:
        """Networks in which a role of this actor carries the permission.

        >>> an = Actor("An", "person", 1, (Holding("reader", 7), Holding("administrator", 8)))
        >>> sorted(an.networks_with(Permission.PLAN_READ))
        [7]
        """
        return self.seeing_with(permission) if self.can(permission) else frozenset()

    def can(self, permission: Permission) -> bool:
        """Whether this can be done at the time that is being looked at: nobody changes the past."""
        return not self.looking_back or permission in READING

    def seeing_with(self, permission: Permission) -> frozenset[int]:
        """As `networks_with`, for what may be seen thanks to the right to change it, also in the past."""
        return frozenset(
            holding.network_id
            for holding in self.holdings
            if holding.role in ROLES and permission in ROLES[holding.role].permissions
        )

    def parties_with(self, permission: Permission) -> frozenset[tuple[int, int]]:
        """(network, party) on behalf of which this actor has the permission.

        >>> ria = Actor("Ria", "person", 2, (Holding("member_contact", 7, party_id=31),))
        >>> sorted(ria.parties_with(Permission.FIGURES_ANSWER))
        [(7, 31)]
        """
        return frozenset(
            (holding.network_id, holding.party_id)
            for holding in self.holdings
            if holding.party_id is not None
            and holding.role in ROLES
            and permission in ROLES[holding.role].permissions
        )


NOBODY = Actor("niet aangemeld", "nobody")


def operator(label: str) -> Actor:
    """The person who runs a command on the server itself: may do everything, under this label."""
    return Actor(label, "operator")
