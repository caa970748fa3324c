"""Keeping files of proof with a version, taking them away, and handing them out as they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import require
from streekwerk.audit.commands import record
from streekwerk.indicators.models import DeliverableVersion, EvidenceFile
from streekwerk.indicators.rules.deliverables.files import KINDS, Kind, kind_of, safe_name
from streekwerk.indicators.rules.deliverables.photos import without_metadata
from streekwerk.kernel.errors import DomainError

MOST = 20
"""Files with one version; more belongs in one document, or behind a link."""


class TooMany(DomainError):
    def __init__(self) -> None:
        super().__init__(f"Bij een versie passen {MOST} bestanden. Voeg ze samen, of geef een link.")


class VersionJudged(DomainError):
    """Somebody judged the version as it is: what lies with it stays the same."""

    def __init__(self) -> None:
        super().__init__(
            "Deze versie werd al beoordeeld; er komt geen bestand meer bij. Lever een nieuwe versie op."
        )


class NotTheSameBytes(DomainError):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is niet meer hetzelfde bestand als wat werd opgeleverd: de vingerafdruk klopt niet. "
            "Het wordt niet doorgegeven. Verwittig de beheerder, die het terugzet uit een back-up."
        )


@dataclass(frozen=True)
class GivenFile:
    """A file as somebody hands it in."""

    name: str
    data: bytes


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be kept: its safe name, its kind, and the bytes without what a photo hides."""

    name: str
    kind: Kind
    data: bytes
    sha256: str


def checked(given: GivenFile) -> CheckedFile:
    """The file as it will be kept.

    Raises:
        DomainError: it is not a file we keep as proof; the message says why.
    """
    name = safe_name(given.name)
    kind = kind_of(name, given.data, megabytes=settings.EVIDENCE_MEGABYTES)
    data = without_metadata(kind.code, given.data)
    return CheckedFile(name, kind, data, hashlib.sha256(data).hexdigest())


@transaction.atomic
def add_evidence(*, version: DeliverableVersion, files: Sequence[GivenFile], by: Actor) -> list[EvidenceFile]:
    """Return the files that were kept with the version; the same bytes are kept once.

    Raises:
        NotAllowed: the actor may not deliver in this network.
        VersionJudged: it was validated, approved or sent back.
        TooMany: there are too many files.
        DomainError: one of them is not a file we keep; none is kept then.
    """
    network = version.deliverable.indicator.plan.network_id
    require(by, Permission.DELIVERABLE_DELIVER, at=network)
    if version.approved_at or version.sent_back_at or version.validations.exclude(state="asked").exists():
        raise VersionJudged
    return keep_files(version, [checked(given) for given in files], by)


def keep_files(version: DeliverableVersion, files: Sequence[CheckedFile], by: Actor) -> list[EvidenceFile]:
    """Keep files that were checked; inside the transaction of a command that asked for the right."""
    if version.files.filter(archived_at__isnull=True).count() + len(files) > MOST:
        raise TooMany
    network = version.deliverable.indicator.plan.network_id
    kept = []
    for each in files:
        found = version.files.filter(sha256=each.sha256).first()
        if found is None:
            found = EvidenceFile(
                version=version,
                name=each.name,
                kind=each.kind.code,
                size=len(each.data),
                sha256=each.sha256,
                by_label=by.label[:160],
            )
            earlier = EvidenceFile.objects.filter(
                version__deliverable=version.deliverable_id, sha256=each.sha256
            ).first()
            if earlier:
                found.file.name = earlier.file.name
            else:
                found.file.save(each.name, ContentFile(each.data), save=False)
            found.save()
        elif found.archived_at is None:
            continue
        else:
            found.archived_at = None
            found.save(update_fields=["archived_at"])
        kept.append(found)
        record("evidence.added", version.deliverable, by=by, network_id=network, changes=_named(found))
    return kept


@transaction.atomic
def archive_evidence(*, file: EvidenceFile, by: Actor) -> EvidenceFile:
    """Return the file, which nobody can download any more. Always possible: it may hold what it should not.

    Raises:
        NotAllowed: the actor may not deliver in this network.
    """
    network = _network(file, by)
    if file.archived_at is None:
        file.archived_at = timezone.now()
        file.save(update_fields=["archived_at"])
        record("evidence.archived", file.version.deliverable, by=by, network_id=network, changes=_named(file))
    return file


@transaction.atomic
def restore_evidence(*, file: EvidenceFile, by: Actor) -> EvidenceFile:
    """Return the file, back with its version.

    Raises:
        NotAllowed: the actor may not deliver in this network.
    """
    network = _network(file, by)
    if file.archived_at:
        file.archived_at = None
        file.save(update_fields=["archived_at"])
        record("evidence.restored", file.version.deliverable, by=by, network_id=network, changes=_named(file))
    return file


def bytes_of(file: EvidenceFile) -> bytes:
    """The bytes as they were kept, for somebody who was found by `visible_to`.

    Raises:
        NotTheSameBytes: they are gone, or not what the fingerprint says.
    """
    try:
        with file.file.storage.open(str(file.file.name)) as kept:
            data: bytes = kept.read()
    except OSError as gone:
        raise NotTheSameBytes(file.name) from gone
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise NotTheSameBytes(file.name)
    return data


def media_type(file: EvidenceFile) -> str:
    """The exact media type of what is kept."""
    return KINDS[file.kind].media_type


def _network(file: EvidenceFile, by: Actor) -> int:
    network = file.version.deliverable.indicator.plan.network_id
    require(by, Permission.DELIVERABLE_DELIVER, at=network)
    return network


def _named(file: EvidenceFile) -> dict[str, list[str]]:
    # The name alone says in the log which file it was, and the fingerprint which bytes.
    return {"document": ["", f"{file.name} ({file.sha256[:12]})"]}
