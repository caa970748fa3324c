"""The measures of a network, and carrying one out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from streekwerk.audit import clock
from streekwerk.impact.commands import measures as commands
from streekwerk.impact.filter_forms import MeasureFilterForm
from streekwerk.impact.pages.export import sheet_of_measures, who_of
from streekwerk.impact.pages.test import MeasureLine
from streekwerk.impact.queries.overview import carried_by, measures_of
from streekwerk.impact.querysets import MitigationQuerySet
from streekwerk.impact.views.shared import as_file, measure_or_404, own_network_or_404
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network

PER_PAGE = 60


@login_required
@require_GET
def listed(request: Request, code: str) -> HttpResponse:
    network = own_network_or_404(request, code)
    today, actor = clock.today(), request.actor
    page = Paginator(_chosen(request, network), PER_PAGE).get_page(request.GET.get("pagina"))
    lines = [
        MeasureLine(
            each,
            who_of(each),
            each.done_on is None and each.due is not None and each.due < today,
            commands.may_finish(each, actor),
        )
        for each in page.object_list
    ]
    context = {
        "network": network,
        "page": page,
        "lines": lines,
        "form": MeasureFilterForm(request.GET.dict()),
    }
    return render(request, "impact/measures.html", context)


@login_required
@require_GET
def export(request: Request, code: str, kind: str) -> HttpResponse:
    """The measures of the choice as csv or Excel."""
    network = own_network_or_404(request, code)
    return as_file(sheet_of_measures(_chosen(request, network)), kind, f"maatregelen-{network.code}")


@login_required
@require_POST
def step(request: Request, measure_pk: int) -> HttpResponse:
    """Carried out, or not after all."""
    measure = measure_or_404(request, measure_pk)
    if request.POST.get("stap") == "open":
        commands.reopen_measure(measure=measure, by=request.actor)
        messages.success(request, "De maatregel staat weer open.")
    else:
        commands.finish_measure(measure=measure, on=clock.today(), by=request.actor)
        messages.success(request, "De maatregel is uitgevoerd.")
    back = request.POST.get("terug", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else measure.get_absolute_url())


def _chosen(request: Request, network: Network) -> MitigationQuerySet:
    """The measures that the address asks for, the first due first."""
    rows, today = measures_of(network, request.actor), clock.today()
    stand = request.GET.get("stand", "")
    if stand == "open":
        rows = rows.filter(done_on=None)
    elif stand == "te-laat":
        rows = rows.filter(done_on=None, due__lt=today)
    elif stand == "klaar":
        rows = rows.filter(done_on__isnull=False)
    if request.GET.get("van") == "mij":
        rows = carried_by(rows, request.actor.user_id)
    return rows.order_by(F("done_on").asc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
