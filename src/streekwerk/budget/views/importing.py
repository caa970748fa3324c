"""A file of the accounting package: hand it in, see what it would change, settle, take it in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.budget.choices import Reported, Source
from streekwerk.budget.commands import importing
from streekwerk.budget.forms import UploadForm
from streekwerk.budget.models import BudgetImport
from streekwerk.budget.pages.preview import PreviewPage
from streekwerk.budget.queries.imports import preview_of
from streekwerk.budget.rules.accounting import FileRefused
from streekwerk.budget.views.shared import import_or_404, own_plan_or_404
from streekwerk.network.middleware import Request
from streekwerk.ui.dutch import counted


@login_required
@require_http_methods(["GET", "POST"])
def upload(request: Request, plan_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    require(request.actor, Permission.BUDGET_EDIT, at=plan.network_id)
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = importing.upload_file(
                plan=plan,
                name=said["file"].name,
                content=said["file"].read(),
                reported=Reported(said["reported"]),
                source=Source(said["source"]),
                by=request.actor,
            )
        except FileRefused as refusal:
            problems = refusal.problems
            form.add_error("file", "Dit bestand kan niet gelezen worden; hieronder staat waarom.")
        else:
            return redirect("budget:preview", made.pk)
    context = {"plan": plan, "form": form, "problems": problems}
    return render(request, "budget/import.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: Request, import_pk: int) -> HttpResponse:
    file = import_or_404(request, import_pk)
    require(request.actor, Permission.BUDGET_EDIT, at=file.plan.network_id)
    if request.method == "GET":
        return _show(request, file)
    file = importing.settle(upload=file, said=_said(request), by=request.actor)
    if request.POST.get("stap") != "inlezen":
        return redirect("budget:preview", file.pk)
    try:
        stored = importing.store(upload=file, base=request.POST.get("base", ""), by=request.actor)
    except (importing.ImportChanged, importing.NotSettled) as refusal:
        messages.warning(request, str(refusal))
        return _show(request, file, status=409 if isinstance(refusal, importing.ImportChanged) else 422)
    if stored.total:
        messages.success(request, f"{counted(stored.total, 'bedrag', 'bedragen')} ingelezen.")
    else:
        messages.success(request, "Er veranderde niets: elk bedrag stond er al.")
    return redirect("budget:plan", file.plan_id)


def _show(request: Request, file: BudgetImport, status: int = 200) -> HttpResponse:
    found = preview_of(file)
    context = {"plan": file.plan, "file": file, "found": found, "page": PreviewPage(file, found)}
    return render(request, "budget/preview.html", context, status=status)


def _said(request: Request) -> dict[str, int]:
    """What was chosen where the file was not clear."""
    pairs = zip(request.POST.getlist("vraag"), request.POST.getlist("keuze"), strict=False)
    return {
        key: int(choice)
        for key, choice in pairs
        if choice.isascii() and choice.isdecimal() and len(choice) < 16
    }
