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


@dataclass(frozen=True, slots=True)
class Spread:
    """How the parts of something were rated: on which level how many, and of how many raters differ.

    Levels are ranks: they are never added or averaged over parts, and neither is a median of them.
    """

    on_level: tuple[int, ...]
    """How many parts stand on each level, the lowest level first."""
    divided: int = 0
    """Parts of which the raters do not agree."""

    @property
    def rated(self) -> int:
        """How many parts were rated."""
        return sum(self.on_level) + self.divided

    def words(self, levels: Sequence[str]) -> str:
        """The spread in words; `levels` says what each level means, if that is to be said.

        >>> Spread((1, 0, 2), divided=1).words(["niet", "deels", "geheel"])
        '4 onderdelen beoordeeld: 1 op niveau 1 (niet), 2 op niveau 3 (geheel), 1 verdeeld'
        """
        if not self.rated:
            return ""
        said = [
            f"{many} op niveau {_named(level, levels)}"
            for level, many in enumerate(self.on_level, start=1)
            if many
        ]
        said += [f"{self.divided} verdeeld"] if self.divided else []
        return f"{dutch.counted(self.rated, 'onderdeel', 'onderdelen')} beoordeeld: {', '.join(said)}"


def spread_of(assessments: Iterable[Assessment[Rater]], levels: int) -> Spread:
    """On which level the parts stand, each by what its raters agree on.

    >>> day = datetime(2026, 1, 1)
    >>> spread_of([assess([Rated("An", 2, day)]), assess([])], 3)
    Spread(on_level=(0, 1, 0), divided=0)
    """
    agreed = [each.level for each in assessments if each.latest]
    on_level = tuple(agreed.count(level) for level in range(1, levels + 1))
    return Spread(on_level, sum(level is None for level in agreed))


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
