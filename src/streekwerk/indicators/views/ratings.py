"""Judging how far something is, on the rubric of an indicator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import NotAllowed, may
from streekwerk.audit import clock
from streekwerk.indicators.commands import ratings as commands
from streekwerk.indicators.queries import ratings as queries
from streekwerk.indicators.queries.effects import fixings_of
from streekwerk.indicators.rating_forms import RatingForm
from streekwerk.indicators.views.shared import indicator_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request


@login_required
@require_http_methods(["GET", "POST"])
def rating(request: Request, indicator_pk: int) -> HttpResponse:
    """One question: which sentence fits best? What colleagues said is shown after one's own answer."""
    indicator = indicator_or_404(request, indicator_pk)
    network = indicator.plan.network_id
    may_rate = commands.may_rate(request.actor, network)
    if request.method == "POST" and not may_rate:
        raise NotAllowed(request.actor, Permission.FIGURES_ENTER)
    context = {
        "indicator": indicator,
        "plan": indicator.plan,
        "may_rate": may_rate,
        "fixing": fixings_of([indicator]).get(indicator.pk),
        "may_manage": may(request.actor, Permission.INDICATOR_MANAGE, at=network),
    }
    definition = queries.rubric_of(indicator)
    if definition is None:
        if request.method == "POST":
            raise commands.NoRubric
        return render(request, "indicators/ratings/rating.html", context)
    periods = queries.periods_of(definition, clock.today())
    asked = request.POST.get("period") or request.GET.get("periode", "")
    period = next((each for each in periods if each.key == asked), periods[0])
    parts = queries.parts_to_rate(definition)
    chosen = request.POST.get("part") or request.GET.get("onderdeel", "")
    part = next((each for each in parts if str(each.pk) == chosen), None)
    rated = queries.rated_periods(definition, periods, part.pk if part else None)
    here = rated[periods.index(period)]
    own = next((row for row in here.ratings if row.rater_id == request.actor.user_id), None)
    initial = {"level": str(own.level), "motivation": own.motivation} if own else {}
    form = RatingForm(
        definition.rubric_levels, request.POST if request.method == "POST" else None, initial=initial
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            given = commands.Judgement(period, int(data["level"]), data["motivation"], _part(chosen))
            commands.rate(indicator=indicator, given=given, by=request.actor)
        except DomainError as refusal:
            form.add_error("motivation" if isinstance(refusal, commands.FarApart) else None, str(refusal))
        else:
            about = f"{part}, {period.label}" if part else period.label
            messages.success(request, f"Uw oordeel over {about} is bewaard.")
            address = reverse("indicators:rating", args=[indicator.pk])
            of_part = f"&onderdeel={part.pk}" if part else ""
            return redirect(f"{address}?periode={period.key}{of_part}")
    context |= {
        "form": form,
        "period": period,
        "periods": periods,
        "part": part,
        "about": f"{part} – {period.label}" if part else period.label,
        "parts": parts,
        "by_part": queries.rated_parts(definition, period, request.actor.user_id),
        "here": here,
        "own": own,
        "others_shown": own is not None or not may_rate,
        "rated": [each for each in rated if each.ratings and each.period != period],
    }
    return render(request, "indicators/ratings/rating.html", context, status=422 if form.errors else 200)


def _part(chosen: str) -> int | None:
    """The number of the part that was sent; a number that no part has is refused by the command."""
    if not chosen:
        return None
    return int(chosen) if chosen.isdecimal() and len(chosen) < 16 else -1
