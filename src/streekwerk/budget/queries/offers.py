"""What the sheet of an action tells about its means that no line holds yet."""

from __future__ import annotations

from streekwerk.access.models import Actor
from streekwerk.budget.queries.lines import facts_of, lines_of_node
from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.proposals import Offer, offers_in
from streekwerk.plans.models import Node


def offers_of(actor: Actor, node: Node, have: list[LineFacts] | None = None) -> list[Offer]:
    """The lines the sheet offers; one query, none when the lines that stand are given."""
    if have is None:
        have = facts_of(lines_of_node(actor, node))
    start = node.start_date or node.plan.period_start
    end = node.end_date or (node.start_date and node.plan.period_end) or None
    return offers_in(
        ((field["label"], field["text"]) for field in node.fields),
        first=start.year if start else None,
        last=end.year if end else None,
        have=have,
    )
