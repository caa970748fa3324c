"""The links of an action as its page takes them."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.audit import clock
from streekwerk.plans.choices import ACTION_LEVELS
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.links import lineage_of, links_of
from streekwerk.ui.addresses import address


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """With which actions this one is linked, also of other networks; nothing for what is no action.

    Somebody of another network sees the links of which both ends are open to that network.
    """
    lines = links_of(node, actor, clock.today())
    is_action = node.level in ACTION_LEVELS
    if not lines and not (own and is_action):
        return None
    editing = is_action and may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    where = [node.plan_id, node.pk]
    lineage = lineage_of(node, lines, actor)
    return Section(
        "plans/links/_section.html",
        {
            "node": node,
            "lines": lines,
            "warnings": list(dict.fromkeys(line.warning for line in lines if line.warning)),
            # Two of them already stand in the list of links.
            "lineage": lineage if len(lineage) > 2 else [],
            "connect_url": address("plans:connect", *where) if editing else "",
            "carry_url": address("plans:carry", *where) if editing else "",
            "alike_url": address("plans:alike", *where) if own and is_action else "",
        },
    )
