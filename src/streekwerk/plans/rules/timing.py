"""How a date in somebody's own words is understood, said back to that person."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from streekwerk.kernel.periods import FoundDate, find_dates
from streekwerk.ui import dutch

Side = Literal["start", "end", "milestone"]

_SEEMS_A_DATE = re.compile(r"\d{4}|\d{1,2}[/.-]\d{1,2}")


def date_in(words: str, side: Side) -> FoundDate | None:
    """The date in these words: of several the first for a start, the last for an end.

    >>> str(date_in("voorjaar 2027", "end").end), date_in("bij de volgende legislatuur", "end")
    ('2027-05-31', None)
    """
    found = find_dates(words)
    if not found:
        return None
    return found[-1] if side == "end" else found[0]


def is_misread(words: str) -> bool:
    """Whether there seems to stand a date that nobody can read, such as a thirty-first of February.

    >>> is_misread("31/02/2027"), is_misread("loopt"), is_misread("31/12/2027")
    (True, False, False)
    """
    return bool(_SEEMS_A_DATE.search(words)) and not find_dates(words)


def day_of(found: FoundDate, side: Side) -> date:
    """The day that is kept: the first of a start, the last of an end, of a milestone the one it says."""
    return {"start": found.start, "end": found.end, "milestone": found.day}[side]


def read_as(words: str, side: Side) -> str:
    """One sentence that says how we understand these words; "" when they name a day themselves.

    >>> read_as("voorjaar 2027", "end")
    'Wij lezen: 1 maart – 31 mei 2027; te laat pas daarna.'
    >>> read_as("uiterlijk oktober 2027", "end")
    'Wij lezen: uiterlijk op 31 oktober 2027; te laat pas daarna.'
    >>> read_as("2027", "start")
    'Wij lezen: 1 januari – 31 december 2027.'
    >>> read_as("31/12/2027", "end"), read_as("", "end")
    ('', '')
    >>> read_as("bij het begin van de volgende legislatuur", "end")
    'Hierin lezen wij geen datum. De woorden blijven staan en niets wordt te laat.'
    """
    if not words.strip():
        return ""
    found = date_in(words, side)
    if not found:
        late = "" if side == "start" else " en niets wordt te laat"
        return f"Hierin lezen wij geen datum. De woorden blijven staan{late}."
    if found.start == found.end:
        return ""
    if side == "start":
        return f"Wij lezen: {_stretch(found.start, found.end)}."
    if found.role == "by":
        return f"Wij lezen: uiterlijk op {dutch.day(found.end)}; te laat pas daarna."
    return f"Wij lezen: {_stretch(found.start, found.end)}; te laat pas daarna."


def _stretch(start: date, end: date) -> str:
    first = dutch.day(start)
    if start.year == end.year:
        first = str(start.day) if start.month == end.month else first.removesuffix(f" {end.year}")
    return f"{first} – {dutch.day(end)}"
