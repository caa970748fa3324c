"""The menu “Plaats in het plan” of a sheet."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.structure import standpoint_of
from streekwerk.ui.addresses import address


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """Only for who may change the plan."""
    if not may(actor, Permission.PLAN_EDIT, at=node.plan.network_id):
        return None
    add = address("plans:add", node.plan_id)
    return Section(
        "plans/structure/_menu.html",
        {
            "node": node,
            "place": standpoint_of(node),
            "move_url": address("plans:move", node.plan_id, node.pk),
            "add_under_url": f"{add}?onder={node.pk}",
            "add_after_url": f"{add}?na={node.pk}",
            "archive_url": address("plans:archive", node.plan_id, node.pk),
            "archived_url": address("plans:archived", node.plan_id),
        },
    )
