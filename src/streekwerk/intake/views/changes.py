"""A document read again: is it a newer text of a plan, and what changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.intake import commands
from streekwerk.intake.choices import ReviewStatus
from streekwerk.intake.pages.changes import groups_of
from streekwerk.intake.views.review import review_or_404
from streekwerk.intake.views.uploads import upload_or_404
from streekwerk.network.middleware import Request
from streekwerk.plans.commands import PlanChanged
from streekwerk.plans.models import Plan


@login_required
@require_POST
def which(request: Request, upload_id: int) -> HttpResponse:
    upload = upload_or_404(request, upload_id)
    asked = request.POST.get("plan", "")
    plans = Plan.objects.visible_to(request.actor).filter(network=upload.network_id)
    plan = get_object_or_404(plans, pk=int(asked)) if asked.isdigit() else None
    review = commands.choose_plan(upload=upload, plan=plan, by=request.actor)
    return redirect(review)


@login_required
@require_http_methods(["GET", "POST"])
def changes(request: Request, review_id: int) -> HttpResponse:
    found = review_or_404(request, review_id)
    if found.status != ReviewStatus.OPEN or found.plan is None:
        return redirect(found)
    status = 200
    if request.method == "POST":
        revision = request.POST.get("revision", "")
        try:
            plan = commands.take_over_changes(
                review=found,
                keys=set(request.POST.getlist("neem")),
                revision=int(revision) if revision.isdigit() else 0,
                by=request.actor,
            )
        except PlanChanged as refusal:
            messages.error(request, str(refusal))
            found, status = review_or_404(request, review_id), 409
        else:
            messages.success(request, "Overgenomen. Het nieuwe document is nu de bron van het plan.")
            return redirect(plan)
    seen = commands.compared(found)
    context: dict[str, Any] = {
        "review": found,
        "plan": seen.plan,
        "same_file": seen.plan.document_id is not None
        and found.upload is not None
        and seen.plan.document is not None
        and seen.plan.document.sha256 == found.document.sha256,
        **groups_of(seen.differences),
    }
    return render(request, "intake/changes.html", context, status=status)
