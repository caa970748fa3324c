"""The periods a report is about: quarters, semesters and years, with their key and their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from streekwerk.kernel.errors import DomainError

MONTHS: dict[str, int] = {"quarter": 3, "semester": 6, "year": 12}
_KEY = re.compile(r"(\d{4})(?:-(?:K([1-4])|S([12])))?")


class NoSuchPeriod(DomainError):
    def __init__(self, key: str) -> None:
        super().__init__(f"“{key}” is geen periode van een rapport. Schrijf 2026-K3, 2026-S1 of 2026.")


@dataclass(frozen=True, slots=True, order=True)
class ReportPeriod:
    """From its first to its last day.

    >>> period_of(date(2026, 8, 3), "quarter")
    ReportPeriod(start=datetime.date(2026, 7, 1), end=datetime.date(2026, 9, 30))
    """

    start: date
    end: date

    @property
    def months(self) -> int:
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def number(self) -> int:
        """Which one of its year."""
        return (self.start.month - 1) // self.months + 1

    @property
    def key(self) -> str:
        """Short and unique, for addresses and the command line.

        >>> period_of(date(2026, 8, 3), "quarter").key, period_of(date(2026, 2, 1), "semester").key
        ('2026-K3', '2026-S1')
        """
        tails = {3: f"-K{self.number}", 6: f"-S{self.number}", 12: ""}
        return f"{self.start.year}{tails[self.months]}"

    @property
    def label(self) -> str:
        """In words.

        >>> [period_of(date(2026, 8, 3), each).label for each in ("quarter", "semester", "year")]
        ['3e kwartaal 2026', '2e semester 2026', '2026']
        """
        word = {3: "kwartaal", 6: "semester"}.get(self.months)
        return f"{self.number}e {word} {self.start.year}" if word else str(self.start.year)

    @property
    def previous(self) -> ReportPeriod:
        return _of(self.start - timedelta(days=1), self.months)

    @property
    def next(self) -> ReportPeriod:
        return _of(self.end + timedelta(days=1), self.months)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def period_of(day: date, rhythm: str) -> ReportPeriod:
    """The period of that rhythm (quarter, semester, year) in which a day falls."""
    return _of(day, MONTHS[rhythm])


def last_period(today: date, rhythm: str) -> ReportPeriod:
    """The last period that is over.

    >>> last_period(date(2026, 11, 22), "quarter").key, last_period(date(2026, 12, 31), "year").key
    ('2026-K3', '2025')
    """
    return period_of(today, rhythm).previous


def read_period(key: str) -> ReportPeriod:
    """The period of a key.

    >>> read_period("2026-K3").end, read_period("2026-S2").start
    (datetime.date(2026, 9, 30), datetime.date(2026, 7, 1))

    Raises:
        NoSuchPeriod: the key is no period.
    """
    found = _KEY.fullmatch(key.strip().upper())
    if found is None or not 1 <= int(found[1]) < 9999:
        raise NoSuchPeriod(key)
    year = int(found[1])
    if found[2]:
        return _of(date(year, int(found[2]) * 3, 1), 3)
    if found[3]:
        return _of(date(year, int(found[3]) * 6, 1), 6)
    return _of(date(year, 1, 1), 12)


def _of(day: date, months: int) -> ReportPeriod:
    first = (day.month - 1) // months * months + 1
    after = first + months
    end = date(day.year + 1, 1, 1) if after > 12 else date(day.year, after, 1)
    return ReportPeriod(date(day.year, first, 1), end - timedelta(days=1))
