"""What a returned workbook proposes, kept so that it can be decided in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.intake.choices import ChangeKind, ChangeState, ReturnStatus
from streekwerk.intake.models import WorkbookChange, WorkbookReturn
from streekwerk.intake.queries.workbook_cells import STANDS, people_for
from streekwerk.intake.queries.workbooks import words_for
from streekwerk.intake.rules.workbooks.cells import same
from streekwerk.intake.rules.workbooks.differences import returned as compared
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.intake.rules.workbooks.model import Change, Sent, SentSheet
from streekwerk.kernel.errors import DomainError
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan
from streekwerk.plans.queries.texts import NEEDS_REASON, date_in, is_misread
from streekwerk.reading.cells import Grid

LONGEST = {"start": 160, "end": 160, "words": 160, "external_code": 60}
UNDECIDED = (ChangeKind.CELL, ChangeKind.NEW, ChangeKind.QUESTION)
"""What has to be decided before a return is done; what did not come along may stay as it is."""


class NoSuchAnswer(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit antwoord staat niet bij de mogelijkheden. Laad de pagina opnieuw en kies nog eens."
        )


class StillWriting(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Een eerdere beslissing over dit werkboek wordt nog in het plan geschreven. Wacht tot dat klaar "
            "is en kies dan opnieuw."
        )


@transaction.atomic
def answer(*, change: WorkbookChange, value: str, by: Actor) -> None:
    """Answer what only a person knows: which column or row it is, or which word of a list is meant.

    Raises:
        NotAllowed: the actor may not change plans of this network.
        NoSuchAnswer: it is none of the answers, or the question was answered meanwhile.
        StillWriting: a job is writing an earlier decision.
    """
    returned = WorkbookReturn.objects.select_for_update().get(pk=change.returned_id)
    require(by, Permission.PLAN_EDIT, at=returned.plan.network_id)
    change = WorkbookChange.objects.get(pk=change.pk)
    if returned.status == ReturnStatus.WRITING:
        raise StillWriting
    if change.state != ChangeState.OPEN or value not in [each[0] for each in change.options]:
        raise NoSuchAnswer
    if change.kind == ChangeKind.QUESTION:
        returned.answers[change.row] = value
        returned.save(update_fields=["answers"])
        compare_again(returned)
        return
    if same(value, change.base, "word"):
        change.state, change.decided_by = ChangeState.REFUSED, by.label[:160]
        change.decided_at = timezone.now()
    change.text, change.problem, change.options = value, _problem_of(change.column, value), []
    change.save()
    settle(returned)


def compare_again(returned: WorkbookReturn) -> None:
    """Make the proposals of a workbook anew from its cells; what was decided stays decided."""
    workbook = returned.workbook
    assert workbook is not None
    sent = Sent.from_json(workbook.sent)
    words = words_for(people_for(returned.plan.network, timezone.localdate()))
    grids = [Grid.from_json(grid) for grid in returned.grids]
    found = compared(sent, grids, words, returned.answers)
    earlier = _Earlier.of(returned)
    returned.changes.filter(state=ChangeState.OPEN).delete()
    kinds = {(sheet.key, column.key): column.kind for sheet in sent.sheets for column in sheet.columns}
    known = _Known.of(returned.plan, sent)
    rows = []
    reasons = {change.row for change in found.changes if change.column == "reason" and change.text}
    for change in found.changes:
        kind = kinds.get((change.sheet, change.column), "text")
        change = earlier.since(change)
        if earlier.decided(change) or (change.kind == "cell" and same(change.base, change.text, kind)):
            continue
        change = known.checked(change, sent, reasons)
        rows.append(
            WorkbookChange(
                returned=returned,
                kind=change.kind,
                sheet=change.sheet,
                row=change.row,
                node_id=change.node if change.node in known.nodes else None,
                label=change.label[:400],
                column=change.column[:140],
                head=change.head[:400],
                base=change.base,
                text=change.text,
                place=change.place[:120],
                problem=change.problem[:600],
                options=[list(option) for option in change.options],
                cells=change.cells,
                **earlier.state(change),
            )
        )
    first = returned.changes.count()
    for number, row in enumerate(rows, first):
        row.number = number
    WorkbookChange.objects.bulk_create(rows, batch_size=200)
    returned.notes, returned.unchanged, returned.rows = found.notes, found.unchanged, found.rows
    returned.save(update_fields=["notes", "unchanged", "rows"])
    settle(returned)


def settle(returned: WorkbookReturn) -> None:
    """Say whether anything is left to decide."""
    left = returned.changes.filter(state=ChangeState.OPEN, kind__in=UNDECIDED).exists()
    returned.status = ReturnStatus.OPEN if left else ReturnStatus.DONE
    returned.finished_at = None if left else timezone.now()
    returned.save(update_fields=["status", "finished_at"])


@dataclass(frozen=True)
class _Earlier:
    """What was decided before about the same workbook, in this return or another."""

    taken: Mapping[tuple[str, str], str]
    """The text that was taken over last, by row and column."""
    refused: frozenset[tuple[str, str, str]]
    here: frozenset[tuple[str, str, str]]
    """Decided in this very return."""
    added: frozenset[tuple[str, str]]
    """New rows that are in the plan already: sheet and title."""

    @classmethod
    def of(cls, returned: WorkbookReturn) -> _Earlier:
        rows = WorkbookChange.objects.filter(returned__workbook=returned.workbook)
        decided = list(rows.exclude(state=ChangeState.OPEN).order_by("decided_at", "pk"))
        accepted = [row for row in decided if row.state == ChangeState.ACCEPTED]
        return cls(
            {(row.row, row.column): row.became for row in accepted if row.kind == ChangeKind.CELL},
            frozenset(_key(row) for row in decided if row.state == ChangeState.REFUSED),
            frozenset(_key(row) for row in decided if row.returned_id == returned.pk),
            frozenset((row.sheet, bare(row.text)) for row in accepted if row.kind == ChangeKind.NEW),
        )

    def since(self, change: Change) -> Change:
        """The change from what was taken over of this workbook, not from what was sent long ago."""
        taken = self.taken.get((change.row, change.column)) if change.kind == "cell" else None
        return change if taken is None else replace(change, base=taken)

    def decided(self, change: Change) -> bool:
        return _key(change) in self.here or (
            change.kind == "new" and (change.sheet, bare(change.text)) in self.added
        )

    def state(self, change: Change) -> dict[str, Any]:
        if _key(change) not in self.refused:
            return {}
        return {
            "state": ChangeState.REFUSED,
            "decided_by": "eerder, bij hetzelfde werkboek",
            "decided_at": timezone.now(),
        }


def _key(change: Change | WorkbookChange) -> tuple[str, str, str]:
    return change.row, change.column or change.kind, change.text


@dataclass(frozen=True)
class _Known:
    """What is in the plan now, so that what cannot be taken over says so at once."""

    nodes: frozenset[int]
    rows: frozenset[str]
    named: Mapping[str, int | None]
    """Nodes by code and title; None where two have the same."""

    @classmethod
    def of(cls, plan: Plan, sent: Sent) -> _Known:
        every = list(Node.objects.filter(plan=plan).only("pk", "code", "title"))
        named: dict[str, int | None] = {}
        for node in every:
            named[bare(str(node))] = None if bare(str(node)) in named else node.pk
        parts: Iterable[tuple[str, Any]] = (("i", IndicatorSentence), ("m", Milestone))
        rows = {f"n{node.pk}" for node in every}
        for letter, kind in parts:
            pks = kind.objects.filter(plan=plan).order_by().values_list("pk", flat=True)
            rows |= {f"{letter}{pk}" for pk in pks}
        return cls(frozenset(node.pk for node in every), frozenset(rows), named)

    def checked(self, change: Change, sent: Sent, reasons: set[str]) -> Change:
        """The change, with why it cannot be taken over if it cannot."""
        if change.kind == "new":
            return self._new(change)
        if change.kind == "question" or change.problem:
            return change
        if change.row not in self.rows:
            return replace(change, problem="Dit staat niet meer in het plan; zet het eerst terug.")
        if change.kind == "missing":
            return change
        problem = _problem_of(change.column, change.text)
        if change.column == "status" and not problem and _needs_reason(change.text):
            sheet: SentSheet = sent.sheets[0]
            if change.row not in reasons and not sheet.rows[change.row].cells.get("reason"):
                problem = (
                    f"“{change.text}” vraagt een reden. Zet ze in de kolom Reden en geef het werkboek "
                    "opnieuw terug, of meld de stand op de fiche."
                )
        return replace(change, problem=problem) if problem else change

    def _new(self, change: Change) -> Change:
        # Words that could not be read were told in `head`; they are left out, not the row.
        if change.sheet == "plan":
            return change
        node = self.named.get(bare(change.cells.get("at", "")))
        if node is None:
            problem = (
                "Bij welk onderdeel hoort dit? Zet in de kolom Onderdeel wat bij de andere rijen staat, "
                "of voeg het toe op de fiche."
            )
            return replace(change, node=0, problem=problem)
        if change.sheet == "milestones" and not date_in(change.cells.get("words", ""), "milestone"):
            return replace(
                change, node=node, problem="Een mijlpaal heeft een datum nodig die wij kunnen lezen."
            )
        return replace(change, node=node)


def _problem_of(column: str, text: str) -> str:
    return next(_problems(column, text), "")


def _problems(column: str, text: str) -> Iterator[str]:
    """Why this text cannot stand in this column."""
    if not text and column == "title":
        yield "Een onderdeel kan niet zonder titel."
    if not text and column == "status":
        yield "Een gemelde stand kan niet leeg; meld hoe het nu staat."
    if text and column in ("start", "end") and is_misread(text):
        yield f"In “{text}” lezen wij geen datum. Schrijf bijvoorbeeld 31/12/2027 of voorjaar 2028."
    if column == "words" and not date_in(text, "milestone"):
        yield "Een mijlpaal heeft een datum nodig die wij kunnen lezen, zoals 31/12/2027 of voorjaar 2028."
    if len(text) > LONGEST.get(column, len(text)):
        yield f"Dit is te lang: houd het bij {LONGEST[column]} tekens."


def _needs_reason(word: str) -> bool:
    return any(word == STANDS[status] for status in NEEDS_REASON)
