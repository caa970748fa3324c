"""Handing in a file and reading it: on the site into a review, on the command line into a plan at once."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
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
from streekwerk.intake.choices import KINDS, UploadStatus
from streekwerk.intake.commands.again import newer_text_of
from streekwerk.intake.commands.queueing import let_go, queue
from streekwerk.intake.commands.reviews import store_plan
from streekwerk.intake.models import ColourMeaning, Review, Upload
from streekwerk.intake.rules.files import COLOUR_LABEL, kind_of, with_meaning
from streekwerk.kernel.errors import DomainError
from streekwerk.network.models import Network
from streekwerk.plans.commands import keep_document
from streekwerk.plans.models import Plan
from streekwerk.reading.guarded import MAX_MEGABYTES, read_guarded
from streekwerk.reading.models import Document, Reading

log = logging.getLogger(__name__)
Progress = Callable[[str, float], None]


class UnknownKind(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is geen bestand dat wij lezen. Kies een bestand van de soort {', '.join(KINDS)}; "
            "bewaar een oud Word- of Excelbestand (.doc, .xls) eerst als .docx of .xlsx."
        )


class TooLarge(DomainError):
    def __init__(self, name: str, size: int) -> None:
        super().__init__(
            f"“{name}” is {size / 1_000_000:.0f} MB; wij lezen tot {MAX_MEGABYTES} MB. "
            "Laat grote foto’s weg of bewaar het document in delen."
        )


class EmptyFile(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is leeg. Kies een ander bestand.")


class AlreadyRead(DomainError):
    def __init__(self, name: str, plan: Plan) -> None:
        super().__init__(
            f"“{name}” is al ingelezen op {plan.created_at:%d/%m/%Y}, als “{plan.title}”. "
            "Het werd niet verdubbeld: open dat plan bij Plannen, of kies een gewijzigd document."
        )


def refuse_again(network: Network, name: str, sha256: str) -> None:
    """Refuse a file that is a plan of this network already, byte for byte.

    Raises:
        AlreadyRead: it is; the message names the plan.
    """
    earlier = Plan.objects.filter(network=network, document__sha256=sha256).first()
    if earlier:
        raise AlreadyRead(name, earlier)


@transaction.atomic
def hand_in(*, network: Network, file: UploadedFile[Any], user: User, by: Actor) -> Upload:
    """Keep the file and have it read in a job; returns the upload to follow.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        UnknownKind, TooLarge, EmptyFile: the file is not one we read.
    """
    require(by, Permission.PLAN_IMPORT, at=network.pk)
    name, size = file.name or "document", file.size or 0
    if kind_of(name) is None:
        raise UnknownKind(name)
    if size > MAX_MEGABYTES * 1_000_000:
        raise TooLarge(name, size)
    if size == 0:
        raise EmptyFile(name)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    upload = Upload(network=network, by=user, name=name[:255], size=size, sha256=digest.hexdigest())
    upload.file.save(name[-100:], File(file), save=False)
    upload.save()
    record("upload.received", upload, by=by, network_id=network.pk)
    start_reading(upload)
    return upload


def start_reading(upload: Upload) -> None:
    """Put the reading of this upload in the queue."""
    from streekwerk.intake.jobs import read_upload

    queue(read_upload, upload.pk)


def read_within_limits(
    *, path: Path, name: str, network: Network, on_progress: Progress
) -> tuple[Reading, Document]:
    """Read a file within limits of time and memory; colours this network explained are put in words.

    Never call it inside a transaction: it takes seconds, and others wait to write.

    Raises:
        DomainError: the file cannot be read; the message says why.
    """
    reading, document = read_guarded(path, name=name, on_progress=on_progress)
    meanings = dict(ColourMeaning.objects.filter(network=network).values_list("colour", "meaning"))
    for node in reading.nodes:
        if COLOUR_LABEL in node.fields:
            node.fields[COLOUR_LABEL] = with_meaning(node.fields[COLOUR_LABEL], meanings)
    reading.questions = [
        question
        for question in reading.questions
        if not (question.kind == "colour" and question.subject in meanings)
    ]
    return reading, document


def import_file(*, path: Path, network: Network, by: Actor, on_progress: Progress) -> Plan:
    """Read a file of this machine into a network at once and return the plan.

    Raises:
        NotAllowed: the actor may not read plans into this network.
        AlreadyRead: exactly this file is a plan of this network already.
        DomainError: the file cannot be read; the message says why.
    """
    require(by, Permission.PLAN_IMPORT, at=network.pk)
    reading, document = read_within_limits(
        path=path, name=path.name, network=network, on_progress=on_progress
    )
    on_progress("bewaren", 0.9)
    original = path.read_bytes()
    digest = hashlib.sha256(original).hexdigest()
    refuse_again(network, path.name, digest)
    upload = Upload(network=network, name=path.name[:255], size=len(original), sha256=digest)
    with transaction.atomic():
        review = _keep(upload, reading, document, original, by)
        return store_plan(review=review, by=by)


def stored_lines(document: Document) -> list[list[Any]]:
    """Per line its text, its place in the original, and its page."""
    return [[line.text, line.where, line.page] for line in document.lines]


def run_reading(*, upload: Upload, by: Actor) -> None:
    """Read the upload into a review; a refusal is kept on the upload, nothing half-done remains."""

    def tell(stage: str, share: float) -> None:
        Upload.objects.filter(pk=upload.pk).update(stage=stage, progress=round(share * 90))

    try:
        require(by, Permission.PLAN_IMPORT, at=upload.network_id)
        reading, document = read_within_limits(
            path=Path(upload.file.path), name=upload.name, network=upload.network, on_progress=tell
        )
        tell("bewaren", 1.0)
        with upload.file.open("rb") as file:
            _keep(upload, reading, document, file.read(), by)
    except DomainError as refusal:
        _fail(upload, str(refusal))
    except Exception:
        log.exception("reading of upload %s failed", upload.pk)
        _fail(
            upload,
            "Er ging bij ons iets mis bij het lezen van dit bestand. Het is bewaard en er is niets half "
            "ingelezen. Probeer het opnieuw, of bewaar het document in een andere soort (.docx of .txt).",
        )


@transaction.atomic
def _keep(upload: Upload, reading: Reading, document: Document, original: bytes, by: Actor) -> Review:
    """Keep the document, open a review of its reading and close the upload, all or nothing."""
    kept = keep_document(
        source=reading.source,
        lines=stored_lines(document),
        original=original,
        name=upload.name,
        network=upload.network,
        by=by,
    )
    upload.status, upload.stage, upload.progress = UploadStatus.DONE, "klaar", 100
    upload.finished_at = timezone.now()
    if upload.file:
        # The document keeps the original from here on; once is enough.
        transaction.on_commit(partial(let_go, upload))
    upload.questions = [
        {"kind": asked.kind, "subject": asked.subject, "text": asked.text} for asked in reading.questions
    ]
    if upload.by_id:
        upload.questions = newer_text_of(upload, reading) + upload.questions
    upload.save()
    read = reading.to_json()
    return Review.objects.create(network=upload.network, upload=upload, document=kept, read=read, state=read)


def _fail(upload: Upload, message: str) -> None:
    Upload.objects.filter(pk=upload.pk).update(
        status=UploadStatus.FAILED, message=message, finished_at=timezone.now()
    )


@transaction.atomic
def read_again(*, upload: Upload, by: Actor) -> None:
    """Have a failed upload read once more.

    Raises:
        NotAllowed: the actor may not read plans into this network.
    """
    require(by, Permission.PLAN_IMPORT, at=upload.network_id)
    again = Upload.objects.filter(pk=upload.pk, status=UploadStatus.FAILED).update(
        status=UploadStatus.WAITING, stage="wachten", progress=0, message="", finished_at=None
    )
    if again:
        start_reading(upload)


def resume_uploads() -> int:
    """Queue again what a worker was reading when it was stopped; returns how many."""
    # Also those that wait: a worker may have been killed between taking the job and beginning it.
    stopped = list(Upload.objects.filter(status__in=(UploadStatus.WAITING, UploadStatus.READING)))
    for upload in stopped:
        Upload.objects.filter(pk=upload.pk).update(status=UploadStatus.WAITING, stage="wachten", progress=0)
        start_reading(upload)
    for upload in Upload.objects.filter(status=UploadStatus.DONE).exclude(file=""):
        let_go(upload)
    return len(stopped)
