"""What an action counts on, on its sheet; what lapsed stands at the top."""

from __future__ import annotations

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.plans.choices import AssumptionStatus
from streekwerk.plans.models import Node
from streekwerk.plans.pages.section import Section
from streekwerk.plans.queries.assumptions import assumptions_of, offers_of
from streekwerk.ui.addresses import address

BADGES = {
    AssumptionStatus.LAPSED: "error",
    AssumptionStatus.HOLDS: "success",
    AssumptionStatus.ANSWERED: "success",
}


def lapsed_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """What has to happen because something the action counted on is not so any more; one query."""
    if not own:
        return None
    lapsed = [row for row in assumptions_of(node) if row.status == AssumptionStatus.LAPSED]
    return Section("plans/upkeep/_lapsed.html", {"lapsed": lapsed}, place="top") if lapsed else None


def section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The list, and for who may change it what the fields of the sheet offer; one query."""
    if not own:
        return None
    editing = may(actor, Permission.PLAN_EDIT, at=node.plan.network_id)
    rows = assumptions_of(node)
    offers = offers_of(node, {row.text for row in rows}) if editing else []
    if not rows and not editing:
        return None
    here = [node.plan_id, node.pk]
    return Section(
        "plans/upkeep/_assumptions.html",
        {
            "rows": [
                (
                    row,
                    BADGES.get(AssumptionStatus(row.status), ""),
                    address("plans:assumption", *here, row.pk),
                )
                for row in rows
            ],
            "offers": offers,
            "may_edit": editing,
            "add_url": address("plans:assumption-add", *here),
            "all_url": address("plans:assumptions", node.plan_id),
            "take_url": address("plans:assumption-take", *here),
        },
        place="below",
    )
