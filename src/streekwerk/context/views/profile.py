"""Mijn gemeente: all series of one place on one page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.audit import clock
from streekwerk.context.forms import ProfileForm
from streekwerk.context.pages.profile import home_of, profile_of
from streekwerk.context.queries.series import newest_of, series_of
from streekwerk.context.queries.territory import territory_of
from streekwerk.context.views.shared import network_or_404
from streekwerk.network.middleware import Request


@login_required
@require_GET
def profile(request: Request, code: str) -> HttpResponse:
    network = network_or_404(request, code)
    today = clock.today()
    territory = territory_of(network, today)
    asked = territory.by_code(request.GET.get("plaats", ""))
    place = asked if asked in territory.own else home_of(request.actor, network, territory)
    scheme = request.GET.get("indeling", "")
    scheme = scheme if scheme in territory.lies else next(iter(territory.schemes), "")
    rows = []
    if place is not None:
        every = newest_of(series_of(request.actor, network))
        rows = profile_of(every, place, scheme, territory, today)
    shown = territory.places[place] if place is not None else None
    context = {
        "network": network,
        "place": shown,
        "zones": territory.around(place, scheme, today) if place is not None else [],
        "rows": rows,
        "outdated": sum(row.freshness.outdated for row in rows),
        "form": ProfileForm({"plaats": shown.code if shown else "", "indeling": scheme}, territory),
    }
    return render(request, "context/profile.html", context)
