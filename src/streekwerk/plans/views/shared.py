"""Finding the plan and the node an address names, for this actor."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject

from streekwerk.access.models import Permission
from streekwerk.access.queries import may
from streekwerk.network.middleware import Request
from streekwerk.plans import queries
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.versions import decided


def plan_or_404(request: Request, plan_id: int) -> Plan:
    """The plan with its counts, when the actor may read it: of the own network, or adopted.

    Raises:
        Http404: there is none for this actor.
    """
    plan = get_object_or_404(queries.plans_with_counts(request.actor), pk=plan_id)
    request.network = plan.network
    return _with_decision(plan)


def bare_plan_or_404(request: Request, plan_id: int) -> Plan:
    """The plan without its counts: for the sheet, which has a head of its own.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Plan.objects.visible_to(request.actor)
    plan: Plan = get_object_or_404(
        rows.select_related("network", "document").defer("document__lines"), pk=plan_id
    )
    request.network = plan.network
    return _with_decision(plan)


def sheet_node_or_404(request: Request, plan_id: int, node_id: int) -> Node:
    """The node with its bare plan and who keeps it going, in one query: what the sheet shows most.

    Raises:
        Http404: there is none for this actor, or it was archived.
    """
    rows = Node.objects.visible_to(request.actor).defer("search", "plan__document__lines")
    kept = rows.select_related("plan__network", "plan__document", "steward", "lead")
    node: Node = get_object_or_404(kept, pk=node_id, plan=plan_id)
    request.network = node.plan.network
    _with_decision(node.plan)
    return node


def own_plan_or_404(request: Request, plan_id: int) -> Plan:
    """The plan when it is of a network in which the actor may read plans: for what stays within it.

    Raises:
        Http404: there is none for this actor; a neighbour reads an adopted plan, not how it is worked on.
    """
    own = queries.plans_with_counts(request.actor)
    if request.actor.kind != "operator":
        own = own.filter(network_id__in=request.actor.networks_with(Permission.PLAN_READ))
    plan = get_object_or_404(own, pk=plan_id)
    request.network = plan.network
    return _with_decision(plan)


def _with_decision(plan: Plan) -> Plan:
    """The plan, whose head can say what was decided about it; asked for only when the head is shown."""
    plan.decided = SimpleLazyObject(lambda: decided(plan))  # type: ignore[attr-defined]
    return plan


def is_own(request: Request, plan: Plan) -> bool:
    """Whether the plan is of a network in which the actor may read plans."""
    return may(request.actor, Permission.PLAN_READ, at=plan.network_id)


def node_or_404(request: Request, plan: Plan, node_id: int) -> Node:
    """The node of this plan.

    Raises:
        Http404: there is none for this actor, or it was archived.
    """
    node: Node = get_object_or_404(Node.objects.visible_to(request.actor), pk=node_id, plan=plan)
    node.plan = plan
    return node
