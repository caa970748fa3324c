"""A family of words: listed words, ends of compounds and beginnings, with the exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

KNOWN: dict[str, Family] = {}
"""Every family that was made, by name."""


@dataclass(frozen=True, slots=True)
class Family:
    """Words that mean the same to a cue. All lists are spaces apart, in small letters, with their accents.

    `ends` finds compounds (“…nota” finds conceptnota), `begins` finds the longer words that start so;
    `never` are the words that only look like it.
    """

    name: str
    bit: int
    """This family's own bit in what `families_of` says of a word."""
    said: str
    """What a person reads in a reason: “een woord voor een bijeenkomst”."""
    words: frozenset[str]
    ends: tuple[str, ...]
    begins: tuple[str, ...]
    never: frozenset[str] = field(repr=False)

    def holds(self, word: str) -> bool:
        """Whether the word, in small letters, belongs to this family."""
        if word in self.never:
            return False
        return (
            word in self.words
            or (word.endswith(("de", "te")) and word[:-1] in self.words)
            or (word.endswith(self.ends) and len(word) > 4)
            or word.startswith(self.begins)
        )


def family(
    name: str, said: str, words: str = "", *, ends: str = "", begins: str = "", never: str = ""
) -> Family:
    """A new family, known under its name; listed words and ends are found with their ending as well."""
    made = Family(
        name,
        1 << len(KNOWN),
        said,
        frozenset(words.split()),
        tuple(ends.split()),
        tuple(begins.split()),
        frozenset(never.split()),
    )
    KNOWN[name] = made
    return made


@lru_cache(maxsize=50_000)
def families_of(word: str) -> int:
    """The bits of the families a word belongs to; the word in small letters.

    >>> from streekwerk.indicators.rules.words import things
    >>> families_of("conceptnota") & things.DOCUMENT.bit > 0, families_of("xyz")
    (True, 0)
    """
    return sum(each.bit for each in KNOWN.values() if each.holds(word))
