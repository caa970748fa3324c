"""Finding what an address names, for who may see it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from streekwerk.access.models import Permission
from streekwerk.impact.models import ImpactTest, Mitigation
from streekwerk.impact.queries.overview import with_everything
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.exports import MEDIA_TYPES, Sheet, as_csv, as_xlsx
from streekwerk.plans.models import Node

FILES: dict[str, Callable[[Sheet], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def own_network_or_404(request: Request, code: str) -> Network:
    """The network, when the actor reads plans there.

    Raises:
        Http404: there is none for this actor.
    """
    own = request.actor.networks_with(Permission.PLAN_READ)
    network: Network = get_object_or_404(Network.objects.filter(pk__in=own), code=code)
    request.network = network
    return network


def own_node_or_404(request: Request, plan_pk: int, node_pk: int) -> Node:
    """The part of a plan of an own network.

    Raises:
        Http404: there is none for this actor.
    """
    own = request.actor.networks_with(Permission.PLAN_READ)
    rows = Node.objects.visible_to(request.actor).filter(plan__network__in=own)
    node: Node = get_object_or_404(rows.select_related("plan__network"), pk=node_pk, plan=plan_pk)
    request.network = node.plan.network
    return node


def find_test(request: Request, pk: int, *, own: bool = True) -> ImpactTest:
    """The test; `own`: of an own network, also one that was taken away.

    Raises:
        Http404: there is none for this actor.
    """
    rows = ImpactTest.objects.visible_to(request.actor)
    if own:
        rows = rows.filter(node__plan__network__in=request.actor.networks_with(Permission.PLAN_READ))
    test: ImpactTest = get_object_or_404(with_everything(rows), pk=pk)
    request.network = test.node.plan.network
    return test


def measure_or_404(request: Request, pk: int) -> Mitigation:
    """The measure, of an own network.

    Raises:
        Http404: there is none for this actor.
    """
    own = request.actor.networks_with(Permission.PLAN_READ)
    rows = Mitigation.objects.visible_to(request.actor).live().filter(test__node__plan__network__in=own)
    measure: Mitigation = get_object_or_404(rows.select_related("test__node__plan__network"), pk=pk)
    request.network = measure.test.node.plan.network
    return measure


def as_file(sheet: Sheet, kind: str, name: str) -> HttpResponse:
    """The table as csv or xlsx.

    Raises:
        Http404: we make no other files.
    """
    if kind not in FILES:
        raise Http404
    response = HttpResponse(FILES[kind](sheet), content_type=MEDIA_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
