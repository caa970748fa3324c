"""The reports of a network: what is due, and what was made."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.audit import clock
from streekwerk.network.middleware import Request
from streekwerk.reports.forms import ReportFilterForm
from streekwerk.reports.queries.definitions import definitions_of
from streekwerk.reports.queries.reports import (
    ReportSelection,
    plans_with_reports,
    reports_seen,
    selected_reports,
)

PER_PAGE = 40


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    selection = ReportSelection.of(request.GET.dict())
    plans = plans_with_reports(request.actor)
    lines = definitions_of(plans, request.actor, clock.today()) if plans else {}
    page = Paginator(selected_reports(request.actor, selection), PER_PAGE).get_page(request.GET.get("pagina"))
    seen = list(
        reports_seen(request.actor)
        .order_by("-period_start", "-period", "plan__title")
        .values_list("plan_id", "plan__title", "period")
        .distinct()
    )
    form = ReportFilterForm(
        request.GET.dict(),
        sorted({(plan, title) for plan, title, _ in seen}, key=lambda pair: pair[1]),
        list(dict.fromkeys(period for *_, period in seen)),
    )
    context = {
        "plans": [(plan, lines.get(plan.pk, [])) for plan in plans],
        "page": page,
        "form": form,
        "filtered": selection.any,
        "any": bool(seen),
    }
    return render(request, "reports/overview.html", context)
