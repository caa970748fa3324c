"""The tests of a network, and the same as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.impact.filter_forms import TestFilterForm
from streekwerk.impact.pages.export import sheet_of_tests
from streekwerk.impact.pages.overview import OverviewPage
from streekwerk.impact.queries.overview import late, measures_of, overview_of
from streekwerk.impact.queries.selection import TestSelection
from streekwerk.impact.views.shared import as_file, own_network_or_404
from streekwerk.network.middleware import Request

PER_PAGE = 60


@login_required
@require_GET
def overview(request: Request, code: str) -> HttpResponse:
    network = own_network_or_404(request, code)
    found = overview_of(network, TestSelection.of(request.GET.dict()), request.actor)
    open_ones = list(measures_of(network, request.actor).filter(done_on=None))
    page = Paginator(found.shown, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "network": network,
        "found": found,
        "page": page,
        "said": OverviewPage(found, len(open_ones), len(late(open_ones, clock.today()))),
        "form": TestFilterForm(request.GET.dict(), found),
        "query": found.chosen.query,
        "may_keep": may(request.actor, Permission.WORDS_MANAGE, at=network.pk),
    }
    return render(request, "impact/overview.html", context)


@login_required
@require_GET
def export(request: Request, code: str, kind: str) -> HttpResponse:
    """The tests of the choice as csv or Excel."""
    network = own_network_or_404(request, code)
    found = overview_of(network, TestSelection.of(request.GET.dict()), request.actor)
    return as_file(sheet_of_tests(found.shown), kind, f"toetsen-{network.code}")
