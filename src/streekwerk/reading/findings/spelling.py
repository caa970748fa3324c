"""Abbreviations written out: which ones a text explains, by its own words alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

TAILS = frozenset(
    "zorg werk huis raad dienst zone hulp plan lijns lijnszone netwerk vereniging kring".split()  # noqa: SIM905
)
"""Second halves of compounds that count as words in every plan."""
_SMALL = frozenset("van de het een en in voor der op of aan bij te met".split())  # noqa: SIM905
_SHORTEST, _LONGEST = 2, 6
_TOKEN = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*|[.;:!?()\n]")
_LOWER = re.compile(r"\b[a-zé]{2,6}\b")
_IN_BRACKETS = re.compile(r"[a-zé]\s*\([^()]{0,15}?\b([A-Z]{2,6})\b[^()]{0,3}\)")
_EQUALS = re.compile(r"\b([A-Z]{2,6})['’]?s?\s*(?:=|:\s*afkorting|staat voor)")
_WORDS_IN_BRACKETS = re.compile(r"\b([A-Za-z]{2,7})['’]?s?\s*\(([A-Za-z])[\w-]*(?:\s[\w&/-]+)*\)")


@lru_cache(maxsize=1_000)
def settled_by(text: str) -> frozenset[str]:
    """The abbreviations that need no more explanation once this text is read.

    Spelled out in capitals, in brackets after the words or before them, “XYZ = …”, or an ordinary word
    that stands in capitals elsewhere.

    >>> sorted(s for s in settled_by("Huis van de Buurt (HVB). KLM = klant met mening.") if len(s) == 3)
    ['HVB', 'HVD', 'KLM', 'MET', 'VAN']
    """
    found = {word.upper() for word in _LOWER.findall(text)}  # “ACTIE 3” is a word in capitals
    found |= {letters for run in _runs(text) for letters in _initials(run)}
    found.update(_IN_BRACKETS.findall(text))
    found.update(_EQUALS.findall(text))
    for name, letter in _WORDS_IN_BRACKETS.findall(text):
        if name[0].upper() == letter.upper():
            found |= {name.upper(), name.upper().removesuffix("S")}
    return frozenset(found)


@lru_cache(maxsize=1_000)
def compounds_in(text: str) -> dict[str, set[str]]:
    """Initials with a letter from the middle of a compound, and the tails of which one must be a word.

    >>> compounds_in("Thuiszorg Dorp")["TZD"]
    {'zorg'}
    """
    found: dict[str, set[str]] = defaultdict(set)
    for run in _runs(text):
        for part in _parts(run):
            big = [word for word in part if word[0].isupper()]
            for at, word in enumerate(big if len(big) <= 3 else ()):
                for begin in range(2, len(word) - 3):
                    tail = word[begin:].lower()
                    inner = tail[0].upper()
                    letters = "".join(w[0] + (inner if i == at else "") for i, w in enumerate(big)).upper()
                    found[letters].add(tail)
    return dict(found)


def _runs(text: str) -> Iterator[list[str]]:
    """Every run of capitalised words, small words inside included."""
    run: list[str] = []
    for word in _TOKEN.findall(text):
        if (word[0].isupper() and not (word.isupper() and len(word) > 1)) or (word.lower() in _SMALL and run):
            run.append(word)
        else:
            if run:
                yield run
            run = []
    if run:
        yield run


def _parts(run: list[str]) -> Iterator[list[str]]:
    """Every stretch of a run that begins with a capital."""
    for begin, first in enumerate(run):
        if first[0].isupper():
            for end in range(begin + 1, min(len(run), begin + 9) + 1):
                yield run[begin:end]


def _initials(run: list[str]) -> Iterator[str]:
    """ "Vereniging voor Zorg in Dorp" gives VZD and VVZID."""
    for part in _parts(run):
        for words in (part, [word for word in part if word[0].isupper()]):
            if _SHORTEST <= len(words) <= _LONGEST:
                yield "".join(word[0] for word in words).upper()
