"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class Direction(models.TextChoices):
    """Which way the money goes."""

    EXPENSE = "expense", "uitgave"
    RECEIPT = "receipt", "ontvangst"


class Kind(models.TextChoices):
    """The three parts of a budget in the policy and management cycle (BBC)."""

    OPERATING = "operating", "exploitatie"
    INVESTMENT = "investment", "investering"
    FINANCING = "financing", "financiering"


class Source(models.TextChoices):
    """Where the means come from."""

    REGULAR = "regular", "regulier"
    PROJECT = "project", "project"
    UNDECIDED = "undecided", "nog te bepalen"


class Reported(models.TextChoices):
    """What the amounts in a file of the accounting package are."""

    ORIGINAL = "original", "origineel meerjarenplan"
    REVISION = "revision", "herziening"
    PRELIMINARY = "preliminary", "voorlopig"
    REALISED = "realised", "gerealiseerd"

    @property
    def column(self) -> str:
        """The amount of a line that such a file fills: planned or realised."""
        return "realised" if self == Reported.REALISED else "planned"


def directions() -> list[tuple[str, str]]:
    return Direction.choices


def kinds() -> list[tuple[str, str]]:
    return Kind.choices


def sources() -> list[tuple[str, str]]:
    return Source.choices


def reported() -> list[tuple[str, str]]:
    return Reported.choices
