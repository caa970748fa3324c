"""A plan with two actions, to put money on."""

from __future__ import annotations

from standing import stands
from streekwerk.plans.models import Node, Plan


@stands
def action(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


@stands
def other(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 2")
