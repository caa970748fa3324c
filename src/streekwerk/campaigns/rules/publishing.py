"""What is published of a counting, frozen: numbers, what is hidden, of how many services each total is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from streekwerk.campaigns.rules.comparing import Comparison
from streekwerk.campaigns.rules.profiles import Profile, profile_from_json, profile_to_json
from streekwerk.campaigns.rules.tables import REGION, Spot, Table, Zone
from streekwerk.indicators.rules.figures.releases import Release, next_release
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, NOT_ASKED, Value, value_of

NOW, THEN = Spot("~nu"), Spot("~toen")
"""The two numbers of a comparison, in the same release as the table."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality as it was when the table was made."""

    code: str
    name: str
    inhabitants: int | None = None
    year: int | None = None
    """On 1 January of which year it had them."""
    column: int | None = None
    row: int | None = None


@dataclass(frozen=True)
class Shown:
    """A table as a reader sees it. Of what is published it holds nothing more than that."""

    profile: Profile
    places: tuple[Municipality, ...]
    zones: tuple[Zone, ...]
    main: str
    numbers: Mapping[Spot, int]
    hidden: frozenset[Spot]
    held: frozenset[Spot]
    """Numbers that stay as they were: the difference with the publication before would be too small."""
    coverage: Mapping[str, tuple[int, int]]
    """By area how many services answered, out of how many that were asked about it."""
    smallest: int
    comparison: Comparison | None = None

    def value(self, spot: Spot) -> Value:
        """What is known there: a number, hidden, no answer yet, or not asked."""
        if spot in self.hidden:
            return HIDDEN
        if spot in self.numbers:
            return value_of("final", Decimal(self.numbers[spot]))
        return MISSING if self.coverage.get(spot.area, (0, 0))[1] else NOT_ASKED

    @property
    def total(self) -> int | None:
        """Everybody counted; None where that may not be shown or nobody answered."""
        return None if Spot(REGION) in self.hidden else self.numbers.get(Spot(REGION))

    @property
    def schemes(self) -> list[str]:
        """Every division into zones, the one that stays in view first."""
        return sorted({zone.scheme for zone in self.zones}, key=lambda each: (each != self.main, each))

    def zones_of(self, scheme: str) -> list[Zone]:
        """The zones of a scheme, by name."""
        return sorted((zone for zone in self.zones if zone.scheme == scheme), key=lambda zone: zone.name)

    @cached_property
    def place(self) -> dict[str, Municipality]:
        """The municipalities by code."""
        return {each.code: each for each in self.places}

    def places_in(self, area: str) -> tuple[str, ...]:
        """The municipalities of an area; none for an area that is not in the table."""
        if area == REGION:
            return tuple(self.place)
        zone = next((each for each in self.zones if each.code == area), None)
        return zone.places if zone else (area,) if area in self.place else ()

    def name_of(self, area: str) -> str:
        """What an area is called in a sentence."""
        zone = next((each for each in self.zones if each.code == area), None)
        if zone:
            return f"{zone.scheme} {zone.name}"
        return self.place[area].name if area in self.place else "de hele regio"

    def release(self) -> Release[Spot]:
        """As the rule of releases sees it."""
        numbers = {spot: Decimal(number) for spot, number in self.numbers.items()}
        if self.comparison:
            for spot, number in ((NOW, self.comparison.now), (THEN, self.comparison.then)):
                if number is not None:
                    numbers[spot] = Decimal(number)
        return Release(numbers, self.hidden)


def as_given(
    table: Table, places: Sequence[Municipality], coverage: Mapping[str, tuple[int, int]], smallest: int
) -> Shown:
    """Everything as the services gave it, for those who gather it."""
    numbers = {spot: int(number) for spot, number in table.numbers.items()}
    return Shown(
        table.profile, tuple(places), tuple(table.zones), table.main, numbers, frozenset(), frozenset(),
        coverage, smallest,
    )  # fmt: skip


def publish(
    given: Shown,
    hidden: Collection[Spot],
    *,
    earlier: Shown | None = None,
    comparison: Comparison | None = None,
) -> Shown:
    """What may be published of what was given, after an earlier publication when there was one.

    What that one hid stays hidden, and a number that would differ too little stays as it was.
    """
    numbers = {spot: Decimal(number) for spot, number in given.numbers.items()}
    if comparison and comparison.now is not None and comparison.then is not None:
        numbers |= {NOW: Decimal(comparison.now), THEN: Decimal(comparison.then)}
    before = earlier.release() if earlier else None
    made = next_release(before, numbers, hidden, smallest=given.smallest)
    shown = {spot: int(number) for spot, number in made.release.shown.items()}
    now, then = shown.pop(NOW, None), shown.pop(THEN, None)
    return replace(
        given,
        numbers=shown,
        hidden=frozenset(made.release.hidden),
        held=frozenset(made.held_back) - {NOW, THEN},
        comparison=replace(comparison, now=now, then=then) if comparison else None,
    )


def to_json(shown: Shown) -> dict[str, Any]:
    """A publication as it is kept."""
    return {
        "profile": profile_to_json(shown.profile),
        "places": [asdict(each) for each in shown.places],
        "zones": [{**asdict(zone), "places": list(zone.places)} for zone in shown.zones],
        "main": shown.main,
        "numbers": {spot.key: number for spot, number in shown.numbers.items()},
        "hidden": sorted(spot.key for spot in shown.hidden),
        "held": sorted(spot.key for spot in shown.held),
        "coverage": {area: list(pair) for area, pair in shown.coverage.items()},
        "smallest": shown.smallest,
        "comparison": asdict(shown.comparison) if shown.comparison else None,
    }


def from_json(kept: Mapping[str, Any]) -> Shown:
    """A publication as it was kept."""
    beside = kept["comparison"]
    return Shown(
        profile=profile_from_json(kept["profile"]),
        places=tuple(Municipality(**each) for each in kept["places"]),
        zones=tuple(Zone(**{**each, "places": tuple(each["places"])}) for each in kept["zones"]),
        main=kept["main"],
        numbers={Spot.read(key): number for key, number in kept["numbers"].items()},
        hidden=frozenset(map(Spot.read, kept["hidden"])),
        held=frozenset(map(Spot.read, kept["held"])),
        coverage={area: (pair[0], pair[1]) for area, pair in kept["coverage"].items()},
        smallest=kept["smallest"],
        comparison=Comparison(**{**beside, "services": tuple(beside["services"])}) if beside else None,
    )
