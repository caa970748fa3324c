"""The page on which a service fills in what it counted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.campaigns.commands import answering as commands
from streekwerk.campaigns.models import ServiceRequest
from streekwerk.campaigns.pages.answer import AnswerPage
from streekwerk.campaigns.pages.table import when_of
from streekwerk.campaigns.queries.campaigns import Cell, cells_of
from streekwerk.campaigns.views.shared import request_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request

ALL_PLACES = "alle"


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, request_pk: int) -> HttpResponse:
    asked = request_or_404(request, request_pk)
    cells = cells_of(asked)
    page = AnswerPage(asked, cells, _chosen(request, cells))
    if request.method == "POST":
        try:
            if done := _answered(request, asked, page):
                return done
        except DomainError as refusal:
            page = AnswerPage(asked, cells_of(asked), page.chosen)
            page.problem = str(refusal)
    closed = asked.campaign.closed_at is not None
    context = {
        "page": page,
        "asked": asked,
        "campaign": asked.campaign,
        "when": when_of(asked.campaign),
        "closed": closed,
        "may_write": not closed or may(request.actor, Permission.FIGURES_ENTER, at=asked.campaign.network_id),
        "all": ALL_PLACES,
    }
    return render(request, "campaigns/answer.html", context, status=422 if page.problem else 200)


def _chosen(request: Request, cells: list[Cell]) -> str:
    """The municipality in view: the one asked for, else the first with empty cells; empty for all."""
    codes = list(dict.fromkeys(cell.place.code for cell in cells))
    wanted = request.GET.get("gemeente", "")
    if wanted == ALL_PLACES and len(codes) > 1:
        return ""
    if wanted in codes:
        return wanted
    left = [cell.place.code for cell in cells if cell.known is None]
    return (left or codes or [""])[0]


def _answered(request: Request, asked: ServiceRequest, page: AnswerPage) -> HttpResponse | None:
    """Where to go on after what was sent; None when something is still to be said."""
    if request.POST.get("stap") == "weiger":
        commands.decline(request=asked, reason=request.POST.get("reden", ""), by=request.actor)
        messages.success(request, "Genoteerd. U kunt later alsnog invullen.")
        return redirect(asked)
    page.take(commands.save_counts(request=asked, written=page.written(request.POST), by=request.actor))
    if page.unsettled:
        return None
    if request.POST.get("stap") == "klaar":
        commands.finish(request=asked, empty_is_zero=bool(request.POST.get("nul")), by=request.actor)
        messages.success(request, "Bedankt, uw telling is binnen.")
        return redirect(asked)
    after = AnswerPage(asked, cells_of(asked), page.chosen)
    messages.success(request, "Bewaard.")
    place = (page.chosen and after.next_place()) or page.chosen or ALL_PLACES
    return redirect(f"{reverse('campaigns:answer', args=[asked.pk])}?gemeente={place}")
