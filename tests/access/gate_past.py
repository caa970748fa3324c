"""How to open the addresses of the time machine and the trail, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.plans.models import Node, Plan


def addresses(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """Per address the arguments with which it shows something of Zonnedorp."""
    return {"portal:log-export": ["zonnedorp", "csv"]}


LISTS: set[str] = {"portal:about-me", "portal:about-me-file"}
"""Addresses without an object: they list what the visitor may see."""

CHANGES: dict[str, tuple[dict[str, str], set[str]]] = {}
"""Per address what is sent to change something, and who sees it but may not (403)."""
