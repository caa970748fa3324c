"""Files of proof: added, handed out as a download, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.indicators.commands import evidence as commands
from streekwerk.indicators.deliverable_forms import EvidenceForm
from streekwerk.indicators.models import EvidenceFile
from streekwerk.indicators.views.validations import version_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.pages.undo import done
from streekwerk.ui.dutch import counted


def _file_or_404(request: Request, pk: int) -> EvidenceFile:
    rows = EvidenceFile.objects.visible_to(request.actor)
    file: EvidenceFile = get_object_or_404(
        rows.select_related("version__deliverable__indicator__plan"), pk=pk
    )
    return file


@login_required
@require_GET
def download(request: Request, pk: int) -> HttpResponse:
    """The bytes as they were delivered, their fingerprint looked at: always a download, never a page."""
    rows = EvidenceFile.objects.visible_to(request.actor).filter(archived_at__isnull=True)
    file: EvidenceFile = get_object_or_404(rows, pk=pk)
    response = HttpResponse(commands.bytes_of(file), content_type=commands.media_type(file))
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["X-SHA256"] = file.sha256
    return response


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, pk: int) -> HttpResponse:
    version = version_or_404(request, pk)
    deliverable = version.deliverable
    require(request.actor, Permission.DELIVERABLE_DELIVER, at=deliverable.indicator.plan.network_id)
    form = EvidenceForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if form.is_valid():
        try:
            kept = commands.add_evidence(
                version=version, files=form.cleaned_data["documents"], by=request.actor
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = counted(len(kept), "bestand", "bestanden") if kept else "Geen nieuw bestand"
            messages.success(request, f"{said} bij versie {version.number}.")
            return redirect(deliverable)
    context = {
        "form": form,
        "deliverable": deliverable,
        "indicator": deliverable.indicator,
        "plan": deliverable.indicator.plan,
        "title": f"Bewijs bij versie {version.number}",
        "submit": "Toevoegen",
        "back_url": deliverable.get_absolute_url(),
    }
    return render(request, "indicators/deliverables/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def archive(request: Request, pk: int) -> HttpResponse:
    file = _file_or_404(request, pk)
    commands.archive_evidence(file=file, by=request.actor)
    undo = reverse("indicators:evidence-restore", args=[pk])
    done(request, f"“{file.name}” is weggehaald.", undo_url=undo, fields={})
    return redirect(file.version.deliverable)


@login_required
@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    file = _file_or_404(request, pk)
    commands.restore_evidence(file=file, by=request.actor)
    messages.success(request, f"“{file.name}” staat er weer.")
    return redirect(file.version.deliverable)
