"""Reporting how something stands: facts are added, never changed; a mistake is taken back and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import Confidence, ProgressStatus
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node, Plan, Progress
from streekwerk.plans.queries.standing import held_by, last_report, standings_of
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
        self.last = last
        super().__init__(
            f"{last.by_label} meldde intussen “{last.get_status_display()}”. Uw melding is nog niet bewaard: "
            "bekijk die stand en bewaar opnieuw als de uwe nog klopt."
        )


class NothingToRepeat(DomainError):
    def __init__(self, last: Progress | None) -> None:
        why = "De pauze liep af" if last else "Hier is nog niets gemeld"
        super().__init__(f"{why}: er is niets om te herhalen. Meld hoe het nu staat.")


class NotYourReport(DomainError):
    """A report that the actor cannot take back."""


@dataclass(frozen=True)
class Report:
    """How it stands, since when, a pause until when, and why; what happened and what comes next."""

    status: ProgressStatus
    since: date
    until: date | None = None
    reason: str = ""
    narrative: str = ""
    """What happened since the last report."""
    next_step: str = ""
    confidence: Confidence | None = None
    """How sure it is that it will be done in time; None: not said."""


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
    last = _last_seen(plan, node, seen, by)
    return _added(fact_of(plan, node, report, today), last, today, by)


def fact_of(plan: Plan, node: Node | None, report: Report, today: date) -> Progress:
    """The report as a fact, unsaved.

    Raises:
        ReasonNeeded, WrongDays: as `report_progress`.
    """
    _check(report, today)
    return Progress(
        plan=plan,
        node=node,
        status=report.status,
        valid_from=report.since,
        valid_to=report.until,
        reason=report.reason.strip(),
        narrative=report.narrative.strip(),
        next_step=report.next_step.strip(),
        confidence=report.confidence or "",
    )


@transaction.atomic
def report_unchanged(*, plan: Plan, node: Node, seen: int, today: date, by: Actor) -> Progress:
    """Return the new fact that says in one go that nothing changed: it repeats what holds today.

    The days, the reason, the next step and the confidence come along; what happened does not.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ReportedMeanwhile: somebody else reported since.
        NothingToRepeat: nobody reported anything yet, or what was reported has ended.
    """
    last = _last_seen(plan, node, seen, by)
    held = held_by(plan, node, today)
    if held is None:
        raise NothingToRepeat(last)
    fact = Progress(
        plan=plan,
        node=node,
        status=held.status,
        valid_from=held.valid_from,
        valid_to=held.valid_to,
        reason=held.reason,
        next_step=held.next_step,
        confidence=held.confidence,
        unchanged=True,
    )
    return _added(fact, last, today, by)


@transaction.atomic
def withdraw_report(*, plan: Plan, node: Node | None, report: int, today: date, by: Actor) -> Progress:
    """Return the last report of that number, taken back; the one before it holds again.

    Only who made it, on the same day: later it was read, and another report says how it stands.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotYourReport: it is not the last one, somebody else made it, or it is of another day.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    Plan.objects.select_for_update().get(pk=plan.pk)
    fact = last_report(plan, node)
    if fact is None or fact.pk != report:
        raise NotYourReport(
            "Er kwam intussen een andere melding. Meld hoe het nu staat, of laat de nieuwe staan."
        )
    if fact.by_label != by.label[:160]:
        raise NotYourReport(f"{fact.by_label} meldde dit. Meld zelf hoe het staat als het anders is.")
    if not is_own(fact, today, by):
        raise NotYourReport("Deze melding is van een vorige dag. Meld hoe het nu staat.")
    fact.withdrawn_at = timezone.now()
    fact.save(update_fields=["withdrawn_at"])
    before = last_report(plan, node)
    changes = {"status": [fact.get_status_display(), before.get_status_display() if before else ""]}
    _finish(fact, "progress.withdrawn", changes, today, by)
    return fact


def is_own(fact: Progress, today: date, by: Actor) -> bool:
    """Whether this person made the report, today: then it may be taken back."""
    return fact.by_label == by.label[:160] and timezone.localdate(fact.recorded_at) == today


def _last_seen(plan: Plan, node: Node | None, seen: int, by: Actor) -> Progress | None:
    """The last report, when the person saw it; the plan is locked."""
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = last_report(plan, node)
    if (last.pk if last else 0) != seen and last:
        raise ReportedMeanwhile(last)
    return last


def _added(fact: Progress, last: Progress | None, today: date, by: Actor) -> Progress:
    fact.by_label = by.label[:160]
    fact.save()
    verb = "progress.unchanged" if fact.unchanged else "progress.reported"
    _finish(fact, verb, told(fact, last), today, by)
    return fact


def told(fact: Progress, last: Progress | None) -> dict[str, list[str]]:
    """What the log tells of a new fact: how it stood and stands, and the words that were written."""
    changes = {"status": [last.get_status_display() if last else "", str(ProgressStatus(fact.status).label)]}
    words = () if fact.unchanged else ("reason", "narrative", "next_step")
    return changes | {name: ["", getattr(fact, name)] for name in words if getattr(fact, name)}


def _finish(fact: Progress, verb: str, changes: dict[str, list[str]], today: date, by: Actor) -> None:
    plan, node = fact.plan, fact.node
    if node:
        now = holding(standings_of(plan, today, [node.pk]).facts.get(node.pk, []), today)
        node.status = now.status if now else ""
        Node.objects.filter(pk=node.pk).update(status=node.status)
    plan.raise_revision()
    record(verb, node or plan, by=by, network_id=plan.network_id, changes=changes)
    refresh_findings(plan, changed=[node] if node else [])


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
