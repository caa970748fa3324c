"""Shapes of plan codes: "BD-1", "AP04", "A0402", "ACT-7.1", "6.1.3"; which level and which parent they say.

Codes are free and local (one network writes AP04 and A0402, others BD-1, ICT-4 or 6.1.3); the same code means
something else in the next plan. So only the shape is known beforehand, and the level of a shape that no
vocabulary knows comes from the order in which shapes first appear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from streekwerk.reading.dialects.bbc_text.vocabulary import DEPTH, LEVEL_OF_CODE, LEVEL_OF_WORD, Level
from streekwerk.reading.models import LevelName

_CODE = re.compile(
    r"(?P<letters>[A-Z]{1,5})(?P<sep>[-_. ]?)(?P<number>\d{1,6}(?:[.\-]\d{1,4})*[a-z]?)(?![\w%])"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4})\.?(?![\w%,])"
)
_UNKNOWN_LEVELS: tuple[LevelName, ...] = ("goal", "action_plan", "action")


class Code(NamedTuple):
    """A printed code: its letters (empty for bare numbers) and its number."""

    printed: str
    letters: str
    number: str

    @property
    def shape(self) -> str | int:
        """Letters, or for bare numbers the number of parts: codes of one shape are of one level."""
        return self.letters or self.number.count(".") + 1


def leading_code(text: str) -> tuple[Code, str] | None:
    """The code a line begins with and the rest of the line.

    >>> leading_code("A0402 Buurten versterken")
    (Code(printed='A0402', letters='A', number='0402'), 'Buurten versterken')
    >>> leading_code("AP-3: Wonen")[1], leading_code("COVID-19 trof iedereen") is None
    ('Wonen', False)
    >>> leading_code("12.5% van de leden") is None
    True
    """
    found = _CODE.match(text.strip())
    if not found:
        return None
    rest = text.strip()[found.end() :]
    if rest and not re.match(r"\s|[:;.|–—-]", rest):
        return None
    if found["decimal"]:
        return Code(found["decimal"], "", found["decimal"]), _title(rest)
    if found["sep"] == " " and found["letters"] not in LEVEL_OF_CODE:
        return None
    return Code(found[0], found["letters"], found["number"]), _title(rest)


def _title(rest: str) -> str:
    return rest.strip().lstrip(":;.|–—-").strip()


def known_level(word: str) -> Level | None:
    """The level a word or the letters of a code stand for."""
    return LEVEL_OF_WORD.get(word.strip().casefold()) or LEVEL_OF_CODE.get(word.strip())


class Levels:
    """The level of every shape in a list of codes."""

    def __init__(self, codes: Sequence[Code]) -> None:
        self._of: dict[str | int, tuple[LevelName, str | None]] = {}
        shapes = list(dict.fromkeys(code.shape for code in codes))
        for shape in shapes:
            if isinstance(shape, str) and (level := LEVEL_OF_CODE.get(shape)):
                self._of[shape] = (level.level, level.word)
        depths = sorted(shape for shape in shapes if isinstance(shape, int))
        for place, depth in enumerate(depths):
            level_name = _UNKNOWN_LEVELS[max(place + len(_UNKNOWN_LEVELS) - len(depths), 0)]
            self._of[depth] = (level_name, None)
        unknown = [shape for shape in shapes if shape not in self._of]
        known = bool(self._of)
        for place, shape in enumerate(unknown):
            index = max(place + len(_UNKNOWN_LEVELS) - len(unknown), 0)
            self._of[shape] = ("action" if known else _UNKNOWN_LEVELS[index], None)

    def of(self, code: Code) -> tuple[LevelName, str | None]:
        """The level and the level word of a code."""
        return self._of.get(code.shape, ("action", None))


def is_above(upper: Code, lower: Code) -> bool:
    """Whether the number of one code is the beginning of the other's: 04 of 0402, 6.1 of 6.1.3.

    >>> is_above(Code("AP04", "AP", "04"), Code("A0402", "A", "0402"))
    True
    >>> is_above(Code("AP1", "AP", "1"), Code("A12", "A", "12"))
    False
    """
    if not lower.number.startswith(upper.number) or upper.number == lower.number:
        return False
    rest = lower.number[len(upper.number) :]
    # Without a point between, only numbers padded to two digits can be cut.
    return rest[0] in ".-" or (len(upper.number) % 2 == 0 and len(rest) % 2 == 0 and rest.isdigit())


def depth_of(level: LevelName) -> int:
    """Depth of a level in the tree, 0 for the highest."""
    return DEPTH[level]
