"""Why a plan is there: its statements, and the goals that serve them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Term
from streekwerk.plans import pages, ports
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.commands import tags as tag_commands
from streekwerk.plans.commands import why as commands
from streekwerk.plans.models import Plan, Statement, Why
from streekwerk.plans.queries.why import goals_of, why_of
from streekwerk.plans.views.shared import node_or_404, own_plan_or_404
from streekwerk.plans.why_forms import StatementForm, numbers_in

STEPS = {"omhoog": -1, "omlaag": 1}


def _statement(request: Request, plan: Plan, statement_id: int) -> Statement:
    """The statement of this plan."""
    rows = Statement.objects.visible_to(request.actor)
    statement: Statement = get_object_or_404(rows, pk=statement_id, plan=plan)
    return statement


def _to_page(plan: Plan, statement: Statement | None = None) -> HttpResponse:
    response = redirect("plans:why", plan.pk)
    if statement:
        response["Location"] += f"#waarom-{statement.pk}"
    return response


@login_required
@require_GET
def why(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    found = why_of(plan)
    statements = [row.statement for _, rows in found.groups for row in rows]
    beneath = ports.beneath(plan, statements, request.actor)
    for statement in statements:
        statement.beneath = beneath.get(statement.pk, ())  # type: ignore[attr-defined]
    context = {
        "plan": plan,
        "tabs": pages.tabs(plan, "why"),
        "why": found,
        "may_edit": may(request.actor, Permission.PLAN_EDIT, at=plan.network_id),
    }
    return render(request, "plans/why/page.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_statement(request: Request, plan_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = StatementForm(request.POST or None, initial={"kind": request.GET.get("soort", "mission")})
    if request.method == "POST" and form.is_valid():
        try:
            statement = commands.add_statement(plan=plan, change=form.change(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Toegevoegd. Kies nu welke doelen dit dienen.")
            return redirect("plans:statement-goals", plan.pk, statement.pk)
    context = {"plan": plan, "form": form}
    return render(request, "plans/why/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit_statement(request: Request, plan_id: int, statement_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    statement = _statement(request, plan, statement_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    form = StatementForm.about(statement, request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"plan": plan, "statement": statement, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            commands.change_statement(
                statement=statement, change=form.change(), version=version, by=request.actor
            )
        except commands.StatementChangedMeanwhile as refusal:
            form.add_error(None, str(refusal))
            # What was typed stays; the version moves on, so that a second save is deliberate.
            form.data = {**request.POST.dict(), "version": str(refusal.statement.version)}
            context["now"] = refusal.statement
            return render(request, "plans/why/edit.html", context, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return _to_page(plan, statement)
    return render(request, "plans/why/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def statement_goals(request: Request, plan_id: int, statement_id: int) -> HttpResponse:
    """Which goals and actions serve a statement: a tick box each."""
    plan = own_plan_or_404(request, plan_id)
    statement = _statement(request, plan, statement_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    if request.method == "POST":
        goals = numbers_in(request.POST.getlist("goal"))
        commands.choose_goals(statement=statement, plan=plan, goals=goals, by=request.actor)
        messages.success(request, "Bewaard.")
        return _to_page(plan, statement)
    held = set(Why.objects.filter(statement=statement, node__plan=plan).values_list("node_id", flat=True))
    goals_here = [(goal, goal.pk in held) for goal in goals_of(plan).values()]
    context = {"plan": plan, "statement": statement, "goals": goals_here}
    return render(request, "plans/why/goals.html", context)


@login_required
@require_POST
def archive_statement(request: Request, plan_id: int, statement_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    commands.archive_statement(statement=_statement(request, plan, statement_id), by=request.actor)
    messages.success(request, "Uit de lijst gehaald. Onderaan kunt u het terugzetten.")
    return _to_page(plan)


@login_required
@require_POST
def restore_statement(request: Request, plan_id: int, statement_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    statement = commands.restore_statement(
        statement=_statement(request, plan, statement_id), by=request.actor
    )
    messages.success(request, "Teruggezet.")
    return _to_page(plan, statement)


@login_required
@require_POST
def move_statement(request: Request, plan_id: int, statement_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    statement = _statement(request, plan, statement_id)
    steps = STEPS.get(request.POST.get("naar", ""), 0)
    return _to_page(plan, commands.move_statement(statement=statement, steps=steps, by=request.actor))


@login_required
@require_POST
def take_over(request: Request, plan_id: int) -> HttpResponse:
    """Make statements of chapters of the plan: those that are ticked, each as the kind that was chosen."""
    plan = own_plan_or_404(request, plan_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    chosen = numbers_in(request.POST.getlist("node"))
    for node_id in chosen:
        kind = request.POST.get(f"kind-{node_id}", StatementKind.MISSION)
        commands.take_over(node=node_or_404(request, plan, node_id), kind=kind, by=request.actor)
    if chosen:
        messages.success(request, "Overgenomen, met de regels waar het staat.")
    else:
        messages.warning(request, "U koos niets. Vink aan wat u wilt overnemen.")
    return _to_page(plan)


@login_required
@require_POST
def node_why(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    chosen = numbers_in(request.POST.getlist("statement"))
    commands.choose_statements(node=node, statements=chosen, by=request.actor)
    messages.success(request, "Bewaard.")
    response = redirect(node)
    response["Location"] += "#kop-waarom"
    return response


def _theme(request: Request, plan: Plan, term_id: str) -> Term:
    number = int(term_id) if term_id.isdecimal() and len(term_id) < 12 else 0
    return get_object_or_404(Term.objects.visible_to(request.actor), pk=number, network=plan.network_id)


@login_required
@require_POST
def add_theme(request: Request, plan_id: int, node_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    term = _theme(request, plan, request.POST.get("term", ""))
    tag_commands.say_tag(node=node, term=term, by=request.actor)
    messages.success(request, f"“{term}” is aangeduid.")
    response = redirect(node)
    response["Location"] += "#kop-themas"
    return response


@login_required
@require_POST
def remove_theme(request: Request, plan_id: int, node_id: int, term_id: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_id)
    node = node_or_404(request, plan, node_id)
    require(request.actor, Permission.PLAN_EDIT, at=plan.network_id)
    term = _theme(request, plan, str(term_id))
    tag_commands.refuse_tag(node=node, term=term, by=request.actor)
    messages.success(request, f"“{term}” hoort hier niet meer bij.")
    response = redirect(node)
    response["Location"] += "#kop-themas"
    return response
