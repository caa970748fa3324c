"""Word lists of the room."""

from __future__ import annotations

from django.db import models

from streekwerk.campaigns.rules.profiles import CODE_LISTS, TRAITS


class Moment(models.TextChoices):
    """Where somebody was, at the reference day: that day, or the night before it."""

    DAY = "day", "de dag zelf"
    NIGHT = "night", "de nacht ervoor"


class CountState(models.TextChoices):
    """What a service says of one group in one municipality; zero is a number."""

    FINAL = "final", "geteld"
    NOT_APPLICABLE = "not_applicable", "niet van toepassing"


class MakingState(models.TextChoices):
    """Where a publication is that was asked; one that is there is not being made any more."""

    WAITING = "waiting", "De publicatie wacht op haar beurt"
    WORKING = "working", "Kleine getallen worden verborgen"
    FAILED = "failed", "Niet gepubliceerd"


def making_states() -> list[tuple[str, str]]:
    return MakingState.choices


def moments() -> list[tuple[str, str]]:
    return Moment.choices


def count_states() -> list[tuple[str, str]]:
    return CountState.choices


def code_lists() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in CODE_LISTS.values()]


def traits() -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in TRAITS.values()]
