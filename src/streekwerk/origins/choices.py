"""Word lists of the room."""

from __future__ import annotations

from django.db import models


class EffectKind(models.TextChoices):
    """What changed."""

    PRACTICE = "practice", "werkwijze"
    AGREEMENT = "agreement", "afspraak"
    POLICY = "policy", "beleid"
    PROJECT = "project", "project"
    COLLABORATION = "collaboration", "samenwerking"
    TOOL = "tool", "hulpmiddel"
    OTHER = "other", "iets anders"


class OriginState(models.TextChoices):
    """What the receiving party says of an origin."""

    PROPOSED = "proposed", "voorgesteld"
    CONFIRMED = "confirmed", "bevestigd"
    REFUSED = "refused", "niet zo"


def effect_kinds() -> list[tuple[str, str]]:
    return EffectKind.choices


def origin_states() -> list[tuple[str, str]]:
    return OriginState.choices


def precisions() -> list[tuple[str, str]]:
    return [("day", "dag"), ("month", "maand"), ("season", "seizoen"), ("year", "jaar")]
