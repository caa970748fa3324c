"""Keeping the why of a plan: its statements, and the goals that serve them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.choices import StatementKind
from streekwerk.plans.models import Node, Plan, Statement, Why
from streekwerk.plans.rules.why import as_statement


class NoStatement(DomainError):
    def __init__(self) -> None:
        super().__init__("De zin is leeg. Schrijf in één zin wat u wilt of waarvoor u staat.")


class StatementChangedMeanwhile(DomainError):
    """Somebody else changed the statement since the form was opened; nothing was overwritten."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        super().__init__(
            "Iemand anders wijzigde dit sinds u het opende. Er is niets overschreven: "
            "vergelijk hieronder uw tekst met de huidige en bewaar opnieuw."
        )


class NotOfThisPlan(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Een van de gekozen doelen staat niet meer in dit plan. Open de pagina opnieuw en kies nog eens."
        )


@dataclass(frozen=True)
class StatementChange:
    """What a person wrote for a statement."""

    kind: str
    title: str
    text: str = ""


@transaction.atomic
def add_statement(*, plan: Plan, change: StatementChange, by: Actor, node: Node | None = None) -> Statement:
    """Return the new statement of the plan, last of its list; taken over from `node` when given.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoStatement: it says nothing.
        NotOfThisPlan: the node stands in another plan.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    if node is not None and node.plan_id != plan.pk:
        raise NotOfThisPlan
    change = _checked(change)
    last = Statement.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    statement = Statement.objects.create(
        network_id=plan.network_id,
        plan=plan,
        node=node,
        kind=change.kind,
        title=change.title,
        text=change.text,
        position=0 if last is None else last + 1,
    )
    record("statement.added", statement, by=by, network_id=plan.network_id)
    return statement


def take_over(*, node: Node, kind: str, by: Actor) -> Statement:
    """Return the statement made of a chapter of the plan: its heading and text, with its lines.

    A statement that was taken from this chapter before is returned as it is, back in the list.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    known = Statement.objects.filter(node=node, plan=node.plan).first()
    if known:
        return restore_statement(statement=known, by=by)
    change = StatementChange(kind, *as_statement(node.title, node.text))
    return add_statement(plan=node.plan, change=change, by=by, node=node)


@transaction.atomic
def change_statement(*, statement: Statement, change: StatementChange, version: int, by: Actor) -> Statement:
    """Return the statement with the new words.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        StatementChangedMeanwhile: `version` is not the version of the statement any more.
        NoStatement: it says nothing.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.version != version:
        raise StatementChangedMeanwhile(statement)
    change = _checked(change)
    changes: dict[str, Any] = {}
    for name in ("kind", "title", "text"):
        before, after = getattr(statement, name), getattr(change, name)
        if before != after:
            changes[name] = [before, after]
            setattr(statement, name, after)
    if changes:
        statement.version += 1
        statement.save()
        record("statement.changed", statement, by=by, network_id=statement.network_id, changes=changes)
    return statement


@transaction.atomic
def archive_statement(*, statement: Statement, by: Actor) -> Statement:
    """Return the statement, out of the list; the goals that served it are kept for when it comes back.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    if statement.archived_at is None:
        statement.archived_at = timezone.now()
        statement.save(update_fields=["archived_at"])
        record("statement.archived", statement, by=by, network_id=statement.network_id)
    return statement


@transaction.atomic
def restore_statement(*, statement: Statement, by: Actor) -> Statement:
    """Return the statement, in the list again with the goals that serve it.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    if statement.archived_at is not None:
        statement.archived_at = None
        statement.save(update_fields=["archived_at"])
        record("statement.restored", statement, by=by, network_id=statement.network_id)
    return statement


@transaction.atomic
def move_statement(*, statement: Statement, steps: int, by: Actor) -> Statement:
    """Return the statement, this many places further among those of its kind; at the ends it stays.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    rows = list(Statement.objects.select_for_update().filter(plan=statement.plan_id).live())
    peers = [row for row in rows if row.kind == statement.kind]
    at = next((place for place, row in enumerate(peers) if row.pk == statement.pk), None)
    if at is None or not 0 <= at + steps < len(peers):
        return statement
    peers.insert(at + steps, peers.pop(at))
    slots = iter(peers)
    ordered = [next(slots) if row.kind == statement.kind else row for row in rows]
    for position, row in enumerate(ordered):
        row.position = position
    Statement.objects.bulk_update(ordered, ["position"], batch_size=500)
    record("statement.moved", statement, by=by, network_id=statement.network_id)
    return statement


@transaction.atomic
def choose_goals(*, statement: Statement, plan: Plan, goals: Collection[int], by: Actor) -> None:
    """These goals of the plan serve the statement, and no others of this plan.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotOfThisPlan: one of the goals does not stand in the plan.
    """
    require(by, Permission.PLAN_EDIT, at=statement.network_id)
    rows = {node.pk: node for node in Node.objects.filter(plan=plan, pk__in=list(goals))}
    if plan.network_id != statement.network_id or set(goals) != set(rows):
        raise NotOfThisPlan
    held = {
        why.node_id: why
        for why in Why.objects.filter(statement=statement, node__plan=plan).select_related(
            "node", "statement"
        )
    }
    _link([(rows[pk], statement) for pk in sorted(rows) if pk not in held], by)
    _unlink([why for pk, why in held.items() if pk not in rows], by)


@transaction.atomic
def choose_statements(*, node: Node, statements: Collection[int], by: Actor) -> None:
    """This goal or action serves these statements, and no others.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotOfThisPlan: one of them is no statement of the network.
    """
    network = node.plan.network_id
    require(by, Permission.PLAN_EDIT, at=network)
    rows = {row.pk: row for row in Statement.objects.filter(network=network, pk__in=list(statements)).live()}
    if set(statements) != set(rows):
        raise NotOfThisPlan
    held = {
        why.statement_id: why
        for why in Why.objects.filter(node=node, statement__archived_at=None).select_related(
            "node", "statement"
        )
    }
    _link([(node, rows[pk]) for pk in sorted(rows) if pk not in held], by)
    _unlink([why for pk, why in held.items() if pk not in rows], by)


def _link(pairs: list[tuple[Node, Statement]], by: Actor) -> None:
    Why.objects.bulk_create(
        [Why(node=node, statement=statement, by_label=by.label[:160]) for node, statement in pairs],
        batch_size=500,
    )
    for node, statement in pairs:
        changes = {"why": [None, statement.title]}
        record("why.linked", node, by=by, network_id=statement.network_id, changes=changes)


def _unlink(whys: list[Why], by: Actor) -> None:
    for why in whys:
        changes = {"why": [why.statement.title, None]}
        record("why.unlinked", why.node, by=by, network_id=why.statement.network_id, changes=changes)
        why.delete()


def _checked(change: StatementChange) -> StatementChange:
    title = " ".join(change.title.split())[:300]
    if not title or change.kind not in StatementKind.values:
        raise NoStatement
    return StatementChange(change.kind, title, change.text.strip().replace("\r\n", "\n"))
