"""Dated compositions of places: which municipality lies in which zone or region, on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from streekwerk.kernel.errors import DomainError


class Part(NamedTuple):
    """A place lies in a larger one, from a day until a day (both included; None is open)."""

    whole_id: int
    part_id: int
    scheme: str
    """What divided the territory this way: zones of different schemes overlap."""
    valid_from: date | None = None
    valid_to: date | None = None


PART_TYPES = {
    "whole_id": "INTEGER",
    "part_id": "INTEGER",
    "scheme": "STRING",
    "valid_from": "DATE",
    "valid_to": "DATE",
}

Days = tuple[int, int]
"""From a day up to but not including a day, as ordinals."""

ALWAYS: Days = (0, date.max.toordinal() + 1)


class PlaceInItself(DomainError):
    """A place lies in itself, by way of others."""

    def __init__(self, place_id: int) -> None:
        super().__init__(
            f"Gebied {place_id} ligt via andere gebieden in zichzelf. Verbeter zijn samenstelling."
        )


class PlaceWasSplit(DomainError):
    """A place with two successors: how its figures divide is not known."""

    def __init__(self, place_id: int) -> None:
        super().__init__(
            f"Gemeente {place_id} is gesplitst: hoe haar oude cijfers verdeeld worden, is niet bekend. "
            "Bekijk de cijfers zoals ze toen waren."
        )


def flattened(parts: Iterable[Part]) -> list[Part]:
    """Each whole with the municipalities in it, by way of zones too, and each of them once on any day.

    A region of zones that overlap holds a shared municipality once:

    >>> region = [Part(9, 5, "streek"), Part(9, 6, "streek"), Part(5, 1, "zone"), Part(6, 1, "zone")]
    >>> for part in flattened(region):
    ...     print(part.whole_id, part.part_id, part.scheme)
    5 1 zone
    6 1 zone
    9 1 streek

    Raises PlaceInItself.
    """
    inside: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        inside[part.whole_id].append(part)
    found: dict[tuple[int, str, int], list[Days]] = defaultdict(list)
    for whole_id, own in inside.items():
        for part in own:
            for leaf, days in _leaves(part, inside, (whole_id,)):
                found[whole_id, part.scheme, leaf].append(days)
    return [
        Part(whole_id, leaf, scheme, _day(start), _day(end, after=True))
        for (whole_id, scheme, leaf), stretches in sorted(found.items())
        for start, end in _joined(stretches)
    ]


def changes(parts: Iterable[Part]) -> list[date]:
    """The days on which some composition became another one.

    >>> changes([Part(5, 1, "zone", None, date(2025, 12, 31)), Part(6, 1, "zone", date(2026, 1, 1))])
    [datetime.date(2026, 1, 1)]
    """
    days = {day for part in parts for day in _days(part)}
    return [date.fromordinal(day) for day in sorted(days - set(ALWAYS))]


def heirs(successions: Iterable[tuple[int, int, date]], on: date) -> dict[int, int]:
    """For each place that was gone by that day, the place it lives on in: (predecessor, successor, from).

    >>> heirs([(1, 3, date(2019, 1, 1)), (3, 4, date(2025, 1, 1))], on=date(2026, 1, 1))
    {1: 4, 3: 4}

    Raises PlaceWasSplit where a place has two successors, PlaceInItself where a line of them bites its tail.
    """
    followed: dict[int, int] = {}
    for predecessor, successor, since in successions:
        if since <= on and followed.setdefault(predecessor, successor) != successor:
            raise PlaceWasSplit(predecessor)
    return {place: _last(place, followed) for place in followed}


def _last(place: int, followed: Mapping[int, int]) -> int:
    seen = {place}
    while place in followed:
        place = followed[place]
        if place in seen:
            raise PlaceInItself(place)
        seen.add(place)
    return place


def _leaves(part: Part, inside: Mapping[int, list[Part]], path: tuple[int, ...]) -> list[tuple[int, Days]]:
    """Municipalities of this part with the days on which every step of the way holds."""
    if part.part_id in path:
        raise PlaceInItself(part.part_id)
    start, end = _days(part)
    if part.part_id not in inside:
        return [(part.part_id, (start, end))] if start < end else []
    return [
        (leaf, (max(start, since), min(end, until)))
        for deeper in inside[part.part_id]
        for leaf, (since, until) in _leaves(deeper, inside, (*path, part.part_id))
        if max(start, since) < min(end, until)
    ]


def _joined(stretches: list[Days]) -> list[Days]:
    """Disjoint stretches in order, that cover the same days."""
    joined: list[Days] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _days(part: Part) -> Days:
    return (
        part.valid_from.toordinal() if part.valid_from else ALWAYS[0],
        part.valid_to.toordinal() + 1 if part.valid_to else ALWAYS[1],
    )


def _day(ordinal: int, after: bool = False) -> date | None:
    if ordinal in ALWAYS:
        return None
    return date.fromordinal(ordinal - after)
