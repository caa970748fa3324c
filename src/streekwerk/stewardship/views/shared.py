"""Finding the network, plan or part an address names, for the team that carries the plan."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.network.middleware import Request
from streekwerk.network.models import Network
from streekwerk.plans.models import Node, Plan


def network_or_404(request: Request, code: str, permission: Permission) -> Network:
    """The network, when the actor has this permission there; who has not, does not learn of the page.

    Raises:
        Http404: there is none for this actor.
    """
    network: Network = get_object_or_404(Network.objects.visible_to(request.actor), code=code)
    if not may(request.actor, permission, at=network.pk):
        raise Http404
    request.network = network
    return network


def team_plan_or_404(request: Request, plan_id: int) -> Plan:
    """The plan of a network of which the actor may see how much work functions carry.

    Raises:
        Http404: there is none for this actor.
    """
    plans = Plan.objects.visible_to(request.actor).select_related("network")
    plan: Plan = get_object_or_404(plans, pk=plan_id)
    if not may(request.actor, Permission.WORKLOAD_READ, at=plan.network_id):
        raise Http404
    request.network = plan.network
    return plan


def team_node_or_404(request: Request, plan_id: int, node_id: int) -> Node:
    """The part of such a plan.

    Raises:
        Http404: there is none for this actor, or it was taken out of the plan.
    """
    plan = team_plan_or_404(request, plan_id)
    node: Node = get_object_or_404(Node.objects.visible_to(request.actor), pk=node_id, plan=plan)
    node.plan = plan
    return node
