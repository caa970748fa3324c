"""Saying what a function does in an action, and how much work that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.choices import Load, Part
from streekwerk.stewardship.commands.functions import (
    EndsBeforeStart,
    FunctionArchived,
    FunctionText,
    add_function,
)
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.queries.staffing import staffing_of
from streekwerk.stewardship.rules.staffing import singular
from streekwerk.ui import dutch


class OtherNetwork(DomainError):
    def __init__(self, function: JobFunction) -> None:
        super().__init__(f"De functie “{function.name}” is van een ander netwerk. Kies er een uit de lijst.")


class InvolvedAlready(DomainError):
    def __init__(self, function: JobFunction, part: Part) -> None:
        super().__init__(
            f"“{function.name}” {part.label} hier al. Wijzig die inzet, of kies wat de functie nog doet."
        )


class InvolvementChanged(DomainError):
    """Somebody else changed it since; nothing was overwritten."""

    def __init__(self, involvement: Involvement) -> None:
        self.involvement = involvement
        super().__init__(
            f"Iemand anders wijzigde dit intussen. Er staat nu: “{involvement.function} "
            f"{involvement.get_part_display()}”{_much(involvement)}. Bewaar opnieuw als wat u invulde "
            "dat mag vervangen."
        )


@dataclass(frozen=True)
class InvolvementText:
    """What a person gave. Full-time equivalents say more than a word: it goes when both are given."""

    function: JobFunction
    part: Part
    load: Load | None = None
    fte: Decimal | None = None
    start: date | None = None
    end: date | None = None


@transaction.atomic
def add_involvement(*, node: Node, given: InvolvementText, by: Actor, words: str = "") -> Involvement:
    """What the function does in this node; `words` are those of the sheet, when it was taken over from there.

    Raises:
        NotAllowed: the actor does not keep the work of this network.
        OtherNetwork, FunctionArchived, InvolvedAlready, EndsBeforeStart: it cannot be said like this.
    """
    network = node.plan.network_id
    require(by, Permission.WORKLOAD_MANAGE, at=network)
    _check(node, given)
    made = Involvement(node=node, words=words[:300])
    _set(made, given)
    made.save()
    record("involvement.added", node, by=by, network_id=network, changes={"involvement": ["", _said(made)]})
    return made


@transaction.atomic
def change_involvement(
    *, involvement: Involvement, given: InvolvementText, version: int, by: Actor
) -> Involvement:
    """The involvement as it is now.

    Raises:
        NotAllowed: the actor does not keep the work of this network.
        InvolvementChanged: `version` is not its version any more.
        OtherNetwork, FunctionArchived, InvolvedAlready, EndsBeforeStart: it cannot be said like this.
    """
    node = involvement.node
    require(by, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    row = _locked(involvement)
    if row.version != version:
        raise InvolvementChanged(row)
    _check(node, given, besides=row)
    before = _said(row)
    _set(row, given)
    if _said(row) == before:
        return row
    row.version += 1
    row.save()
    changes = {"involvement": [before, _said(row)]}
    record("involvement.changed", node, by=by, network_id=node.plan.network_id, changes=changes)
    return row


@transaction.atomic
def archive_involvement(*, involvement: Involvement, by: Actor) -> Involvement:
    """The involvement, taken off the sheet; it can be put back.

    Raises:
        NotAllowed: the actor does not keep the work of this network.
    """
    node = involvement.node
    require(by, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    row = _locked(involvement)
    if row.archived_at is None:
        row.archived_at = timezone.now()
        row.version += 1
        row.save(update_fields=["archived_at", "version"])
        changes = {"involvement": [_said(row), ""]}
        record("involvement.archived", node, by=by, network_id=node.plan.network_id, changes=changes)
    return row


@transaction.atomic
def restore_involvement(*, involvement: Involvement, by: Actor) -> Involvement:
    """The involvement, back on the sheet.

    Raises:
        NotAllowed: the actor does not keep the work of this network.
        InvolvedAlready: meanwhile somebody said the same again.
    """
    node = involvement.node
    require(by, Permission.WORKLOAD_MANAGE, at=node.plan.network_id)
    row = _locked(involvement)
    if row.archived_at is not None:
        _check(node, _text_of(row), besides=row)
        row.archived_at = None
        row.version += 1
        row.save(update_fields=["archived_at", "version"])
        changes = {"involvement": ["", _said(row)]}
        record("involvement.restored", node, by=by, network_id=node.plan.network_id, changes=changes)
    return row


@transaction.atomic
def take_over_staffing(*, plan: Plan, chosen: Collection[str], by: Actor) -> int:
    """Take over what the sheets propose and somebody chose, by name of the proposal; how many were taken.

    A function that the network did not keep yet comes into its list. What was proposed when the page was made
    and is not any more, is left.

    Raises:
        NotAllowed: the actor does not keep the work of this network.
    """
    require(by, Permission.WORKLOAD_MANAGE, at=plan.network_id)
    functions = {
        singular(function.name): function
        for function in JobFunction.objects.filter(network=plan.network_id, archived_at__isnull=True)
    }
    taken = 0
    for sheet in staffing_of(plan):
        for each in sheet.found:
            if each.name not in chosen:
                continue
            proposal = each.proposal
            function = functions.get(singular(proposal.function))
            if function is None:
                new = FunctionText(proposal.function)
                function = functions[singular(proposal.function)] = add_function(
                    network=plan.network, given=new, by=by
                )
            given = InvolvementText(
                function,
                Part(proposal.part),
                Load(proposal.load) if proposal.load else None,
                proposal.fte,
            )
            sheet.node.plan = plan
            add_involvement(node=sheet.node, given=given, by=by, words=f"{proposal.label}: {proposal.words}")
            taken += 1
    return taken


def _locked(involvement: Involvement) -> Involvement:
    rows = Involvement.objects.select_for_update(of=("self",)).select_related("function")
    found: Involvement = rows.get(pk=involvement.pk)
    return found


def _check(node: Node, given: InvolvementText, besides: Involvement | None = None) -> None:
    function = given.function
    if function.network_id != node.plan.network_id:
        raise OtherNetwork(function)
    # Who did it stays readable when the function is archived; only a new choice of it is refused.
    if function.archived_at and (besides is None or besides.function_id != function.pk):
        raise FunctionArchived(function)
    if given.start and given.end and given.end < given.start:
        raise EndsBeforeStart
    others = Involvement.objects.live().filter(node=node, function=function, part=given.part)
    if others.exclude(pk=besides.pk if besides else None).exists():
        raise InvolvedAlready(function, given.part)


def _set(row: Involvement, given: InvolvementText) -> None:
    for field in fields(given):
        setattr(row, field.name, getattr(given, field.name))
    row.load = "" if given.fte is not None else (given.load or "")


def _text_of(row: Involvement) -> InvolvementText:
    load = Load(row.load) if row.load else None
    return InvolvementText(row.function, Part(row.part), load, row.fte, row.start, row.end)


def _said(row: Involvement) -> str:
    days = f", {dutch.period(row.start, row.end)}" if row.start or row.end else ""
    return f"{row.function} {row.get_part_display()}{_much(row)}{days}"


def _much(row: Involvement) -> str:
    if row.fte is not None:
        return f", {dutch.number(row.fte)} VTE"
    return f", {row.get_load_display()}" if row.load else ""
