"""How effects stand, and how many there are. Nothing counts before its receiver confirmed an origin."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

State = Literal["proposed", "confirmed", "refused"]


@dataclass(frozen=True, slots=True)
class EffectFacts:
    """An effect: its number, where it changed, and what was said of each of its origins."""

    effect: int
    party: int
    states: tuple[str, ...]


def stand_of(states: Collection[str]) -> State | None:
    """How an effect stands by the states of its origins; None when it has no origin any more.

    One confirmed origin is enough; one that waits goes before one that is refused.

    >>> stand_of(["refused", "confirmed", "proposed"]), stand_of(["refused", "proposed"]), stand_of([])
    ('confirmed', 'proposed', None)
    """
    order: tuple[State, ...] = ("confirmed", "proposed", "refused")
    return next((state for state in order if state in states), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """Effects by how they stand, and at how many parties one is confirmed."""

    confirmed: int = 0
    proposed: int = 0
    refused: int = 0
    parties: int = 0


def counts_of(effects: Iterable[EffectFacts]) -> Counts:
    """How many effects there are, each once, however many origins it has.

    >>> counts_of([EffectFacts(1, 7, ("confirmed", "confirmed")), EffectFacts(2, 7, ("proposed",))])
    Counts(confirmed=1, proposed=1, refused=0, parties=1)
    """
    stands: dict[int, tuple[State | None, int]] = {}
    for each in effects:
        stands[each.effect] = (stand_of(each.states), each.party)
    many = [stand for stand, _ in stands.values()]
    return Counts(
        many.count("confirmed"),
        many.count("proposed"),
        many.count("refused"),
        len({party for stand, party in stands.values() if stand == "confirmed"}),
    )
