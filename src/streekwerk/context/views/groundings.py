"""Grounding a challenge on a figure, and taking that away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.audit import clock
from streekwerk.context.commands import groundings as commands
from streekwerk.context.forms import GroundForm
from streekwerk.context.models import ContextSeries, Vintage
from streekwerk.context.queries.groundings import leanings_of
from streekwerk.context.queries.territory import territory_of
from streekwerk.context.views.shared import grounding_or_404, statement_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Place
from streekwerk.plans.models import Statement


def _back(statement: Statement) -> HttpResponse:
    if statement.plan_id is None:
        return redirect("context:ground", statement.pk)
    response = redirect("plans:why", statement.plan_id)
    response["Location"] += f"#waarom-{statement.pk}"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def ground(request: Request, statement_pk: int) -> HttpResponse:
    """Choose the figure on which a challenge is grounded; those it leans on already can be taken away."""
    statement = statement_or_404(request, statement_pk)
    require(request.actor, Permission.PLAN_EDIT, at=statement.network_id)
    territory = territory_of(statement.network, clock.today())
    live = ContextSeries.objects.visible_to(request.actor).live().filter(network=statement.network_id)
    vintages = Vintage.objects.filter(series__in=live).select_related("series")
    form = GroundForm(
        request.POST if request.method == "POST" else None,
        vintages.order_by("series__name", "-year"),
        territory,
        initial=request.GET.dict(),
    )
    if request.method == "POST" and form.is_valid():
        number, year, code = form.chosen()
        series = live.get(pk=number)
        place = Place.objects.visible_to(request.actor).get(code=code) if code else None
        try:
            commands.ground(statement=statement, series=series, year=year, place=place, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Onderbouwd met {series.name}, {year}.")
            return _back(statement)
    leanings = leanings_of(request.actor, [statement], statement.network, clock.today()).get(statement.pk, [])
    context = {
        "network": statement.network,
        "statement": statement,
        "form": form,
        "leanings": leanings,
        "some": len(form.fields["cijfer"].choices) > 1,  # type: ignore[attr-defined]
    }
    return render(request, "context/ground.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def unground(request: Request, grounding_pk: int) -> HttpResponse:
    grounding = grounding_or_404(request, grounding_pk)
    statement = grounding.statement
    commands.unground(grounding=grounding, by=request.actor)
    messages.success(request, "De onderbouwing is weggehaald.")
    return _back(statement)
