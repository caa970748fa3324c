"""Who keeps a node going, on its sheet."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.pages.standing import WITHOUT
from streekwerk.plans.queries.people import people_of, proposals_for
from streekwerk.ui.addresses import address


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """Who keeps it going; who may change it also sees what the words of the sheet propose."""
    if not own or node.level in WITHOUT:
        return None
    editing = may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    return Section(
        "plans/upkeep/_people.html",
        {
            "people": people_of(node),
            "proposals": proposals_for(node, clock.today()) if editing else [],
            "node": node,
            "change_url": address("plans:people", node.plan_id, node.pk) if editing else "",
            "accept_url": address("plans:people-proposals", node.plan_id),
        },
    )
