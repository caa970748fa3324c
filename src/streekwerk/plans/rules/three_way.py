"""Two people change one text: what each began from, what stands there now, what each wrote."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Outcome = Literal["keep", "write", "conflict"]

MOST_WORDS = 4000
"""Beyond so many words and spaces a text is compared line by line: comparing words would take seconds."""

_WORDS = re.compile(r"\s+|\S+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def tidy(text: str) -> str:
    """The text as it is kept: lines end in one character, nothing around it.

    >>> tidy(" een\\r\\ntwee ")
    'een\\ntwee'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def mark(text: str) -> str:
    """A short mark by which a form says from which text it began.

    >>> mark("Sociaal Huis ") == mark("Sociaal Huis"), mark("a") == mark("b")
    (True, False)
    """
    return hashlib.sha256(tidy(text).encode()).hexdigest()[:16]


def settle(base: str, now: str, mine: str) -> Outcome:
    """What to do with my text, given the text I began from and the one that stands there now.

    Works as well on the marks of the three as on the texts themselves.

    >>> settle("a", "a", "b"), settle("a", "b", "a"), settle("a", "b", "b"), settle("a", "b", "c")
    ('write', 'keep', 'keep', 'conflict')
    """
    if mine in (base, now):
        return "keep"
    return "write" if now == base else "conflict"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a comparison: in both texts, only in the first, or only in the second."""

    kind: Literal["same", "gone", "new"]
    text: str


def compared(before: str, after: str) -> list[Piece]:
    """The difference of two texts in whole words, in reading order.

    >>> [(piece.kind, piece.text) for piece in compared("een rood huis", "een blauw huis")]
    [('same', 'een '), ('gone', 'rood'), ('new', 'blauw'), ('same', ' huis')]
    """
    old, new = _parts(before, after)
    runs: list[tuple[str, str]] = []  # what each side says; both the same where nothing changed
    changed: list[bool] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        runs.append(("".join(old[i1:i2]), "".join(new[j1:j2])))
        changed.append(tag != "equal")
    pieces: list[Piece] = []
    gone = added = ""
    for at, (left, right) in enumerate(runs):
        # A lone space between two changes belongs to them: word, space, word reads worse than a phrase.
        between = 0 < at < len(runs) - 1 and not left.strip()
        if changed[at] or between:
            gone, added = gone + left, added + right
            continue
        pieces += _change(gone, added)
        gone = added = ""
        pieces.append(Piece("same", left))
    return pieces + _change(gone, added)


def merged(base: str, theirs: str, mine: str) -> str | None:
    """One text with both changes, or None when they touch each other and a person has to choose.

    >>> merged("een rood huis in Mol", "een blauw huis in Mol", "een rood huis in Geel")
    'een blauw huis in Geel'
    >>> merged("een rood huis", "een blauw huis", "een groen huis") is None
    True
    """
    lines = max(_count(text) for text in (base, theirs, mine)) > MOST_WORDS
    parts = _split(base, lines)
    edits = sorted({*_edits(parts, _split(theirs, lines)), *_edits(parts, _split(mine, lines))})
    made: list[str] = []
    at = 0
    previous: int | None = None
    for first, last, new in edits:
        if previous is not None and first <= previous:
            return None
        made += [*parts[at:first], *new]
        at = previous = last
    return "".join([*made, *parts[at:]])


Edit = tuple[int, int, tuple[str, ...]]


def _edits(base: Sequence[str], other: Sequence[str]) -> list[Edit]:
    """What another text puts in place of which parts of the first."""
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i1, i2, tuple(other[j1:j2])) for tag, i1, i2, j1, j2 in codes if tag != "equal"]


def _change(gone: str, added: str) -> list[Piece]:
    if gone == added:
        return [Piece("same", gone)] if gone else []
    return [
        *([Piece("gone", gone)] if gone else []),
        *([Piece("new", added)] if added else []),
    ]


def _parts(one: str, other: str) -> tuple[list[str], list[str]]:
    lines = max(_count(one), _count(other)) > MOST_WORDS
    return _split(one, lines), _split(other, lines)


def _count(text: str) -> int:
    return 2 * text.count(" ") + 1


def _split(text: str, lines: bool) -> list[str]:
    return (_LINES if lines else _WORDS).findall(text)
