"""Finding the plan, the definition and the report an address names, for this actor."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Plan
from streekwerk.reports.models import Report, ReportDefinition
from streekwerk.reports.queries.definitions import definition_of


def plan_or_404(request: Request, plan_pk: int) -> Plan:
    """The plan, in a network where this actor reads reports.

    Raises:
        Http404: there is none for this actor.
        NotAllowed: it is there, and the actor makes no reports.
    """
    rows = Plan.objects.visible_to(request.actor).select_related("network")
    plan = get_object_or_404(rows, pk=plan_pk)
    if not may(request.actor, Permission.REPORT_READ, at=plan.network_id):
        raise Http404
    require(request.actor, Permission.REPORT_MAKE, at=plan.network_id)
    request.network = plan.network
    return plan


def definition_or_404(request: Request, plan_pk: int, code: str) -> ReportDefinition:
    """The definition, kept or ready, for who makes reports of its plan.

    Raises:
        Http404, NotAllowed: see `plan_or_404`; or the plan has none with this code.
    """
    try:
        return definition_of(plan_or_404(request, plan_pk), code)
    except ReportDefinition.DoesNotExist:
        raise Http404 from None


def report_or_404(request: Request, pk: int) -> Report:
    """The report with its plan and files.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Report.objects.visible_to(request.actor).select_related(
        "plan__network", "party", "definition", "previous", "succeeds"
    )
    rows = rows.defer("previous__facts", "previous__content", "succeeds__facts", "succeeds__content")
    report: Report = get_object_or_404(rows, pk=pk)
    request.network = report.plan.network
    return report
