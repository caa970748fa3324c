"""How alike two names are, for headers and titles that were typed over."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz


def bare(text: str) -> str:
    """A name without capitals, accents and signs.

    >>> bare(" Wat gebeurde er? ")
    'wat gebeurde er'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"\w+", plain.casefold()))


def alike(one: str, other: str) -> float:
    """How alike, from 0 to 1.

    >>> alike("Volgende stap", "volgende  stap:"), alike("Titel", "Stand") < 0.6
    (1.0, True)
    """
    left, right = bare(one), bare(other)
    return fuzz.ratio(left, right) / 100 if left and right else 0.0
