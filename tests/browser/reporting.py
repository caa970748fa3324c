"""Reports of the sample region: one that was frozen, one to read over, one that failed."""

from __future__ import annotations

from datetime import date

from streekwerk.accounts.models import User
from streekwerk.network.queries import actor_of
from streekwerk.plans.models import Plan
from streekwerk.reports.commands.definitions import kept_definition
from streekwerk.reports.commands.making import make
from streekwerk.reports.commands.reports import ask_report
from streekwerk.reports.models import Report
from streekwerk.reports.rules.periods import read_period


def make_reports(plan: Plan) -> dict[str, int | str]:
    """The numbers of the reports that pages are opened with."""
    bram = User.objects.get(email="bram@vennenrand.example")
    today = date.today()
    by = actor_of(bram, today)
    made: dict[str, int | str] = {
        "report": Report.objects.frozen().filter(plan=plan).order_by("-period_start")[0].pk
    }
    for name, code in (("report_over", "opvolging"), ("report_failed", "jaar")):
        definition = kept_definition(plan=plan, code=code, by=by)
        period = read_period("2026-S1" if code == "opvolging" else "2025")
        report = ask_report(
            definition=definition, period=period, by=by, user=bram, today=today, look_first=True
        )
        make(report.pk)
        made[name] = report.pk
    Report.objects.filter(pk=made["report_failed"]).update(status="failed", message="Er ging iets mis.")
    return made
