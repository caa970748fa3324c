"""What becomes of a milestone: reached, not reached after all, or moved with the reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands.indicators import change_part
from streekwerk.plans.models import Milestone, Node
from streekwerk.plans.rules.three_way import mark


class WhyMoved(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf in één zin waarom de mijlpaal verschuift. Het bestuur leest dat mee.")


class NotYetReached(DomainError):
    def __init__(self) -> None:
        super().__init__("Die dag moet nog komen. Kies vandaag of een vroegere dag.")


@transaction.atomic
def reach_milestone(*, milestone: Milestone, node: Node, on: date, today: date, by: Actor) -> Milestone:
    """Return the milestone of this node, reached on that day; once said it stays until it is taken back.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotYetReached: that day is still to come.
    """
    milestone = _locked(milestone, node, by)
    if on > today:
        raise NotYetReached
    if milestone.reached_on is None:
        milestone.reached_on, milestone.reached_by = on, by.label[:160]
        _kept(milestone, node, "milestone.reached", by)
    return milestone


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, node: Node, by: Actor) -> Milestone:
    """Return the milestone of this node, not reached after all.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    milestone = _locked(milestone, node, by)
    if milestone.reached_on is not None:
        milestone.reached_on, milestone.reached_by = None, ""
        _kept(milestone, node, "milestone.reopened", by)
    return milestone


@transaction.atomic
def move_milestone(
    *, milestone: Milestone, node: Node, words: str, reason: str, seen: str, by: Actor
) -> Milestone:
    """Return the milestone of this node on its new date, as vague as `words`; the log tells why.

    `seen` are the words of its date that the person saw.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        WhyMoved: there is no reason.
        ChangedMeanwhile: somebody else moved it since.
        NoDayForMilestone, TooLong: the words hold no date, or are too long.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    if not reason.strip():
        raise WhyMoved
    texts, base = {"words": words}, {"words": mark(seen)}
    moved = change_part(part=milestone, node=node, texts=texts, base=base, by=by, reason=reason.strip())
    assert isinstance(moved, Milestone)
    return moved


def _locked(milestone: Milestone, node: Node, by: Actor) -> Milestone:
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    found: Milestone = Milestone.objects.select_for_update().get(pk=milestone.pk, node=node)
    return found


def _kept(milestone: Milestone, node: Node, verb: str, by: Actor) -> None:
    milestone.save(update_fields=["reached_on", "reached_by"])
    node.plan.raise_revision()
    said = f"{milestone.words}: {milestone.text}"
    changes = {"Mijlpaal": ["", said]} if milestone.reached_on else {"Mijlpaal": [said, ""]}
    record(verb, node, by=by, network_id=node.plan.network_id, changes=changes)
