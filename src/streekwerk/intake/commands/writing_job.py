"""Decisions about so many cells that a job writes them: one transaction, once, whatever stops the worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any, Literal

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.intake import halfway
from streekwerk.intake.choices import ChangeKind, ChangeState, ReturnStatus
from streekwerk.intake.commands.comparing import settle
from streekwerk.intake.commands.deciding import (
    Choice,
    Decided,
    NothingChosen,
    accept,
    accept_all,
    refuse,
    undo,
)
from streekwerk.intake.commands.queueing import queue
from streekwerk.intake.models import WorkbookReturn
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Plan

log = logging.getLogger(__name__)
MANY = 150
"""More changes than this are not written while somebody waits for a page."""
What = Literal["all", "row", "chosen", "undo"]


def is_much(returned: WorkbookReturn, what: What, *, batch: int = 0, row: str = "", chosen: int = 0) -> bool:
    """Whether a job has to do it."""
    if what == "chosen":
        return chosen > MANY
    rows = returned.changes.filter(kind=ChangeKind.CELL)
    if what == "undo":
        return rows.filter(batch=batch, state=ChangeState.ACCEPTED).count() > MANY
    rows = rows.filter(state=ChangeState.OPEN, problem="")
    return (rows.filter(row=row) if what == "row" else rows).count() > MANY


@transaction.atomic
def queue_writing(
    *,
    returned: WorkbookReturn,
    what: What,
    batch: int = 0,
    row: str = "",
    chosen: Mapping[int, Choice] | None = None,
    left: Collection[int] = (),
    user: User,
    by: Actor,
) -> None:
    """Have everything, a row or what was ticked taken over, or a decision undone, in a job.

    `left` are conflicts of which the text of the site stays.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    pending: dict[str, Any] = {"what": what, "user": user.pk}
    if what == "undo":
        pending["batch"] = batch
    elif what == "row":
        pending["row"] = row
    elif what == "chosen":
        pending["chosen"] = {str(number): asdict(choice) for number, choice in (chosen or {}).items()}
        pending["left"] = sorted(left)
    open_now = (ReturnStatus.OPEN, ReturnStatus.DONE)
    rows = WorkbookReturn.objects.filter(pk=returned.pk, status__in=open_now)
    if rows.update(status=ReturnStatus.WRITING, pending=pending, message=""):
        start_writing(returned)


def start_writing(returned: WorkbookReturn) -> None:
    """Put the writing in the queue."""
    from streekwerk.intake.jobs import write_workbook

    queue(write_workbook, returned.pk)


def run_writing(*, returned: WorkbookReturn, today: date, by: Actor) -> None:
    """Do what is pending, all or nothing; a refusal is kept for the page, and so is what was done."""
    tell = partial(halfway.tell, returned.pk)
    tell(5)
    message, done = "", {}
    try:
        with transaction.atomic():
            # What is pending goes with what it did: a worker that is killed afterwards left nothing to do.
            Plan.objects.select_for_update().get(pk=returned.plan_id)
            mine = WorkbookReturn.objects.filter(pk=returned.pk, status=ReturnStatus.WRITING)
            if not mine.update(status=ReturnStatus.OPEN):
                return
            done = _done(returned, today, by, tell)
            _finish(returned, message, done)
    except DomainError as refusal:
        message = str(refusal)
    except Exception:
        log.exception("writing of workbook %s failed", returned.pk)
        message = (
            "Er ging bij ons iets mis bij het overnemen. Er is niets veranderd. Probeer het opnieuw, of neem "
            "de voorstellen in kleinere delen over."
        )
    if message:
        _finish(returned, message, {})
    halfway.forget(returned.pk)


def _done(returned: WorkbookReturn, today: date, by: Actor, tell: Callable[[int], None]) -> dict[str, Any]:
    """What was done, for the person who asked."""
    pending = returned.pending
    given: dict[str, Any] = {"returned": returned, "today": today, "by": by, "tell": tell}
    taken: list[Decided] = []
    try:
        if pending["what"] == "undo":
            return {"undone": undo(batch=pending["batch"], **given)}
        if pending["what"] == "chosen":
            chosen = {int(number): Choice(**each) for number, each in pending["chosen"].items()}
            if chosen:
                taken.append(accept(chosen=chosen, **given))
            if pending["left"]:
                refuse(returned=returned, chosen=pending["left"], by=by)
        else:
            taken.append(accept_all(row=pending.get("row", ""), **given))
    except NothingChosen:
        return {}  # somebody decided about all of it meanwhile
    return {"batch": taken[0].batch, "cells": taken[0].cells} if taken else {}


def _finish(returned: WorkbookReturn, message: str, done: dict[str, Any]) -> None:
    pending = {"user": returned.pending.get("user"), "done": done} if done else {}
    with transaction.atomic():
        settle(returned)
        WorkbookReturn.objects.filter(pk=returned.pk).update(pending=pending, message=message)


@transaction.atomic
def take_done(returned: WorkbookReturn, user: User) -> dict[str, Any]:
    """What a job did that this person asked, once: {"batch", "cells"}, {"undone"}, or nothing."""
    if not returned.pending.get("done") or returned.pending.get("user") != user.pk:
        return {}
    rows = WorkbookReturn.objects.filter(pk=returned.pk, pending=returned.pending)
    done: dict[str, Any] = returned.pending["done"]
    return done if rows.update(pending={}) else {}
