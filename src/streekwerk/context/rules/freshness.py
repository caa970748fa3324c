"""Vers or verouderd: how long a figure may be told as if it were about now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streekwerk.ui import dutch


@dataclass(frozen=True, slots=True)
class Freshness:
    """Until when a figure of a year is fresh, and how it stands on a day."""

    year: int
    fresh_until: date
    outdated: bool

    @property
    def word(self) -> str:
        """The word of the mark."""
        return "verouderd" if self.outdated else "vers"

    @property
    def sentence(self) -> str:
        """The word with its reason; always with the year."""
        if self.outdated:
            since = dutch.day(date(self.fresh_until.year + 1, 1, 1))
            return f"Cijfer van {self.year}, verouderd sinds {since}."
        return f"Cijfer van {self.year}, vers tot en met {dutch.day(self.fresh_until)}."


def freshness(year: int, *, fresh_years: int, today: date) -> Freshness:
    """How fresh a figure of that year is: to the end of the year that lies `fresh_years` later.

    The year it is about counts, not the day it was published: a figure of 2021 that comes out in 2025 tells
    of 2021.

    >>> freshness(2023, fresh_years=2, today=date(2026, 3, 1)).sentence
    'Cijfer van 2023, verouderd sinds 1 januari 2026.'
    >>> freshness(2024, fresh_years=2, today=date(2026, 12, 31)).word
    'vers'
    """
    until = date(year + fresh_years, 12, 31)
    return Freshness(year, until, today > until)


def grounded(year: int, *, newest: int | None, fresh_years: int, today: date) -> tuple[str, ...]:
    """What a plan has to say of the figure of a year it leans on; nothing while it is fresh and the newest.

    >>> grounded(2021, newest=2023, fresh_years=2, today=date(2026, 3, 1))
    ('Cijfer van 2021, verouderd sinds 1 januari 2024.', 'Er is een nieuwer cijfer: dat van 2023.')
    >>> grounded(2023, newest=2023, fresh_years=4, today=date(2026, 3, 1))
    ()
    """
    said = []
    stands = freshness(year, fresh_years=fresh_years, today=today)
    if stands.outdated:
        said.append(stands.sentence)
    if newest is not None and newest > year:
        said.append(f"Er is een nieuwer cijfer: dat van {newest}.")
    return tuple(said)
