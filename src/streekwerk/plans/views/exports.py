"""A selection, or the indicators of a plan, as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from streekwerk.network.middleware import Request
from streekwerk.plans import exports, queries
from streekwerk.plans.views.shared import is_own, plan_or_404


@login_required
@require_GET
def export(request: Request, plan_id: int, what: str, kind: str) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    own = is_own(request, plan)
    if what == "tabel":
        selection = queries.Selection.of(request.GET.dict(), own=own)
        made = exports.selection_as(kind, plan, selection, address=request.build_absolute_uri("/"))
    else:
        found = queries.selected_indicators(plan, request.GET.get("zoek", ""))
        made = exports.indicators_as(kind, found)
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}-{what}.{kind}"'
    return response
