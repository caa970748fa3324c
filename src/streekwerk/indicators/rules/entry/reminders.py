"""When a member that did not answer yet is reminded by itself: once before the due day, once after it."""

from __future__ import annotations

from datetime import date, timedelta

BEFORE = timedelta(days=3)
AFTER = timedelta(days=1)
LONGEST = timedelta(days=30)
"""So long after the due day nobody is reminded any more."""


def reminder_is_due(*, due: date, last: date, today: date) -> bool:
    """Whether to remind today; `last`: the day of the asking, or of the last reminder.

    >>> day = lambda number: date(2026, 6, number)
    >>> [reminder_is_due(due=day(20), last=day(1), today=day(number)) for number in (16, 17, 20)]
    [False, True, True]
    >>> [reminder_is_due(due=day(20), last=day(17), today=day(number)) for number in (18, 20, 21)]
    [False, False, True]
    >>> reminder_is_due(due=day(20), last=day(21), today=day(28))
    False
    """
    if today > due + LONGEST:
        return False
    wanted = due + AFTER if today >= due + AFTER else due - BEFORE
    return last < wanted <= today
