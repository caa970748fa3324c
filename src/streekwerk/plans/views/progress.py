"""How something stands, and the whole plan."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.commands.progress import report_progress
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.standing import last_report, reports_of
from streekwerk.plans.upkeep_forms import ReportForm
from streekwerk.plans.views.in_place import answer
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404


@login_required
@require_http_methods(["GET", "POST"])
def node(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    of_plan = own_plan_or_404(request, plan_id)
    which = node_or_404(request, of_plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=of_plan.network_id)
    form = _form(request, of_plan, which, clock.today())
    if form.is_valid() and _report(request, of_plan, which, form):
        return redirect(f"{which.get_absolute_url()}#stand")
    return answer(request, plan=of_plan, node=which, form=form, title="Hoe staat het?", anchor="stand")


@login_required
@require_http_methods(["GET", "POST"])
def plan(request: Request, plan_id: int) -> HttpResponse:
    which = own_plan_or_404(request, plan_id)
    editing = may(request.actor, Permission.PLAN_EDIT, at=which.network_id)
    form = None
    if editing or request.method == "POST":
        require(request.actor, Permission.PLAN_EDIT, at=which.network_id)
        form = _form(request, which, None, clock.today())
        if form.is_valid() and _report(request, which, None, form):
            return redirect("plans:plan-stand", which.pk)
    standings, history = reports_of(which, None, clock.today())
    return render(
        request,
        "plans/upkeep/plan_stand.html",
        {"plan": which, "standing": standings.plan, "history": history, "form": form},
        status=422 if form and form.errors else 200,
    )


def _form(request: Request, which: Plan, node: Node | None, today: date) -> ReportForm:
    """A report that starts from the last one, today."""
    last = last_report(which, node)
    usual = "paused" if node is None else "running"
    return ReportForm(
        request.POST if request.method == "POST" else None,
        whole_plan=node is None,
        initial={
            "status": last.status if last and node else usual,
            "since": today,
            "seen": last.pk if last else 0,
            "next_step": last.next_step if last else "",
            "confidence": last.confidence if last else "",
        },
    )


def _report(request: Request, which: Plan, node: Node | None, form: ReportForm) -> bool:
    """Whether the report is in; otherwise the form says why not, with everything that was typed."""
    try:
        fact = report_progress(
            plan=which,
            node=node,
            report=form.report(),
            seen=form.cleaned_data["seen"],
            today=clock.today(),
            by=request.actor,
        )
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        last = last_report(which, node)
        # A second save is deliberate: the other report was shown.
        form.data = {**request.POST.dict(), "seen": str(last.pk if last else 0)}
        return False
    messages.success(request, f"Gemeld: {fact.get_status_display()}.")
    return True
