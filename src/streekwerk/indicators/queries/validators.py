"""The parties that can be asked to validate, what a card proposes, and who answers for a party."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from streekwerk.access.models import ROLES, Permission
from streekwerk.accounts.models import User
from streekwerk.audit import clock
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.rules.deliverables.titles import title_of
from streekwerk.indicators.rules.deliverables.validators import Candidate, Meant, parties_meant
from streekwerk.network.choices import MembershipRole
from streekwerk.network.models import Membership, RoleHolding


@dataclass(frozen=True)
class Proposed:
    """What a card proposes for its deliverable; a person looks at it."""

    indicator: Indicator
    title: str
    due: date | None
    validators: frozenset[int]
    because: tuple[str, ...]
    """The words that named the validators; none: nobody is proposed."""


def candidates_in(network_id: int, day: date) -> list[Candidate]:
    """The members and partners of the network on that day, by name; one query."""
    rows = Membership.objects.filter(network_id=network_id).on(day)
    found: dict[int, Candidate] = {}
    for row in rows.exclude(role=MembershipRole.BODY).select_related("party").order_by("party__name"):
        group = "members" if row.role == MembershipRole.MEMBER else "partners"
        if row.party_id not in found or group == "members":
            found[row.party_id] = Candidate(row.party_id, row.party.name, group)  # type: ignore[arg-type]
    return sorted(found.values(), key=lambda each: each.name)


def proposed(indicators: Sequence[Indicator]) -> list[Proposed]:
    """What each card proposes: title, day and validators; a fixed number of queries for one network."""
    pks = [indicator.pk for indicator in indicators]
    definitions: dict[int, Definition] = {
        row.indicator_id: row for row in Definition.objects.filter(indicator__in=pks).order_by("number")
    }
    targets: dict[int, Target] = {
        row.indicator_id: row for row in Target.objects.filter(indicator__in=pks, ended_on__isnull=True)
    }
    today = clock.today()
    known: dict[int, list[Candidate]] = {}
    made = []
    for indicator in indicators:
        network = indicator.plan.network
        if network.pk not in known:
            known[network.pk] = candidates_in(network.pk, today)
        definition = definitions.get(indicator.pk)
        words = definition.validated_by if definition else ""
        meant = (
            parties_meant(words, known[network.pk], members_word=network.members_word) if words else Meant()
        )
        made.append(
            Proposed(
                indicator,
                title_of(indicator.sentence.text),
                _due(indicator, targets.get(indicator.pk)),
                meant.parties,
                meant.because,
            )
        )
    return made


def _due(indicator: Indicator, target: Target | None) -> date | None:
    """The horizon of the card, else the end of its action, else of the plan."""
    node = indicator.sentence.node
    return (target and target.by) or (node and node.end_date) or indicator.plan.period_end


def contacts_of(
    network_id: int,
    parties: Collection[int],
    day: date,
    *,
    permission: Permission = Permission.DELIVERABLE_VALIDATE,
) -> dict[User, list[int]]:
    """Who has this permission for these parties on that day, with the parties of each; one query."""
    roles = [role.code for role in ROLES.values() if permission in role.permissions]
    held = RoleHolding.objects.filter(network_id=network_id, role__in=roles, party__in=parties).on(day)
    found: dict[User, list[int]] = {}
    for row in held.filter(user__is_active=True).select_related("user").order_by("user__name", "party__name"):
        own = found.setdefault(row.user, [])
        if row.party_id and row.party_id not in own:
            own.append(row.party_id)
    return found
