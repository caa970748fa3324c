"""Finding the plan and the indicator an address names, for this actor."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject

from streekwerk.access.models import Permission
from streekwerk.indicators.models import Indicator
from streekwerk.network.middleware import Request
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import plans_with_counts
from streekwerk.plans.queries.versions import decided


def own_plan_or_404(request: Request, plan_pk: int) -> Plan:
    """The plan with its counts, when it is of a network in which the actor may read plans.

    Raises:
        Http404: there is none for this actor; a neighbour reads an adopted plan, not how it is measured.
    """
    own = plans_with_counts(request.actor)
    if request.actor.kind != "operator":
        own = own.filter(network_id__in=request.actor.networks_with(Permission.PLAN_READ))
    plan = get_object_or_404(own, pk=plan_pk)
    request.network = plan.network
    plan.decided = SimpleLazyObject(lambda: decided(plan))  # type: ignore[attr-defined]
    return plan


def indicator_or_404(request: Request, indicator_pk: int) -> Indicator:
    """The indicator with its sentence, node, plan and network: one query.

    Raises:
        Http404: there is none for this actor.
    """
    rows = Indicator.objects.visible_to(request.actor).select_related(
        "plan__network", "sentence__node__steward", "sentence__node__lead", "steward"
    )
    indicator: Indicator = get_object_or_404(rows, pk=indicator_pk)
    request.network = indicator.plan.network
    return indicator
