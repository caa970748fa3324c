"""The functions of a network and who fulfils them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.models import Plan
from streekwerk.stewardship.commands import functions as commands
from streekwerk.stewardship.function_forms import FunctionForm, HoldingForm
from streekwerk.stewardship.models import FunctionHolding, JobFunction
from streekwerk.stewardship.queries.functions import functions_of
from streekwerk.stewardship.views.shared import network_or_404


@login_required
@require_GET
def functions(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    context = {
        "network": network,
        "functions": functions_of(network, request.actor, clock.today()),
        "plans": list(Plan.objects.visible_to(request.actor).filter(network=network)),
        "may_keep": may(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk),
    }
    return render(request, "stewardship/functions/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    require(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk)
    form = FunctionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = commands.add_function(network=network, given=form.given(), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{made}” staat in de lijst.")
            return redirect("stewardship:functions", network.code)
    return _form(request, network, form)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: Request, code: str, function_id: int) -> HttpResponse:
    network, function = _place(request, code, function_id)
    require(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk)
    form = FunctionForm.about(function, request.POST if request.method == "POST" else None)
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            commands.change_function(function=function, given=form.given(), version=version, by=request.actor)
        except commands.FunctionChanged as refusal:
            form.add_error(None, str(refusal))
            # A second save is deliberate: what stands there now was shown.
            form.data = {**request.POST.dict(), "version": str(refusal.function.version)}
            return _form(request, network, form, function, status=409)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Bewaard.")
            return redirect("stewardship:functions", network.code)
    return _form(request, network, form, function)


@login_required
@require_POST
def archive(request: Request, code: str, function_id: int) -> HttpResponse:
    network, function = _place(request, code, function_id)
    commands.archive_function(function=function, by=request.actor)
    messages.success(request, f"“{function}” is uit de lijst gehaald. Onderaan kunt u ze terugzetten.")
    return redirect("stewardship:functions", network.code)


@login_required
@require_POST
def restore(request: Request, code: str, function_id: int) -> HttpResponse:
    network, function = _place(request, code, function_id)
    commands.restore_function(function=function, by=request.actor)
    messages.success(request, f"“{function}” staat weer in de lijst.")
    return redirect("stewardship:functions", network.code)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: Request, code: str, function_id: int) -> HttpResponse:
    network, function = _place(request, code, function_id)
    require(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk)
    today = clock.today()
    people = colleagues_in(network.pk, today)
    data = request.POST if request.method == "POST" else None
    form = HoldingForm(people, data, initial={"start": today})
    if form.is_valid():
        said = form.cleaned_data
        try:
            commands.give_function(
                function=function, user=form.person(), start=said["start"], end=said["end"], today=today,
                by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.person()} vervult de functie “{function}”.")
            return redirect("stewardship:functions", network.code)
    context = {"network": network, "function": function, "form": form}
    return render(request, "stewardship/functions/give.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request: Request, code: str, function_id: int, holding_id: int) -> HttpResponse:
    network, function = _place(request, code, function_id)
    held = FunctionHolding.objects.visible_to(request.actor).select_related("user", "function")
    holding = get_object_or_404(held, pk=holding_id, function=function)
    commands.end_holding(holding=holding, on=clock.today(), by=request.actor)
    messages.success(request, f"{holding.user} vervult de functie “{function}” niet meer.")
    return redirect("stewardship:functions", network.code)


def _place(request: Request, code: str, function_id: int) -> tuple[Network, JobFunction]:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    rows = JobFunction.objects.visible_to(request.actor)
    return network, get_object_or_404(rows, pk=function_id, network=network)


def _form(
    request: Request,
    network: Network,
    form: FunctionForm,
    function: JobFunction | None = None,
    status: int = 0,
) -> HttpResponse:
    context: dict[str, Any] = {"network": network, "form": form, "function": function}
    status = status or (422 if form.errors else 200)
    return render(request, "stewardship/functions/form.html", context, status=status)
