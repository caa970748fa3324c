"""How much work a function carries over time: actions at once, full-time equivalents, words, the peak."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import takewhile

MONTHS = {"kwartaal": 3, "halfjaar": 6, "jaar": 12}
"""How long a step lasts, by its word in the address."""
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A quarter, half year or year."""

    start: date
    end: date
    label: str


@dataclass(frozen=True, slots=True)
class Share:
    """What a function does in one action; days are None where neither says when."""

    action: int
    fte: Decimal | None = None
    load: str = ""
    start: date | None = None
    end: date | None = None

    def in_(self, step: Step) -> bool:
        """Whether it takes work in this step; an unknown day is no border."""
        return (self.start is None or self.start <= step.end) and (self.end is None or self.end >= step.start)


@dataclass(frozen=True, slots=True)
class Load:
    """What a function carries in one step."""

    step: Step
    actions: tuple[int, ...] = ()
    fte: Decimal = Decimal(0)
    """The sum of what was said in full-time equivalents."""
    counted: int = 0
    """How many shares said so."""
    limited: int = 0
    ample: int = 0
    unknown: int = 0

    @property
    def shares(self) -> int:
        return self.counted + self.limited + self.ample + self.unknown


def steps_of(start: date, end: date, word: str = "halfjaar") -> list[Step]:
    """The steps from the one in which `start` lies to that of `end`; at most `MOST_YEARS` years.

    >>> [step.label for step in steps_of(date(2025, 3, 1), date(2026, 2, 1))]
    ['H1 2025', 'H2 2025', 'H1 2026']
    >>> [step.label for step in steps_of(date(2025, 1, 1), date(2025, 6, 30), "kwartaal")]
    ['K1 2025', 'K2 2025']
    """
    size = MONTHS.get(word, 6)
    letter = {3: "K", 6: "H"}.get(size, "")
    end = min(end, date(start.year + MOST_YEARS - 1, 12, 31))
    found, first = [], date(start.year, (start.month - 1) // size * size + 1, 1)
    while first <= end:
        after = _months_on(first, size)
        label = f"{letter}{(first.month - 1) // size + 1} {first.year}" if letter else str(first.year)
        found.append(Step(first, after - timedelta(days=1), label))
        first = after
    return found


def _months_on(day: date, months: int) -> date:
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, 1)


def loads(shares: Iterable[Share], steps: Sequence[Step]) -> list[Load]:
    """What these shares weigh in each step. Each share is counted once per step, in one of four ways.

    >>> [year] = steps_of(date(2025, 1, 1), date(2025, 12, 31), "jaar")
    >>> [found] = loads([Share(7, Decimal("0.4")), Share(8, load="limited"), Share(8)], [year])
    >>> found.actions, found.fte, found.counted, found.limited, found.unknown
    ((7, 8), Decimal('0.4'), 1, 1, 1)
    """
    shares = list(shares)
    return [_load(step, [share for share in shares if share.in_(step)]) for step in steps]


def _load(step: Step, shares: Sequence[Share]) -> Load:
    said = [share.fte for share in shares if share.fte is not None]
    words = [share.load for share in shares if share.fte is None]
    return Load(
        step,
        tuple(dict.fromkeys(share.action for share in shares)),
        sum(said, Decimal(0)),
        len(said),
        words.count("limited"),
        words.count("ample"),
        len(words) - words.count("limited") - words.count("ample"),
    )


@dataclass(frozen=True, slots=True)
class Peak:
    """Where a function carries most: the first unbroken stretch of steps that weigh the most."""

    load: Load
    start: date
    end: date
    by_fte: bool
    """Whether full-time equivalents decided; otherwise the number of actions."""


def weight(load: Load, *, by_fte: bool) -> tuple[Decimal, ...]:
    """What is compared: full-time equivalents when everything has them, otherwise actions, then “ruim”."""
    if by_fte:
        return load.fte, Decimal(len(load.actions))
    return Decimal(len(load.actions)), Decimal(load.ample), load.fte


def peak_of(found: Sequence[Load]) -> Peak | None:
    """The peak of these steps; None while nothing takes work.

    >>> steps = steps_of(date(2024, 1, 1), date(2025, 12, 31))
    >>> shares = [Share(1, end=date(2024, 12, 31)), Share(2)]
    >>> peak = peak_of(loads(shares, steps))
    >>> peak.start, peak.end, len(peak.load.actions)
    (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31), 2)
    """
    if not any(load.shares for load in found):
        return None
    by_fte = all(load.counted == load.shares for load in found)
    most = max(weight(load, by_fte=by_fte) for load in found)
    heavy = [weight(load, by_fte=by_fte) == most for load in found]
    first = heavy.index(True)
    length = len(list(takewhile(bool, heavy[first:])))
    return Peak(found[first], found[first].step.start, found[first + length - 1].step.end, by_fte)


def over(load: Load, capacity: Decimal | None) -> bool:
    """Whether more is asked than there is; what nobody said in full-time equivalents is not guessed."""
    return capacity is not None and load.fte > capacity
