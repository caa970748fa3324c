"""The first and the last day of the interval that a vague date stands for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from streekwerk.kernel.periods import find_dates


def last_day(day: date, precision: str) -> date:
    """The last day of the interval that a vague date stands for.

    Ends are stored as the last day of their interval and milestones as the first one; both give the same.

    >>> last_day(date(2025, 3, 1), "season"), last_day(date(2025, 5, 31), "season")
    (datetime.date(2025, 5, 31), datetime.date(2025, 5, 31))
    >>> last_day(date(2026, 1, 1), "year"), last_day(date(2026, 2, 10), "month")
    (datetime.date(2026, 12, 31), datetime.date(2026, 2, 28))
    """
    if precision == "year":
        return date(day.year, 12, 31)
    if precision == "season" and not _closes_month(day):
        months = day.month + 2
        year, month = day.year + (months - 1) // 12, (months - 1) % 12 + 1
        return date(year, month, monthrange(year, month)[1])
    if precision in ("month", "season"):
        return date(day.year, day.month, monthrange(day.year, day.month)[1])
    return day


def last_day_of(day: date | None, precision: str, words: str = "") -> date | None:
    """The last day of a vague date: of “voorjaar 2025” the last of May, whichever day of it was kept.

    >>> last_day_of(date(2025, 3, 1), "season", "Opstart debatgroep voorjaar 2025")
    datetime.date(2025, 5, 31)
    >>> last_day_of(date(2025, 3, 1), "month"), last_day_of(date(2025, 3, 1), "year")
    (datetime.date(2025, 3, 31), datetime.date(2025, 12, 31))
    """
    if day is None or precision == "day":
        return day
    # The words know it best: a school year ends in August, “begin 2028” with March.
    for found in find_dates(words):
        if found.start <= day <= found.end:
            return found.end
    return last_day(day, precision)


def first_day(day: date, precision: str) -> date:
    """The first day of the interval that a vague date stands for.

    >>> first_day(date(2025, 5, 31), "season"), first_day(date(2026, 12, 31), "year")
    (datetime.date(2025, 3, 1), datetime.date(2026, 1, 1))
    """
    if precision == "year":
        return date(day.year, 1, 1)
    if precision == "season" and _closes_month(day):
        months = day.month - 2
        return date(day.year - (months < 1), (months - 1) % 12 + 1, 1)
    if precision in ("month", "season"):
        return day.replace(day=1)
    return day


def _closes_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
