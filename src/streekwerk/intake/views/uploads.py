"""Handing in a document and following its reading."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from streekwerk.access.models import Permission
from streekwerk.access.queries import NotAllowed
from streekwerk.intake import commands, queries
from streekwerk.intake.choices import STAGES, ReviewStatus, UploadStatus
from streekwerk.intake.commands.workbooks import hand_in_workbook, workbook_in
from streekwerk.intake.forms import UploadForm
from streekwerk.intake.models import Review, Upload
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Plan


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    if not queries.networks_to_read_into(request.actor):
        raise NotAllowed(request.actor, Permission.PLAN_IMPORT)
    form = UploadForm(request.actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        network, file = form.cleaned_data["network"], form.cleaned_data["document"]
        try:
            # A workbook of ours is no document: it goes back to its plan.
            workbook = workbook_in(file, request.actor)
            if workbook:
                returned = hand_in_workbook(
                    plan=workbook.plan, file=file, user=request.user, by=request.actor
                )
                return redirect(returned)
            upload = commands.hand_in(network=network, file=file, user=request.user, by=request.actor)
        except DomainError as refusal:
            form.add_error("document", str(refusal))
        else:
            return redirect(upload)
    reviews = queries.reviews_to_do(request.actor, also_dropped=True)
    context = {
        "form": form,
        "uploads": queries.recent_uploads(request.actor),
        "open": [review for review in reviews if review.status == ReviewStatus.OPEN],
        "dropped": [review for review in reviews if review.status == ReviewStatus.DROPPED],
    }
    return render(request, "intake/new.html", context, status=422 if form.errors else 200)


def upload_or_404(request: Request, upload_id: int) -> Upload:
    rows = Upload.objects.visible_to(request.actor).select_related("network", "plan", "review")
    rows = rows.defer("review__read", "review__state")
    upload = get_object_or_404(rows, pk=upload_id)
    request.network = upload.network
    return upload


def _progress(upload: Upload) -> dict[str, Any]:
    return {
        "label": f"“{upload.name}” wordt gelezen",
        "said": f"{STAGES.get(upload.stage, upload.stage)} …",
        "percent": upload.progress if upload.progress else None,
        "done": not upload.busy,
    }


def _next_of(upload: Upload) -> Review | Plan | None:
    """Where its uploader goes on: the review, or the plan it became once no question is open."""
    if upload.status != UploadStatus.DONE:
        return None
    review: Review | None = getattr(upload, "review", None)
    if review and review.status != ReviewStatus.COMMITTED:
        return review
    return None if upload.questions else upload.plan or (review.plan if review else None)


@login_required
@require_GET
def progress(request: Request, upload_id: int) -> HttpResponse:
    upload = upload_or_404(request, upload_id)
    to = _next_of(upload)
    if request.htmx:
        if not upload.busy:
            return HttpResponseClientRedirect((to or upload).get_absolute_url())
        return render(
            request, "ui/progress.html", {"job": _progress(upload), "poll_url": upload.get_absolute_url()}
        )
    if to:
        return redirect(to)
    context = {
        "upload": upload,
        "job": _progress(upload),
        "poll_url": upload.get_absolute_url(),
        "colours": [question for question in upload.questions if question["kind"] == "colour"],
        "numbers": [question["subject"] for question in upload.questions if question["kind"] == "number"],
    }
    return render(request, "intake/progress.html", context)


@login_required
@require_POST
def again(request: Request, upload_id: int) -> HttpResponse:
    upload = upload_or_404(request, upload_id)
    commands.read_again(upload=upload, by=request.actor)
    return redirect(upload)


@login_required
@require_POST
def explain_colour(request: Request, upload_id: int) -> HttpResponse:
    upload = upload_or_404(request, upload_id)
    commands.explain_colour(
        upload=upload,
        colour=request.POST.get("colour", ""),
        meaning=request.POST.get("meaning", ""),
        by=request.actor,
    )
    messages.success(request, "Onthouden, ook voor volgende documenten van dit netwerk.")
    return redirect(upload)


@login_required
@require_POST
def settle_numbers(request: Request, upload_id: int) -> HttpResponse:
    upload = upload_or_404(request, upload_id)
    commands.settle_numbers(upload=upload, decimals=request.POST.getlist("decimal"), by=request.actor)
    messages.success(request, "Bewaard. De getallen staan nu vast.")
    return redirect(upload)
