"""Changing the texts of a node."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.kernel.periods import find_dates
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Node
from streekwerk.plans.rules import search_text


class NoTitle(DomainError):
    def __init__(self) -> None:
        super().__init__("De titel is leeg. Geef minstens enkele woorden, zodat anderen dit terugvinden.")


class NoDate(DomainError):
    def __init__(self, words: str) -> None:
        super().__init__(
            f"In “{words}” staat geen datum die wij kunnen lezen. "
            "Schrijf bijvoorbeeld 31/12/2027, oktober 2026, voorjaar 2026 of 2026."
        )


class ChangedMeanwhile(DomainError):
    """Somebody else changed the node since the form was opened; nothing was overwritten."""

    def __init__(self, node: Node) -> None:
        self.node = node
        super().__init__(
            "Iemand anders wijzigde deze fiche sinds u ze opende. Er is niets overschreven: "
            "vergelijk hieronder uw tekst met de huidige en bewaar opnieuw."
        )


@dataclass(frozen=True)
class NodeChange:
    """The texts a person gave for a node; dates in their own words ("voorjaar 2026")."""

    title: str
    text: str = ""
    start_words: str = ""
    end_words: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def change_node(*, node: Node, change: NodeChange, version: int, by: Actor) -> Node:
    """Return the node with the new texts; its findings and the plan's are looked at again.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        ChangedMeanwhile: `version` is not the version of the node any more.
        NoTitle, NoDate: what was entered cannot be kept as it is.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    node = Node.objects.select_for_update().select_related("plan").get(pk=node.pk)
    if node.version != version:
        raise ChangedMeanwhile(node)
    if not change.title.strip():
        raise NoTitle
    changes = _apply(node, change)
    if not changes:
        return node
    node.version += 1
    node.search = search_text(node.code, node.title, node.text, *(item["text"] for item in node.fields))
    node.save()
    node.plan.raise_revision()
    record("node.changed", node, by=by, network_id=node.plan.network_id, changes=changes)
    refresh_findings(node.plan, changed=[node])
    return node


def _apply(node: Node, change: NodeChange) -> dict[str, Any]:
    """Set what differs and return it as {name: [before, after]}."""
    changes: dict[str, Any] = {}
    for name in ("title", "text"):
        before, after = getattr(node, name), getattr(change, name).strip()
        if before != after:
            changes[name] = [before, after]
            setattr(node, name, after)
    for side in ("start", "end"):
        before, after = getattr(node, f"{side}_words"), getattr(change, f"{side}_words").strip()
        if before != after:
            changes[side] = [before, after]
            _set_date(node, side, after)
    known = {item["label"]: item["text"] for item in node.fields}
    for label, given in change.fields.items():
        after = given.strip().replace("\r\n", "\n")
        if known.get(label, "") != after:
            changes[label] = [known.get(label, ""), after]
            known[label] = after
    node.fields = [{"label": label, "text": text} for label, text in known.items()]
    return changes


def _set_date(node: Node, side: str, words: str) -> None:
    found = find_dates(words)
    if words and not found:
        raise NoDate(words)
    # A start counts from the first day of its interval, an end until the last.
    day = (found[0].start if side == "start" else found[-1].end) if found else None
    precision = (found[0] if side == "start" else found[-1]).precision if found else ""
    setattr(node, f"{side}_date", day)
    setattr(node, f"{side}_precision", precision)
    setattr(node, f"{side}_words", words[:160])
