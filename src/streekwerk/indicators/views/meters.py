"""The meters of a plan, one meter, and the records behind a figure."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.audit.queries import history_of
from streekwerk.indicators.meter_export import sheet_of_meters
from streekwerk.indicators.meter_forms import MeterFilterForm
from streekwerk.indicators.pages.meter import MeterPage
from streekwerk.indicators.pages.meters import meter_groups, state_links
from streekwerk.indicators.pages.records import RecordsPage
from streekwerk.indicators.queries.meters import MeterSelection, meters_of
from streekwerk.indicators.views.shared import indicator_or_404, own_plan_or_404
from streekwerk.network.middleware import Request
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx
from streekwerk.plans.pages import tabs

PER_PAGE = 60


@login_required
@require_GET
def overview(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    asked = request.GET.dict()
    selection = MeterSelection.of(asked, request.actor.user_id)
    found = meters_of(plan, selection, clock.today())
    page = Paginator(found.meters, PER_PAGE).get_page(request.GET.get("pagina"))
    address = {key: value for key, value in asked.items() if value and key not in ("stand", "pagina")}
    return render(
        request,
        "indicators/meters/list.html",
        {
            "plan": plan,
            "own": True,
            "tabs": tabs(plan, "indicators"),
            "found": found,
            "page": page,
            "groups": meter_groups(plan, found, list(page.object_list)),
            "states": state_links(found, address, selection.state),
            "form": MeterFilterForm(asked, found),
            "to_confirm": found.counts.get("open", 0),
            "may_manage": may(request.actor, Permission.INDICATOR_MANAGE, at=plan.network_id),
        },
    )


@login_required
@require_GET
def export(request: Request, plan_pk: int, kind: str) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    if kind not in ("csv", "xlsx"):
        raise Http404
    selection = MeterSelection.of(request.GET.dict(), request.actor.user_id)
    sheet = sheet_of_meters(meters_of(plan, selection, clock.today()))
    response = HttpResponse((as_csv if kind == "csv" else as_xlsx)(sheet), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-meters.{kind}"'
    return response


@login_required
@require_GET
def meter(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = indicator_or_404(request, indicator_pk)
    page = MeterPage.of(indicator, request.actor, request.GET.dict(), clock.today())
    # How it is worked on stays within its network; figures and ratings are shown by their own gates only.
    own = may(request.actor, Permission.PLAN_READ, at=indicator.plan.network_id)
    history = history_of(indicator, without_values=("figures.", "rating.")) if own else []
    context = {"indicator": indicator, "page": page, "history": history}
    return render(request, "indicators/meters/meter.html", context)


@login_required
@require_GET
def records(request: Request, indicator_pk: int) -> HttpResponse:
    indicator = indicator_or_404(request, indicator_pk)
    asked: dict[str, Any] = request.GET.dict()
    page = RecordsPage.of(indicator, request.actor, asked, clock.today())
    return render(request, "indicators/meters/records.html", {"indicator": indicator, "page": page})
