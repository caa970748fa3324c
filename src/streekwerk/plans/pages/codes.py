"""The codes and the priority of a node, on its sheet."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries import priorities_in
from streekwerk.plans.queries.family import family_of
from streekwerk.ui.addresses import address


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """Codes are part of what a plan says, so a neighbour reads them; prose has none."""
    editing = own and may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    priority = priorities_in(node.plan).get(node.pk, "")
    if node.level == "statement" or not (editing or priority or node.priority or node.external_code):
        return None
    return Section(
        "plans/codes/_section.html",
        {
            "node": node,
            "priority": priority or (node.get_priority_display() if node.priority else ""),
            "against": bool(priority) and node.priority == "regular",
            "same": family_of(node.plan).same_code(node) if own else [],
            "change_url": address("plans:codes", node.plan_id, node.pk) if editing else "",
        },
    )
