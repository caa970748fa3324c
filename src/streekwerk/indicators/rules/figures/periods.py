"""Stretches of time a figure is of: their key, label, neighbours and the same stretch a year before.

Weeks are those of ISO 8601: they start on Monday, and week 1 holds the first Thursday of the year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from streekwerk.kernel.errors import DomainError
from streekwerk.ui import dutch

Rhythm = Literal["day", "week", "month", "quarter", "half_year", "year", "once"]

_MONTHS: dict[Rhythm, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_KEY = re.compile(
    r"(\d{4})(?:-(?:W(?P<week>\d\d)|K(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


class NoSuchPeriod(DomainError):
    """A key or a stretch that is no period."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"“{words}” is geen periode. Schrijf bijvoorbeeld 2026, 2026-K3, 2026-07 of 2026-07-31."
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch from its first to its last day; periods of one rhythm sort by time."""

    start: date
    end: date
    rhythm: Rhythm

    @property
    def key(self) -> str:
        """Short, unique, sortable within a rhythm.

        >>> period_of(date(2026, 8, 3), "quarter").key, period_of(date(2026, 8, 3), "half_year").key
        ('2026-K3', '2026-H2')
        """
        year, month = self.start.year, self.start.month
        if self.rhythm == "week":
            iso = self.start.isocalendar()
            return f"{iso.year}-W{iso.week:02}"
        if self.rhythm == "day":
            return self.start.isoformat()
        if self.rhythm == "once":
            return f"{self.start.isoformat()}/{self.end.isoformat()}"
        tails: dict[Rhythm, str] = {
            "month": f"-{month:02}", "quarter": f"-K{(month + 2) // 3}", "half_year": f"-H{(month + 5) // 6}"
        }  # fmt: skip
        return f"{year}{tails.get(self.rhythm, '')}"

    @property
    def label(self) -> str:
        """The period in words.

        >>> [period_of(date(2026, 8, 3), rhythm).label for rhythm in ("month", "quarter", "half_year")]
        ['augustus 2026', '3e kwartaal 2026', '2e helft 2026']
        """
        year, month = self.start.year, self.start.month
        if self.rhythm == "week":
            iso = self.start.isocalendar()
            return f"week {iso.week} van {iso.year}"
        if self.rhythm == "month":
            return f"{dutch.MONTHS[month - 1]} {year}"
        if self.rhythm == "quarter":
            return f"{(month + 2) // 3}e kwartaal {year}"
        if self.rhythm == "half_year":
            return f"{(month + 5) // 6}e helft {year}"
        return dutch.period(self.start, self.end)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    @property
    def next(self) -> Period | None:
        """The period that follows; none after one that comes once, nor after the last day that exists."""
        if self.rhythm == "once" or self.end == date.max:
            return None
        return period_of(self.end + timedelta(days=1), self.rhythm)

    @property
    def previous(self) -> Period | None:
        """The period before; none before one that comes once."""
        if self.rhythm == "once" or self.start == date.min:
            return None
        return period_of(self.start - timedelta(days=1), self.rhythm)

    @property
    def year_before(self) -> Period | None:
        """The same period a year earlier; none where that year has no such week or day (29 February).

        >>> period_of(date(2026, 8, 3), "month").year_before.label
        'augustus 2025'
        >>> period_of(date(2024, 2, 29), "day").year_before is None
        True
        """
        if self.rhythm == "once" or self.start.year <= 2:
            return None
        try:
            if self.rhythm == "week":
                iso = self.start.isocalendar()
                return period_of(date.fromisocalendar(iso.year - 1, iso.week, 1), "week")
            return period_of(self.start.replace(year=self.start.year - 1), self.rhythm)
        except ValueError:
            return None

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def period_of(day: date, rhythm: Rhythm) -> Period:
    """The period of that rhythm in which a day falls; of `once` the day itself.

    >>> period_of(date(2026, 1, 1), "week").label
    'week 1 van 2026'
    """
    if rhythm in ("day", "once"):
        return Period(day, day, rhythm)
    if rhythm == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), rhythm)
    size = _MONTHS[rhythm]
    first = (day.month - 1) // size * size + 1
    return Period(date(day.year, first, 1), _last_day(day.year, first + size - 1), rhythm)


def _last_day(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def period_between(start: date, end: date) -> Period:
    """The period with these first and last days: a known rhythm when they fit one, otherwise `once`.

    >>> period_between(date(2026, 7, 1), date(2026, 9, 30)).label
    '3e kwartaal 2026'

    Raises:
        NoSuchPeriod: the end lies before the start.
    """
    if end < start:
        raise NoSuchPeriod(f"{dutch.day(start)} – {dutch.day(end)}")
    for rhythm in ("year", "half_year", "quarter", "month", "week", "day"):
        period = period_of(start, rhythm)
        if (period.start, period.end) == (start, end):
            return period
    return Period(start, end, "once")


def read_period(key: str) -> Period:
    """The period of a key.

    >>> read_period("2026-K3").start, read_period("2026-W01").start
    (datetime.date(2026, 7, 1), datetime.date(2025, 12, 29))

    Raises:
        NoSuchPeriod: the key is no period (29 February 2026, week 54).
    """
    try:
        if "/" in key:
            start, end = (date.fromisoformat(part) for part in key.split("/"))
            return Period(start, end, "once") if start <= end else _refuse(key)
        match = _KEY.fullmatch(key)
        if not match:
            return _refuse(key)
        year = int(match[1])
        if match["week"]:
            return period_of(date.fromisocalendar(year, int(match["week"]), 1), "week")
        if match["quarter"]:
            return period_of(date(year, int(match["quarter"]) * 3, 1), "quarter")
        if match["half"]:
            return period_of(date(year, int(match["half"]) * 6, 1), "half_year")
        if match["day"]:
            return period_of(date.fromisoformat(key), "day")
        if match["month"]:
            return period_of(date(year, int(match["month"]), 1), "month")
        return period_of(date(year, 1, 1), "year")
    except ValueError:
        return _refuse(key)


def _refuse(key: str) -> Period:
    raise NoSuchPeriod(key)


def periods_between(first: date, last: date, rhythm: Rhythm) -> list[Period]:
    """Every period of that rhythm that touches the days from first to last, in order; `once` is one period.

    >>> [period.key for period in periods_between(date(2026, 2, 14), date(2026, 8, 1), "quarter")]
    ['2026-K1', '2026-K2', '2026-K3']
    """
    if last < first:
        return []
    if rhythm == "once":
        return [Period(first, last, "once")]
    found = [period_of(first, rhythm)]
    while (following := found[-1].next) and following.start <= last:
        found.append(following)
    return found
