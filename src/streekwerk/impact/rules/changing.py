"""Whether a part of a plan changed so much since its test that the test must be looked at again."""

from __future__ import annotations

import re
from collections import Counter

MUCH = 0.2
"""The share of words from which a change asks to look again: one word in five."""

_WORD = re.compile(r"\w+")


def changed_share(before: str, after: str) -> float:
    """Which share of the words of both texts stands in one only, between 0 and 1; their order does not count.

    >>> changed_share("Een huis voor starters", "een huis voor  starters."), changed_share("huis", "boot")
    (0.0, 1.0)
    """
    if before == after:
        return 0.0
    first, second = (Counter(_WORD.findall(text.casefold())) for text in (before, after))
    total = first.total() + second.total()
    return 1 - 2 * (first & second).total() / total if total else 0.0


def changed_much(before: str, after: str) -> bool:
    """Whether a test of the text before must be looked at again for the text after.

    >>> changed_much("een huis voor starters", "een huis voor starters en een boot voor senioren")
    True
    """
    return changed_share(before, after) >= MUCH
