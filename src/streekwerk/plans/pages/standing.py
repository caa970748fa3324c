"""How a node stands, on its sheet."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.standing import reports_of
from streekwerk.ui.addresses import address

WITHOUT = ("statement", "funding")
"""Levels that do not run or stop."""


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """How it stands stays within the network: a neighbour reads what the plan says, not how it goes."""
    if not own or node.level in WITHOUT:
        return None
    standings, history = reports_of(node.plan, node, clock.today())
    return Section(
        "plans/upkeep/_stand.html",
        {
            "standing": standings.of(node),
            "history": history,
            "told": next((one for one in history[:1] if one.narrative or one.next_step), None),
            "change_url": address("plans:stand", node.plan_id, node.pk)
            if may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
            else "",
            "plan_url": address("plans:plan-stand", node.plan_id),
        },
        place="top",
    )
