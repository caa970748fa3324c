"""Finding what an address names, for this actor."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from streekwerk.access.models import Permission
from streekwerk.access.queries import may, require
from streekwerk.campaigns.models import Campaign, Publication, ServiceRequest
from streekwerk.network.middleware import Request


def campaign_or_404(request: Request, campaign_pk: int) -> Campaign:
    """The counting with its network.

    Raises:
        Http404: there is none for this actor; a neighbour finds it once it is published.
    """
    rows = Campaign.objects.visible_to(request.actor).select_related("network")
    found: Campaign = get_object_or_404(rows, pk=campaign_pk)
    request.network = found.network
    return found


def publication_or_404(request: Request, campaign: Campaign) -> Publication:
    """The publication that stands, or the one with the number asked for.

    Raises:
        Http404: nothing was published, or not that one.
    """
    rows = Publication.objects.visible_to(request.actor).filter(campaign=campaign)
    number = request.GET.get("publicatie", "")
    rows = rows.filter(number=int(number)) if number.isdecimal() and len(number) < 5 else rows.standing()
    found: Publication = get_object_or_404(rows)
    return found


def request_or_404(request: Request, request_pk: int) -> ServiceRequest:
    """What one service is asked, for who answers for it or gathers.

    Raises:
        Http404: not there for this person, or of another service.
        NotAllowed: the actor reads the network but gives no figures in it.
    """
    rows = ServiceRequest.objects.visible_to(request.actor).select_related("campaign__network", "party")
    found: ServiceRequest = get_object_or_404(rows, pk=request_pk)
    at = found.campaign.network_id
    request.network = found.campaign.network
    if may(request.actor, Permission.FIGURES_ENTER, at=at):
        return found
    own = {party for network, party in request.actor.parties_with(Permission.FIGURES_ANSWER) if network == at}
    if own and found.party_id not in own:
        raise Http404("of another service")
    if not own:
        require(request.actor, Permission.FIGURES_ENTER, at=at)
    return found
