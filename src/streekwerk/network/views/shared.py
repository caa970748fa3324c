"""Finding the network an address names, for this actor."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from streekwerk.network.middleware import Request
from streekwerk.network.models import Network


def members_network_or_404(request: Request, code: str) -> Network:
    """The network, when the actor holds a role in it.

    Raises:
        Http404: there is none for this actor.
    """
    network: Network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    request.network = network
    return network
