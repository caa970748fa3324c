"""Word lists of the room. Dutch labels, English codes."""

from __future__ import annotations

from django.db import models


class ReportKind(models.TextChoices):
    """The ready definitions, and those that a network makes itself."""

    QUARTERLY = "quarterly", "Kwartaalrapport"
    FOLLOW_UP = "follow_up", "Opvolgingsrapport"
    YEARLY = "yearly", "Jaarrapport"
    PER_MEMBER = "per_member", "Rapport per lid"
    OWN = "own", "Eigen rapport"


class ReportStatus(models.TextChoices):
    """Where a report is on its way to its files."""

    WAITING = "waiting", "wacht"
    WORKING = "working", "wordt gemaakt"
    DRAFT = "draft", "na te kijken"
    FROZEN = "frozen", "bevroren"
    FAILED = "failed", "niet gelukt"


class Stage(models.TextChoices):
    """What the job is doing, in its order, with how far that is in percent."""

    WAITING = "waiting", "Het rapport wacht op zijn beurt"
    GATHERING = "gathering", "De cijfers en de acties worden verzameld"
    FREEZING = "freezing", "Het rapport wordt bevroren"
    FILES = "files", "De bestanden worden gemaakt"
    DONE = "done", "Klaar"


class FileKind(models.TextChoices):
    """The files of a report, by their extension."""

    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"


MEDIA_TYPES: dict[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

BUSY: list[str] = [ReportStatus.WAITING.value, ReportStatus.WORKING.value]
"""A job has something to do for it."""


def report_kinds() -> list[tuple[str, str]]:
    return ReportKind.choices


def report_statuses() -> list[tuple[str, str]]:
    return ReportStatus.choices


def stages() -> list[tuple[str, str]]:
    return Stage.choices


def file_kinds() -> list[tuple[str, str]]:
    return FileKind.choices


def audiences() -> list[tuple[str, str]]:
    # The rules know the audiences: what each of them sees is decided there.
    from streekwerk.reports.rules.audiences import AUDIENCES

    return [(one.code, one.label) for one in AUDIENCES.values()]
