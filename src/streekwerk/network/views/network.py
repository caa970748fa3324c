"""Pages of a network."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from streekwerk.access.models import ROLES, Permission
from streekwerk.access.queries import may, require
from streekwerk.accounts.commands import add_person
from streekwerk.audit import clock
from streekwerk.audit.queries import TrailSelection, choices_of, in_words, trail_of
from streekwerk.network import commands
from streekwerk.network.forms import RoleForm, TrailForm
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network, RoleHolding
from streekwerk.network.queries import members_of, members_on, role_holders
from streekwerk.network.views.shared import members_network_or_404

PER_PAGE = 50


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    networks = Network.objects.visible_to(request.actor)
    if len(networks) == 1:
        return redirect(networks[0])
    context = {"networks": networks.annotate(members=Count("memberships", distinct=True))}
    return render(request, "network/overview.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def detail(request: Request, code: str) -> HttpResponse:
    network = members_network_or_404(request, code)
    managing = may(request.actor, Permission.MEMBERS_MANAGE, at=network.pk)
    today = clock.today()
    form = RoleForm(request.POST or None, members=members_on(network, today)) if managing else None
    if request.method == "POST":
        require(request.actor, Permission.MEMBERS_MANAGE, at=network.pk)
        if form is not None and form.is_valid():
            data = form.cleaned_data
            user = add_person(
                email=data["email"],
                name=data["name"],
                function=data["function"],
                password=None,
                by=request.actor,
            )
            commands.give_role(
                network=network,
                user=user,
                role=data["role"],
                by=request.actor,
                on=today,
                party=data["party"],
            )
            messages.success(request, f"{user} is nu {ROLES[data['role']].label.lower()} van {network}.")
            return redirect(network)
    context = {
        "network": network,
        "members": members_of(network, today),
        "holders": role_holders(network, request.actor, today),
        "roles": ROLES.values(),
        "form": form,
        "reads_plans": may(request.actor, Permission.PLAN_READ, at=network.pk),
        "of_team": may(request.actor, Permission.WORKLOAD_READ, at=network.pk),
        "may_read_log": may(request.actor, Permission.AUDIT_READ, at=network.pk),
    }
    return render(
        request, "network/detail.html", context, status=422 if form is not None and form.errors else 200
    )


@login_required
@require_POST
def end_role(request: Request, code: str, holding_id: int) -> HttpResponse:
    network = members_network_or_404(request, code)
    holding = get_object_or_404(RoleHolding.objects.visible_to(request.actor), pk=holding_id, network=network)
    commands.end_role(holding=holding, by=request.actor, on=clock.today())
    messages.success(request, f"De rol van {holding.user} is beëindigd.")
    return redirect(network)


@login_required
@require_GET
def log(request: Request, code: str) -> HttpResponse:
    network = members_network_or_404(request, code)
    require(request.actor, Permission.AUDIT_READ, at=network.pk)
    selection = TrailSelection.of(request.GET.dict())
    people, kinds = choices_of(network.pk, request.actor)
    found = trail_of(network.pk, request.actor, selection)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    entries = in_words(page.object_list)
    context = {
        "network": network,
        "page": page,
        "entries": entries,
        "thing": next((entry for entry in entries if entry.about == selection.about), None),
        "selection": selection,
        "form": TrailForm(request.GET if selection.query else None, people=people, kinds=kinds),
        "person": people.get(selection.who, ""),
    }
    return render(request, "network/log.html", context)
