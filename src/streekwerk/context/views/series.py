"""The list, one series, its records, keeping it, and both as files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.context.commands import series as commands
from streekwerk.context.exports import sheet_of_list, sheet_of_series
from streekwerk.context.forms import SeriesFilterForm, SeriesForm, ViewForm
from streekwerk.context.models import ContextSeries
from streekwerk.context.pages.listing import SeriesRow, SeriesSelection, rows_of
from streekwerk.context.pages.series import SeriesPage, View
from streekwerk.context.queries.groundings import grounds
from streekwerk.context.queries.series import newest_of, published, records_of, series_of
from streekwerk.context.queries.territory import territory_of
from streekwerk.context.views.shared import may_manage, network_or_404, series_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.exports import MEDIA_TYPES, Sheet, as_csv, as_xlsx


def _rows(request: Request, network: Network) -> tuple[list[SeriesRow], list[SeriesRow]]:
    """Every series of the network, and those asked for."""
    today = clock.today()
    every = rows_of(newest_of(series_of(request.actor, network)), territory_of(network, today), today)
    selection = SeriesSelection.of(request.GET.dict())
    return every, [row for row in every if selection.holds(row)]


@login_required
@require_GET
def listing(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code)
    every, rows = _rows(request, network)
    managing = may_manage(request, network)
    put_away = ContextSeries.objects.visible_to(request.actor).filter(network=network)
    context = {
        "network": network,
        "every": every,
        "rows": rows,
        "outdated": sum(row.stand == "verouderd" for row in every),
        "form": SeriesFilterForm((row.series.publisher for row in every), initial=request.GET.dict()),
        "may_manage": managing,
        "archived": put_away.filter(archived_at__isnull=False) if managing else (),
    }
    return render(request, "context/list.html", context)


@login_required
@require_GET
def list_export(request: Request, code: str, kind: str) -> HttpResponse:
    """The list of this choice as csv or Excel."""
    network = network_or_404(request, code)
    return _file(sheet_of_list(_rows(request, network)[1]), f"omgevingscijfers-{network.code}", kind)


def _page(request: Request, series: ContextSeries) -> SeriesPage:
    today = clock.today()
    territory = territory_of(series.network, today)
    view = View.of(request.GET.dict(), territory)
    return SeriesPage(published(series), territory, view, series.network.name, today)


@login_required
@require_GET
def detail(request: Request, series_pk: int) -> HttpResponse:
    series = series_or_404(request, series_pk)
    page = _page(request, series)
    place = page.view.place
    asked = {
        "jaar": page.year,
        "plaats": page.territory.places[place].code if place else "",
        "indeling": page.view.scheme,
        "beeld": page.view.mode,
    }
    context = {
        "network": series.network,
        "series": series,
        "page": page,
        "form": ViewForm(asked, page.territory, page.published.vintages, series.network.name),
        "records": records_of(series, place) if place else (),
        "grounds": grounds(request.actor, series),
        "may_manage": may_manage(request, series.network),
    }
    return render(request, "context/series.html", context)


@login_required
@require_GET
def export(request: Request, series_pk: int, kind: str) -> HttpResponse:
    """The figures on the page as csv or Excel."""
    series = series_or_404(request, series_pk)
    page = _page(request, series)
    return _file(
        sheet_of_series(page, texts=kind == "csv"), f"{slugify(series.name)}-{page.year or 'leeg'}", kind
    )


def _file(sheet: Sheet, name: str, kind: str) -> HttpResponse:
    if kind not in ("csv", "xlsx"):
        raise Http404("no such format")
    content = as_csv(sheet) if kind == "csv" else as_xlsx(sheet)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[kind], headers=headers)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code)
    require(request.actor, Permission.INDICATOR_MANAGE, at=network.pk)
    form = SeriesForm.empty(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            series = commands.add_series(network=network, said=form.said(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Toegevoegd. Lees nu de cijfers in.")
            return redirect("context:import", series.pk)
    context = {"network": network, "form": form, "title": "Nieuw omgevingscijfer"}
    return render(request, "context/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, series_pk: int) -> HttpResponse:
    series = series_or_404(request, series_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=series.network_id)
    form = SeriesForm.about(series, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"network": series.network, "series": series, "form": form}
    context["title"] = "Omgevingscijfer wijzigen"
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            commands.change_series(series=series, said=form.said(), version=version, by=request.actor)
        except commands.SeriesChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            # What was typed stays; the version moves on, so that a second save is deliberate.
            series.refresh_from_db()
            form.data = {**request.POST.dict(), "version": str(series.version)}
            return render(request, "context/form.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return redirect(series)
    return render(request, "context/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def archive(request: Request, series_pk: int) -> HttpResponse:
    series = series_or_404(request, series_pk)
    commands.archive_series(series=series, by=request.actor)
    messages.success(request, "Weggelegd. Onderaan de lijst kunt u het terugzetten.")
    return redirect("context:list", series.network.code)


@login_required
@require_POST
def restore(request: Request, series_pk: int) -> HttpResponse:
    series = series_or_404(request, series_pk)
    commands.restore_series(series=series, by=request.actor)
    messages.success(request, "Teruggezet.")
    return redirect(series)
