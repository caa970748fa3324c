"""The day of a test beside the start of what it is about: a test afterwards changes nothing any more."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from streekwerk.ui import dutch


class Moment(StrEnum):
    BEFORE = "before"
    AFTER = "after"
    UNKNOWN = "unknown"


MOMENTS: dict[str, str] = {
    Moment.BEFORE: "vooraf",
    Moment.AFTER: "pas nadien",
    Moment.UNKNOWN: "niet te zeggen",
}


def moment_of(done: date | None, start: date | None, precision: str = "day") -> Moment:
    """Whether a test was done before its subject started; the day of the start itself is in time.

    Of a start that is only known by its year or season the first day counts, and a test on one of the days
    it may mean cannot be called too late.

    >>> moment_of(date(2026, 3, 1), date(2026, 3, 1)).value
    'before'
    >>> moment_of(date(2026, 3, 1), date(2026, 1, 1), "year").value
    'unknown'
    """
    if done is None or start is None:
        return Moment.UNKNOWN
    if done <= start:
        return Moment.BEFORE
    return Moment.UNKNOWN if done <= _last(start, precision) else Moment.AFTER


def moment_said(done: date | None, start: date | None, precision: str = "day") -> str:
    """The same as a sentence.

    >>> moment_said(date(2026, 3, 11), date(2026, 3, 1))
    'Pas nadien: getoetst op 11 maart 2026, 10 dagen na de start op 1 maart 2026.'
    """
    if done is None:
        return "Nog niet klaar: de dag van de toets ligt nog niet vast."
    if start is None:
        return f"Getoetst op {dutch.day(done)}. Zonder start in het plan is vooraf of nadien niet te zeggen."
    found, said = moment_of(done, start, precision), dutch.vague_day(start, precision)
    at = f"op {said}" if precision == "day" else f"({said})"
    if found == Moment.BEFORE:
        days = (start - done).days
        gap = f"{dutch.counted(days, 'dag', 'dagen')} voor" if days else "op de dag van"
        return f"Vooraf: getoetst op {dutch.day(done)}, {gap} de start{'' if not days else f' {at}'}."
    if found == Moment.AFTER:
        gap = dutch.counted((done - _last(start, precision)).days, "dag", "dagen")
        return f"Pas nadien: getoetst op {dutch.day(done)}, {gap} na de start {at}."
    return f"Getoetst op {dutch.day(done)}, en de start is {said}: vooraf of nadien is niet te zeggen."


def _last(start: date, precision: str) -> date:
    """The last day that a start of this precision may mean."""
    months = {"month": 1, "season": 3, "year": 12}.get(precision)
    if months is None:
        return start
    total = start.year * 12 + start.month - 1 + months
    return date.fromordinal(date(total // 12, total % 12 + 1, 1).toordinal() - 1)
