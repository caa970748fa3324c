"""What a service gives: its counts, that they are complete, or that it does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may, require_for
from streekwerk.audit.commands import record
from streekwerk.campaigns.choices import CountState
from streekwerk.campaigns.models import Count, ServiceRequest
from streekwerk.campaigns.queries.campaigns import Cell, cells_of
from streekwerk.campaigns.rules.entry import judge_count
from streekwerk.indicators.rules.entry.judging import Known, Verdict
from streekwerk.indicators.rules.figures.values import State, value_of
from streekwerk.kernel.errors import DomainError
from streekwerk.ui import dutch


class CountingClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Deze telling is gesloten. Meld een fout aan wie de telling organiseert; die verbetert ze."
        )


class NotComplete(DomainError):
    """Some cells say nothing yet."""

    def __init__(self, left: int) -> None:
        said = dutch.counted(left, "vak is", "vakken zijn")
        super().__init__(f"{said} nog leeg. Vul ze in, of vink aan dat wat leeg is nul betekent.")


class ReasonNeeded(DomainError):
    def __init__(self) -> None:
        super().__init__("Zeg in een zin waarom uw dienst niet meetelt.")


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote in a cell, begun from a version of it (None: from an empty one)."""

    key: str
    text: str
    reason: str = ""
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one cell."""

    cell: Cell
    written: Written
    verdict: Verdict


def known_of(count: Count | None) -> Known | None:
    """A stored count as the rules of entry see it; its version stands for its number."""
    if count is None:
        return None
    value = value_of(count.state, count.number)  # type: ignore[arg-type]
    return Known(count.version, value, who=count.by_label)


@transaction.atomic
def save_counts(*, request: ServiceRequest, written: Sequence[Written], by: Actor) -> list[Answer]:
    """What became of each cell; the clear ones are stored, and a cell that is emptied is asked anew.

    Raises:
        NotAllowed: the actor does not answer for this service.
        CountingClosed: only those who gather still correct.
    """
    require_answering(request, by)
    ServiceRequest.objects.select_for_update().get(pk=request.pk)
    cells = {cell.key: cell for cell in cells_of(request)}
    answers = []
    for each in written:
        if (cell := cells.get(each.key)) is None:
            continue
        verdict = judge_count(
            each.text, reason=each.reason, base=each.base, known=known_of(cell.known),
            before=cell.before, inhabitants=cell.inhabitants,
        )  # fmt: skip
        answers.append(Answer(cell, each, verdict))
        _store(request, cell, verdict, each.reason, by)
    changed = [one for one in answers if one.verdict.kind in ("saved", "emptied")]
    if changed:
        if any(one.verdict.kind == "emptied" for one in changed) and request.answered_at:
            _reopen(request)
        # Never the numbers: the log is read by more people than they are.
        record(
            "counts.entered",
            request,
            by=by,
            network_id=request.campaign.network_id,
            changes={"vakken": ["", str(len(changed))]},
        )
    return answers


def _store(request: ServiceRequest, cell: Cell, verdict: Verdict, reason: str, by: Actor) -> None:
    if verdict.kind == "emptied" and cell.known:
        cell.known.delete()
    if verdict.kind != "saved" or verdict.value is None:
        return
    count = cell.known or Count(request=request, place=cell.place, group=cell.group.key, version=0)
    applies = verdict.value.state is not State.NOT_APPLICABLE
    count.state = CountState.FINAL if applies else CountState.NOT_APPLICABLE
    count.number = int(verdict.value.number or 0) if applies else None
    count.kept_reason = reason.strip()[:500]
    count.version += 1
    count.by_label, count.changed_at = by.label, timezone.now()
    count.save()


def _reopen(request: ServiceRequest) -> None:
    request.answered_at = None
    request.save(update_fields=["answered_at"])


@transaction.atomic
def finish(*, request: ServiceRequest, empty_is_zero: bool, by: Actor) -> ServiceRequest:
    """The request, complete: from now on it counts in the totals.

    Raises:
        NotAllowed, CountingClosed: it cannot be said by this actor, or now.
        NotComplete: some cells are empty, and empty was not said to be zero.
    """
    require_answering(request, by)
    left = [cell for cell in cells_of(request) if cell.known is None]
    if left and not empty_is_zero:
        raise NotComplete(len(left))
    Count.objects.bulk_create(
        Count(request=request, place=cell.place, group=cell.group.key, number=0, by_label=by.label)
        for cell in left
    )
    request.answered_at, request.declined_reason = timezone.now(), ""
    request.save(update_fields=["answered_at", "declined_reason"])
    record("counts.complete", request, by=by, network_id=request.campaign.network_id)
    return request


@transaction.atomic
def decline(*, request: ServiceRequest, reason: str, by: Actor) -> ServiceRequest:
    """The request, with why the service does not count; it stays in who was asked.

    Raises:
        NotAllowed, CountingClosed, ReasonNeeded: it cannot be said like this.
    """
    require_answering(request, by)
    if not reason.strip():
        raise ReasonNeeded
    request.declined_reason, request.answered_at = reason.strip(), None
    request.save(update_fields=["declined_reason", "answered_at"])
    record(
        "counts.declined",
        request,
        by=by,
        network_id=request.campaign.network_id,
        changes={"reason": ["", request.declined_reason]},
    )
    return request


def require_answering(request: ServiceRequest, by: Actor) -> None:
    """Refuse unless the actor answers for this service, or gathers what services give.

    Raises:
        NotAllowed, CountingClosed: with the sentence to show.
    """
    network_id = request.campaign.network_id
    if may(by, Permission.FIGURES_ENTER, at=network_id):
        return
    require_for(by, Permission.FIGURES_ANSWER, at=network_id, party=request.party_id)
    if request.campaign.closed_at:
        raise CountingClosed
