"""The tests of a part of a plan, on its sheet."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.impact.queries.overview import shown_on
from streekwerk.plans.choices import GOAL_LEVELS
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import Section
from streekwerk.ui.addresses import address

WITHOUT = (*GOAL_LEVELS, "statement", "funding")
"""Levels that nobody tests: what is done can be tested, not what is wanted."""


def tests_url(plan: Plan) -> str:
    """The tests of the network, of this plan only."""
    return f"{address('impact:overview', plan.network.code)}?plan={plan.pk}"


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The tests of this node; a neighbour sees those that are done. One query."""
    if node.level in WITHOUT:
        return None
    rows = shown_on(node, actor)
    writing = own and may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    if not rows and not writing:
        return None
    return Section(
        "impact/_section.html",
        {
            "rows": rows,
            "begin_url": address("impact:begin", node.plan_id, node.pk) if writing else "",
            "all_url": address("impact:overview", node.plan.network.code) if own else "",
        },
    )
