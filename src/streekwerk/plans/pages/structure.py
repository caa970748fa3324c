"""The menu “Plaats in het plan” of a sheet."""

from __future__ import annotations

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.structure import standpoint_of


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """Only for who may change the plan."""
    if not may(actor, Permission.PLAN_EDIT, at=node.plan.network_id):
        return None
    add = reverse("plans:add", args=[node.plan_id])
    return Section(
        "plans/structure/_menu.html",
        {
            "node": node,
            "place": standpoint_of(node),
            "move_url": reverse("plans:move", args=[node.plan_id, node.pk]),
            "add_under_url": f"{add}?onder={node.pk}",
            "add_after_url": f"{add}?na={node.pk}",
            "archive_url": reverse("plans:archive", args=[node.plan_id, node.pk]),
            "archived_url": reverse("plans:archived", args=[node.plan_id]),
        },
    )
