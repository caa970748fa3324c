"""Two countings side by side: only over the services that answered both, where that betrays nothing.

The number of some of the services is one more sum over the published table. Taken from the total it is what
the other services counted, and those may be a single one of a small municipality.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from streekwerk.campaigns.rules.tables import Spot, Table
from streekwerk.indicators.rules.figures.linear import Known
from streekwerk.indicators.rules.figures.suppression import is_small

Counted = Mapping[int, Mapping[Spot, int]]
"""By service what it counted."""
Part = tuple[Spot, tuple[bool, ...]]
"""What the services that belong to the same of several selections counted in one cell."""


def total_of(counted: Counted, services: Collection[int]) -> int:
    """What these services counted together.

    >>> total_of({7: {Spot("13002", "1", "v"): 2}, 8: {Spot("13002", "1", "v"): 3}}, {8})
    3
    """
    return sum(sum(cells.values()) for service, cells in counted.items() if service in services)


def gives_nothing_away(
    counted: Counted,
    selections: Sequence[Collection[int]],
    table: Table,
    hidden: Collection[Spot],
    *,
    smallest: int,
) -> bool:
    """Whether the totals of these selections of services may stand beside the published table, all at once.

    What lies between two of them may not be small, and nothing that is hidden may follow from all together.
    """
    chosen = [set(each) for each in selections]
    parts: dict[Spot, dict[Part, int]] = {}
    classes: dict[tuple[bool, ...], int] = {}
    for service, cells in counted.items():
        kind = tuple(service in each for each in chosen)
        for spot, number in cells.items():
            if number:
                of_spot = parts.setdefault(spot, {})
                of_spot[(spot, kind)] = of_spot.get((spot, kind), 0) + number
                classes[kind] = classes.get(kind, 0) + number
    if is_small((Decimal(number) for number in classes.values()), smallest):
        return False
    if smallest < 2 or not hidden:
        return True

    def inside(spot: Spot) -> list[Part]:
        return [one for cell in table.members.get(spot, ()) for one in parts.get(cell, ())]

    known: dict[Hashable, list[Part]] = {
        f"selection {number}": [one for every in parts.values() for one in every if one[1][number]]
        for number in range(len(chosen))
    }
    known |= {spot.key: inside(spot) for spot in table.members if spot not in hidden}
    system = Known(known)
    wanted = (inside(spot) for spot in hidden)
    return not any(those and system.worked_out(dict.fromkeys(those, 1)) is not None for those in wanted)


@dataclass(frozen=True, slots=True)
class Comparison:
    """This counting beside an earlier one, over the same services."""

    campaign: int
    title: str
    day: str
    services: tuple[int, ...]
    now: int | None = None
    """None where it may not be given."""
    then: int | None = None
    why: str = ""
    """Why there are no numbers; empty when there are."""


NOT_ALIKE = "De groepen of de gemeenten waren toen anders: de cijfers laten zich niet naast elkaar leggen."
NOBODY_TWICE = "Geen enkele dienst telde beide keren mee."
TOO_SMALL = "Het verschil zou iets zeggen over te weinig mensen. Daarom staat hier geen cijfer."


@dataclass(frozen=True)
class Side:
    """One of two countings: what was counted, and what readers know of it."""

    table: Table
    counted: Counted
    away: frozenset[Spot] = frozenset()
    """What is hidden in the table that stands."""
    told: tuple[tuple[int, ...], ...] = ()
    """The selections of services of which a total was published."""

    def allows(self, services: tuple[int, ...], smallest: int) -> bool:
        """Whether the total of these services may stand beside what readers know."""
        hidden = self.table.hidden(smallest) | self.away
        return gives_nothing_away(self.counted, [services, *self.told], self.table, hidden, smallest=smallest)


@dataclass(frozen=True)
class Earlier:
    """The counting before, and which one that is."""

    campaign: int
    title: str
    day: str
    side: Side


def compare(now: Side, earlier: Earlier, smallest: int) -> Comparison:
    """Over the services that answered both; where that betrays something without numbers, and with why."""
    then = earlier.side
    same = tuple(sorted(now.counted.keys() & then.counted.keys()))
    beside = Comparison(earlier.campaign, earlier.title, earlier.day, same)
    if then.table.profile != now.table.profile or set(then.table.places) != set(now.table.places):
        return replace(beside, why=NOT_ALIKE)
    if not same:
        return replace(beside, why=NOBODY_TWICE)
    if not all(side.allows(same, smallest) for side in (now, then)):
        return replace(beside, why=TOO_SMALL)
    return replace(beside, now=total_of(now.counted, same), then=total_of(then.counted, same))
