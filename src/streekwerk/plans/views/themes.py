"""One theme in the plans of several networks."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from streekwerk.audit import clock
from streekwerk.network.middleware import Request
from streekwerk.network.models import Term
from streekwerk.plans.exports.tables import Column, Sheet, as_csv
from streekwerk.plans.queries.themes import ThemeFilter, ThemeRow, compared, subjects_for
from streekwerk.plans.why_forms import ThemeFilterForm

PER_PAGE = 100


def _theme(request: Request, term_id: int) -> Term:
    rows = Term.objects.visible_to(request.actor).select_related("network")
    term = get_object_or_404(rows, pk=term_id)
    request.network = term.network
    return term


@login_required
@require_GET
def themes(request: Request) -> HttpResponse:
    subjects = subjects_for(request.actor)
    return render(request, "plans/why/themes.html", {"subjects": subjects})


@login_required
@require_GET
def theme(request: Request, term_id: int) -> HttpResponse:
    term = _theme(request, term_id)
    chosen = ThemeFilter.of(request.GET.dict())
    found = compared(term, request.actor, chosen, clock.today())
    context = {
        "term": term,
        "found": found,
        "page": Paginator(found.rows, PER_PAGE).get_page(request.GET.get("pagina")),
        "form": ThemeFilterForm([area.network for area in found.areas], request.GET),
    }
    return render(request, "plans/why/theme.html", context)


@login_required
@require_GET
def export(request: Request, term_id: int) -> HttpResponse:
    term = _theme(request, term_id)
    found = compared(term, request.actor, ThemeFilter.of(request.GET.dict()), clock.today())
    columns = [
        Column("Netwerk", 30), Column("Plan", 40), Column("Code", 12), Column("Titel", 70),
        Column("Wie", 30), Column("Periode", 24), Column("Stand", 16), Column("Herkend aan", 30),
    ]  # fmt: skip
    response = HttpResponse(
        as_csv(Sheet(columns, (_cells(row) for row in found.rows))), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="thema-{term.pk}.csv"'
    return response


def _cells(row: ThemeRow) -> tuple[str, ...]:
    return (
        row.network.name,
        row.node.plan.title,
        row.node.code,
        row.node.title,
        row.owner,
        row.period,
        row.status,
        ", ".join(row.words) or "aangeduid",
    )
