"""Two publications of the same table: what their difference would betray.

The rule: while a round is open nothing of it is published to those who do not gather it; what is published at
its end is a release. A later release of the same period keeps hidden what an earlier one hid, and a number
that would differ by fewer than `smallest` keeps the value of the earlier release until the difference is
larger: otherwise the one member that answered late can be read from the difference.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Release(Generic[Key]):
    """A table as it was published: the numbers that were shown, and what was hidden."""

    shown: Mapping[Key, Decimal]
    hidden: frozenset[Key]


@dataclass(frozen=True, slots=True)
class NextRelease(Generic[Key]):
    """What may be published now, and what stays as it was because the difference would be too small."""

    release: Release[Key]
    held_back: tuple[Key, ...]

    def words(self) -> str:
        """What to say beside the table; empty when nothing was held back."""
        if not self.held_back:
            return ""
        return (
            "Sinds de vorige publicatie veranderde hier te weinig om te tonen zonder iemand te verraden: "
            "het vorige cijfer blijft staan."
        )


def next_release(
    earlier: Release[Key] | None,
    numbers: Mapping[Key, Decimal],
    hidden: Collection[Key],
    *,
    smallest: int,
) -> NextRelease[Key]:
    """The release after an earlier one; `numbers` are all numbers now, `hidden` what this table hides.

    >>> first = Release({"streek": Decimal(100)}, frozenset({"Beek"}))
    >>> now = next_release(first, {"streek": Decimal(101), "Beek": Decimal(9)}, [], smallest=5)
    >>> now.release.shown, now.held_back, sorted(now.release.hidden)
    ({'streek': Decimal('100')}, ('streek',), ['Beek'])
    """
    kept = frozenset(hidden) | (earlier.hidden if earlier else frozenset())
    shown: dict[Key, Decimal] = {}
    held_back = []
    for key, number in numbers.items():
        if key in kept:
            continue
        before = earlier.shown.get(key) if earlier else None
        if before is not None and 0 < abs(number - before) < smallest:
            held_back.append(key)
            shown[key] = before
        else:
            shown[key] = number
    return NextRelease(Release(shown, kept), tuple(held_back))
