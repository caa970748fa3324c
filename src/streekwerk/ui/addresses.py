"""Addresses for pages with hundreds of rows: `reverse` for each costs more than the page itself."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

_PLACE = 987_654_321_000
"""Stands for a number while the shape of an address is worked out."""


def address(name: str, *numbers: int) -> str:
    """The same as `reverse(name, args=numbers)`, of which the shape is worked out once.

    Raises:
        NoReverseMatch: no address has this name and so many numbers.
    """
    return _shape(name, len(numbers)).format(*numbers)


@lru_cache(maxsize=256)
def _shape(name: str, count: int) -> str:
    places = [_PLACE + at for at in range(count)]
    found = reverse(name, args=places)
    for place in places:
        found = found.replace(str(place), "{}", 1)
    return found
