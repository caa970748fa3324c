"""Sentences and clauses of plan Dutch, for rules that must not look past the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý“‘\"(•\-])|\s*[•\uf0b7]\s*|\s+o\s+(?=[A-Z])")
_SHORT = re.compile(
    r"\b(?:nl|bv|bijv|vb|o\.a|m\.b\.t|i\.s\.m|t\.o\.v|d\.w\.z|m\.n|i\.f\.v|cfr|cf|ca|dr|prof|nr|art|blz"
    r"|incl|excl|resp|evt|max|min|ong|p|zgn|enz|etc)\.$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; an abbreviation's dot does not end one, a bullet does.

    >>> sentences("Er zijn er 5.9% meer, nl. Anna en Bo. Dat is veel. • Punt een • Punt twee")
    ('Er zijn er 5.9% meer, nl. Anna en Bo.', 'Dat is veel.', 'Punt een', 'Punt twee')
    """
    return tuple(_split(text))


def _split(text: str) -> Iterator[str]:
    begin = 0
    for match in _END.finditer(text):
        piece = text[begin : match.start()]
        if _SHORT.search(piece) and match[0].isspace():
            continue
        if piece.strip():
            yield piece.strip()
        begin = match.end()
    if text[begin:].strip():
        yield text[begin:].strip()
