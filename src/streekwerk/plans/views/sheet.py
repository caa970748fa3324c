"""One node of a plan: its sheet, and changing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit.queries import history_of
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans import commands, pages, queries
from streekwerk.plans.forms import NodeForm
from streekwerk.plans.pages.sections import sections_of
from streekwerk.plans.views.shared import is_own, node_or_404, plan_or_404


@login_required
@require_GET
def node(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    sheet = queries.sheet_of(node_or_404(request, plan, node_id))
    own = is_own(request, plan)
    return render(
        request,
        "plans/node.html",
        {
            "plan": plan,
            "sheet": sheet,
            "kind": queries.level_word(plan.network, sheet.node.level, sheet.node.level_label),
            "findings": pages.finding_items(
                plan, sheet.findings + sheet.accepted if own else [], request.actor, where=False
            ),
            # How a plan is worked on stays within its network; what it says is for everybody once adopted.
            "own": own,
            "history": history_of(sheet.node) if own else [],
            "sections": sections_of(sheet.node, request.actor, own=own),
            "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
            "source_url": pages.source_url(plan, sheet.node.spans) if own else "",
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = NodeForm(node, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"plan": plan, "node": node, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_node(
                node=node, change=form.change(), version=form.cleaned_data["version"], by=request.actor
            )
        except commands.ChangedMeanwhile as refusal:
            # What was typed stays in the form; the hidden version moves on, so a second save is deliberate.
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "version": str(refusal.node.version)}
            context["differences"] = pages.differences(refusal.node, form.change())
            return render(request, "plans/edit.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard. De bijsluiter is opnieuw nagekeken.")
            return redirect(node)
    return render(request, "plans/edit.html", context, status=422 if form.errors else 200)
