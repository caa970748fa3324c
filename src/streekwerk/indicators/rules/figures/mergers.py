"""Places that merge: the series as it was then, and recast to the places of today.

The figures themselves never change; recasting makes new ones beside them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.rollup import Addition, total_of
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, State, Value

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Succeeds(Generic[Key]):
    """From a day on a place continues in another; two that merge have one row each."""

    predecessor: Key
    successor: Key
    on: date


@dataclass(frozen=True, slots=True)
class Recast(Generic[Key]):
    """Figures by period as if the places of today had always been."""

    series: dict[Period, dict[Key, Value]]
    split: tuple[Key, ...]
    """Places that went over into several: their figures cannot be divided and stay their own."""


def recast(
    series: Mapping[Period, Mapping[Key, Value]],
    successions: Iterable[Succeeds[Key]],
    addition: Addition,
    *,
    today: date,
) -> Recast[Key]:
    """The figures with predecessors added into their successors (“herrekend naar nieuwe indeling”).

    A successor of which one predecessor did not answer has no figure: half a place is no place.
    """
    facts = [fact for fact in successions if fact.on <= today]
    heirs: dict[Key, list[Key]] = {}
    for fact in facts:
        heirs.setdefault(fact.predecessor, []).append(fact.successor)
    split = tuple(place for place, found in heirs.items() if len(found) > 1)
    becomes = {place: found[0] for place, found in heirs.items() if len(found) == 1}
    recasted = {}
    for period, values in series.items():
        parts: dict[Key, dict[Key, Value]] = {}
        for place, value in values.items():
            parts.setdefault(_final(place, becomes), {})[place] = value
        recasted[period] = {place: _one(place, several, addition) for place, several in parts.items()}
    return Recast(recasted, split)


def _final(place: Key, becomes: Mapping[Key, Key]) -> Key:
    """What a place is in the end; a chain of mergers is followed, a circle is left where it began."""
    seen = {place}
    while place in becomes and becomes[place] not in seen:
        place = becomes[place]
        seen.add(place)
    return place


def _one(place: Key, parts: Mapping[Key, Value], addition: Addition) -> Value:
    if set(parts) == {place}:
        return parts[place]
    # Before the merger the successor was often not there to be asked; its predecessors all have to be.
    known = {key: value for key, value in parts.items() if key != place or value.asked}
    if len(known) > 1 and addition == "none":
        return MISSING
    if any(value.state is State.SUPPRESSED for value in known.values()):
        return HIDDEN
    if any(not value.added for value in known.values()):
        states = {value.state for value in known.values()}
        return Value(states.pop()) if len(states) == 1 else MISSING
    return total_of(known, addition).value
