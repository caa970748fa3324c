"""What is published of a counting, frozen: numbers, what is hidden, of how many services each total is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from streekwerk.campaigns.rules.comparing import Comparison
from streekwerk.campaigns.rules.profiles import Profile, profile_from_json, profile_to_json
from streekwerk.campaigns.rules.tables import REGION, Spot, Table, Zone
from streekwerk.indicators.rules.figures.releases import Release, next_release
from streekwerk.indicators.rules.figures.suppression import Hidden
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, NOT_ASKED, Value, value_of


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


def as_given(
    table: Table, places: Sequence[Municipality], coverage: Mapping[str, tuple[int, int]], smallest: int
) -> Shown:
    """Everything as the services gave it, for those who gather it."""
    numbers = {spot: int(number) for spot, number in table.numbers.items()}
    return Shown(
        table.profile, tuple(places), tuple(table.zones), table.main, numbers, frozenset(), frozenset(),
        coverage, smallest,
    )  # fmt: skip


def release_of(
    table: Table,
    earlier: Sequence[Release[Spot]],
    smallest: int,
    tell: Callable[[], None] | None = None,
) -> Release[Spot]:
    """The release of this table after the earlier ones, oldest first: what may be shown as it is now.

    Seconds for a large table, see `bench/counting.py`; `tell` is called with every number that is held back.
    """
    hidden = table.hidden(smallest, tell)
    main = {zone.code for zone in table.zones if zone.scheme == table.main}
    other = {zone.code for zone in table.zones} - main
    sums: dict[Hashable, Collection[Spot]] = {
        spot: cells for spot, cells in table.members.items() if spot not in table.counts
    }
    return next_release(
        earlier,
        {spot: (Decimal(number),) for spot, number in table.counts.items()},
        sums,
        Hidden(frozenset(hidden & table.counts.keys()), frozenset(hidden - table.counts.keys())),
        smallest=smallest,
        insiders=True,
        boards=table.boards,
        expendable=[spot for spot in table.members if spot.area in other],
        tell=tell,
    )


def publish(
    given: Shown,
    release: Release[Spot],
    *,
    earlier: Shown | None = None,
    comparison: Comparison | None = None,
) -> Shown:
    """What is published of what was given: what this release holds back stays as it was, or hidden."""
    fresh = release.cells | release.shown
    before = earlier.numbers if earlier else {}
    numbers = {spot: number for spot, number in given.numbers.items() if spot in fresh}
    held = {
        spot: before[spot]
        for spot in given.numbers
        if spot in before and spot not in fresh and spot not in release.hidden
    }
    return replace(
        given,
        numbers=numbers | held,
        hidden=frozenset(given.numbers.keys() - numbers.keys() - held.keys()),
        held=frozenset(held),
        comparison=earlier.comparison if earlier else comparison,
    )


def release_to_json(release: Release[Spot]) -> dict[str, Any]:
    """A release with the numbers behind it, as it is kept for the next one; nobody is shown it."""
    return {
        "counts": {spot.key: int(amounts[0]) for spot, amounts in release.amounts.items()},
        "sums": {Spot(*name).key: [cell.key for cell in cells] for name, cells in release.sums.items()},  # type: ignore[misc]
        "cells": sorted(spot.key for spot in release.cells),
        "shown": sorted(Spot(*name).key for name in release.shown),  # type: ignore[misc]
        "hidden": sorted(spot.key for spot in release.hidden),
    }


def release_from_json(kept: Mapping[str, Any]) -> Release[Spot]:
    """A release as it was kept."""
    return Release(
        {Spot.read(key): (Decimal(number),) for key, number in kept["counts"].items()},
        {Spot.read(key): tuple(map(Spot.read, cells)) for key, cells in kept["sums"].items()},
        frozenset(map(Spot.read, kept["cells"])),
        frozenset(map(Spot.read, kept["shown"])),
        frozenset(map(Spot.read, kept["hidden"])),
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
