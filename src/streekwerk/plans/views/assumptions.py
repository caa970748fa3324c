"""What actions count on, leave out or still ask."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.choices import AssumptionKind
from streekwerk.plans.commands import assumptions as commands
from streekwerk.plans.models import Assumption, Node, Plan
from streekwerk.plans.pages.assumptions import BADGES
from streekwerk.plans.pages.undo import done
from streekwerk.plans.queries.assumptions import AssumptionSelection, selected_assumptions
from streekwerk.plans.rules.assumptions import kind_of
from streekwerk.plans.upkeep_forms import AssumptionForm
from streekwerk.plans.views.in_place import answer
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404
from streekwerk.ui.dutch import counted

ANCHOR = "rekenen"


@login_required
@require_GET
def overview(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    selection = AssumptionSelection.of(request.GET.dict())
    rows = selected_assumptions(plan, selection)
    return render(
        request,
        "plans/upkeep/assumptions.html",
        {
            "plan": plan,
            "selection": selection,
            "rows": [(row, BADGES.get(row.status, "")) for row in rows],  # type: ignore[call-overload]
            "only": AssumptionSelection.ONLY,
            "kinds": {"": "alle soorten", **dict(AssumptionKind.choices)},
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan, node = _place(request, plan_id, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = AssumptionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        commands.add_assumption(node=node, given=form.given(), by=request.actor)
        return _back(node, request, "Toegevoegd.")
    return answer(
        request, plan=plan, node=node, form=form, title="Waarop dit rekent", anchor=ANCHOR, submit="Toevoegen"
    )


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, plan_id: int, node_id: int, assumption_id: int) -> HttpResponse:
    plan, node = _place(request, plan_id, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    assumption = _assumption(request, node, assumption_id)
    initial = {name: getattr(assumption, name) for name in ("kind", "text", "status", "effect", "version")}
    form = AssumptionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            commands.change_assumption(
                assumption=assumption, given=form.given(), version=version, by=request.actor
            )
        except commands.AssumptionChanged as refusal:
            form.add_error(None, str(refusal))
            # A second save is deliberate: what stands there now was shown.
            form.data = {**request.POST.dict(), "version": str(refusal.assumption.version)}
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(node, request, "Bewaard.")
    archive_url = reverse("plans:assumption-archive", args=[plan.pk, node.pk, assumption.pk])
    return answer(
        request,
        plan=plan,
        node=node,
        form=form,
        title="Waarop dit rekent",
        anchor=ANCHOR,
        remove_url=archive_url,
        remove_version=assumption.version,
    )


@login_required
@require_POST
def archive(request: Request, plan_id: int, node_id: int, assumption_id: int) -> HttpResponse:
    _, node = _place(request, plan_id, node_id)
    assumption = _assumption(request, node, assumption_id)
    given = request.POST.get("version", "")
    commands.archive_assumption(
        assumption=assumption, version=int(given) if given.isdecimal() else 0, by=request.actor
    )
    undo = reverse("plans:assumption-restore", args=[plan_id, node_id, assumption_id])
    done(request, "Weggehaald van de fiche.", undo_url=undo, fields={})
    return redirect(f"{node.get_absolute_url()}#{ANCHOR}")


@login_required
@require_POST
def restore(request: Request, plan_id: int, node_id: int, assumption_id: int) -> HttpResponse:
    _, node = _place(request, plan_id, node_id)
    commands.restore_assumption(assumption=_assumption(request, node, assumption_id), by=request.actor)
    return _back(node, request, "Staat weer op de fiche.")


@login_required
@require_POST
def take_over(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan, node = _place(request, plan_id, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    label = request.POST.get("label", "")
    kind = AssumptionKind(kind_of(label) or AssumptionKind.ASSUMPTION)
    made = commands.take_over(node=node, label=label, kind=kind, by=request.actor)
    return _back(node, request, f"{counted(len(made), 'punt', 'punten')} overgenomen.")


def _place(request: Request, plan_id: int, node_id: int) -> tuple[Plan, Node]:
    plan = own_plan_or_404(request, plan_id)
    return plan, node_or_404(request, plan, node_id)


def _assumption(request: Request, node: Node, assumption_id: int) -> Assumption:
    found = get_object_or_404(Assumption.objects.visible_to(request.actor), pk=assumption_id, node=node)
    found.node = node
    return found


def _back(node: Node, request: Request, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{node.get_absolute_url()}#{ANCHOR}")
