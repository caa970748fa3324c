"""How to open the addresses of the quarter, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.plans.models import Milestone, Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    Node.objects.filter(plan=plan, level="action").update(steward=people.an.user)
    step = Milestone.objects.filter(plan=plan, node__isnull=False)[0]
    return {
        "stewardship:quarter-back": [node.pk],
        "stewardship:quarter-draft": [node.pk],
        "stewardship:quarter-drop": [node.pk],
        "stewardship:quarter-end": [node.pk],
        "stewardship:quarter-milestone": [step.pk],
        "stewardship:quarter-sheet": [node.pk],
        "stewardship:quarter-unchanged": [node.pk],
    }


LISTS: set[str] = {"stewardship:quarter", "stewardship:quarter-export"}
"""Addresses without an object: they list what the visitor may see."""

_NEVER = {"dirk", "gus"}

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "stewardship:quarter-back": ({"report": "1"}, _NEVER),
    "stewardship:quarter-draft": ({"narrative": "x"}, _NEVER),
    "stewardship:quarter-drop": ({}, _NEVER),
    "stewardship:quarter-end": ({"words": "2030"}, _NEVER),
    "stewardship:quarter-milestone": ({"stap": "gehaald"}, _NEVER),
    "stewardship:quarter-sheet": ({"status": "running", "seen": "0"}, _NEVER),
    "stewardship:quarter-unchanged": ({"seen": "0"}, _NEVER),
}
"""Per address what is sent to change something, and who sees it but may not (403)."""
