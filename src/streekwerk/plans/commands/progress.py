"""Reporting how something stands: facts are added, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import ProgressStatus
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.plans.queries.standing import standings_of
from streekwerk.plans.rules.standing import NEEDS_REASON, holding


class ReasonNeeded(DomainError):
    def __init__(self, status: ProgressStatus) -> None:
        needed = {
            ProgressStatus.BLOCKED: "wat nodig is om verder te kunnen",
            ProgressStatus.PAUSED: "waarom en waarop u wacht",
        }.get(status, "waarom")
        super().__init__(f"Schrijf bij “{status.label}” in één zin {needed}.")


class WrongDays(DomainError):
    """The days of a report contradict each other."""


class ReportedMeanwhile(DomainError):
    def __init__(self, last: Progress) -> None:
        super().__init__(
            f"{last.by_label} meldde intussen “{last.get_status_display()}”. Uw melding is nog niet bewaard: "
            "bekijk die stand en bewaar opnieuw als de uwe nog klopt."
        )


@dataclass(frozen=True)
class Report:
    """How it stands, since when, a pause until when, and why."""

    status: ProgressStatus
    since: date
    until: date | None = None
    reason: str = ""


@transaction.atomic
def report_progress(
    *, plan: Plan, node: Node | None, report: Report, seen: int, today: date, by: Actor
) -> Progress:
    """Return the new fact about the node, or about the whole plan when there is none.

    `seen` is the number of the last report that the person saw, 0 when there was none.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ReportedMeanwhile: somebody else reported since.
        ReasonNeeded: blocked, paused and stopped say why.
        WrongDays: it begins after today, ends before it begins, or ends without being a pause.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = Progress.objects.filter(plan=plan, node=node).order_by("-pk").first()
    if last and last.pk != seen:
        raise ReportedMeanwhile(last)
    _check(report, today)
    fact = Progress.objects.create(
        plan=plan,
        node=node,
        status=report.status,
        valid_from=report.since,
        valid_to=report.until,
        reason=report.reason.strip(),
        by_label=by.label[:160],
    )
    if node:
        now = holding(standings_of(plan, today, [node.pk]).facts[node.pk], today)
        node.status = now.status if now else ""
        Node.objects.filter(pk=node.pk).update(status=node.status)
    plan.raise_revision()
    record(
        "progress.reported",
        node or plan,
        by=by,
        network_id=plan.network_id,
        changes={"status": [last.get_status_display() if last else "", report.status.label]}
        | ({"reason": ["", fact.reason]} if fact.reason else {}),
    )
    refresh_findings(plan, changed=[node] if node else [])
    return fact


def _check(report: Report, today: date) -> None:
    if report.status in NEEDS_REASON and not report.reason.strip():
        raise ReasonNeeded(report.status)
    paused = report.status == ProgressStatus.PAUSED
    if report.until and not paused:
        raise WrongDays("Enkel een pauze heeft een einde. Maak “Tot en met” leeg of kies “gepauzeerd”.")
    if report.until and report.until < report.since:
        raise WrongDays("De pauze eindigt vóór ze begint. Kies een latere dag bij “Tot en met”.")
    if report.since > today and not paused:
        raise WrongDays("U meldt hoe het nu staat. Kies bij “Sinds” vandaag of een vroegere dag.")
