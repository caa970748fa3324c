"""Figures in and out as a file: look first, then take in; and the grid as csv or Excel."""

from __future__ import annotations

import json

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.audit import clock
from streekwerk.indicators import files
from streekwerk.indicators.commands.importing import Import, import_figures, look_at
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.pages.importing import ImportPage
from streekwerk.indicators.queries import entry
from streekwerk.indicators.rules.entry.blocks import read_block, write_block
from streekwerk.indicators.views.figures import gathers
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.ui import dutch

LARGEST = 5_000_000
NO_FIGURES = (
    "Hierin staan geen cijfers die wij herkennen. Zet namen in de eerste kolom en periodes in de eerste rij."
)
EXPORTS = {
    "csv": (files.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (files.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class TableForm(forms.Form):
    """A file with figures, or a block copied from a spreadsheet."""

    file = forms.FileField(label="Bestand", required=False, help_text="Excel (.xlsx) of csv, hoogstens 5 MB.")
    block = forms.CharField(
        label="Of plak hier uit Excel",
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="Met de namen in de eerste kolom en de periodes in de eerste rij.",
    )

    def clean(self) -> dict[str, object]:
        said: dict[str, object] = super().clean() or {}
        file = said.get("file")
        if file and file.size > LARGEST:  # type: ignore[attr-defined]
            self.add_error("file", "Het bestand is groter dan 5 MB. Neem alleen het blad met de cijfers.")
        elif not file and not said.get("block") and not self.errors:
            self.add_error("file", "Kies een bestand, of plak een blok uit Excel.")
        return said

    def table(self) -> tuple[list[list[str]], list[str]]:
        """The cells, and what was not read.

        Raises:
            DomainError: the file cannot be read.
        """
        file = self.cleaned_data.get("file")
        if file:
            return files.table_in(file.read(), file.name)
        return read_block(self.cleaned_data["block"]), []


@login_required
@require_http_methods(["GET", "POST"])
def import_table(request: Request, indicator_pk: int) -> HttpResponse:
    """Hand in a table, see what each cell would change, settle unknown names, and take it in."""
    indicator = indicator_or_404(request, indicator_pk)
    gathers(request, indicator)
    if request.method == "POST" and "table" in request.POST:
        return _take_in(request, indicator)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            table, left_out = form.table()
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            looked = look_at(indicator=indicator, table=table, by=request.actor, today=clock.today())
            if looked.changes or looked.names:
                looked.left_out[:0] = left_out
                return _preview(request, indicator, table, looked)
            form.add_error(None, " ".join([NO_FIGURES, *looked.left_out[:3]]))
    context = {"indicator": indicator, "form": form}
    return render(request, "indicators/figures/import.html", context, status=422 if form.errors else 200)


def _take_in(request: Request, indicator: Indicator) -> HttpResponse:
    """The second step: names are settled, rows are chosen."""
    sent = request.POST
    table = read_block(sent["table"])
    names = _names(sent)
    looked = look_at(indicator=indicator, table=table, by=request.actor, today=clock.today(), names=names)
    if sent.get("stap") != "inlezen" or looked.names:
        return _preview(request, indicator, table, looked, names)
    answers = import_figures(
        indicator=indicator,
        looked=looked,
        rows=set(sent.getlist("rij")),
        reason=sent.get("reden", ""),
        base=_base(sent),
        by=request.actor,
    )
    if any(not answer.verdict.settled for answer in answers):
        messages.warning(
            request, "Intussen wijzigde iemand anders een cijfer. Er is niets ingelezen; kijk opnieuw."
        )
        return _preview(request, indicator, table, looked, names, status=409)
    stored = sum(answer.verdict.kind in ("saved", "emptied") for answer in answers)
    if not stored:
        messages.warning(request, "Er is niets ingelezen: u koos geen rij met een nieuw cijfer.")
        return _preview(request, indicator, table, looked, names, status=422)
    messages.success(request, f"{dutch.counted(stored, 'cijfer', 'cijfers')} ingelezen.")
    return redirect("indicators:entry", indicator.pk)


def _preview(
    request: Request,
    indicator: Indicator,
    table: list[list[str]],
    looked: Import,
    names: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    shape = entry.shape_of(entry.definition_on(entry.definitions_of(indicator), clock.today()))
    page = ImportPage(looked, shape, names or {})
    context = {"indicator": indicator, "page": page, "table": write_block(table)}
    return render(request, "indicators/figures/preview.html", context, status=status)


def _names(sent: QueryDict) -> dict[str, str]:
    """Which row was chosen for which name in the file."""
    return dict(pair for pair in zip(sent.getlist("naam"), sent.getlist("keuze"), strict=False) if pair[1])


def _base(sent: QueryDict) -> dict[str, int]:
    try:
        return {str(key): int(number) for key, number in json.loads(sent.get("base", "{}")).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


@login_required
@require_GET
def export_grid(request: Request, indicator_pk: int, kind: str) -> HttpResponse:
    """The grid as it stands on the page, as a file that can be read in again."""
    indicator = indicator_or_404(request, indicator_pk)
    gathers(request, indicator)
    if kind not in EXPORTS:
        raise Http404("no such format")
    size = request.GET.get("aantal", "")
    grid = entry.grid_of(
        indicator,
        request.actor,
        until=request.GET.get("tot", "")[:30],
        size=int(size) if size.isdecimal() and len(size) < 4 else 0,
        today=clock.today(),
    )
    make, media_type = EXPORTS[kind]
    name = f"cijfers-{slugify(indicator.sentence.text)[:50] or indicator.pk}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(make(grid), content_type=media_type, headers=headers)
