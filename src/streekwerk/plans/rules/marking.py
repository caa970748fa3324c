"""Which words of a text changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORDS = re.compile(r"\S+\s*")
_AROUND = 10
"""Unchanged words shown before and after a change; what lies further away becomes an ellipsis."""


class Piece(NamedTuple):
    """A stretch of text that stayed, went or came; between two pieces stands a space."""

    kind: Literal["same", "gone", "new"]
    text: str


def marked(before: str, after: str) -> list[Piece]:
    """The two texts as one, in pieces; long stretches that stayed the same are shortened.

    >>> marked("in oktober 2026 in Geel", "in maart 2027 in Geel")
    [Piece(kind='same', text='in'), Piece(kind='gone', text='oktober 2026'), \
Piece(kind='new', text='maart 2027'), Piece(kind='same', text='in Geel')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    # A word is the same whether a space or a line end follows it.
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], False)
    pieces: list[Piece] = []
    steps = matcher.get_opcodes()
    for place, (step, first, last, start, end) in enumerate(steps):
        if step == "equal":
            pieces.append(
                Piece("same", _shortened(new[start:end], head=place > 0, tail=place < len(steps) - 1))
            )
            continue
        if last > first:
            pieces.append(Piece("gone", "".join(old[first:last]).rstrip()))
        if end > start:
            pieces.append(Piece("new", "".join(new[start:end]).rstrip()))
    return pieces


def _shortened(words: list[str], *, head: bool, tail: bool) -> str:
    """The words near a change; `head` and `tail` say on which sides one stands."""
    keep_head, keep_tail = _AROUND if head else 0, _AROUND if tail else 0
    if len(words) <= keep_head + keep_tail + 3:
        return "".join(words).rstrip()
    last = words[len(words) - keep_tail :] if keep_tail else []
    return "".join([*words[:keep_head], "… ", *last]).rstrip()
