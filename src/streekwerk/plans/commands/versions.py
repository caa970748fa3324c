"""Writing down what a competent body decided about a plan: adopt, amend, close, open again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Plan, PlanVersion
from streekwerk.plans.queries.versions import snapshot_in, snapshot_of
from streekwerk.plans.rules.versions import said, seal


class NoBody(DomainError):
    def __init__(self) -> None:
        super().__init__("Er staat niet wie besliste. Noem het orgaan, bijvoorbeeld de algemene vergadering.")


class NotYetDecided(DomainError):
    def __init__(self, on: date) -> None:
        super().__init__(
            f"{on:%d/%m/%Y} moet nog komen. Teken een beslissing op nadat ze genomen is, met de dag van toen."
        )


class BeforeLast(DomainError):
    def __init__(self, last: date) -> None:
        super().__init__(
            f"De vorige beslissing is van {last:%d/%m/%Y}. Kies die dag of een latere: versies volgen elkaar."
        )


class NoReasonForChange(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin waarom het plan wijzigt; die reden staat bij de nieuwe versie.")


class NothingChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Het plan zegt nog hetzelfde als bij de vorige beslissing. Wijzig het eerst; daarna kan het "
            "opnieuw vastgesteld worden."
        )


class OtherStatus(DomainError):
    def __init__(self, plan: Plan) -> None:
        super().__init__(
            f"Het plan is intussen {plan.get_status_display()}. "
            "Bekijk eerst de versies: misschien is dit al gebeurd."
        )


class ReadSomethingElse(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Iemand wijzigde het plan sinds u deze pagina opende. Er is niets vastgelegd: bekijk wat er "
            "veranderde en bevestig opnieuw."
        )


@transaction.atomic
def adopt_plan(
    *, plan: Plan, body: str, on: date, note: str = "", revision: int | None = None, today: date, by: Actor
) -> PlanVersion:
    """Return the first version: the plan as it is now, decided by this body on that day.

    From now on neighbouring networks may read the plan. `revision` is the one the person confirmed.

    Raises:
        NotAllowed: the actor may not write down decisions here.
        OtherStatus: the plan is no draft.
        ReadSomethingElse: the plan is not what the person saw.
        NoBody, NotYetDecided: who decided or when cannot be kept as it is.
    """
    plan = _opened(plan, by, PlanStatus.DRAFT, revision)
    version = _decide(plan, 1, body, on, note, today, by)
    _set_status(plan, PlanStatus.ADOPTED)
    record(
        "plan.adopted", plan, by=by, network_id=plan.network_id, changes={"decided": ["", _words(version)]}
    )
    return version


@transaction.atomic
def amend_plan(
    *, plan: Plan, body: str, on: date, reason: str, revision: int | None = None, today: date, by: Actor
) -> PlanVersion:
    """Return the next version: the changes since the last one, decided by this body on that day.

    Raises:
        NotAllowed: the actor may not write down decisions here.
        OtherStatus: the plan is a draft, or closed.
        ReadSomethingElse: the plan is not what the person saw.
        NothingChanged: it says the same as the last version.
        NoReasonForChange, NoBody, NotYetDecided, BeforeLast: what was entered cannot be kept as it is.
    """
    plan = _opened(plan, by, PlanStatus.ADOPTED, revision)
    last = PlanVersion.objects.filter(plan=plan).latest("number")
    if not reason.strip():
        raise NoReasonForChange
    if on < last.decided_on:
        raise BeforeLast(last.decided_on)
    if said(snapshot_in(last)) == said(snapshot_of(plan)):
        raise NothingChanged
    version = _decide(plan, last.number + 1, body, on, reason, today, by)
    changes = {"decided": ["", _words(version)], "reason": ["", version.reason]}
    record("plan.amended", plan, by=by, network_id=plan.network_id, changes=changes)
    return version


@transaction.atomic
def close_plan(*, plan: Plan, reason: str, by: Actor) -> Plan:
    """Return the plan, closed: it stays readable and can be opened again.

    Raises:
        NotAllowed: the actor may not write down decisions here.
        OtherStatus: only an adopted plan is closed.
        NoReasonForChange: no reason was given.
    """
    plan = _opened(plan, by, PlanStatus.ADOPTED)
    if not reason.strip():
        raise NoReasonForChange
    _set_status(plan, PlanStatus.CLOSED)
    record("plan.closed", plan, by=by, network_id=plan.network_id, changes={"reason": ["", reason.strip()]})
    return plan


@transaction.atomic
def reopen_plan(*, plan: Plan, by: Actor) -> Plan:
    """Return the plan, adopted as it was before it was closed.

    Raises:
        NotAllowed: the actor may not write down decisions here.
        OtherStatus: the plan is not closed.
    """
    plan = _opened(plan, by, PlanStatus.CLOSED)
    _set_status(plan, PlanStatus.ADOPTED)
    record("plan.reopened", plan, by=by, network_id=plan.network_id)
    return plan


def _opened(plan: Plan, by: Actor, status: PlanStatus, revision: int | None = None) -> Plan:
    """The plan as it is now, kept for this transaction; refused unless it has this status and revision."""
    require(by, Permission.PLAN_ADOPT, at=plan.network_id)
    plan = Plan.objects.select_for_update(of=("self",)).select_related("network").get(pk=plan.pk)
    if plan.status != status:
        raise OtherStatus(plan)
    if revision is not None and plan.revision != revision:
        raise ReadSomethingElse
    return plan


def _decide(plan: Plan, number: int, body: str, on: date, reason: str, today: date, by: Actor) -> PlanVersion:
    if not body.strip():
        raise NoBody
    if on > today:
        raise NotYetDecided(on)
    snapshot = snapshot_of(plan)
    return PlanVersion.objects.create(
        plan=plan,
        number=number,
        decided_on=on,
        decided_by=body.strip()[:160],
        reason=reason.strip(),
        snapshot=dict(snapshot),
        sha256=seal(snapshot),
        by_label=by.label[:160],
    )


def _set_status(plan: Plan, status: PlanStatus) -> None:
    plan.status = status
    plan.save(update_fields=["status"])


def _words(version: PlanVersion) -> str:
    return f"{version.decided_by}, {version.decided_on:%d/%m/%Y}"
