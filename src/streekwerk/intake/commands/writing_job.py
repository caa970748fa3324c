"""Decisions about so many cells that a job writes them: one transaction, once, whatever stops the worker."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Literal

from django.db import transaction

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.intake.choices import ChangeKind, ChangeState, ReturnStatus
from streekwerk.intake.commands.comparing import settle
from streekwerk.intake.commands.deciding import NothingChosen, accept_all, undo
from streekwerk.intake.models import WorkbookReturn
from streekwerk.kernel.errors import DomainError

MANY = 150
"""More changes than this take longer than a second."""
What = Literal["all", "undo"]


def is_much(returned: WorkbookReturn, what: What, batch: int = 0) -> bool:
    """Whether a job has to do it."""
    rows = returned.changes.filter(kind=ChangeKind.CELL)
    if what == "undo":
        return rows.filter(batch=batch, state=ChangeState.ACCEPTED).count() > MANY
    return rows.filter(state=ChangeState.OPEN, problem="").count() > MANY


@transaction.atomic
def queue_writing(*, returned: WorkbookReturn, what: What, batch: int = 0, user: User, by: Actor) -> None:
    """Have everything taken over, or a decision undone, in a job.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    pending = {"what": what, "batch": batch, "user": user.pk}
    open_now = (ReturnStatus.OPEN, ReturnStatus.DONE)
    rows = WorkbookReturn.objects.filter(pk=returned.pk, status__in=open_now)
    if rows.update(status=ReturnStatus.WRITING, pending=pending, message=""):
        start_writing(returned)


def start_writing(returned: WorkbookReturn) -> None:
    """Put the writing in the queue once the transaction is safe."""
    from streekwerk.intake.jobs import write_workbook

    transaction.on_commit(partial(write_workbook.enqueue, returned.pk))


def run_writing(*, returned: WorkbookReturn, today: date, by: Actor) -> None:
    """Do what is pending, all or nothing; a refusal is kept for the page."""
    pending, message = returned.pending, ""
    try:
        if pending.get("what") == "undo":
            undo(returned=returned, batch=pending["batch"], today=today, by=by)
        else:
            accept_all(returned=returned, today=today, by=by)
    except NothingChosen:
        pass  # it was done already by a run that was stopped afterwards
    except DomainError as refusal:
        message = str(refusal)
    with transaction.atomic():
        settle(returned)
        WorkbookReturn.objects.filter(pk=returned.pk).update(pending={}, message=message)
