"""The job that makes one report."""

from __future__ import annotations

from django_tasks import task

from streekwerk.reports.choices import ReportStatus, Stage
from streekwerk.reports.commands.making import make
from streekwerk.reports.models import Report


@task()
def make_report(report_id: int) -> None:
    """Make the report, once: a second run of the same job finds nothing waiting."""
    claimed = Report.objects.filter(pk=report_id, status=ReportStatus.WAITING).update(
        status=ReportStatus.WORKING, stage=Stage.GATHERING
    )
    if claimed:
        make(report_id)
