"""Deciding about what a returned workbook proposes: per cell, per row, or all; in parts, and undone again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.intake.choices import ChangeKind, ChangeState, ReturnStatus
from streekwerk.intake.commands.comparing import StillWriting, settle
from streekwerk.intake.commands.writing import CannotTakeOver, Setting, Writer
from streekwerk.intake.models import WorkbookChange, WorkbookReturn
from streekwerk.intake.queries.workbook_cells import REPORT, cells_now, people_for
from streekwerk.intake.queries.workbooks import kind_of_column
from streekwerk.intake.rules.workbooks.cells import outcome, same
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.commands import many
from streekwerk.plans.commands.together import together
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries.texts import mark, merged

_Now = Mapping[str, Mapping[str, str]]
"""What stands on the site, by row and column."""
Tell = Callable[[int], None]
"""Hears how far it is, in percent."""


class NothingChosen(DomainError):
    def __init__(self) -> None:
        super().__init__("Er is niets aangevinkt. Vink aan wat u wilt overnemen of weigeren.")


class ChangedSince(DomainError):
    def __init__(self, change: WorkbookChange) -> None:
        super().__init__(
            f"{change.label}: “{change.head}” werd op de site gewijzigd sinds u deze pagina opende. Er is "
            "niets overgenomen: bekijk die cel opnieuw en kies nog eens."
        )


class NotUndone(DomainError):
    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} werd intussen opnieuw gewijzigd. Er is niets ongedaan gemaakt: pas het aan op de fiche."
        )


@dataclass(frozen=True)
class Choice:
    """What somebody ticked, and what stood beside it."""

    seen: str = ""
    """The mark of the text on the site that was shown; it allows to take a conflict over."""
    merge: bool = False
    """Both changes in one text."""
    under: int | None = None
    level: str = ""
    """Of a new row: where it goes and what it is."""


@dataclass(frozen=True)
class Decided:
    """What was done together."""

    batch: int
    cells: int
    rows: int


@transaction.atomic
def accept(
    *,
    returned: WorkbookReturn,
    chosen: Mapping[int, Choice],
    today: date,
    by: Actor,
    tell: Tell = lambda percent: None,
) -> Decided:
    """Take these changes over, all or none; exactly these cells of the plan change.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NothingChosen: none of them is open and can be taken over.
        StillWriting: a job is writing an earlier decision.
        ChangedSince: the site says something else than what was shown.
        CannotTakeOver: the plan refuses one of them; the message names the row.
    """
    desk = _Desk.of(returned, today, by, tell)
    changes = [change for change in desk.open() if change.pk in chosen and not change.problem]
    return desk.take([change for change in changes if change.kind != ChangeKind.QUESTION], chosen)


@transaction.atomic
def accept_all(
    *,
    returned: WorkbookReturn,
    row: str = "",
    today: date,
    by: Actor,
    tell: Tell = lambda percent: None,
) -> Decided:
    """Take over every cell that only the workbook changed, of one row or of all; conflicts and rows wait.

    Raises: as `accept`.
    """
    desk = _Desk.of(returned, today, by, tell)
    changes = desk.open(kind=ChangeKind.CELL, problem="", **({"row": row} if row else {}))
    now = desk.now(changes)
    clear = [change for change in changes if _outcome(change, now) in ("proposal", "same")]
    return desk.take(clear, {change.pk: Choice() for change in clear}, now)


@transaction.atomic
def refuse(*, returned: WorkbookReturn, chosen: Collection[int], by: Actor) -> Decided:
    """Leave the plan as it is for these changes; they stay readable and can be reopened.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NothingChosen: none of them is open.
    """
    returned, _ = _opened(returned, by)
    wanted = set(chosen)
    changes = [change for change in returned.changes.filter(state=ChangeState.OPEN) if change.pk in wanted]
    if not changes:
        raise NothingChosen
    return _decided(returned, changes, ChangeState.REFUSED, by)


@transaction.atomic
def undo(
    *,
    returned: WorkbookReturn,
    batch: int,
    today: date,
    by: Actor,
    tell: Tell = lambda percent: None,
) -> int:
    """Put back what stood there before a decision, and return how many changes are open again.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NotUndone: somebody changed one of them since.
        CannotTakeOver: the plan refuses; the message names the row.
    """
    desk = _Desk.of(returned, today, by, tell)
    returned, plan, writer = desk.returned, desk.plan, desk.writer
    changes = list(returned.changes.select_for_update().filter(batch=batch).exclude(state=ChangeState.OPEN))
    accepted = [change for change in changes if change.state == ChangeState.ACCEPTED]
    with together(plan):
        for change in reversed(accepted):
            if change.kind == ChangeKind.MISSING:
                writer.put_back(change)
            elif change.kind == ChangeKind.NEW:
                writer.remove(change)
        cells = [change for change in accepted if change.kind == ChangeKind.CELL]
        now = desk.now(cells)
        for change in cells:
            if not same(_now(change, now), change.became, kind_of_column(change.column)):
                raise NotUndone(f"{change.label}: “{change.head}”")
        writer.write(_without_reports(writer, cells), desk.counted)
    for change in changes:
        change.state, change.batch, change.made, change.decided_at = ChangeState.OPEN, 0, None, None
        change.was = change.became = change.decided_by = ""
    _save(changes)
    tell(95)
    record("workbook.undone", returned, by=by, network_id=plan.network_id)
    settle(returned)
    return len(changes)


@transaction.atomic
def reopen(*, returned: WorkbookReturn, chosen: Collection[int], by: Actor) -> int:
    """Open refused changes again, and return how many.

    Raises:
        NotAllowed: the actor may not change plans of this network.
    """
    returned, _ = _opened(returned, by)
    rows = returned.changes.filter(pk__in=chosen, state=ChangeState.REFUSED)
    count = rows.update(state=ChangeState.OPEN, batch=0, decided_by="", decided_at=None)
    settle(returned)
    return count


def _opened(returned: WorkbookReturn, by: Actor) -> tuple[WorkbookReturn, Plan]:
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    # One person decides at a time; the network comes along for its words.
    plan = Plan.objects.select_related("network").get(pk=returned.plan_id)
    Plan.objects.select_for_update().get(pk=plan.pk)
    rows = WorkbookReturn.objects.select_for_update(of=("self",)).select_related("plan")
    returned = rows.defer("grids").get(pk=returned.pk)
    if returned.status == ReturnStatus.WRITING:
        raise StillWriting
    return returned, plan


@dataclass(frozen=True)
class _Desk:
    """Where one person decides about a return: the plan is locked, and what is asked of it is asked once."""

    returned: WorkbookReturn
    plan: Plan
    writer: Writer
    tell: Tell

    @classmethod
    def of(cls, returned: WorkbookReturn, today: date, by: Actor, tell: Tell) -> _Desk:
        returned, plan = _opened(returned, by)
        return cls(returned, plan, Writer(plan, people_for(plan.network, today), today, by), tell)

    def open(self, **which: str) -> list[WorkbookChange]:
        return list(self.returned.changes.filter(state=ChangeState.OPEN, **which))

    def now(self, changes: Sequence[WorkbookChange]) -> _Now:
        """What stands on the site in the cells of these changes; until the end nobody else changes it."""
        nodes = {change.node_id for change in changes if change.node_id}
        many.locked(self.plan, nodes)
        self.tell(10)
        return cells_now(self.plan, changes, self.writer.people)

    def counted(self, done: int, of: int) -> None:
        if done % 50 == 0:
            self.tell(20 + 40 * done // of)

    def take(
        self, changes: list[WorkbookChange], chosen: Mapping[int, Choice], now: _Now | None = None
    ) -> Decided:
        if not changes:
            raise NothingChosen
        now = self.now(changes) if now is None else now
        self.tell(20)
        cells = [change for change in changes if change.kind == ChangeKind.CELL]
        texts = [(change, _text_of(change, chosen[change.pk], now)) for change in cells]
        settings = [_setting(change, text) for change, text in texts if text is not None]
        with together(self.plan):
            self.writer.write(settings, self.counted)
            for change in changes:
                if change.kind == ChangeKind.NEW:
                    choice = chosen[change.pk]
                    change.made = self.writer.add(change, choice.under, choice.level)
                elif change.kind == ChangeKind.MISSING and _still_there(change):
                    self.writer.take_out(change)
            self.tell(75)
        self.tell(90)
        return _decided(self.returned, changes, ChangeState.ACCEPTED, self.writer.by)


def _now(change: WorkbookChange, now: _Now) -> str:
    return now.get(change.row, {}).get(change.column, "")


def _outcome(change: WorkbookChange, now: _Now) -> str:
    return outcome(change.base, _now(change, now), change.text, kind_of_column(change.column))


def _text_of(change: WorkbookChange, choice: Choice, now: _Now) -> str | None:
    """What is written; None when the site says it already."""
    here, found = _now(change, now), _outcome(change, now)
    change.was = change.became = here
    if found == "same":
        return None
    if found != "proposal" and choice.seen != mark(here):
        raise ChangedSince(change)
    text = merged(change.base, here, change.text) if choice.merge else change.text
    change.became = change.text if text is None else text
    return change.became


def _setting(change: WorkbookChange, text: str) -> Setting:
    return Setting(change.row, change.node_id or 0, change.label, change.column, text)


def _still_there(change: WorkbookChange) -> bool:
    """Whether it was not taken out just now with what stands above it."""
    return change.row[0] != "n" or Node.objects.filter(pk=change.node_id).exists()


def _without_reports(writer: Writer, cells: list[WorkbookChange]) -> list[Setting]:
    """What has to be written to undo; reports of today by the same person are taken back instead."""
    back = writer.take_reports_back({cell.node_id or 0 for cell in cells if cell.column in REPORT})
    return [
        _setting(cell, cell.was)
        for cell in cells
        if not (cell.column in REPORT and cell.node_id in back) and not same(cell.was, cell.became)
    ]


def _decided(
    returned: WorkbookReturn, changes: list[WorkbookChange], state: ChangeState, by: Actor
) -> Decided:
    batch = (returned.changes.aggregate(last=Max("batch"))["last"] or 0) + 1
    now = timezone.now()
    for change in changes:
        change.state, change.batch = state, batch
        change.decided_by, change.decided_at = by.label[:160], now
    _save(changes)
    counts: dict[str, Any] = {"cells": [0, len(changes)]}
    verb = "workbook.taken" if state == ChangeState.ACCEPTED else "workbook.refused"
    record(verb, returned, by=by, network_id=returned.plan.network_id, changes=counts)
    settle(returned)
    return Decided(batch, len(changes), len({change.row for change in changes}))


def _save(changes: list[WorkbookChange]) -> None:
    # They are there already: this writes them a good deal quicker than `bulk_update`.
    WorkbookChange.objects.bulk_create(
        changes,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["state", "batch", "was", "became", "made", "decided_by", "decided_at"],
        batch_size=500,
    )


__all__ = [
    "CannotTakeOver",
    "ChangedSince",
    "Choice",
    "Decided",
    "NotUndone",
    "NothingChosen",
    "StillWriting",
    "accept",
    "accept_all",
    "refuse",
    "reopen",
    "undo",
]
