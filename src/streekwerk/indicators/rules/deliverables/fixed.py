"""Effect indicators count only when they were fixed before what they judge began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fixing:
    """Whether an effect indicator was fixed in time, and the sentence that says so."""

    counts: bool | None
    """None: it cannot be known, for a date is missing."""
    why: str


def fixed_in_time(*, fixed_on: date | None, began_on: date | None) -> Fixing:
    """Whether the indicator counts: fixed on or before the day the project began.

    >>> fixed_in_time(fixed_on=date(2026, 3, 2), began_on=date(2026, 1, 1)).why
    'Telt niet mee: vastgelegd op 02/03/2026, na de start op 01/01/2026.'
    """
    if fixed_on is None:
        return Fixing(None, "Nog niet te zeggen: deze effectindicator is nog niet vastgelegd.")
    if began_on is None:
        return Fixing(None, "Nog niet te zeggen: van het project is geen startdatum bekend.")
    if fixed_on > began_on:
        return Fixing(
            False,
            f"Telt niet mee: vastgelegd op {fixed_on:%d/%m/%Y}, na de start op {began_on:%d/%m/%Y}.",
        )
    return Fixing(
        True, f"Telt mee: vastgelegd op {fixed_on:%d/%m/%Y}, voor of bij de start op {began_on:%d/%m/%Y}."
    )
