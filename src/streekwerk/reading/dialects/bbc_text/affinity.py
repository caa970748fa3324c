"""How much two texts are about the same thing, by the beginnings of their longer words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[a-zà-ÿ]{5,}")
_STEM = 4
"""Letters of a word that count: Dutch compounds share their first part (woonnood, woonvorm)."""
_ENOUGH = 0.12
_AHEAD = 1.3


def stems(text: str) -> Counter[str]:
    """How often each stem occurs.

    >>> sorted(stems("Woonvormen en woonnood in de regio"))
    ['regi', 'woon']
    """
    return Counter(word[:_STEM] for word in _WORD.findall(text.casefold()))


class Affinity:
    """Weights from a set of texts: a stem that occurs in few of them says more."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = len(texts)
        self._in = Counter(stem for text in texts for stem in stems(text))

    def weight(self, stem: str) -> float:
        """How much a stem says, from 0: it is in every text."""
        return math.log((self._texts + 1) / (self._in[stem] or 1))

    def share(self, words: str, other: str) -> float:
        """Share of the weight of `words` that `other` has too, 0 to 1."""
        mine, theirs = stems(words), stems(other)
        total = sum(self.weight(stem) for stem in mine)
        return sum(self.weight(stem) for stem in mine if stem in theirs) / total if total else 0.0

    def best(self, words: str, options: Sequence[str]) -> int | None:
        """Index of the text that `words` is clearly about, if there is one."""
        scores = sorted(
            ((self.share(option, words), index) for index, option in enumerate(options)), reverse=True
        )
        if not scores or scores[0][0] < _ENOUGH:
            return None
        if len(scores) > 1 and scores[0][0] < _AHEAD * scores[1][0]:
            return None
        return scores[0][1]
