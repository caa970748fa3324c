"""Finding what an address names, for this actor."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.context.models import ContextSeries, Grounding
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.models import Statement


def network_or_404(request: Request, code: str) -> Network:
    """The network, when the actor may look at it.

    Raises:
        Http404: there is none for this actor.
    """
    network: Network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    request.network = network
    return network


def series_or_404(request: Request, series_pk: int) -> ContextSeries:
    """The series with its network, also one that was put away.

    Raises:
        Http404: there is none for this actor.
    """
    rows = ContextSeries.objects.visible_to(request.actor).select_related("network")
    series: ContextSeries = get_object_or_404(rows, pk=series_pk)
    request.network = series.network
    return series


def statement_or_404(request: Request, statement_pk: int) -> Statement:
    """The statement with its plan and network.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Statement.objects.visible_to(request.actor).live().select_related("plan", "network")
    statement: Statement = get_object_or_404(rows, pk=statement_pk)
    request.network = statement.network
    return statement


def grounding_or_404(request: Request, grounding_pk: int) -> Grounding:
    """The link with its challenge.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Grounding.objects.visible_to(request.actor).select_related("statement__network", "series")
    grounding: Grounding = get_object_or_404(rows, pk=grounding_pk)
    request.network = grounding.statement.network
    return grounding


def may_manage(request: Request, network: Network) -> bool:
    """Whether the actor keeps the series of this network."""
    return may(request.actor, Permission.INDICATOR_MANAGE, at=network.pk)
