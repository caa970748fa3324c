"""Keeping the lines of an action, on its sheet or on a page of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.budget.choices import Direction, Kind, Source
from streekwerk.budget.commands import lines as commands
from streekwerk.budget.forms import LineForm, initial_of
from streekwerk.budget.pages.lines import origins_of
from streekwerk.budget.rules.policy_fields import labelled
from streekwerk.budget.views.shared import line_or_404, node_or_404, own_plan_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Node
from streekwerk.plans.pages.undo import done
from streekwerk.ui.dutch import counted

ANCHOR = "budget"


@login_required
@require_http_methods(["GET", "POST"])
def add(request: Request, plan_pk: int, node_pk: int) -> HttpResponse:
    plan = own_plan_or_404(request, plan_pk)
    node = node_or_404(request, plan, node_pk)
    require(request.actor, Permission.BUDGET_EDIT, at=plan.network_id)
    posted = request.POST if request.method == "POST" else None
    form = LineForm(posted, initial=_asked(request))
    if form.is_valid():
        try:
            commands.add_line(node=node, given=form.given(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, node, "Budgetlijn toegevoegd.")
    return _answer(request, node, form, {"title": "Nieuwe budgetlijn", "submit": "Toevoegen"})


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, plan_pk: int, line_pk: int) -> HttpResponse:
    line = line_or_404(request, plan_pk, line_pk)
    node = line.node
    require(request.actor, Permission.BUDGET_EDIT, at=node.plan.network_id)
    posted = request.POST if request.method == "POST" else None
    form = LineForm(posted, initial=initial_of(line))
    status = 200
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            commands.change_line(line=line, given=form.given(), version=version, by=request.actor)
        except commands.LineChanged as refusal:
            form.add_error(None, f"{refusal} U vulde in: gepland {_typed(form, 'planned')}, gerealiseerd "
                                 f"{_typed(form, 'realised')}.")  # fmt: skip
            # A second save is deliberate: what stands there now was shown.
            form.data = {**request.POST.dict(), "version": str(refusal.line.version)}
            status = 409
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(request, node, "Budgetlijn bewaard.")
    more = {
        "title": f"Budgetlijn {line.year}",
        "submit": "Bewaren",
        "origins": origins_of(line),
        "remove_url": "" if line.archived_at else reverse("budget:archive", args=[plan_pk, line.pk]),
        "remove_version": line.version,
    }
    return _answer(request, node, form, more, status)


@login_required
@require_POST
def archive(request: Request, plan_pk: int, line_pk: int) -> HttpResponse:
    line = line_or_404(request, plan_pk, line_pk)
    given = request.POST.get("version", "")
    commands.archive_line(line=line, version=int(given) if given.isdecimal() else 0, by=request.actor)
    undo = reverse("budget:restore", args=[plan_pk, line_pk])
    done(request, f"De budgetlijn van {line.year} is weg.", undo_url=undo, fields={})
    return redirect(f"{line.node.get_absolute_url()}#{ANCHOR}")


@login_required
@require_POST
def restore(request: Request, plan_pk: int, line_pk: int) -> HttpResponse:
    line = line_or_404(request, plan_pk, line_pk)
    commands.restore_line(line=line, by=request.actor)
    return _back(request, line.node, "De budgetlijn staat er weer.")


@login_required
@require_POST
def take_over(request: Request, plan_pk: int, node_pk: int) -> HttpResponse:
    """Make lines of what the sheet tells, those that are ticked."""
    node = node_or_404(request, own_plan_or_404(request, plan_pk), node_pk)
    made = commands.take_over(node=node, keys=set(request.POST.getlist("voorstel")), by=request.actor)
    return _back(
        request, node, f"{counted(len(made), 'budgetlijn', 'budgetlijnen')} overgenomen uit de fiche."
    )


def _asked(request: Request) -> dict[str, Any]:
    """What the address says of a new line: the row and year where somebody clicked."""
    asked = request.GET
    year = asked.get("jaar", "")
    return {
        "year": int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else clock.today().year,
        "direction": _one_of(Direction.values, asked.get("richting"), Direction.EXPENSE),
        "kind": _one_of(Kind.values, asked.get("soort"), Kind.OPERATING),
        "source": _one_of(Source.values, asked.get("herkomst"), Source.UNDECIDED),
        "project": asked.get("project", "")[:200],
        "policy_field": labelled(asked.get("beleidsveld", "")[:4]),
    }


def _one_of(known: list[str], asked: str | None, otherwise: str) -> str:
    return asked if asked in known else otherwise


def _typed(form: LineForm, name: str) -> str:
    return form.data.get(name, "").strip() or "niets"


def _answer(
    request: Request, node: Node, form: LineForm, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The form: alone for htmx, else as a page; 422 when something is wrong, 409 when somebody was first."""
    context = {
        "plan": node.plan,
        "node": node,
        "form": form,
        "anchor": ANCHOR,
        "action": request.path,
        "back_url": f"{node.get_absolute_url()}#{ANCHOR}",
        **more,
    }
    name = "budget/_form.html" if request.method == "GET" and request.htmx else "budget/form.html"
    return render(request, name, context, status=422 if form.errors and status == 200 else status)


def _back(request: Request, node: Node, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{node.get_absolute_url()}#{ANCHOR}")
