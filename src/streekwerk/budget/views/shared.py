"""Finding what an address names, for this actor."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject

from streekwerk.access.models import Permission
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries import plans_with_counts
from streekwerk.plans.queries.versions import decided


def own_plan_or_404(request: Request, plan_pk: int) -> Plan:
    """The plan with its counts, when it is of a network in which the actor may read plans.

    Raises:
        Http404: there is none for this actor; a neighbour reads an adopted plan, not what it costs.
    """
    own = plans_with_counts(request.actor)
    if request.actor.kind != "operator":
        own = own.filter(network_id__in=request.actor.networks_with(Permission.PLAN_READ))
    plan = get_object_or_404(own, pk=plan_pk)
    request.network = plan.network
    plan.decided = SimpleLazyObject(lambda: decided(plan))  # type: ignore[attr-defined]
    return plan


def node_or_404(request: Request, plan: Plan, node_pk: int) -> Node:
    """The node of this plan.

    Raises:
        Http404: there is none for this actor, or it was archived.
    """
    node: Node = get_object_or_404(Node.objects.visible_to(request.actor), pk=node_pk, plan=plan)
    node.plan = plan
    return node


def line_or_404(request: Request, plan_pk: int, line_pk: int) -> BudgetLine:
    """The line of this plan with its node, plan and network, also one that was taken away.

    Raises:
        Http404: there is none for this actor.
    """
    rows = BudgetLine.objects.visible_to(request.actor).select_related(
        "node__plan__network", "planned_from", "realised_from"
    )
    rows = rows.defer("planned_from__content", "realised_from__content")
    line: BudgetLine = get_object_or_404(rows, pk=line_pk, node__plan=plan_pk, node__archived_at=None)
    request.network = line.node.plan.network
    return line


def import_or_404(request: Request, import_pk: int) -> BudgetImport:
    """The file with its plan.

    Raises:
        Http404: there is none for this actor.
    """
    rows = BudgetImport.objects.visible_to(request.actor).select_related("plan__network")
    upload: BudgetImport = get_object_or_404(rows, pk=import_pk)
    request.network = upload.plan.network
    return upload
