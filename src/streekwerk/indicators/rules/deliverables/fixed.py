"""Effect indicators count only when they were fixed before what they judge began."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Timing(StrEnum):
    """Whether it was fixed before the start, the best first; without a date it cannot be known."""

    IN_TIME = "in_time"
    LATE = "late"
    NO_START = "no_start"
    NOT_FIXED = "not_fixed"


WORDS: tuple[tuple[str, str], ...] = (
    (Timing.IN_TIME, "ja, vooraf"),
    (Timing.LATE, "nee, pas na de start"),
    (Timing.NO_START, "niet bekend: geen startdatum"),
    (Timing.NOT_FIXED, "niet bekend: nog niet vastgelegd"),
)
"""The answer to “vooraf vastgelegd?”, with why it is not known."""
WHY_NOT: tuple[tuple[str, str], ...] = (
    (Timing.LATE, "waarvan de effectindicator pas na de start is vastgelegd"),
    (Timing.NO_START, "met een effectindicator maar zonder bekende startdatum"),
    (Timing.NOT_FIXED, "waarvan de effectindicator nog niet is vastgelegd"),
)
"""Why something does not count, in words that read after a number."""


@dataclass(frozen=True, slots=True)
class Fixing:
    """Whether an effect indicator was fixed in time, and the sentence that says so."""

    timing: Timing
    why: str

    @property
    def counts(self) -> bool | None:
        """Whether it counts; None: it cannot be known, for a date is missing."""
        known = {Timing.IN_TIME: True, Timing.LATE: False}
        return known.get(self.timing)


def fixed_in_time(*, fixed_on: date | None, began_on: date | None) -> Fixing:
    """Whether the indicator counts: fixed on or before the day the project began (product.md 3, example 12).

    >>> fixed_in_time(fixed_on=date(2026, 3, 2), began_on=date(2026, 1, 1)).why
    'Telt niet mee: vastgelegd op 02/03/2026, na de start op 01/01/2026.'
    """
    if fixed_on is None:
        return Fixing(Timing.NOT_FIXED, "Nog niet te zeggen: deze effectindicator is nog niet vastgelegd.")
    if began_on is None:
        return Fixing(Timing.NO_START, "Nog niet te zeggen: van het project is geen startdatum bekend.")
    said = f"vastgelegd op {fixed_on:%d/%m/%Y}"
    if fixed_on > began_on:
        return Fixing(Timing.LATE, f"Telt niet mee: {said}, na de start op {began_on:%d/%m/%Y}.")
    return Fixing(Timing.IN_TIME, f"Telt mee: {said}, voor of bij de start op {began_on:%d/%m/%Y}.")


def of_project(timings: Iterable[Timing]) -> Timing | None:
    """How a project with these effect indicators stands: one in time is enough; None without any.

    >>> of_project([Timing.LATE, Timing.IN_TIME]), of_project([])
    (<Timing.IN_TIME: 'in_time'>, None)
    """
    return min(timings, key=list(Timing).index, default=None)
