"""What functions do in an action, on its sheet: for the team, never for boards, members or neighbours."""

from __future__ import annotations

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans.choices import GOAL_LEVELS
from streekwerk.plans.models import Node
from streekwerk.plans.ports import Section
from streekwerk.stewardship.queries.functions import involvements_in
from streekwerk.stewardship.queries.staffing import staffing_on
from streekwerk.ui.addresses import address

WITHOUT = (*GOAL_LEVELS, "statement", "funding")
"""Levels on which nobody works directly."""


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The functions of this node, and how many its words name beside those; at most two queries."""
    if not own or node.level in WITHOUT or not may(actor, Permission.WORKLOAD_READ, at=node.plan.network_id):
        return None
    rows = involvements_in(node, actor)
    place = [node.plan_id, node.pk]
    keeping = may(actor, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    proposed = staffing_on(node, {row.function.name for row in rows}) if keeping else []
    return Section(
        "stewardship/functions/_section.html",
        {
            "rows": [
                (row, address("stewardship:involvement", *place, row.pk) if keeping else "") for row in rows
            ],
            "add_url": address("stewardship:involvement-add", *place) if keeping else "",
            "proposed": len(proposed),
            "proposed_url": f"{reverse('stewardship:staffing', args=[node.plan_id])}#fiche-{node.pk}",
            "load_url": address("stewardship:workload", node.plan.network.code),
        },
    )
