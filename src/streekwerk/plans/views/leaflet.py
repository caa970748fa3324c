"""The bijsluiter of a plan."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from streekwerk.network.middleware import Request
from streekwerk.plans import commands, pages, queries
from streekwerk.plans.models import PlanFinding
from streekwerk.plans.views.shared import own_plan_or_404


@login_required
@require_GET
def leaflet(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    found = queries.leaflet_of(plan)
    return render(
        request,
        "plans/leaflet.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "leaflet"),
            "leaflet": found,
            "groups": [
                (group, pages.finding_items(plan, group.findings, request.actor, remedy=False))
                for group in found.groups
            ],
            "accepted": pages.finding_items(plan, found.accepted, request.actor),
        },
    )


def _finding(request: Request, plan_id: int, finding_id: int) -> PlanFinding:
    rows = PlanFinding.objects.visible_to(request.actor).select_related("plan")
    return get_object_or_404(rows, pk=finding_id, plan_id=plan_id)


def _after_finding(finding: PlanFinding) -> HttpResponse:
    return redirect(f"{reverse('plans:leaflet', args=[finding.plan_id])}#bevinding-{finding.pk}")


@login_required
@require_POST
def accept(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.accept_finding(finding=finding, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, "Aanvaard. Deze bevinding blijft stil zolang de tekst dezelfde blijft.")
    return _after_finding(finding)


@login_required
@require_POST
def reopen(request: Request, plan_id: int, finding_id: int) -> HttpResponse:
    finding = _finding(request, plan_id, finding_id)
    commands.reopen_finding(finding=finding, by=request.actor)
    messages.success(request, "De bevinding staat weer open.")
    return _after_finding(finding)
