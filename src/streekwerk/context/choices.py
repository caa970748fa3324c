"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """What a series holds, and so whether its figures become one."""

    RATIO = "ratio", "verhouding: een teller op een noemer"
    COUNT = "count", "aantal"
    OTHER = "other", "ander cijfer, zoals een mediaan of een score"


class Per(models.IntegerChoices):
    """Per how many of the denominator a ratio is told."""

    HUNDRED = 100, "per 100"
    THOUSAND = 1000, "per 1.000"
    TEN_THOUSAND = 10000, "per 10.000"


class Known(models.TextChoices):
    """How a stored figure is known; one that is not there was not published."""

    FINAL = "final", "definitief"
    ESTIMATE = "estimate", "schatting"
    SUPPRESSED = "suppressed", "verborgen door de bron"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"


def kinds() -> list[tuple[str, str]]:
    return Kind.choices


def pers() -> list[tuple[int, str]]:
    return Per.choices


def known() -> list[tuple[str, str]]:
    return Known.choices
