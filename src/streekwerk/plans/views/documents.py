"""Where a plan came from: its document."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from streekwerk.network.middleware import Request
from streekwerk.plans import pages, queries
from streekwerk.plans.models import SourceDocument
from streekwerk.plans.views.shared import own_plan_or_404


@login_required
@require_GET
def source(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    if plan.document is None:
        raise Http404
    marked = pages.span_in(request.GET.get("regels", ""))
    return render(
        request,
        "plans/source.html",
        {
            "plan": plan,
            "tabs": pages.tabs(plan, "source"),
            "lines": queries.document_lines(plan, marked),
            "marked": marked,
        },
    )


@login_required
@require_GET
def original(request: Request, plan_id: int) -> HttpResponse | FileResponse:
    plan = own_plan_or_404(request, plan_id)
    document = get_object_or_404(SourceDocument.objects.visible_to(request.actor), pk=plan.document_id)
    # Always a download: a document from outside never runs as a page of this site.
    return FileResponse(document.file.open("rb"), as_attachment=True, filename=document.name)
