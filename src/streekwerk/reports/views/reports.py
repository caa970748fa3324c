"""One report: how far it is, reading it over, freezing it, what it says."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.reports.choices import FileKind, ReportStatus, Stage
from streekwerk.reports.commands import reports as commands
from streekwerk.reports.commands import sentences as over
from streekwerk.reports.forms import CorrectForm
from streekwerk.reports.models import Report, ReportSentence
from streekwerk.reports.pages.reading import reading_of
from streekwerk.reports.rules.content import Content
from streekwerk.reports.rules.periods import read_period
from streekwerk.reports.rules.sentences import GROUPS
from streekwerk.reports.views.shared import report_or_404


def _may_make(request: Request, report: Report) -> bool:
    return may(request.actor, Permission.REPORT_MAKE, at=report.plan.network_id)


@login_required
@require_GET
def report(request: Request, pk: int) -> HttpResponse:
    found = report_or_404(request, pk)
    if request.htmx:
        if not found.busy:
            return HttpResponseClientRedirect(found.get_absolute_url())
        return render(request, "ui/progress.html", _progress(found))
    if found.status == ReportStatus.DRAFT:
        return _over(request, found)
    context: dict[str, Any] = {
        "report": found,
        "period": read_period(found.period),
        "may_make": _may_make(request, found),
        **_progress(found),
    }
    if found.is_frozen and found.content is not None:
        files = {file.kind: file for file in found.files.all()}
        context["reading"] = reading_of(Content.from_json(found.content))
        context["files"] = [(kind, files.get(kind)) for kind in FileKind]
        context["successor"] = Report.objects.visible_to(request.actor).light().filter(succeeds=found).first()
    return render(request, "reports/report.html", context)


def _progress(found: Report) -> dict[str, Any]:
    said = Stage(found.stage).label
    job = {
        "label": f"“{found.title}” wordt gemaakt",
        "said": f"{said} …",
        "percent": found.progress or None,
        "done": not found.busy,
    }
    return {"job": job, "poll_url": found.get_absolute_url()}


def _over(request: Request, found: Report, *, error: str = "", status: int = 200) -> HttpResponse:
    """Reading over what will be frozen."""
    rows = list(ReportSentence.objects.filter(report=found))
    texts = [
        (at, block["options"].get("title") or "Eigen tekst", block["options"]["text"])
        for at, block in enumerate(found.blocks)
        if "text" in block["options"]
    ]
    context = {
        "report": found,
        "period": read_period(found.period),
        "groups": [
            (heading, [row for row in rows if row.group == group])
            for group, heading in GROUPS.items()
            if any(row.group == group for row in rows)
        ],
        "texts": texts,
        "error": error,
    }
    return render(request, "reports/over.html", context, status=status)


@login_required
@require_POST
def sentences(request: Request, pk: int) -> HttpResponse:
    """Keep what was read over: one sentence as it is typed, or the whole page."""
    found = report_or_404(request, pk)
    require(request.actor, Permission.REPORT_MAKE, at=found.plan.network_id)
    posted = request.POST
    try:
        for number in posted.getlist("zin"):
            if not number.isdecimal():
                raise Http404
            seen = posted.get(f"version-{number}", "")
            over.save_sentence(
                report=found,
                number=int(number),
                text=posted.get(f"text-{number}", ""),
                kept=f"kept-{number}" in posted,
                seen=int(seen) if seen.isdecimal() else 0,
                by=request.actor,
            )
        texts = {at: posted[f"own-{at}"] for at in range(len(found.blocks)) if f"own-{at}" in posted}
        if texts:
            over.save_texts(report=found, texts=texts, by=request.actor)
        if posted.get("new", "").strip():
            over.add_sentence(report=found, text=posted["new"], group="own", by=request.actor)
    except ReportSentence.DoesNotExist:
        raise Http404 from None
    except DomainError as refusal:
        clash = isinstance(refusal, over.SaidMeanwhile)
        if request.htmx:
            return _saved(request, found, error=str(refusal), status=409 if clash else 422)
        return _over(request, found, error=str(refusal), status=409 if clash else 422)
    if request.htmx:
        return _saved(request, found)
    if "freeze" in posted:
        commands.freeze(report=found, by=request.actor)
    else:
        messages.success(request, "Bewaard.")
    return redirect(found)


def _saved(request: Request, found: Report, *, error: str = "", status: int = 200) -> HttpResponse:
    """What became of the sentence that was typed, for beside it; of an own text only that it is kept."""
    number = request.POST.get("zin", "")
    if not number:
        return HttpResponse(escape(error or "bewaard"), status=status)
    row = get_object_or_404(ReportSentence, report=found, pk=number)
    context = {"row": row, "saved": not error, "error": error}
    return render(request, "reports/_saved.html", context, status=status)


@login_required
@require_POST
def freeze(request: Request, pk: int) -> HttpResponse:
    found = report_or_404(request, pk)
    return redirect(commands.freeze(report=found, by=request.actor))


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    found = report_or_404(request, pk)
    require(request.actor, Permission.REPORT_MAKE, at=found.plan.network_id)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        following = commands.correct(
            report=found,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            user=request.user,
            today=clock.today(),
        )
        return redirect(following)
    context = {"form": form, "report": found, "period": read_period(found.period)}
    return render(request, "reports/correct.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def again(request: Request, pk: int) -> HttpResponse:
    found = report_or_404(request, pk)
    commands.try_again(report=found, by=request.actor)
    return redirect(found)


@login_required
@require_POST
def throw_away(request: Request, pk: int) -> HttpResponse:
    found = report_or_404(request, pk)
    commands.throw_away(report=found, by=request.actor)
    messages.success(request, "Het rapport is weggegooid.")
    return redirect("reports:overview")
