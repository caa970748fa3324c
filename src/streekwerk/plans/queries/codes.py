"""Codes of a plan: local, free, and meant to be unique within it."""

from __future__ import annotations

from streekwerk.plans.models import Node


def same_code(node: Node) -> list[Node]:
    """The other nodes of the plan with the code of this one, in the order of the plan; one query at most."""
    if not node.code:
        return []
    return list(Node.objects.filter(plan=node.plan_id, code=node.code).exclude(pk=node.pk))
