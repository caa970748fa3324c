"""Which place lies in which group of a scheme on a day; schemes overlap, do not nest and change over time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from streekwerk.ui import dutch

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lies(Generic[Key]):
    """A place lies in a group from a day until a day, both included; None is open."""

    whole: Key
    part: Key
    valid_from: date | None = None
    valid_to: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Move(Generic[Key]):
    """A place that lies in other groups at the end of a stretch than at its start."""

    part: Key
    left: tuple[Key, ...]
    entered: tuple[Key, ...]
    on: date | None
    """The first day in the new group, where it is known."""


def groups_on(lies: Iterable[Lies[Key]], day: date) -> dict[Key, tuple[Key, ...]]:
    """The places of each group on that day, in the order given; a group without places is left out.

    >>> lies = [Lies("Noord", "Beek"), Lies("Noord", "Ven", valid_to=date(2026, 12, 31))]
    >>> groups_on(lies, date(2027, 6, 1))
    {'Noord': ('Beek',)}
    """
    found: dict[Key, list[Key]] = {}
    for one in lies:
        if one.on(day) and one.part not in found.setdefault(one.whole, []):
            found[one.whole].append(one.part)
    return {whole: tuple(parts) for whole, parts in found.items() if parts}


def wholes_of(lies: Iterable[Lies[Key]], day: date) -> dict[Key, tuple[Key, ...]]:
    """The groups each place lies in on that day: more than one where groups of a scheme overlap."""
    found: dict[Key, list[Key]] = {}
    for whole, parts in groups_on(lies, day).items():
        for part in parts:
            found.setdefault(part, []).append(whole)
    return {part: tuple(wholes) for part, wholes in found.items()}


def moves(lies: Iterable[Lies[Key]], before: date, now: date) -> list[Move[Key]]:
    """The places that changed groups between two days, in the order in which they are named."""
    facts = list(lies)
    then, today = wholes_of(facts, before), wholes_of(facts, now)
    found = []
    for part in dict.fromkeys(fact.part for fact in facts):
        old, new = then.get(part, ()), today.get(part, ())
        left = tuple(whole for whole in old if whole not in new)
        entered = tuple(whole for whole in new if whole not in old)
        if left or entered:
            starts = [
                fact.valid_from
                for fact in facts
                if fact.part == part and fact.whole in entered and fact.valid_from and fact.on(now)
            ]
            found.append(Move(part, left, entered, min(starts, default=None)))
    return found


def move_sentence(part: str, left: Iterable[str], entered: Iterable[str], on: date | None) -> str:
    """The warning beside a comparison of zones over a stretch in which a place moved.

    >>> move_sentence("Beek", ["Noord"], ["Zuid"], date(2028, 1, 1))
    'Beek ging op 1 januari 2028 van Noord naar Zuid: deze zones zijn over die dag heen niet te vergelijken.'
    """
    when = f" op {dutch.day(on)}" if on else ""
    old, new = " en ".join(left), " en ".join(entered)
    step = (
        f"ging{when} van {old} naar {new}"
        if old and new
        else f"kwam{when} bij {new}"
        if new
        else f"verliet {old}"
    )
    zones = "deze zones zijn" if old and new else "deze zone is"
    return f"{part} {step}: {zones} over die dag heen niet te vergelijken."
