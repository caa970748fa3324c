"""Who replaces whom while somebody is away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.queries import people_with
from streekwerk.stewardship.commands import substitutes as commands
from streekwerk.stewardship.handover_forms import SubstituteForm
from streekwerk.stewardship.models import Substitute
from streekwerk.stewardship.views.shared import network_or_404


@login_required
@require_http_methods(["GET", "POST"])
def substitutes(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    today = clock.today()
    keeping = may(request.actor, Permission.WORKLOAD_MANAGE, at=network.pk)
    colleagues = people_with(Permission.PLAN_EDIT, network.pk, today)
    away = colleagues if keeping else [person for person in colleagues if person == request.user]
    others = colleagues if keeping else [person for person in colleagues if person != request.user]
    form = SubstituteForm(away, others, request.POST if request.method == "POST" else None, today=today)
    if form.is_valid():
        user, substitute = form.people()
        data = form.cleaned_data
        try:
            commands.add_substitute(
                network=network, user=user, substitute=substitute, start=data["start"], end=data["end"],
                today=today, by=request.actor,
            )  # fmt: skip
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{substitute} vervangt {user}.")
            return redirect("stewardship:substitutes", network.code)
    rows = Substitute.objects.visible_to(request.actor).filter(network=network)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today)).select_related("user", "substitute")
    context = {
        "network": network,
        "rows": [(row, keeping or row.user == request.user) for row in rows.order_by("valid_from", "pk")],
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "stewardship/handover/substitutes.html", context, status=status)


@login_required
@require_POST
def end(request: Request, code: str, row_id: int) -> HttpResponse:
    network = network_or_404(request, code, Permission.WORKLOAD_READ)
    rows = Substitute.objects.visible_to(request.actor).select_related("user", "substitute")
    row = get_object_or_404(rows, pk=row_id, network=network)
    commands.end_substitute(row=row, on=clock.today(), by=request.actor)
    messages.success(request, f"{row.substitute} vervangt {row.user} niet meer.")
    return redirect("stewardship:substitutes", network.code)
