"""The table of a counting: as it is published, and as it stands now for those who gather."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from streekwerk.access.models import Permission
from streekwerk.access.queries import require
from streekwerk.campaigns.models import Campaign, Publication
from streekwerk.campaigns.pages.files import sheet_of
from streekwerk.campaigns.pages.table import NumberPage, TablePage, when_of
from streekwerk.campaigns.queries import campaigns as queries
from streekwerk.campaigns.queries.counted import Given, given_of
from streekwerk.campaigns.rules.profiles import ALL
from streekwerk.campaigns.rules.publishing import from_json
from streekwerk.campaigns.rules.tables import Spot
from streekwerk.campaigns.views.shared import campaign_or_404, publication_or_404
from streekwerk.network.middleware import Request
from streekwerk.network.models import Party
from streekwerk.plans.exports import MEDIA_TYPES, as_csv, as_xlsx


def _page(request: Request, campaign: Campaign, publication: Publication) -> TablePage:
    return TablePage(
        campaign,
        from_json(publication.table),
        "table",
        request.GET.get("per", ""),
        request.GET.get("indeling", ""),
    )


@login_required
@require_GET
def published(request: Request, campaign_pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, campaign_pk)
    publication = publication_or_404(request, campaign)
    context = {
        "campaign": campaign,
        "page": _page(request, campaign, publication),
        "publication": publication,
        "others": list(
            Publication.objects.visible_to(request.actor)
            .filter(campaign=campaign)
            .exclude(pk=publication.pk)
            .defer("table")
        ),
        "own": queries.own_network(request.actor, campaign),
        "when": when_of(campaign),
    }
    return render(request, "campaigns/table.html", context)


@login_required
@require_GET
def published_number(request: Request, campaign_pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, campaign_pk)
    publication = publication_or_404(request, campaign)
    context = {"publication": publication}
    return _number(request, _page(request, campaign, publication), context)


def _number(request: Request, page: TablePage, context: Mapping[str, object]) -> HttpResponse:
    number = NumberPage(page, Spot.read(request.GET.get("getal", "")))
    if not number.known:
        raise Http404("no such number")
    return render(request, "campaigns/number.html", {"number": number, "campaign": page.campaign, **context})


@login_required
@require_GET
def export(request: Request, campaign_pk: int, kind: str) -> HttpResponse:
    campaign = campaign_or_404(request, campaign_pk)
    publication = publication_or_404(request, campaign)
    if kind not in ("csv", "xlsx"):
        raise Http404
    sheet = sheet_of(campaign, from_json(publication.table))
    response = HttpResponse(
        as_csv(sheet) if kind == "csv" else as_xlsx(sheet), content_type=MEDIA_TYPES[kind]
    )
    response["Content-Disposition"] = f'attachment; filename="telling-{campaign.day.isoformat()}.{kind}"'
    return response


def _given(request: Request, campaign_pk: int) -> Given:
    """What was given, for those who gather.

    Raises:
        Http404: the counting is of another network.
        NotAllowed: the actor does not gather figures.
    """
    campaign = campaign_or_404(request, campaign_pk)
    if not queries.own_network(request.actor, campaign):
        raise Http404("of another network")
    if not queries.may_gather(request.actor, campaign):
        require(request.actor, Permission.FIGURES_ENTER, at=campaign.network_id)
    return given_of(campaign)


@login_required
@require_GET
def now(request: Request, campaign_pk: int) -> HttpResponse:
    given = _given(request, campaign_pk)
    asked = (request.GET.get("per", ""), request.GET.get("indeling", ""))
    context = {
        "campaign": given.campaign,
        "page": TablePage(given.campaign, given.shown, "now", *asked),
        "own": True,
        "when": when_of(given.campaign),
    }
    return render(request, "campaigns/table.html", context)


@login_required
@require_GET
def now_number(request: Request, campaign_pk: int) -> HttpResponse:
    """One number as it stands now, with what each service gave of it."""
    given = _given(request, campaign_pk)
    page = TablePage(given.campaign, given.shown, "now")
    wanted = Spot.read(request.GET.get("getal", ""))
    inside = set(given.shown.places_in(wanted.area))
    gave = {
        party: sum(
            number
            for spot, number in cells.items()
            if spot.area in inside
            and wanted.category in (ALL, spot.category)
            and wanted.part in (ALL, spot.part)
        )
        for party, cells in given.by_service.items()
        if any(spot.area in inside for spot in cells)
    }
    names = {party.pk: party.name for party in Party.objects.filter(pk__in=gave)}
    asked = dict(given.campaign.requests.values_list("party_id", "pk"))
    services = sorted((names[party], number, asked[party]) for party, number in gave.items())
    return _number(request, page, {"services": services})
