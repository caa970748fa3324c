"""Who carries an action, as a sheet writes it: which fields say so, and the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_OWNERS = re.compile(
    r"\b(?:\w*trekkers?|\w*verantwoordelijken?|uitvoerders?|partners?|samenwerkingspartners?|betrokkenen"
    r"|betrokken \w+|samenwerking|organisator|wie)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[;,\n•▪–|]|\s-\s|\ben\b)\s*")
_LONGEST = 60
_MOST_WORDS = 6


@lru_cache(maxsize=1024)
def names_owner(label: str) -> bool:
    """Whether a field with this label says who carries or shares an action.

    >>> [names_owner(label) for label in ("Trekker", "Actieverantwoordelijke", "Voor wie?", "Timing")]
    [True, True, False, False]
    """
    return bool(_OWNERS.search(label)) and "voor wie" not in label.casefold()


def owner_texts(fields: Iterable[Mapping[str, str]]) -> list[str]:
    """The texts of the fields of a sheet that say who."""
    return [item["text"] for item in fields if item["text"] and names_owner(item["label"])]


def names_in(text: str) -> list[str]:
    """The names that a text lists; sentences are no names.

    >>> names_in("Sociaal Huis, CAW en de zorgraad")
    ['Sociaal Huis', 'CAW', 'de zorgraad']
    >>> names_in("Samen bekijken we per gemeente wie dit het best kan opnemen.")
    []
    """
    parts = (part.strip(" .:()") for part in _BETWEEN.split(text))
    return [part for part in parts if 1 < len(part) <= _LONGEST and len(part.split()) <= _MOST_WORDS]
