"""Deciding about findings of the bijsluiter."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import PlanFinding


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin waarom deze bevinding mag blijven staan; daarna blijft ze stil.")


@transaction.atomic
def accept_finding(*, finding: PlanFinding, reason: str, by: Actor) -> PlanFinding:
    """Return the finding, quiet from now on, with the reason and who gave it.

    Raises:
        NotAllowed: the actor may not decide about findings here.
        NoReason: no reason was given.
    """
    network = finding.plan.network_id
    require(by, Permission.FINDING_ACCEPT, at=network)
    if not reason.strip():
        raise NoReason
    finding.accepted_at, finding.accepted_by, finding.accepted_reason = (
        timezone.now(),
        by.label,
        reason.strip(),
    )
    finding.save(update_fields=["accepted_at", "accepted_by", "accepted_reason"])
    record("finding.accepted", finding, by=by, network_id=network, changes={"reason": [None, reason.strip()]})
    return finding


@transaction.atomic
def reopen_finding(*, finding: PlanFinding, by: Actor) -> PlanFinding:
    """Return the finding, open again.

    Raises:
        NotAllowed: the actor may not decide about findings here.
    """
    network = finding.plan.network_id
    require(by, Permission.FINDING_ACCEPT, at=network)
    before = finding.accepted_reason
    finding.accepted_at, finding.accepted_by, finding.accepted_reason = None, "", ""
    finding.save(update_fields=["accepted_at", "accepted_by", "accepted_reason"])
    record("finding.reopened", finding, by=by, network_id=network, changes={"reason": [before, None]})
    return finding
