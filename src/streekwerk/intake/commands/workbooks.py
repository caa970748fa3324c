"""A selection of a plan goes out as a workbook; a workbook that comes back is read in a job."""

from __future__ import annotations

import hashlib
import logging
import secrets
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.accounts.models import User
from streekwerk.audit.commands import record
from streekwerk.intake.choices import BUSY, ReturnStatus
from streekwerk.intake.commands.comparing import compare_again
from streekwerk.intake.commands.queueing import let_go, queue
from streekwerk.intake.commands.uploads import EmptyFile, TooLarge
from streekwerk.intake.commands.writing_job import start_writing
from streekwerk.intake.models import Workbook, WorkbookReturn
from streekwerk.intake.queries.workbook_cells import people_for
from streekwerk.intake.queries.workbooks import colours_for, sent_of, words_for
from streekwerk.intake.rules.files import ending_of
from streekwerk.intake.rules.workbooks.file import Look, as_xlsx
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import Selection
from streekwerk.reading.cells import code_in
from streekwerk.reading.guarded import MAX_MEGABYTES, grids_guarded
from streekwerk.ui import dutch

log = logging.getLogger(__name__)


class NotAWorkbook(DomainError):
    def __init__(self, name: str, kind: str) -> None:
        how = {
            ".xls": "Dit is een oud Excelbestand: kies in Excel “Opslaan als” en “Excel-werkmap (.xlsx)”.",
            ".ods": "Dit is een OpenDocument-bestand: kies in LibreOffice “Opslaan als” en “Excel 2007-365 "
            "(.xlsx)”.",
            ".csv": "Een csv-bestand verliest de verborgen kenmerken: bewaar het werkboek zelf als .xlsx.",
        }.get(kind, "Kies het Excelbestand (.xlsx) dat u van ons kreeg.")
        super().__init__(f"“{name}” kunnen wij niet teruglezen. {how}")


class NotOurWorkbook(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"In “{name}” vonden wij geen kenmerk van een werkboek, en van dit plan werd nog geen werkboek "
            "gemaakt. Maak eerst een werkboek, of lees het bestand in als document bij Inlezen."
        )


class NoSuchWorkbook(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit werkboek kennen wij niet, of het hoort bij een plan dat u niet mag wijzigen. Vraag wie het "
            "u stuurde om het zelf af te geven."
        )


@transaction.atomic
def make_workbook(
    *, plan: Plan, selection: Selection, said: str, user: User | None, address: str, by: Actor
) -> tuple[Workbook, bytes]:
    """Return the workbook of a selection with its Excel file; `address` is where it is handed in.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    today = timezone.localdate()
    people = people_for(plan.network, today)
    sent = sent_of(plan, selection, people)
    workbook = Workbook.objects.create(
        code=secrets.token_hex(12),
        plan=plan,
        by=user,
        by_label=by.label[:160],
        revision=plan.revision,
        selection=selection.query()[:600],
        said=said[:300],
        sent=sent.to_json(),
    )
    record("workbook.made", workbook, by=by, network_id=plan.network_id)
    look = Look(
        code=workbook.code,
        plan=plan.title,
        said=f"{said} · gemaakt op {dutch.day(today)} door {by.label}",
        address=address,
        revision=plan.revision,
        words=words_for(people),
        colours=colours_for(plan.network),
    )
    return workbook, as_xlsx(sent, look)


def workbook_in(file: UploadedFile[Any], by: Actor) -> Workbook | None:
    """The workbook of ours that this file is; None for any other file.

    Raises:
        NoSuchWorkbook: it is one, of a plan that the actor may not change.
        DomainError: an .xlsx that cannot be opened.
    """
    name = file.name or "werkboek"
    if ending_of(name) != ".xlsx" or not 0 < (file.size or 0) <= MAX_MEGABYTES * 1_000_000:
        return None
    code = code_in(file.read(), name)
    file.seek(0)
    if code is None:
        return None
    found = Workbook.objects.visible_to(by).filter(code=code).select_related("plan").defer("sent").first()
    if found is None:
        raise NoSuchWorkbook
    return found


@transaction.atomic
def hand_in_workbook(*, plan: Plan, file: UploadedFile[Any], user: User, by: Actor) -> WorkbookReturn:
    """Keep a workbook that came back and have it read in a job; the same file again is the same return.

    A workbook of another plan goes to that plan. One whose mark is gone asks which it is.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotAWorkbook, TooLarge, EmptyFile: another kind of file, or one we do not read.
        NotOurWorkbook, NoSuchWorkbook: nothing went out for this plan, or it is of a plan of others.
    """
    require(by, Permission.PLAN_EDIT, at=plan.network_id)
    name, size = file.name or "werkboek.xlsx", file.size or 0
    if ending_of(name) != ".xlsx":
        raise NotAWorkbook(name, ending_of(name))
    if size > MAX_MEGABYTES * 1_000_000:
        raise TooLarge(name, size)
    if size == 0:
        raise EmptyFile(name)
    workbook = workbook_in(file, by)
    if workbook is None and not Workbook.objects.filter(plan=plan).exists():
        raise NotOurWorkbook(name)
    plan = workbook.plan if workbook else plan
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    same = WorkbookReturn.objects.filter(plan=plan, sha256=digest).exclude(status=ReturnStatus.FAILED)
    earlier = same.first()
    if earlier:
        return earlier
    returned = WorkbookReturn(
        workbook=workbook, plan=plan, by=user, by_label=by.label[:160], name=name[:255], sha256=digest
    )
    returned.file.save(name[-100:], File(file), save=False)
    returned.save()
    record("workbook.returned", returned, by=by, network_id=plan.network_id)
    start_reading(returned)
    return returned


def start_reading(returned: WorkbookReturn) -> None:
    """Put the reading of this workbook in the queue."""
    from streekwerk.intake.jobs import read_workbook

    queue(read_workbook, returned.pk)


def run_return(*, returned: WorkbookReturn, by: Actor) -> None:
    """Read what came back and compare it; a refusal is kept with it, nothing half-done remains."""

    def tell(stage: str, share: float) -> None:
        WorkbookReturn.objects.filter(pk=returned.pk).update(progress=round(10 + share * 60))

    try:
        require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
        grids = grids_guarded(Path(returned.file.path), name=returned.name, on_progress=tell)
        tell("vergelijken", 1.0)
        with transaction.atomic():
            returned.grids = [grid.to_json() for grid in grids]
            returned.status = ReturnStatus.OPEN if returned.workbook_id else ReturnStatus.WHICH
            returned.progress = 100
            returned.save()
            if returned.workbook_id:
                compare_again(returned)
            transaction.on_commit(partial(let_go, returned))
    except DomainError as refusal:
        _fail(returned, str(refusal))
    except Exception:
        log.exception("reading of workbook %s failed", returned.pk)
        _fail(
            returned,
            "Er ging bij ons iets mis bij het teruglezen van dit werkboek. Er is niets veranderd. Probeer "
            "het opnieuw, of bewaar het bestand in Excel nog eens als .xlsx.",
        )


def _fail(returned: WorkbookReturn, message: str) -> None:
    WorkbookReturn.objects.filter(pk=returned.pk).update(
        status=ReturnStatus.FAILED, message=message, finished_at=timezone.now()
    )


@transaction.atomic
def read_return_again(*, returned: WorkbookReturn, by: Actor) -> None:
    """Have a workbook that could not be read, read once more.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    again = WorkbookReturn.objects.filter(pk=returned.pk, status=ReturnStatus.FAILED).update(
        status=ReturnStatus.WAITING, progress=0, message="", finished_at=None
    )
    if again:
        start_reading(returned)


@transaction.atomic
def choose_workbook(*, returned: WorkbookReturn, workbook: Workbook, by: Actor) -> None:
    """Say which workbook it is that came back without its mark.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoSuchWorkbook: it is of another plan.
    """
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    if workbook.plan_id != returned.plan_id:
        raise NoSuchWorkbook
    returned = WorkbookReturn.objects.select_for_update().get(pk=returned.pk)
    if returned.status == ReturnStatus.WHICH:
        returned.workbook, returned.status = workbook, ReturnStatus.OPEN
        returned.save(update_fields=["workbook", "status"])
        compare_again(returned)


def resume_returns() -> int:
    """Queue again what a worker was reading or writing when it was stopped; returns how many."""
    rows = WorkbookReturn.objects.defer("grids")
    # Also those that wait: a worker may have been killed between taking the job and beginning it.
    stopped = list(rows.filter(status__in=(ReturnStatus.WAITING, ReturnStatus.READING)))
    for returned in stopped:
        WorkbookReturn.objects.filter(pk=returned.pk).update(status=ReturnStatus.WAITING, progress=0)
        start_reading(returned)
    writing = list(rows.filter(status=ReturnStatus.WRITING))
    for returned in writing:
        start_writing(returned)
    for returned in rows.exclude(status__in=(*BUSY, ReturnStatus.FAILED)).exclude(file=""):
        let_go(returned)
    return len(stopped) + len(writing)
