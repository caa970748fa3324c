"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class Part(models.TextChoices):
    """What a function does in an action."""

    STEWARD = "steward", "trekt"
    PROJECT_LEAD = "project_lead", "leidt het project"
    COORDINATE = "coordinate", "coördineert"
    FACILITATE = "facilitate", "faciliteert"
    SUPPORT = "support", "ondersteunt"
    EXECUTE = "execute", "voert uit"
    TAKE_PART = "take_part", "werkt mee"


class Load(models.TextChoices):
    """How much work it is, where nobody wrote a number."""

    LIMITED = "limited", "beperkt"
    AMPLE = "ample", "ruim"


class Rhythm(models.TextChoices):
    """How often a person wants the digest."""

    WEEKLY = "weekly", "elke week"
    MONTHLY = "monthly", "elke maand"
    NEVER = "never", "nooit"


def parts() -> list[tuple[str, str]]:
    return Part.choices


def loads() -> list[tuple[str, str]]:
    return Load.choices


def rhythms() -> list[tuple[str, str]]:
    return Rhythm.choices
