"""Home, search and the pages about the site itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from streekwerk.audit import clock
from streekwerk.audit.queries import TrailSelection
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.exports import MEDIA_TYPES
from streekwerk.plans.queries import search as search_plans
from streekwerk.portal.queries import home_of
from streekwerk.portal.trail import as_json, done_by, export_log, held_about

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


@login_required
@require_GET
def about_me(request: Request) -> HttpResponse:
    context = {"held": held_about(request.user), "done": done_by(request.user, limit=10)}
    return render(request, "portal/about_me.html", context)


@login_required
@require_GET
def about_me_file(request: Request) -> HttpResponse:
    response = HttpResponse(as_json(request.user), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="streekwerk-over-mij.json"'
    return response


@login_required
@require_GET
def log_export(request: Request, code: str, kind: str) -> HttpResponse:
    network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    if kind not in ("csv", "xlsx"):
        raise Http404
    selection = TrailSelection.of(request.GET.dict())
    content = export_log(network=network, selection=selection, kind=kind, by=request.actor)
    response = HttpResponse(content, content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="logboek-{network.code}.{kind}"'
    return response
