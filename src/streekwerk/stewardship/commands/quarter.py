"""Reporting a quarter: drafts that survive a closed window, reports, taking one back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands.progress import (
    Report,
    report_progress,
    report_unchanged,
    withdraw_report,
)
from streekwerk.plans.models import Node, Progress
from streekwerk.stewardship.models import QuarterDraft

FIELDS = ("status", "since", "until", "reason", "narrative", "next_step", "confidence")
"""What a draft keeps, as typed."""
LONGEST = 5000


class TypedElsewhere(DomainError):
    """The same person typed something else about this sheet in another window; nothing was overwritten."""

    def __init__(self, draft: QuarterDraft) -> None:
        self.draft = draft
        super().__init__(
            "In een ander venster schreef u iets anders bij deze fiche. Kies hieronder welke tekst u houdt."
        )


def mark_of(draft: QuarterDraft | None) -> str:
    """A short mark by which a form says which draft it began from; empty when there was none."""
    if draft is None:
        return ""
    return hashlib.sha256(json.dumps(draft.data, sort_keys=True).encode()).hexdigest()[:16]


def drafts_of(by: Actor) -> QuerySet[QuarterDraft]:
    """The drafts of this person; nobody at the command line has any."""
    own = QuarterDraft.objects.visible_to(by)
    return own if by.kind == "person" else own.none()


@transaction.atomic
def save_draft(*, node: Node, typed: Mapping[str, str], base: str, seen: int, by: Actor) -> QuarterDraft:
    """Return what the person typed about this node, kept until it is reported; nobody else sees it.

    `base` is the mark of the draft that the typing began from. A draft is no fact: the log does not tell it.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        TypedElsewhere: another window kept another text meanwhile.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    assert by.user_id is not None, "only a person types"
    data = {name: str(typed[name])[:LONGEST] for name in FIELDS if typed.get(name)}
    draft, made = QuarterDraft.objects.select_for_update().get_or_create(
        user_id=by.user_id, node=node, defaults={"data": data, "seen": seen}
    )
    if not made and draft.data != data:
        if mark_of(draft) != base:
            raise TypedElsewhere(draft)
        draft.data, draft.seen = data, seen
        draft.save()
    return draft


@transaction.atomic
def drop_draft(*, node: Node, by: Actor) -> None:
    """Throw away what the person typed about this node and did not report.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=node.plan.network_id)
    drafts_of(by).filter(node=node).delete()


@transaction.atomic
def report_sheet(*, node: Node, report: Report, seen: int, today: date, by: Actor) -> Progress:
    """Return the new report about this node; the person's draft is done with.

    Raises:
        NotAllowed, ReportedMeanwhile, ReasonNeeded, WrongDays: as `report_progress`; the draft stays.
    """
    fact = report_progress(plan=node.plan, node=node, report=report, seen=seen, today=today, by=by)
    drafts_of(by).filter(node=node).delete()
    return fact


@transaction.atomic
def report_same(*, node: Node, seen: int, today: date, by: Actor) -> Progress:
    """Return the report that nothing changed; a draft stays, for it says something else.

    Raises:
        NotAllowed, ReportedMeanwhile, NothingToRepeat: as `report_unchanged`.
    """
    return report_unchanged(plan=node.plan, node=node, seen=seen, today=today, by=by)


@transaction.atomic
def take_back(*, node: Node, report: int, today: date, by: Actor) -> Progress:
    """Return the report that was taken back; what was typed in it is a draft again.

    Raises:
        NotAllowed, NotYourReport: as `withdraw_report`.
    """
    fact = withdraw_report(plan=node.plan, node=node, report=report, today=today, by=by)
    if by.user_id is not None and not fact.unchanged and not drafts_of(by).filter(node=node).exists():
        typed = {
            "status": fact.status,
            "since": fact.valid_from.isoformat(),
            "until": fact.valid_to.isoformat() if fact.valid_to else "",
            "reason": fact.reason,
            "narrative": fact.narrative,
            "next_step": fact.next_step,
            "confidence": fact.confidence,
        }
        last = Progress.objects.filter(node=node).order_by("-pk").values_list("pk", flat=True).first()
        save_draft(node=node, typed=typed, base="", seen=last or 0, by=by)
    return fact
