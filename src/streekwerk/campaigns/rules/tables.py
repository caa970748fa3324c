"""The table of one counting: a number per municipality and profile group, and every sum of them.

All sums stand in one table, over the zones of every scheme, so that what is hidden cannot be worked out from
whichever page, file or scheme somebody looks at. Hiding itself is the rule of the house
(`indicators.rules.figures.suppression`); this says of which sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from streekwerk.campaigns.rules.profiles import ALL, Profile
from streekwerk.indicators.rules.figures.suppression import suppress

REGION = ""


class Spot(NamedTuple):
    """A number of the table: an area (empty: the whole region), a category and a part (empty: all)."""

    area: str
    category: str = ALL
    part: str = ALL

    @property
    def key(self) -> str:
        """Names it in an address and in the store.

        >>> Spot("13002", "2", "k").key, Spot.read("|2|") == Spot("", "2")
        ('13002|2|k', True)
        """
        return "|".join(self)

    @classmethod
    def read(cls, key: str) -> Spot:
        """The spot with this name; a wrong name gives one that is in no table."""
        area, category, part, *_ = (
            [*key.split("|"), "", "", "?"] if key.count("|") == 2 else ["?", "", "", ""]
        )
        return cls(area, category, part)


@dataclass(frozen=True, slots=True)
class Zone:
    """Municipalities that belong together in a scheme."""

    code: str
    name: str
    scheme: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What was counted, as it was given: only those who gather see it."""

    profile: Profile
    counts: Mapping[Spot, int]
    """By municipality and group; a municipality nobody answered for has no counts."""
    places: Sequence[str]
    zones: Sequence[Zone] = ()
    main: str = ""
    """The scheme whose zones are shown by group as well, and stay in view longest."""

    @cached_property
    def members(self) -> dict[Spot, tuple[Spot, ...]]:
        """Every number that can be shown with the counts it is the sum of; of a count itself alone."""
        found: dict[Spot, tuple[Spot, ...]] = {spot: (spot,) for spot in self.counts}
        everywhere = {REGION: tuple(self.places)} | {zone.code: zone.places for zone in self.zones}
        everywhere |= {place: (place,) for place in self.places}
        whole = {REGION, *(zone.code for zone in self.zones if zone.scheme == self.main), *self.places}
        for area, places in everywhere.items():
            inside = set(places)
            for category, part in self._cuts(area, in_full=area in whole):
                spot = Spot(area, category, part)
                cells = tuple(
                    each
                    for each in self.counts
                    if each.area in inside and category in (ALL, each.category) and part in (ALL, each.part)
                )
                if cells and spot not in found:
                    found[spot] = cells
        return found

    def _cuts(self, area: str, *, in_full: bool) -> list[tuple[str, str]]:
        categories = [each.code for each in self.profile.categories] if in_full else []
        parts = [each.code for each in self.profile.parts] if self.profile.divided and in_full else []
        cuts = [(ALL, ALL), *((code, ALL) for code in categories), *((ALL, code) for code in parts)]
        if area == REGION:
            cuts += [(category, part) for category in categories for part in parts]
        return cuts

    @property
    def boards(self) -> list[list[Spot]]:
        """By municipality its counts: the service that gave them knows them together."""
        found: dict[str, list[Spot]] = {}
        for spot in self.counts:
            found.setdefault(spot.area, []).append(spot)
        return list(found.values())

    @cached_property
    def numbers(self) -> dict[Spot, Decimal]:
        """Every number that can be shown, as it was given."""
        return {
            spot: sum((Decimal(self.counts[each]) for each in cells), Decimal(0))
            for spot, cells in self.members.items()
        }

    def hidden(self, smallest: int, tell: Callable[[], None] | None = None) -> frozenset[Spot]:
        """The numbers that may not be published: small ones, and what would give them away.

        A service knows what it counted itself: who knows one municipality must not find a number of
        another, nor who knows one hidden number a second. Two about the same people are hidden together.
        Solved once: a large table takes seconds, and `tell` is called with every number found.
        """
        if smallest not in self._solved:
            self._solved[smallest] = self._hide(smallest, tell)
        return self._solved[smallest]

    @cached_property
    def _solved(self) -> dict[int, frozenset[Spot]]:
        return {}

    def _hide(self, smallest: int, tell: Callable[[], None] | None) -> frozenset[Spot]:
        there = {spot: number for spot, number in self.counts.items() if number}
        alike: dict[frozenset[Spot], list[Spot]] = {}
        for spot, cells in self.members.items():
            alike.setdefault(frozenset(each for each in cells if each in there), []).append(spot)
        sums: dict[Spot, frozenset[Spot]] = {
            spots[0]: cells for cells, spots in alike.items() if len(cells) > 1
        }
        own = {zone.code for zone in self.zones if zone.scheme == self.main}
        other = {zone.code for zone in self.zones} - own
        found = suppress(
            {spot: (Decimal(number),) for spot, number in there.items()},
            dict(sums.items()),
            smallest=smallest,
            insiders=True,
            boards=self.boards,
            expendable=[spot for spot in sums if spot.area in other],
            tell=tell,
        )
        away: set[Spot] = set()
        for inside, spots in alike.items():
            gone = inside <= found.cells if len(inside) == 1 else spots[0] in found.sums
            if inside and gone:
                away.update(spots)
        return frozenset(away)
