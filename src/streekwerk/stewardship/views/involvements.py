"""What functions do in an action: on its sheet, and taken over from the words of the sheets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Node
from streekwerk.plans.pages.undo import done
from streekwerk.stewardship.commands import involvements as commands
from streekwerk.stewardship.function_forms import InvolvementForm
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.queries.staffing import staffing_of
from streekwerk.stewardship.views.shared import team_node_or_404, team_plan_or_404
from streekwerk.ui.dutch import counted

ANCHOR = "inzet"


@login_required
@require_http_methods(["GET", "POST"])
def staffing(request: Request, plan_id: int) -> HttpResponse:
    plan = team_plan_or_404(request, plan_id)
    if request.method == "POST":
        chosen = request.POST.getlist("chosen")
        taken = commands.take_over_staffing(plan=plan, chosen=chosen, by=request.actor)
        if taken:
            messages.success(request, f"{counted(taken, 'voorstel', 'voorstellen')} overgenomen.")
        else:
            messages.info(request, "Niets overgenomen: er was niets aangevinkt, of een collega was u voor.")
        return redirect("stewardship:staffing", plan.pk)
    sheets = staffing_of(plan)
    context = {
        "plan": plan,
        "sheets": sheets,
        "count": sum(len(sheet.found) for sheet in sheets),
        "new": sorted(
            {each.proposal.function for sheet in sheets for each in sheet.found if not each.proposal.known}
        ),
        "may_keep": may(request.actor, Permission.WORKLOAD_MANAGE, at=plan.network_id),
    }
    return render(request, "stewardship/functions/staffing.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    node = team_node_or_404(request, plan_id, node_id)
    require(request.actor, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    form = InvolvementForm(_functions(request, node), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            commands.add_involvement(node=node, given=form.given(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return _back(node)
    return _form(request, node, form)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, plan_id: int, node_id: int, involvement_id: int) -> HttpResponse:
    node = team_node_or_404(request, plan_id, node_id)
    involvement = _involvement(request, node, involvement_id)
    require(request.actor, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    functions = _functions(request, node)
    if involvement.function not in functions:
        functions.append(involvement.function)
    initial = {
        name: getattr(involvement, name) for name in ("part", "load", "fte", "start", "end", "version")
    }
    initial["function"] = involvement.function_id
    form = InvolvementForm(functions, request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            commands.change_involvement(
                involvement=involvement, given=form.given(), version=version, by=request.actor
            )
        except commands.InvolvementChanged as refusal:
            form.add_error(None, str(refusal))
            # A second save is deliberate: what stands there now was shown.
            form.data = {**request.POST.dict(), "version": str(refusal.involvement.version)}
            return _form(request, node, form, involvement, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return _back(node)
    return _form(request, node, form, involvement)


@login_required
@require_POST
def archive(request: Request, plan_id: int, node_id: int, involvement_id: int) -> HttpResponse:
    node = team_node_or_404(request, plan_id, node_id)
    commands.archive_involvement(involvement=_involvement(request, node, involvement_id), by=request.actor)
    undo = reverse("stewardship:involvement-restore", args=[plan_id, node_id, involvement_id])
    done(request, "Weggehaald van de fiche.", undo_url=undo, fields={})
    return _back(node)


@login_required
@require_POST
def restore(request: Request, plan_id: int, node_id: int, involvement_id: int) -> HttpResponse:
    node = team_node_or_404(request, plan_id, node_id)
    commands.restore_involvement(involvement=_involvement(request, node, involvement_id), by=request.actor)
    messages.success(request, "Staat weer op de fiche.")
    return _back(node)


def _functions(request: Request, node: Node) -> list[JobFunction]:
    rows = JobFunction.objects.visible_to(request.actor)
    return list(rows.filter(network=node.plan.network_id, archived_at__isnull=True))


def _involvement(request: Request, node: Node, involvement_id: int) -> Involvement:
    rows = Involvement.objects.visible_to(request.actor).select_related("function")
    found: Involvement = get_object_or_404(rows, pk=involvement_id, node=node)
    found.node = node
    return found


def _form(
    request: Request,
    node: Node,
    form: InvolvementForm,
    involvement: Involvement | None = None,
    status: int = 0,
) -> HttpResponse:
    context: dict[str, Any] = {"plan": node.plan, "node": node, "form": form, "involvement": involvement}
    status = status or (422 if form.errors else 200)
    return render(request, "stewardship/functions/involvement.html", context, status=status)


def _back(node: Node) -> HttpResponse:
    return redirect(f"{node.get_absolute_url()}#{ANCHOR}")
