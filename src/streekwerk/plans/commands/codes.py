"""The codes under which a node is known, and its mark of priority."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import Priority
from streekwerk.plans.commands.structure import MovedMeanwhile
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node
from streekwerk.plans.rules import search_text


class UnknownPriority(DomainError):
    def __init__(self, word: str) -> None:
        super().__init__(f"“{word}” is geen prioriteit. Kies prioritair, niet prioritair, of niets.")


@dataclass(frozen=True)
class Codes:
    """The code in the plan, the one for the Flemish government, and the own mark of priority."""

    code: str = ""
    external_code: str = ""
    priority: str = ""


@transaction.atomic
def set_codes(*, node: Node, codes: Codes, version: int, by: Actor) -> Node:
    """Return the node with these codes; that another node has the same code is no reason to refuse.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        MovedMeanwhile: `version` is not the version of the node any more.
        UnknownPriority: the mark is none of ours.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    node = Node.objects.select_for_update().select_related("plan").get(pk=node.pk)
    if node.version != version:
        raise MovedMeanwhile(node)
    changes = recode(node, codes)
    if not changes:
        return node
    node.save()
    node.plan.raise_revision()
    record("node.coded", node, by=by, network_id=node.plan.network_id, changes=changes)
    refresh_findings(node.plan, changed=[node])
    return node


def recode(node: Node, codes: Codes) -> dict[str, list[str]]:
    """Give a locked node these codes, unsaved; what changed as {name: [before, after]}, as the log tells it.

    Raises:
        UnknownPriority: the mark is none of ours.
    """
    if codes.priority and codes.priority not in Priority.values:
        raise UnknownPriority(codes.priority)
    changes: dict[str, list[str]] = {}
    for name in ("code", "external_code", "priority"):
        before, after = getattr(node, name), " ".join(getattr(codes, name).split())
        if before != after:
            changes[name] = [_said(name, before), _said(name, after)]
            setattr(node, name, after)
    if changes:
        node.version += 1
        node.search = search_text(node.code, node.title, node.text, *(item["text"] for item in node.fields))
    return changes


def _said(name: str, value: str) -> str:
    """As the log tells it."""
    return str(Priority(value).label) if name == "priority" and value else value
