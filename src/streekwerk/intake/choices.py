"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class UploadStatus(models.TextChoices):
    WAITING = "waiting", "wacht"
    READING = "reading", "wordt gelezen"
    DONE = "done", "ingelezen"
    FAILED = "failed", "niet gelukt"


def upload_statuses() -> list[tuple[str, str]]:
    return UploadStatus.choices


STAGES: dict[str, str] = {
    "wachten": "Wacht op zijn beurt",
    "uitpakken": "Het bestand wordt geopend",
    "lezen": "De tekst wordt een plan",
    "bijsluiter": "De bijsluiter wordt opgemaakt",
    "bewaren": "Het plan wordt bewaard",
    "klaar": "Klaar",
}
"""Stages of reading, in order, as people see them."""

KINDS: dict[str, str] = {
    ".docx": "Word",
    ".pdf": "pdf",
    ".xlsx": "Excel",
    ".csv": "csv",
    ".txt": "tekst",
}
"""File kinds that can be read."""


class ReviewStatus(models.TextChoices):
    OPEN = "open", "na te kijken"
    COMMITTED = "committed", "vastgelegd"
    DROPPED = "dropped", "weggelegd"


def review_statuses() -> list[tuple[str, str]]:
    return ReviewStatus.choices


class ReturnStatus(models.TextChoices):
    WAITING = "waiting", "wacht"
    READING = "reading", "wordt gelezen"
    WHICH = "which", "welk werkboek?"
    WRITING = "writing", "wordt overgenomen"
    OPEN = "open", "te beslissen"
    DONE = "done", "alles beslist"
    FAILED = "failed", "niet gelukt"


BUSY = (ReturnStatus.WAITING, ReturnStatus.READING, ReturnStatus.WRITING)
"""A job is at work, or will be."""


def return_statuses() -> list[tuple[str, str]]:
    return ReturnStatus.choices


class ChangeKind(models.TextChoices):
    CELL = "cell", "cel"
    NEW = "new", "nieuwe rij"
    MISSING = "missing", "niet meegestuurd"
    QUESTION = "question", "vraag"


def change_kinds() -> list[tuple[str, str]]:
    return ChangeKind.choices


class ChangeState(models.TextChoices):
    OPEN = "open", "open"
    ACCEPTED = "accepted", "overgenomen"
    REFUSED = "refused", "geweigerd"


def change_states() -> list[tuple[str, str]]:
    return ChangeState.choices
