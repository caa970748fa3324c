"""Codes and level words printed before a title: "AP04", "Actieplan 2.1:", "1.2.3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from streekwerk.reading.dialects.bbc_text.vocabulary import LEVEL_OF_CODE, LEVEL_OF_WORD, Level

_LEVEL_WORDS = sorted(LEVEL_OF_WORD, key=len, reverse=True)
_CODE_WORDS = sorted((code for code in LEVEL_OF_CODE), key=len, reverse=True)
_NUMBER = r"\d+(?:[.\-]\d+)*[a-z]?"
_CODED = re.compile(
    rf"(?P<code>(?P<letters>{'|'.join(_CODE_WORDS)})[ .\-_]?(?P<number>{_NUMBER}))(?![\w%])(?P<rest>.*)",
    re.DOTALL,
)
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(map(re.escape, _LEVEL_WORDS))})"
    rf"(?:\s+(?:nr\.?\s*)?(?P<number>(?:[A-Z]{{1,3}}[.\-]?)?{_NUMBER})(?!\w)|(?=\s*:))(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)


_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)\.?\)?\s+(?=[\"'“‘(]?[A-ZÀ-Ý])")
_SINGLE = re.compile(r"(\d{1,2})\.?\s+(?=[\"'“‘(]?[A-ZÀ-Ý])")
_ENOUGH_DECIMALS = 3


class Coded(NamedTuple):
    """A printed level word or code at the beginning of a text, and what follows it."""

    level: Level
    code: str | None
    number: str | None
    rest: str


def coded(text: str) -> Coded | None:
    """The level and code a text begins with, if it does.

    >>> coded("AP04 Sterke buurten").code, coded("Actieplan 2.1: Sterke buurten").rest
    ('AP04', 'Sterke buurten')
    >>> coded("Actie: een kaart maken").level.level, coded("Acties van de zone")
    ('action', None)
    """
    if found := _CODED.match(text):
        if len(found["letters"]) == 1 and not _opens(found["rest"]):
            return None
        rest = _trimmed(found["rest"])
        return Coded(LEVEL_OF_CODE[found["letters"]], found["code"], found["number"], rest)
    if found := _LABELLED.match(text):
        number = found["number"]
        # "Actieplan 2026" is a plan for a year, not the two thousand twenty-sixth plan.
        if not _opens(found["rest"]) or re.fullmatch(r"20\d\d(?:-\d+)?", number or ""):
            return None
        code = f"{found['label']} {number}" if number else None
        return Coded(LEVEL_OF_WORD[found["label"].casefold()], code, number, _trimmed(found["rest"]))
    return None


class Decimals:
    """Bare numbers as codes: which lines carry them, and the level each depth stands for.

    "2. Titel" is a heading when the next number with a point is 2.1, and an item of a list otherwise.
    """

    def __init__(self, texts: Sequence[str], levels: Sequence[Level]) -> None:
        self._levels = levels
        found = [_DECIMAL.match(text) for text in texts]
        numbers = [match[1] if match else None for match in found]
        self._headings: set[str] = set()
        self._on = sum(number is not None for number in numbers) >= _ENOUGH_DECIMALS and bool(levels)
        following: str | None = None
        for text, number in zip(reversed(texts), reversed(numbers), strict=True):
            single = _SINGLE.match(text)
            if single and not number and following in (f"{single[1]}.1", f"{single[1]}.0"):
                self._headings.add(text)
            following = number or following
        depths = [number.count(".") + 1 for number in numbers if number]
        top = 1 if self._headings else min(depths, default=1)
        self._top = top

    def coded(self, text: str) -> Coded | None:
        """The code of a line that is a numbered heading."""
        if not self._on:
            return None
        found = _DECIMAL.match(text)
        if not found and text in self._headings:
            found = _SINGLE.match(text)
        if not found:
            return None
        depth = found[1].count(".") + 1 - self._top
        level = self._levels[min(depth, len(self._levels) - 1)]
        return Coded(level, found[1], found[1], text[found.end() :].strip())


def starts_coded(text: str) -> bool:
    """Whether a line begins with a code or a number with a point, so with a cell of its own."""
    return bool(_DECIMAL.match(text)) or coded(text) is not None


def _opens(rest: str) -> bool:
    """Whether what follows a number is a title of its own, not the rest of a sentence ("Actie 4 en 5")."""
    return bool(re.match(r"\s*(?:$|[:.–—|)]|-\s|[\"'“‘(]?[A-ZÀ-Ý0-9])", rest))


def _trimmed(rest: str) -> str:
    return rest.strip().lstrip(":.–—-|)").strip()
