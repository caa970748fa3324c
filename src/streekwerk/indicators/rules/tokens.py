"""The words of a sentence with the families they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from streekwerk.indicators.rules.words import Family, families_of

_TOKEN = re.compile(r"€|m²|[^\W_]+(?:[-'’.](?=[^\W_])[^\W_]+)*|[%#≥≤<>=+(),.:;/–-]")


@dataclass(slots=True, eq=False)
class Token:
    """A word or mark: `sentence[start:end]` is how it is printed. Each is itself; never changed once made."""

    low: str
    start: int
    end: int
    families: int
    """A bit for each family the word belongs to."""

    def has(self, *families: Family) -> bool:
        """Whether the word belongs to one of the families."""
        mine = self.families
        if mine:
            for family in families:
                if mine & family.bit:
                    return True
        return False

    @property
    def is_word(self) -> bool:
        """False for a mark such as a comma."""
        return self.low[0].isalpha()


def tokens_of(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words and marks of a text between two places, in order.

    >>> [t.low for t in tokens_of("Min. 2x per jaar: risico-analyse (8,5%)")]
    ['min', '.', '2x', 'per', 'jaar', ':', 'risico-analyse', '(', '8', ',', '5', '%', ')']
    """
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        low = match[0].lower().replace("’", "'")
        found.append(Token(low, match.start(), match.end(), families_of(low)))
    return tuple(found)
