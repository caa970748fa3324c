"""The countings, one counting, and the steps of who organises it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.audit import clock
from streekwerk.campaigns.commands import campaigns as commands
from streekwerk.campaigns.commands import making
from streekwerk.campaigns.forms import CampaignForm
from streekwerk.campaigns.models import Campaign, Making, Publication
from streekwerk.campaigns.pages.answer import standing, state_of
from streekwerk.campaigns.pages.table import when_of
from streekwerk.campaigns.queries import campaigns as queries
from streekwerk.campaigns.views.shared import campaign_or_404
from streekwerk.kernel.errors import DomainError
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.ui import dutch

NOBODY_REMINDED = (
    "Niemand kreeg een herinnering: wie nog moet antwoorden, kreeg vandaag al post "
    "of heeft geen contactpersoon."
)


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    found = queries.campaigns_of(request.actor)
    asking = request.actor.networks_with(Permission.INDICATOR_MANAGE)
    context = {
        "campaigns": [(each, *state_of(each), queries.own_network(request.actor, each)) for each in found],
        "mine": queries.open_asks(request.actor),
        "asking": list(Network.objects.visible_to(request.actor).filter(pk__in=asking)),
    }
    return render(request, "campaigns/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request, code: str) -> HttpResponse:
    network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    request.network = network
    require(request.actor, Permission.INDICATOR_MANAGE, at=network.pk)
    today = clock.today()
    form = CampaignForm(
        request.POST or None,
        territory=queries.territory_of(network, today),
        services=queries.services_of(network, today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.open_campaign(network=network, asking=form.asking(), by=request.actor, on=today)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "De diensten zijn gevraagd. Hieronder ziet u wie nog niet antwoordde.")
            return redirect(made)
    context = {"network": network, "form": form}
    return render(request, "campaigns/new.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def campaign(request: Request, campaign_pk: int) -> HttpResponse:
    """Who answered, who not yet, and what was published; a neighbour goes to what is published."""
    found = campaign_or_404(request, campaign_pk)
    if not queries.own_network(request.actor, found):
        return redirect("campaigns:table", found.pk)
    asked = Making.objects.visible_to(request.actor).filter(campaign=found).first()
    if request.htmx:
        return _progress(request, found, asked)
    requests = list(found.requests.select_related("party", "contact"))
    for each in requests:
        each.campaign = found
    today = clock.today()
    rows = sorted(((one, *standing(one, today)) for one in requests), key=lambda row: row[1])
    done = sum(one.answered_at is not None for one in requests)
    own = request.actor.parties_with(Permission.FIGURES_ANSWER)
    word, kind = state_of(found)
    context = {
        "campaign": found,
        "word": word,
        "kind": kind,
        "when": when_of(found),
        "rows": [(one, said, badge, (found.network_id, one.party_id) in own) for one, _, said, badge in rows],
        "places": found.places.count(),
        "coverage": f"{done}/{dutch.counted(len(requests), 'dienst', 'diensten')}",
        "done": done,
        "waiting": sum(rank < 2 for _, rank, *_ in rows),
        "nobody": [one for one in requests if one.contact_id is None and one.answered_at is None],
        "publications": list(
            Publication.objects.visible_to(request.actor).filter(campaign=found).defer("table")
        ),
        "making": asked,
        **(_job(found, asked) if asked else {}),
        "may_ask": may(request.actor, Permission.INDICATOR_MANAGE, at=found.network_id),
        "may_gather": queries.may_gather(request.actor, found),
        "may_enter": may(request.actor, Permission.FIGURES_ENTER, at=found.network_id),
    }
    return render(request, "campaigns/campaign.html", context)


def _job(campaign: Campaign, asked: Making) -> dict[str, Any]:
    said = asked.get_state_display()
    if asked.hidden:
        said += f": {dutch.counted(asked.hidden, 'getal', 'getallen')} tot nu"
    job = {"label": f"“{campaign.title}” wordt gepubliceerd", "said": f"{said} …", "percent": None}
    return {"job": job, "poll_url": campaign.get_absolute_url()}


def _progress(request: Request, campaign: Campaign, asked: Making | None) -> HttpResponse:
    """How far it is, for a page that asks again; the whole page once it is made or refused."""
    if asked and asked.busy:
        return render(request, "ui/progress.html", _job(campaign, asked))
    if asked is None:
        messages.success(request, "Gepubliceerd. Kleine getallen zijn verborgen.")
    return HttpResponseClientRedirect(campaign.get_absolute_url())


@login_required
@require_POST
def step(request: Request, campaign_pk: int) -> HttpResponse:
    """Remind, close, reopen, publish, or put away why that failed."""
    found = campaign_or_404(request, campaign_pk)
    if not queries.own_network(request.actor, found):
        raise Http404("of another network")
    require(request.actor, Permission.INDICATOR_MANAGE, at=found.network_id)
    chosen = request.POST.get("stap")
    if chosen == "herinner":
        count = commands.remind(campaign=found, by=request.actor, on=localdate())
        if count:
            said = dutch.counted(count, "dienst kreeg", "diensten kregen")
            messages.success(request, f"{said} een herinnering.")
        else:
            messages.info(request, NOBODY_REMINDED)
    elif chosen == "sluit":
        commands.close_campaign(campaign=found, by=request.actor)
        messages.success(request, "Gesloten. Wat niet kwam, blijft leeg. Kijk de stand na en publiceer.")
    elif chosen == "heropen":
        commands.reopen_campaign(campaign=found, by=request.actor)
        messages.success(request, "Weer open.")
    elif chosen == "publiceer":
        reason = request.POST.get("reden", "")
        making.ask_publication(campaign=found, by=request.actor, user=request.user, reason=reason)
    elif chosen == "gelezen":
        making.put_away(campaign=found, by=request.actor)
    return redirect(found)
