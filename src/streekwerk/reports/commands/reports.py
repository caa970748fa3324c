"""Asking for a report, reading it over, freezing it, correcting it."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Party
from streekwerk.network.queries import members_on
from streekwerk.reports.choices import BUSY, ReportStatus, Stage
from streekwerk.reports.models import Report, ReportDefinition
from streekwerk.reports.models.reports import Frozen
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.periods import ReportPeriod


class PeriodToCome(DomainError):
    def __init__(self, period: ReportPeriod) -> None:
        super().__init__(f"{period.label} moet nog beginnen. Kies een periode die al begonnen is.")


class NotPublic(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit plan is nog een ontwerp: buiten het netwerk mag niemand het lezen. Stel het eerst vast, of "
            "kies een ander doelpubliek."
        )


class NoMembers(DomainError):
    def __init__(self, word: str) -> None:
        super().__init__(f"Dit netwerk heeft vandaag geen {word}. Voeg ze eerst toe aan het netwerk.")


class NotYetFrozen(DomainError):
    def __init__(self) -> None:
        super().__init__("Dit rapport is nog niet bevroren: wijzig het zelf in plaats van het te verbeteren.")


class NoReason(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin wat er verbeterd wordt; dat staat op het nieuwe rapport.")


@transaction.atomic
def ask_report(
    *,
    definition: ReportDefinition,
    period: ReportPeriod,
    by: Actor,
    user: User | None,
    today: date,
    look_first: bool = False,
    party: Party | None = None,
) -> Report:
    """A report on this period, put in the queue; one that waits to be made or read over is given again.

    Raises:
        NotAllowed: the actor makes no reports here.
        PeriodToCome: the period has not begun.
        NotPublic: it is for everybody, and the plan is a draft.
    """
    plan = definition.plan
    require(by, Permission.REPORT_MAKE, at=plan.network_id)
    if period.start > today:
        raise PeriodToCome(period)
    if definition.audience == "public" and not plan.shared:
        raise NotPublic
    ReportDefinition.objects.select_for_update().get(pk=definition.pk)
    same = Report.objects.filter(definition=definition, period=period.key, party=party)
    open_one: Report | None = same.filter(status__in=[*BUSY, ReportStatus.DRAFT]).first()
    if open_one is not None:
        return open_one
    report = Report(
        definition=definition,
        plan=plan,
        party=party,
        title=definition.title,
        audience=definition.audience,
        blocks=definition.blocks,
        period=period.key,
        period_start=period.start,
        period_end=period.end,
        previous=previous_of(definition, period, party),
        succeeds=same.frozen().order_by("-pk").first(),
        look_first=look_first,
        taken_on=today,
        by=user,
        by_label=by.label[:160],
    )
    report.save()
    record("report.asked", report, by=by, network_id=plan.network_id)
    start(report)
    return report


def ask_reports(
    *, definition: ReportDefinition, period: ReportPeriod, by: Actor, user: User | None, today: date
) -> list[Report]:
    """A report for every member of today, each made by a job of its own.

    Raises:
        NotAllowed, PeriodToCome: see `ask_report`.
        NoMembers: there is nobody to report to.
    """
    parties = members_on(definition.plan.network, today)
    if not parties:
        raise NoMembers(definition.plan.network.members_word)
    with transaction.atomic():
        return [
            ask_report(definition=definition, period=period, by=by, user=user, today=today, party=party)
            for party in parties
        ]


def previous_of(definition: ReportDefinition, period: ReportPeriod, party: Party | None) -> Report | None:
    """The frozen report on the last earlier period, in its last corrected form; one query."""
    rows = Report.objects.frozen().light().filter(definition=definition, party=party)
    found: Report | None = rows.filter(period_start__lt=period.start).order_by("-period_start", "-pk").first()
    return found


def facts_of(report: Report | None) -> Facts | None:
    """What a report gathered; None without one, or when it gathered nothing yet."""
    if report is None or report.facts is None:
        return None
    return Facts.from_json(report.facts)


def start(report: Report) -> None:
    """Put the making of this report in the queue once the transaction is safe."""
    from streekwerk.reports.jobs import make_report

    transaction.on_commit(partial(make_report.enqueue, report.pk))


@transaction.atomic
def freeze(*, report: Report, by: Actor) -> Report:
    """The report that was read over, on its way to being frozen; it is made by the job.

    Raises:
        NotAllowed: the actor makes no reports here.
        Frozen: it is frozen already.
    """
    require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
    if report.is_frozen:
        raise Frozen
    waiting = Report.objects.filter(pk=report.pk, status=ReportStatus.DRAFT).update(
        status=ReportStatus.WAITING, stage=Stage.WAITING, look_first=False, progress=0
    )
    if waiting:
        record("report.read_over", report, by=by, network_id=report.plan.network_id)
        start(report)
    return report


@transaction.atomic
def try_again(*, report: Report, by: Actor) -> None:
    """Have a report made that failed before.

    Raises:
        NotAllowed: the actor makes no reports here.
    """
    require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
    again = Report.objects.filter(pk=report.pk, status=ReportStatus.FAILED).update(
        status=ReportStatus.WAITING, stage=Stage.WAITING, progress=0, message=""
    )
    if again:
        start(report)


@transaction.atomic
def correct(*, report: Report, reason: str, by: Actor, user: User | None, today: date) -> Report:
    """A new report on the same period that follows this one and says why; it is read over first.

    Raises:
        NotAllowed: the actor makes no reports here.
        NotYetFrozen: this one can still be changed itself.
        NoReason: nothing says what is corrected.
    """
    require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
    if not report.is_frozen:
        raise NotYetFrozen
    if not reason.strip():
        raise NoReason
    following = Report(
        definition=report.definition,
        plan=report.plan,
        party=report.party,
        title=report.title,
        audience=report.audience,
        blocks=report.blocks,
        period=report.period,
        period_start=report.period_start,
        period_end=report.period_end,
        previous=report.previous,
        succeeds=report,
        reason=" ".join(reason.split())[:300],
        look_first=True,
        taken_on=today,
        by=user,
        by_label=by.label[:160],
    )
    following.save()
    record(
        "report.corrected",
        report,
        by=by,
        network_id=report.plan.network_id,
        changes={"reason": ["", following.reason]},
    )
    start(following)
    return following


@transaction.atomic
def throw_away(*, report: Report, by: Actor) -> None:
    """Take away a report that was not frozen; nobody but its makers ever saw it.

    Raises:
        NotAllowed: the actor makes no reports here.
        Frozen: it stays for ever.
    """
    require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.is_frozen:
        raise Frozen
    record("report.thrown_away", report, by=by, network_id=report.plan.network_id)
    row.delete()
