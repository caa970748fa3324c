"""Keeping what an action counts on, leaves out or still asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import AssumptionKind, AssumptionStatus
from streekwerk.plans.findings import refresh_findings
from streekwerk.plans.models import Assumption, Node
from streekwerk.plans.rules.assumptions import items_in


class NoText(DomainError):
    def __init__(self) -> None:
        super().__init__("Er staat niets. Schrijf in één zin waarop de actie rekent, of wat nog open is.")


class AssumptionChanged(DomainError):
    """Somebody else changed it since; nothing was overwritten."""

    def __init__(self, assumption: Assumption) -> None:
        self.assumption = assumption
        super().__init__(
            f"Iemand anders wijzigde dit intussen. Er staat nu: “{assumption.text}” "
            f"({assumption.get_status_display()}). Bewaar opnieuw als uw tekst die mag vervangen."
        )


@dataclass(frozen=True)
class AssumptionText:
    """What a person gave for it."""

    kind: AssumptionKind
    text: str
    status: AssumptionStatus = AssumptionStatus.OPEN
    effect: str = ""


@transaction.atomic
def add_assumption(*, node: Node, given: AssumptionText, by: Actor) -> Assumption:
    """Return the new assumption, precondition, limit or question of this node.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoText: there is nothing in it.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if not given.text.strip():
        raise NoText
    assumption = Assumption.objects.create(
        node=node,
        kind=given.kind,
        text=given.text.strip(),
        status=given.status,
        effect=given.effect.strip(),
    )
    _finish(node, "assumption.added", by, {given.kind.label: ["", assumption.text]})
    return assumption


@transaction.atomic
def change_assumption(
    *, assumption: Assumption, given: AssumptionText, version: int, by: Actor
) -> Assumption:
    """Return the assumption as it is now.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        AssumptionChanged: `version` is not its version any more, or it was taken off the sheet.
        NoText: there is nothing in it.
    """
    assumption = _for_change(assumption, version, by)
    if not given.text.strip():
        raise NoText
    before = (assumption.kind, assumption.text, assumption.status, assumption.effect)
    after = (given.kind.value, given.text.strip(), given.status.value, given.effect.strip())
    if before == after:
        return assumption
    kind, status = AssumptionKind(assumption.kind).label, AssumptionStatus(assumption.status).label
    changes = {
        "kind": [kind, given.kind.label],
        kind: [assumption.text, after[1]],
        "status": [status, given.status.label],
        "effect": [assumption.effect, after[3]],
    }
    assumption.kind, assumption.text, assumption.status, assumption.effect = after
    assumption.version += 1
    assumption.save()
    _finish(
        assumption.node,
        "assumption.changed",
        by,
        {name: pair for name, pair in changes.items() if pair[0] != pair[1]},
    )
    return assumption


@transaction.atomic
def archive_assumption(*, assumption: Assumption, version: int, by: Actor) -> Assumption:
    """Return the assumption, off the sheet; it is kept.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        AssumptionChanged: `version` is not its version any more.
    """
    assumption = _for_change(assumption, version, by)
    assumption.archived_at = timezone.now()
    assumption.version += 1
    assumption.save()
    kind = AssumptionKind(assumption.kind).label
    _finish(assumption.node, "assumption.archived", by, {kind: [assumption.text, ""]})
    return assumption


@transaction.atomic
def restore_assumption(*, assumption: Assumption, by: Actor) -> Assumption:
    """Return the assumption, on the sheet again.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=assumption.node.plan.network_id)
    if assumption.archived_at:
        assumption.archived_at = None
        assumption.version += 1
        assumption.save()
        kind = AssumptionKind(assumption.kind).label
        _finish(assumption.node, "assumption.restored", by, {kind: ["", assumption.text]})
    return assumption


@transaction.atomic
def take_over(*, node: Node, label: str, kind: AssumptionKind, by: Actor) -> list[Assumption]:
    """Return the new assumptions made of the lines of a field of the sheet; those that exist are left out.

    The field keeps its words: this adds what can be followed up.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoText: the field holds nothing new.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    text = next((item["text"] for item in node.fields if item["label"] == label), "")
    known = set(Assumption.objects.filter(node=node).values_list("text", flat=True))
    fresh = [item for item in items_in(text) if item not in known]
    if not fresh:
        raise NoText
    # What the plan leaves out is decided; the rest still has to be followed up.
    status = AssumptionStatus.HOLDS if kind == AssumptionKind.OUT_OF_SCOPE else AssumptionStatus.OPEN
    made = [Assumption.objects.create(node=node, kind=kind, text=item, status=status) for item in fresh]
    _finish(node, "assumption.added", by, {kind.label: ["", "\n".join(fresh)]})
    return made


def _for_change(assumption: Assumption, version: int, by: Actor) -> Assumption:
    require(by, Permission.PLAN_EDIT, at=assumption.node.plan.network_id)
    rows = Assumption.objects.select_for_update(of=("self",)).select_related("node__plan")
    assumption = rows.get(pk=assumption.pk)
    if assumption.version != version or assumption.archived_at:
        raise AssumptionChanged(assumption)
    return assumption


def _finish(node: Node, verb: str, by: Actor, changes: dict[str, list[str]]) -> None:
    node.plan.raise_revision()
    record(verb, node, by=by, network_id=node.plan.network_id, changes=changes)
    refresh_findings(node.plan, changed=[node])
