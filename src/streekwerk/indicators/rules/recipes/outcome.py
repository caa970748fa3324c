"""What came out of a recipe: the figure, what it was made of, and the records behind each part of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from streekwerk.indicators.rules.deliverables.states import Facts, stand_words
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.recipes.language import Here

Records = tuple[int, ...]
Key = str | int | bool | None
"""The value of a group: a code, the number of a party, place or term; None: it has none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a recipe is asked."""

    today: date
    period: Period | None = None
    here: Mapping[Here, int] | None = None
    """Which plan, node or indicator “this” is."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """Records that do not count, and why, in words that read after a number: “zonder datum”."""

    why: str
    records: Records


@dataclass(frozen=True, slots=True)
class Medians:
    """A duration: with the open cases (Kaplan-Meier) and of the closed ones only, in days."""

    with_open: int | None
    closed_only: int | None
    closed: int
    ages: tuple[int, ...]
    """How long each open case is open."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one deliverable is: delivered, validated by so many of those asked, ready."""

    record: int
    delivered: bool
    approved: bool
    validated: tuple[int, ...]
    not_yet: tuple[int, ...]

    @property
    def ready(self) -> bool:
        """Delivered, approved, and validated by everybody who was asked."""
        return self.delivered and self.approved and not self.not_yet

    @property
    def words(self) -> str:
        """The standing in the words of the deliverable itself: never “klaar” while somebody has to validate.

        >>> Standing(1, True, True, (1, 2), (3,)).words
        'goedgekeurd – 2/3 gevalideerd'
        """
        asked = len(self.validated) + len(self.not_yet)
        return stand_words(Facts(int(self.delivered), asked, len(self.validated), approved=self.approved))


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure with everything that stands beside it."""

    value: Decimal | None
    """A share lies between 0 and 1; a duration is in days, open cases taken along; None: not known."""
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    records: Records = ()
    """What makes the figure: of a share its numerator, of a duration what is closed."""
    base: Records = ()
    """Of a share, the records of the denominator; otherwise the same as `records`."""
    open: Records = ()
    """Still running: a case that is not closed, a term that has not passed."""
    excluded: tuple[Excluded, ...] = ()
    groups: tuple[tuple[Key, Outcome], ...] = ()
    overlapping: bool = False
    """Whether a record stands in several groups: then they do not add up, and the whole counts it once."""
    periods: tuple[tuple[Period, Outcome], ...] = ()
    of_all: tuple[int, int] | None = None
    """The same numerator on everybody, who did not answer included: (12, 27)."""
    divided: Records = ()
    """Answers of organisations that did not agree within: in the denominator, not in the numerator."""
    medians: Medians | None = None
    standings: tuple[Standing, ...] = ()
    baseline: Outcome | None = None
    levels: tuple[tuple[Key, Decimal], ...] = ()
    """Of a rubric: who gave which level last."""
    hidden: bool = False
    """Kept back, because the actor may not see all that it is made of; then all else is empty."""

    @property
    def state(self) -> Literal["known", "no_baseline", "hidden", "unknown"]:
        """Whether there is a figure, and if not, whether only the baseline is missing."""
        if self.value is not None or self.hidden:
            return "hidden" if self.hidden else "known"
        return "no_baseline" if self.baseline is not None and self.baseline.value is None else "unknown"

    @property
    def spread(self) -> Decimal | None:
        """How far the ratings of a rubric lie apart."""
        given = [level for _, level in self.levels]
        return max(given) - min(given) if given else None
