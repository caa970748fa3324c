"""Reading over a report before it is frozen: its sentences on what changed, and its own texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.kernel.errors import DomainError
from streekwerk.reports.choices import ReportStatus
from streekwerk.reports.models import Report, ReportSentence
from streekwerk.reports.models.reports import Frozen


class SaidMeanwhile(DomainError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"Iemand anders schreef intussen: “{text}”. Uw zin is nog niet bewaard; "
            "bewaar opnieuw als de uwe moet blijven."
        )


class NoSentence(DomainError):
    def __init__(self) -> None:
        super().__init__("Schrijf eerst een zin; daarna kunt u ze toevoegen.")


def _open(report: Report, by: Actor) -> Report:
    """The report, locked, when it can be read over.

    Raises:
        NotAllowed: the actor makes no reports here.
        Frozen: it is frozen, or on its way there.
    """
    require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
    row: Report = Report.objects.select_for_update().get(pk=report.pk)
    if row.status != ReportStatus.DRAFT:
        raise Frozen
    return row


@transaction.atomic
def save_sentence(
    *, report: Report, number: int, text: str, kept: bool, seen: int, by: Actor
) -> ReportSentence:
    """The sentence as it will be frozen; an empty text puts back what was drafted.

    Raises:
        NotAllowed, Frozen: see `_open`.
        SaidMeanwhile: somebody else wrote something since version `seen`.
        ReportSentence.DoesNotExist: it is not of this report.
    """
    _open(report, by)
    row = ReportSentence.objects.select_for_update().get(report=report, pk=number)
    text = " ".join(text.split()) or row.drafted
    if (text, kept) == (row.text, row.kept):
        return row
    if row.version != seen:
        raise SaidMeanwhile(row.text)
    row.text, row.kept, row.version = text, kept and bool(text), row.version + 1
    row.save(update_fields=["text", "kept", "version"])
    return row


@transaction.atomic
def add_sentence(*, report: Report, text: str, group: str, by: Actor) -> ReportSentence:
    """A sentence of somebody's own, after the others.

    Raises:
        NotAllowed, Frozen: see `_open`.
        NoSentence: there is nothing to add.
    """
    _open(report, by)
    text = " ".join(text.split())
    if not text:
        raise NoSentence
    last = ReportSentence.objects.filter(report=report).aggregate(last=Max("position"))["last"] or 0
    return ReportSentence.objects.create(report=report, position=last + 1, group=group, text=text)


@transaction.atomic
def save_texts(*, report: Report, texts: Mapping[int, str], by: Actor) -> Report:
    """The report with its own texts, by the place of their block.

    Raises:
        NotAllowed, Frozen: see `_open`.
    """
    row = _open(report, by)
    for at, block in enumerate(row.blocks):
        if at in texts and "text" in block["options"]:
            block["options"]["text"] = texts[at].strip()
    row.save(update_fields=["blocks"])
    return row
