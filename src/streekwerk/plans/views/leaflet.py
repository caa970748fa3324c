"""The bijsluiter of a plan."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from streekwerk.network.middleware import Request
from streekwerk.plans import commands, exports, pages
from streekwerk.plans.leaflet_export import sheet_of_findings
from streekwerk.plans.models import PlanFinding
from streekwerk.plans.pages.leaflet import LeafletForm, leaflet_groups, leaflet_items, solved_weeks
from streekwerk.plans.queries.leaflet import (
    FIRST,
    FindingSelection,
    accepted_findings,
    leaflet_of,
    open_findings,
    solved_findings,
    week_ago,
)
from streekwerk.plans.views.shared import own_plan_or_404

PER_PAGE = 50
ACCEPTED_FIRST = 20


@login_required
@require_GET
def leaflet(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    selection = FindingSelection.of(request.GET.dict())
    found = leaflet_of(plan, selection, first=0 if selection.rule else FIRST)
    page = None
    if selection.rule:  # all of one rule, a page at a time
        rows = Paginator(open_findings(plan, selection), PER_PAGE)
        page = rows.get_page(request.GET.get("pagina"))
        for group in found.groups:
            group.findings = list(page.object_list)
    groups = leaflet_groups(plan, found.groups, request.actor)
    return render(
        request,
        "plans/leaflet.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "leaflet"),
            "leaflet": found,
            "groups": groups,
            "chosen": bool(selection.rule or selection.severity),
            "page": page,
            "form": LeafletForm(found.rules, request.GET),
            "accepted": leaflet_items(plan, found.accepted[:ACCEPTED_FIRST], request.actor),
            "accepted_more": max(len(found.accepted) - ACCEPTED_FIRST, 0),
            "since": week_ago().date(),
        },
    )


@login_required
@require_GET
def solved(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    since = _day(request.GET.get("sinds", ""))
    page = Paginator(solved_findings(plan, since=since), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(
        request,
        "plans/leaflet_solved.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "leaflet"),
            "since": since,
            "page": page,
            "weeks": solved_weeks(plan, page.object_list),
        },
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@login_required
@require_GET
def export(request: Request, plan_id: int, kind: str) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    selection = FindingSelection.of(request.GET.dict())
    rows = {
        "opgelost": lambda: solved_findings(plan, since=_day(request.GET.get("sinds", ""))),
        "aanvaard": lambda: accepted_findings(plan, selection),
    }.get(request.GET.get("stand", ""), lambda: open_findings(plan, selection))()
    make, media_type = {
        "csv": (exports.as_csv, "text/csv; charset=utf-8"),
        "xlsx": (exports.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }[kind]
    response = HttpResponse(make(sheet_of_findings(rows)), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-bijsluiter.{kind}"'
    return response


def _finding(request: Request, plan_id: int, finding_id: int) -> PlanFinding:
    rows = PlanFinding.objects.visible_to(request.actor).select_related("plan")
    return get_object_or_404(rows, pk=finding_id, plan_id=plan_id)


def _back(request: Request, finding: PlanFinding) -> HttpResponse:
    """To the bijsluiter, with the filters that stood in the address where the decision was made."""
    address = reverse("plans:leaflet", args=[finding.plan_id])
    came_from = urlsplit(request.headers.get("Referer", ""))
    query = f"?{came_from.query}" if came_from.path == address and came_from.query else ""
    return redirect(f"{address}{query}#bevinding-{finding.pk}")


@login_required
@require_POST
def accept(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.accept_finding(finding=finding, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, "Aanvaard. Deze bevinding blijft stil zolang de tekst dezelfde blijft.")
    return _back(request, finding)


@login_required
@require_POST
def reopen(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.reopen_finding(finding=finding, by=request.actor)
    messages.success(request, "De bevinding staat weer open.")
    return _back(request, finding)
