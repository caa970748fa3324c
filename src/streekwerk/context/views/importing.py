"""Published figures in as a table: look first, then take in, whole or not at all."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.context.commands import importing
from streekwerk.context.commands.importing import Import, import_figures, look_at
from streekwerk.context.forms import TableForm
from streekwerk.context.models import ContextSeries
from streekwerk.context.pages.preview import PreviewPage
from streekwerk.context.views.shared import series_or_404
from streekwerk.indicators.rules.entry.blocks import read_block, write_block
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.ui import dutch

NO_FIGURES = (
    "Hierin staan geen cijfers die wij herkennen. Zet NIS-codes of namen in de eerste kolom en jaren in de "
    "eerste rij."
)


@login_required
@require_http_methods(["GET", "POST"])
def import_table(request: Request, series_pk: int) -> HttpResponse:
    """Hand in a table, see what each cell would change, settle unknown names, and take it in."""
    series = series_or_404(request, series_pk)
    require(request.actor, Permission.INDICATOR_MANAGE, at=series.network_id)
    if request.method == "POST" and "table" in request.POST:
        return _take_in(request, series)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            table, left_out = form.table()
            looked = look_at(series=series, table=table, today=localdate())
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            if looked.changes or looked.names:
                looked.left_out[:0] = left_out
                published_on = form.cleaned_data["published_on"]
                return _preview(request, series, table, looked, {}, published_on, form.file_name)
            form.add_error(None, " ".join([NO_FIGURES, *looked.left_out[:3]]))
    context = {"network": series.network, "series": series, "form": form}
    return render(request, "context/import.html", context, status=422 if form.errors else 200)


def _take_in(request: Request, series: ContextSeries) -> HttpResponse:
    """The second step: names are settled, and all of it goes in."""
    sent = request.POST
    table, names, today = read_block(sent["table"]), _names(sent), localdate()
    published_on, file_name = _day(sent.get("published_on", "")), sent.get("file_name", "")[:200]
    status = 200
    if sent.get("stap") == "inlezen":
        try:
            stored = import_figures(
                series=series,
                table=table,
                base=sent.get("base", ""),
                names=names,
                published_on=published_on,
                file_name=file_name,
                by=request.actor,
                today=today,
            )
        except (importing.FiguresChangedMeanwhile, importing.TableNotClear) as refusal:
            messages.warning(request, str(refusal))
            status = 409 if isinstance(refusal, importing.FiguresChangedMeanwhile) else 422
        else:
            said = f"{dutch.counted(stored, 'cijfer', 'cijfers')} ingelezen."
            messages.success(request, said if stored else "Er veranderde niets: elk cijfer stond er al.")
            return redirect(series)
    looked = look_at(series=series, table=table, today=today, names=names)
    return _preview(request, series, table, looked, names, published_on, file_name, status)


def _preview(
    request: Request,
    series: ContextSeries,
    table: list[list[str]],
    looked: Import,
    names: dict[str, str],
    published_on: date | None,
    file_name: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "network": series.network,
        "series": series,
        "page": PreviewPage(looked, series.described, names),
        "table": write_block(table),
        "published_on": published_on,
        "file_name": file_name,
    }
    return render(request, "context/preview.html", context, status=status)


def _names(sent: QueryDict) -> dict[str, str]:
    """Which place was chosen for which name in the file."""
    return dict(pair for pair in zip(sent.getlist("naam"), sent.getlist("keuze"), strict=False) if pair[1])


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
