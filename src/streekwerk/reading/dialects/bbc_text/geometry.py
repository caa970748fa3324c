"""Widths of a flattened table: at which lengths its columns wrap their lines.

Cells of one column wrap at the same width, so the lengths of lines that surely go on below (the next one
begins in lower case) tell the columns apart. Lengths are in characters; letters differ in width, hence
the slack.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from streekwerk.reading.dialects.bbc_text.markers import leading
from streekwerk.reading.dialects.bbc_text.values import value_of
from streekwerk.reading.models import Line

SLACK = 0.08
_SUPPORT = 3
_SHARE = 0.03
"""A width needs this many lines, and this share of the lines that go on below."""
_UNKNOWN_LONG = 40
"""Characters from which a line is long in a text too short to find its widths."""
_APART = 0.12
"""Widths that differ less, relative to the wider one, are one column."""
VERTICAL = 16
"""A column narrower than this breaks its words: a cell printed from top to bottom."""

# Words after which a Dutch sentence cannot end.
_OPEN_END = re.compile(
    r"(?:[,–—/&(-]|\b(?:de|het|een|en|of|van|voor|in|op|met|aan|door|tot|naar|om|te|bij|uit|over|rond|via|tussen|als|die"
    r"|dat|onze|hun|haar|zijn|deze|andere|per|onder|binnen|vanuit|der|ten|ter|tegen|zonder|waar|waarbij|o\.a\.|bv\.))$",
    re.IGNORECASE,
)
_CLOSED_END = re.compile(r"[.!?:;]['\"’”)]*$")
_ABBREVIATION = re.compile(
    r"(?:\b(?:\w\.){2,}|\b(?:bv|nl|incl|excl|resp|cfr|ca|min|max|enz|nr)\.)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Wrap widths found, narrow to wide; `headings` are those of the narrow columns that hold headings."""

    widths: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()

    @property
    def narrow(self) -> int | None:
        """The widest heading column, if there is one."""
        return self.headings[-1] if self.headings else None

    def full(self, line: str, following: str, slack: float = SLACK) -> bool:
        """Whether the line is so long that the first word below did not fit behind it any more.

        Narrow columns are left out: their cells are found as a whole.
        """
        length, with_next = len(line), len(line) + 1 + len(following.split(None, 1)[0] if following else "")
        return any(
            length <= width * (1 + SLACK) and len(following) <= width * (1 + 2 * SLACK)
            and with_next >= width * (1 - slack)
            for width in self.widths
            if width not in self.headings
        )  # fmt: skip

    def long(self, line: str) -> bool:
        """Whether a line is about as long as lines get, so that it may go on below."""
        return len(line) >= (0.7 * self.widths[-1] if self.widths else _UNKNOWN_LONG)


def starts_low(text: str) -> bool:
    """Whether a text begins in the middle of a sentence: lower case, a bracket or a closing sign."""
    return bool(re.match(r"[a-zà-ÿ(&,;)+]|[-–](?=\s)", text))


def open_end(text: str) -> bool:
    """Whether a text ends on a word or sign after which a sentence must go on."""
    return bool(_OPEN_END.search(text.rstrip()))


def closed_end(text: str) -> bool:
    """Whether a text ends like a sentence."""
    text = text.rstrip()
    return bool(_CLOSED_END.search(text)) and not open_end(text) and not _ABBREVIATION.search(text)


def find_columns(lines: Sequence[Line], words: Mapping[str, str]) -> Columns:
    """The wrap widths of a document, from the pairs of lines of which the second surely goes on.

    `words` are the columns of the header that hold bare values, as in `Header.words`.
    """
    pairs: list[tuple[int, int]] = []
    longest = 0
    for line, following in pairwise(lines):
        text, below = line.text.strip(), following.text.strip()
        longest = max(longest, min(len(text), 250))
        goes_on = text and below and starts_low(below) and not leading(below)[0] and not closed_end(text)
        if goes_on and value_of(below, words) is None:
            pairs.append((len(text), len(text) + 1 + len(below.split(None, 1)[0])))
    widths: list[int] = []
    enough = max(_SUPPORT, math.ceil(_SHARE * len(pairs)))
    while len(pairs) >= enough:
        width, found = _most_crossed(pairs)
        if len(found) < enough:
            break
        if all(abs(width - other) > _APART * max(width, other) for other in widths):
            widths.append(width)
        pairs = [pair for pair in pairs if pair not in found]
    widths.sort()
    return Columns(tuple(widths), tuple(width for width in widths if VERTICAL < width <= 0.6 * longest))


def _most_crossed(pairs: Sequence[tuple[int, int]]) -> tuple[int, list[tuple[int, int]]]:
    """The width that the most lines reach but do not pass, and those lines.

    A line passes a width by itself, and would have passed it with the next word.
    """
    best: tuple[int, list[tuple[int, int]]] = (0, [])
    for width in sorted({length for length, _ in pairs}, reverse=True):
        found = [p for p in pairs if p[0] <= width * (1 + SLACK) and p[1] >= width * (1 - SLACK)]
        if len(found) > len(best[1]):
            best = (width, found)
    return best


def is_vertical(texts: Sequence[str]) -> bool:
    """Whether lines are one cell so narrow that its words are broken: many lines, all very short."""
    if (
        len(texts) < 5
        or sum(map(starts_low, texts)) < 0.5 * len(texts)
        or any(leading(text)[0] for text in texts)
    ):
        return False
    lengths = sorted(len(text) for text in texts)
    return lengths[-1] <= VERTICAL and lengths[len(lengths) // 2] <= 0.8 * VERTICAL


def unbroken(lines: Sequence[Line]) -> str:
    """The text of a vertical cell: a line without a space at its end was broken inside a word."""
    spaced = any(line.raw.rstrip("\r\n") != line.raw.rstrip() for line in lines)
    text = ""
    for line in lines:
        text += line.text.strip() + ("" if spaced and line.raw.rstrip("\r\n") == line.raw.rstrip() else " ")
    return " ".join(text.split())
