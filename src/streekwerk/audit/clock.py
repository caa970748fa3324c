"""Which day a page is about: today, or the day as known on which it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils.timezone import localdate

_KNOWN_ON: ContextVar[date | None] = ContextVar("known_on", default=None)


def today() -> date:
    """The day a page takes for today: the real one, or the day in the past that is being looked at.

    Commands that write ask for the real day (`django.utils.timezone.localdate`): nobody writes in the past.
    """
    return _KNOWN_ON.get() or localdate()


def known_on() -> date | None:
    """The day in the past that is being looked at; None: everything is as it is now."""
    return _KNOWN_ON.get()


@contextmanager
def as_known_on(day: date) -> Iterator[None]:
    """Within this block it is that day, for this thread or task only."""
    before = _KNOWN_ON.set(day)
    try:
        yield
    finally:
        _KNOWN_ON.reset(before)
