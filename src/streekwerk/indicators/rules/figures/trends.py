"""Where a series goes: in words, within one definition and over the same members.

The slope is that of Theil and Sen (the median of the slopes between all pairs), its direction that of Kendall
(how many pairs go the same way): one wild year does not make a trend. Both ask no distribution.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise
from statistics import median
from typing import Generic, Literal, TypeVar

from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.rollup import Addition, total_of
from streekwerk.indicators.rules.figures.values import Value, with_unit

Key = TypeVar("Key", bound=Hashable)
Direction = Literal["up", "down", "stable", "varies", "too_few"]

WORDS: dict[Direction, str] = {
    "up": "stijgt",
    "down": "daalt",
    "stable": "stabiel",
    "varies": "wisselt",
    "too_few": "te weinig metingen",
}
FEWEST = 3
STEADY = Decimal("0.05")
"""A slope that over the whole stretch stays within so much of the usual level is called stable."""
AGREEING = Decimal("0.5")
"""Kendall's tau from which pairs agree: three of four go the same way."""


@dataclass(frozen=True, slots=True)
class Point(Generic[Key]):
    """A period of a series: who gave what, by which definition."""

    period: Period
    definition: int
    values: Mapping[Key, Value]


@dataclass(frozen=True, slots=True)
class Trend:
    """A direction with what it rests on."""

    direction: Direction
    points: int
    sentence: str

    @property
    def words(self) -> str:
        """The direction in Dutch."""
        return WORDS[self.direction]


@dataclass(frozen=True, slots=True)
class Break:
    """The first period measured by another definition: no line is drawn across it."""

    at: Period
    before: int
    after: int


def breaks(points: Sequence[tuple[Period, int]]) -> list[Break]:
    """Where a series changes definition; the points are in order of time."""
    found = []
    for (_, before), (at, after) in pairwise(points):
        if before != after:
            found.append(Break(at, before, after))
    return found


def trend(
    points: Sequence[Point[Key]],
    addition: Addition = "sum",
    *,
    measure: str = "",
    unit: str = "",
    many: str = "besturen",
) -> Trend:
    """Where the last definition of a series goes, over those who have a figure in each of its points.

    Points without any figure are passed over; members that miss a point are left out, and that is said.

    >>> from datetime import date
    >>> from streekwerk.indicators.rules.figures.periods import period_of
    >>> years = [period_of(date(year, 1, 1), "year") for year in (2024, 2025, 2026)]
    >>> def given(n): return {"Beek": Value("final", Decimal(n))}
    >>> trend([Point(year, 1, given(n)) for year, n in zip(years, (10, 12, 15))]).sentence
    'Stijgt van 10 (2024) naar 15 (2026), 3 metingen van alle 1 besturen.'
    >>> trend([Point(year, n, given(n)) for n, year in enumerate(years)]).words
    'te weinig metingen'
    """
    last = points[-1].definition if points else 0
    known = [
        point
        for point in points
        if point.definition == last and any(_counts(value) for value in point.values.values())
    ]
    if len(known) < FEWEST:
        since = " sinds de laatste wijziging van de definitie" if _broken(points) else ""
        return Trend(
            "too_few",
            len(known),
            f"Te weinig metingen voor een trend: {len(known)} van minstens {FEWEST}{since}.",
        )
    same = [key for key, value in known[-1].values.items() if _counts(value)]
    for point in known[:-1]:
        same = [key for key in same if key in point.values and _counts(point.values[key])]
    everyone = {key for point in known for key, value in point.values.items() if _counts(value)}
    numbers = [
        total_of({key: point.values[key] for key in same}, addition, measure=measure).value.number
        for point in known
    ]
    levels = [number for number in numbers if number is not None]
    if not same or len(levels) < len(known):
        why = f"geen {many} gaven telkens een cijfer" if not same else "deze cijfers worden niet opgeteld"
        return Trend("too_few", len(known), f"Geen trend: {why}.")
    direction = direction_of(levels)
    who = f"alle {len(same)} {many}" if len(same) == len(everyone) else f"zelfde {len(same)} {many}"
    first, final = (
        f"{with_unit(level, unit)} ({point.period.label})"
        for level, point in ((levels[0], known[0]), (levels[-1], known[-1]))
    )
    return Trend(
        direction,
        len(known),
        f"{WORDS[direction].capitalize()} van {first} naar {final}, {len(known)} metingen van {who}."
        if direction in ("up", "down")
        else f"{WORDS[direction].capitalize()}: {first}, nu {final}, {len(known)} metingen van {who}.",
    )


def direction_of(levels: Sequence[Decimal]) -> Direction:
    """The direction of numbers that lie equally far apart in time.

    >>> direction_of([Decimal(n) for n in (10, 11, 90, 13, 14)])
    'up'
    >>> [direction_of([Decimal(n) for n in numbers]) for numbers in ((100, 101, 100), (3, 9, 2, 8), (5, 4))]
    ['stable', 'varies', 'too_few']
    """
    if len(levels) < FEWEST:
        return "too_few"
    pairs = list(combinations(enumerate(levels), 2))
    slope = median((second - first) / (j - i) for (i, first), (j, second) in pairs)
    usual = abs(median(levels))
    spread = max(levels) - min(levels)
    if abs(slope) * (len(levels) - 1) <= STEADY * usual and spread <= 2 * STEADY * usual:
        return "stable"
    rising = sum(second > first for (_, first), (_, second) in pairs)
    falling = sum(second < first for (_, first), (_, second) in pairs)
    tau = Decimal(rising - falling) / len(pairs)
    if abs(tau) < AGREEING:
        return "varies"
    return "up" if tau > 0 else "down"


def _counts(value: Value) -> bool:
    return value.added and value.number is not None


def _broken(points: Sequence[Point[Key]]) -> bool:
    return len({point.definition for point in points}) > 1
