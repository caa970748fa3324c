"""Home, search and the pages about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.audit import clock
from streekwerk.network.middleware import Request
from streekwerk.plans.queries import search as search_plans
from streekwerk.portal.queries import home_of

LIMIT = 100


@login_required
@require_GET
def home(request: Request) -> HttpResponse:
    return render(request, "portal/home.html", {"home": home_of(request.actor, clock.today())})


@login_required
@require_GET
def search(request: Request) -> HttpResponse:
    words = request.GET.get("zoek", "").strip()[:200]
    hits = search_plans(request.actor, words, limit=LIMIT)
    context = {"words": words, "hits": hits[:LIMIT], "more": len(hits) > LIMIT}
    return render(request, "portal/search.html", context)


@require_GET
def about(request: Request, page: str) -> HttpResponse:
    return render(request, f"portal/{page}.html", {"demo": settings.DEMO})
