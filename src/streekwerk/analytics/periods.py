"""The periods a roll-up shows, as a small table: which figures fall in which of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Slot(NamedTuple):
    """A figure that starts on this day falls in the period shown, if that holds it whole."""

    period_start: date
    room: int
    """Months from this day to the end of the period: a figure that covers more is in none."""
    slice_start: date
    """Where the stretch begins, inside the period shown, in which no composition changes."""
    end_slice: date
    """The last of those stretches: where a figure of the latest state belongs."""
    composed_on: date
    """The day whose compositions hold for this stretch."""
    shown: date
    """First day of the period shown."""


SLOT_TYPES = {name: "INTEGER" if name == "room" else "DATE" for name in Slot._fields}


@dataclass(frozen=True)
class Periods:
    """Consecutive periods of the same length. Built by `as_then` or `restated`."""

    slots: tuple[Slot, ...]
    changed_within: bool = False
    """Whether a composition changes inside one of them: a place may then be met twice in it."""


def as_then(first: date, last: date, *, months: int, changes: Iterable[date] = ()) -> Periods:
    """Periods of so many months, from the one that starts on `first` to the one that holds `last`.

    Each figure counts in the zone its place lay in on the first day of the figure ("zoals toen"); `changes`
    are the days on which compositions change. A figure falls in the period that holds it whole: one that
    covers more is never divided, so a yearly figure is in no quarter.

    >>> year = as_then(date(2026, 1, 1), date(2026, 12, 31), months=12, changes=[date(2026, 7, 15)])
    >>> {slot.slice_start.month for slot in year.slots}, year.changed_within
    ({8, 1}, True)
    """
    turns = {_ordinal(change) + (change.day > 1) for change in changes}
    slots: list[Slot] = []
    changed_within = False
    for start in _starts(first, last, months):
        cuts = [start, *sorted(turn for turn in turns if start < turn < start + months)]
        changed_within |= len(cuts) > 1
        for at in range(start, start + months):
            slice_start = _month(max(cut for cut in cuts if cut <= at))
            room = start + months - at
            slots.append(Slot(_month(at), room, slice_start, _month(cuts[-1]), slice_start, _month(start)))
    return Periods(tuple(slots), changed_within)


def restated(first: date, last: date, *, months: int, on: date) -> Periods:
    """The same periods, with all figures in the zones as composed on one day ("herrekend").

    >>> years = restated(date(2020, 1, 1), date(2025, 1, 1), months=12, on=date(2026, 1, 1))
    >>> {slot.composed_on.year for slot in years.slots}
    {2026}
    """
    return Periods(
        tuple(
            Slot(_month(at), start + months - at, _month(start), _month(start), on, _month(start))
            for start in _starts(first, last, months)
            for at in range(start, start + months)
        )
    )


def _starts(first: date, last: date, months: int) -> range:
    return range(_ordinal(first), _ordinal(last) + 1, months)


def _ordinal(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(ordinal: int) -> date:
    return date(ordinal // 12, ordinal % 12 + 1, 1)
