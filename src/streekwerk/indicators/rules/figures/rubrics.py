"""Ratings on a rubric: levels are ranks, so they are never averaged; raters that differ much say why."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from streekwerk.ui import dutch

Rater = TypeVar("Rater", bound=Hashable)

FAR_APART = 2
"""Levels between two raters from which both have to motivate."""


@dataclass(frozen=True, slots=True)
class Rated(Generic[Rater]):
    """The level one rater gave, and why."""

    rater: Rater
    level: int
    at: datetime
    motivation: str = ""


@dataclass(frozen=True, slots=True)
class Assessment(Generic[Rater]):
    """What several raters say of one thing in one period."""

    latest: tuple[Rated[Rater], ...]
    """The latest rating of each rater, the oldest first."""
    unmotivated: tuple[Rater, ...]
    """Who still has to say why, because the levels lie far apart."""

    @property
    def lowest(self) -> int | None:
        """The lowest level given; None without ratings."""
        return min((one.level for one in self.latest), default=None)

    @property
    def highest(self) -> int | None:
        """The highest level given; None without ratings."""
        return max((one.level for one in self.latest), default=None)

    @property
    def divergence(self) -> int:
        """How many levels lie between the raters."""
        return (self.highest or 0) - (self.lowest or 0)

    @property
    def diverges(self) -> bool:
        """Whether the raters differ so much that each has to say why."""
        return self.divergence >= FAR_APART

    @property
    def level(self) -> int | None:
        """The level they agree on; None while they differ or nobody rated."""
        return self.lowest if self.latest and not self.divergence else None

    def words(self, levels: Sequence[str]) -> str:
        """The assessment in a sentence; `levels` says what each level means, lowest first.

        >>> day = datetime(2026, 1, 1)
        >>> assess([Rated("An", 1, day), Rated("Bo", 3, day)]).words(["niet", "deels", "geheel"])
        'Verdeeld: van 1 (niet) tot 3 (geheel) op 3, 2 beoordelaars. Een motivering ontbreekt van 2.'
        """
        if self.lowest is None or self.highest is None:
            return "Nog niet beoordeeld."
        who = dutch.counted(len(self.latest), "beoordelaar", "beoordelaars")
        low, high = (_named(level, levels) for level in (self.lowest, self.highest))
        if not self.divergence:
            return f"{low} op {len(levels)}, {who}."
        said = f"{'Verdeeld: van' if self.diverges else 'Van'} {low} tot {high} op {len(levels)}, {who}."
        if self.unmotivated:
            said += f" Een motivering ontbreekt van {len(self.unmotivated)}."
        return said


def assess(ratings: Iterable[Rated[Rater]]) -> Assessment[Rater]:
    """The latest level of each rater, and who has to motivate because two of them lie far apart."""
    latest: dict[Rater, Rated[Rater]] = {}
    for one in sorted(ratings, key=lambda rating: rating.at):
        latest.pop(one.rater, None)
        latest[one.rater] = one
    given = tuple(latest.values())
    apart = max((one.level for one in given), default=0) - min((one.level for one in given), default=0)
    # Who stands in the middle of three has nothing to explain: only the two ends do.
    ends = {min(one.level for one in given), max(one.level for one in given)} if given else set()
    unmotivated = tuple(
        one.rater for one in given if apart >= FAR_APART and one.level in ends and not one.motivation.strip()
    )
    return Assessment(given, unmotivated)


def _named(level: int, levels: Sequence[str]) -> str:
    return f"{level} ({levels[level - 1]})" if 0 < level <= len(levels) else str(level)
