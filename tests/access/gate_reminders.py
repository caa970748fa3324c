"""How to open the addresses of reminders, the digest and the calendar, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    return {"stewardship:calendar": ["no-such-secret"]}


LISTS: set[str] = {"stewardship:close-feed", "stewardship:open-feed", "stewardship:reminders"}
"""What a person settles for herself: nothing of a network stands there."""

PUBLIC = {"stewardship:calendar"}
"""A calendar cannot sign in: its address is the key, and a wrong one finds nothing."""

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {}
"""Per address what is sent to change something, and who sees it but may not (403)."""
