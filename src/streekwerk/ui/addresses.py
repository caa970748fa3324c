"""Addresses for pages with many rows: `reverse` for each costs more than the page itself."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

_PLACE = 987_654_321_000
"""Stands for a number while the shape of an address is worked out."""


def address(name: str, *parts: int | str) -> str:
    """The same as `reverse(name, args=parts)`, of which the shape is worked out once for all numbers.

    Raises:
        NoReverseMatch: no address has this name and such parts.
    """
    words = tuple(part if isinstance(part, str) else None for part in parts)
    return _shape(name, words).format(*(part for part in parts if isinstance(part, int)))


@lru_cache(maxsize=1024)
def _shape(name: str, words: tuple[str | None, ...]) -> str:
    places = [_PLACE + at if word is None else word for at, word in enumerate(words)]
    found = reverse(name, args=places).replace("{", "{{").replace("}", "}}")
    for place in places:
        if isinstance(place, int):
            found = found.replace(str(place), "{}", 1)
    return found
