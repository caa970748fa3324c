"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class ImpactKind(models.TextChoices):
    """What a test looks at; a recipe counts by it, whatever a network calls its own."""

    RESIDENTS = "residents", "inwonerstoets"
    POVERTY = "poverty", "armoedetoets"
    SUSTAINABILITY = "sustainability", "duurzaamheidstoets"
    OWN = "own", "andere toets"


class ImpactState(models.TextChoices):
    """How far a test is."""

    DRAFT = "draft", "concept"
    READY = "ready", "klaar"
    REVISED = "revised", "herzien"


DONE: list[str] = [ImpactState.READY.value, ImpactState.REVISED.value]
"""A test that counts, and that neighbours of an adopted plan may read."""


class ReviewOutcome(models.TextChoices):
    """What somebody else found of a test."""

    AGREED = "agreed", "akkoord"
    AGAIN = "again", "nog eens bekijken"


def kinds() -> list[tuple[str, str]]:
    return ImpactKind.choices


def states() -> list[tuple[str, str]]:
    return ImpactState.choices


def outcomes() -> list[tuple[str, str]]:
    return ReviewOutcome.choices
