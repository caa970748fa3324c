"""What the job does: gather, draft, freeze, make the files. Each step can be done again and changes nothing.

A worker may be killed at any moment: what was finished stays, what was not is done by the next one.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from streekwerk.access.models import Actor, Permission, operator
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.kernel.errors import DomainError
from streekwerk.network.queries import actor_of
from streekwerk.outbox.queries import full_address
from streekwerk.reports.choices import BUSY, FileKind, ReportStatus, Stage
from streekwerk.reports.commands.reports import ask_report, ask_reports, facts_of, start
from streekwerk.reports.models import Report, ReportDefinition, ReportFile, ReportSentence
from streekwerk.reports.queries.addresses import links_of
from streekwerk.reports.queries.gathering import gather
from streekwerk.reports.queries.house_styles import style_for
from streekwerk.reports.queries.names import file_name
from streekwerk.reports.rules.blocks import Surroundings
from streekwerk.reports.rules.composing import compose, seal
from streekwerk.reports.rules.content import Content
from streekwerk.reports.rules.difference import difference
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.periods import last_period, read_period
from streekwerk.reports.rules.sentences import Sentence, draft
from streekwerk.ui import dutch

log = logging.getLogger(__name__)
WRONG = (
    "Er ging bij ons iets mis bij het maken van dit rapport. Er is niets half bewaard. Probeer het opnieuw; "
    "lukt het dan nog niet, meld het aan de beheerder."
)


def make(report_id: int) -> None:
    """Make the report as far as it is not made yet; a refusal is kept on it."""
    report = Report.objects.select_related("plan__network", "party", "by", "previous").get(pk=report_id)
    by = actor_of(report.by, localdate()) if report.by_id else operator(report.by_label)
    try:
        if not report.is_frozen:
            # Rights count on the day of the making: whoever lost the role meanwhile makes nothing.
            require(by, Permission.REPORT_MAKE, at=report.plan.network_id)
            prepare(report)
            if report.look_first:
                _to(report, ReportStatus.DRAFT, Stage.WAITING, 0)
                return
            seal_report(report, by=by)
        make_files(report)
        _to(report, ReportStatus.FROZEN, Stage.DONE, 100)
    except DomainError as refusal:
        _fail(report, str(refusal))
    except Exception:
        log.exception("making of report %s failed", report.pk)
        _fail(report, WRONG)


def prepare(report: Report) -> Report:
    """The report with its facts and drafted sentences; what was gathered before is not gathered anew."""
    if report.facts is not None:
        return report
    tell = _teller(report, Stage.GATHERING, 0, 40)
    period = read_period(report.period)
    facts = gather(
        report.plan,
        audience=report.audience,
        period=period,
        day=report.taken_on,
        party=report.party,
        tell=tell,
    )
    drafted = draft(difference(facts_of(report.previous), facts), links_of(report.plan, report.taken_on).to)
    with transaction.atomic():
        stored = Report.objects.filter(pk=report.pk, facts__isnull=True).update(facts=facts.to_json())
        if stored:
            ReportSentence.objects.bulk_create(
                ReportSentence(
                    report=report,
                    position=at,
                    group=one.group,
                    drafted=one.text,
                    text=one.text,
                    href=one.href,
                )
                for at, one in enumerate(drafted, 1)
            )
    report.refresh_from_db(fields=["facts"])
    return report


def content_of(report: Report) -> Content:
    """What the report says, from its facts, its blocks and the sentences that were kept.

    The same facts, blocks and sentences always give the same, byte for byte.
    """
    facts = Facts.from_json(report.facts or {})
    around = Surroundings(
        links=links_of(report.plan, report.taken_on, inside=facts.inside),
        sentences=[
            Sentence(row.group, row.text, row.href)
            for row in ReportSentence.objects.filter(report=report, kept=True)
        ],
        previous=_previous_words(report.previous),
    )
    return compose(report.title, facts, report.blocks, around, corrects=_corrects(report))


def _previous_words(previous: Report | None) -> str:
    if previous is None:
        return ""
    return f"{read_period(previous.period).label}, toestand op {dutch.day(previous.taken_on)}"


def _corrects(report: Report) -> str:
    if report.succeeds is None:
        return ""
    day: date = localdate(report.succeeds.frozen_at)
    return f"het rapport van {dutch.day(day)}" + (f": {report.reason}" if report.reason else "")


def seal_report(report: Report, *, by: Actor) -> Report:
    """The report, frozen: from here on nothing changes what it says."""
    _to(report, ReportStatus.WORKING, Stage.FREEZING, 45)
    content = content_of(report).to_json()
    with transaction.atomic():
        frozen = Report.objects.filter(pk=report.pk, frozen_at__isnull=True).update(
            content=content, sha256=seal(report.facts or {}, content), frozen_at=timezone.now()
        )
        if frozen:
            record("report.frozen", report, by=by, network_id=report.plan.network_id)
    report.refresh_from_db()
    return report


def make_files(report: Report) -> None:
    """The files of a frozen report that are not there yet."""
    for number, kind in enumerate(FileKind):
        _to(report, ReportStatus.WORKING, Stage.FILES, 50 + 16 * number)
        if not ReportFile.objects.filter(report=report, kind=kind).exists():
            make_file(report, kind)


def make_file(report: Report, kind: str) -> ReportFile:
    """The file of this kind, made of what the report says."""
    content = Content.from_json(report.content or {})
    template = style_for(report.plan.network) if kind == FileKind.DOCX else None
    data = rendered(content, kind, template=template)
    made = ReportFile(report=report, kind=kind, size=len(data), sha256=hashlib.sha256(data).hexdigest())
    field = made.file
    name = field.field.generate_filename(made, kind)
    # A worker that was killed here left a file that belongs to no row: this one takes its place.
    field.storage.delete(name)
    field.save(kind, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        return ReportFile.objects.get(report=report, kind=kind)
    return made


def rendered(content: Content, kind: str, *, template: bytes | None = None) -> bytes:
    """The bytes of a file of this kind."""
    base = full_address("")  # links of a file lead back to this site
    # Each renderer loads a library of its own: only who makes a file pays for it.
    if kind == FileKind.DOCX:
        from streekwerk.reports.renderers.word import as_docx

        return as_docx(content, template=template, base=base)
    if kind == FileKind.PDF:
        from streekwerk.reports.renderers.pdf import as_pdf

        return as_pdf(content, base=base)
    from streekwerk.reports.renderers.workbook import as_xlsx

    return as_xlsx(content)


class Damaged(DomainError):
    def __init__(self) -> None:
        super().__init__(
            "Dit bestand is niet meer wat bij het bevriezen gemaakt werd. Meld het aan de beheerder: hij zet "
            "een back-up terug."
        )


def bytes_of(file: ReportFile) -> bytes:
    """The file as it was made.

    Raises:
        Damaged: its bytes are not those of then.
    """
    try:
        with file.file.storage.open(str(file.file.name)) as opened:
            data: bytes = opened.read()
    except FileNotFoundError:
        raise Damaged from None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Damaged
    return data


def written_reports(
    *, definition: ReportDefinition, period: str, folder: Path, by: Actor, today: date
) -> Iterator[Path]:
    """Write the files of a report into a folder, here and now; what is frozen already is written again.

    Raises:
        NotAllowed, NoSuchPeriod, PeriodToCome, NotPublic, NoMembers: see `ask_report`.
        DomainError: it cannot be made; the message says why.
    """
    asked = read_period(period) if period else last_period(today, definition.rhythm)
    rows = Report.objects.frozen().filter(definition=definition, period=asked.key, successors__isnull=True)
    reports = list(rows)
    if not reports:
        common = {"definition": definition, "period": asked, "by": by, "user": None, "today": today}
        each = definition.audience == "member"
        reports = ask_reports(**common) if each else [ask_report(**common)]  # type: ignore[arg-type]
    folder.mkdir(parents=True, exist_ok=True)
    for report in reports:
        if not report.is_frozen:
            make(report.pk)
        yield from _written(Report.objects.select_related("plan__network", "party").get(pk=report.pk), folder)


def _written(report: Report, folder: Path) -> Iterator[Path]:
    if not report.is_frozen:
        raise DomainError(report.message or "Dit rapport wordt nog nagelezen. Bevries het eerst op de site.")
    for kind in FileKind:
        file = ReportFile.objects.filter(report=report, kind=kind).first() or make_file(report, kind)
        path = folder / file_name(report, kind)
        path.write_bytes(bytes_of(file))
        yield path


def _teller(report: Report, stage: Stage, first: int, last: int) -> Callable[[int, int], None]:
    def tell(done: int, of: int) -> None:
        _to(report, ReportStatus.WORKING, stage, first + (last - first) * done // of)

    return tell


def _to(report: Report, status: str, stage: str, progress: int) -> None:
    Report.objects.filter(pk=report.pk).update(status=status, stage=stage, progress=progress)
    report.status = status


def _fail(report: Report, message: str) -> None:
    Report.objects.filter(pk=report.pk).update(status=ReportStatus.FAILED, message=message)


def resume_interrupted() -> int:
    """Queue again what a worker was making when it was stopped; returns how many."""
    stopped = list(Report.objects.filter(status__in=BUSY).light())
    for report in stopped:
        # Also those that wait: a worker may have been killed between taking the job and beginning it.
        Report.objects.filter(pk=report.pk).update(status=ReportStatus.WAITING, stage=Stage.WAITING)
        start(report)
    return len(stopped)
