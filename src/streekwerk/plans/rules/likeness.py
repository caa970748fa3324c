"""Which actions of other plans are about the same, and by which words one sees it.

Plain overlap of word stems, each weighing as much as it is rare among all actions. Few and right is better
than many: an action is only proposed when it shares several rare words that are a good part of what both say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from streekwerk.plans.rules.search import folded

MOST = 5
_MOST_WORDS = 4
_LEAST_LETTERS, _LETTERS, _FAMILY = 5, 8, 5
"""A word counts from five letters on; its first eight tell it, so that “mantelzorg” is “mantelzorgers”; words
of which the first five are the same count once."""
_LEAST_SHARED = 2
_LEAST_LIKENESS = 0.2
_RARE_TIMES, _RARE_SHARE = 8, 0.07
"""A word that more actions than this use tells nothing."""
_WORD = re.compile(r"[^\W\d_]+")
_GENERAL = frozenset(
    word[:_LETTERS]
    for word in _WORD.findall("""
mensen persoon personen samen samenwerking samenwerken gezamenlijk organisatie organisaties
partner partners gemeente gemeenten lokale lokaal besturen bestuur regio streek netwerk
netwerken overleg werking project projecten actie acties doelstelling aantal minstens jaarlijks
organiseren ondersteunen ondersteuning ontwikkelen uitwerken opstarten opzetten inzetten aanbod
ervaring deelnemers verschillende nieuwe andere bestaande tussen binnen volgende eerste tweede
derde elkaar worden wordt kunnen moeten zullen hebben geven maken bieden zetten staat graad
verenigingen januari februari maart april augustus september oktober november december voorjaar
najaar
""")
)
"""Words of any plan: they say nothing of what an action is about."""


@dataclass(frozen=True)
class Alike:
    """An action of another plan, how much it is alike (0 to 1), and the words both use."""

    number: int
    likeness: float
    words: tuple[str, ...]


def alike(mine: str, others: Mapping[int, str], common: Sequence[str] = ()) -> list[Alike]:
    """The most alike of the others, best first, at most five; none rather than a doubtful one.

    `mine` is the text of the action itself, the others are what search looks in (`search_text`); `common` are
    more such texts, which only tell how rare a word is.

    >>> others = {7: "dagopvang voor mantelzorg", 8: "fietsen naar het werk", 9: "lezen en schrijven"}
    >>> alike("Mantelzorgers vinden dagopvang", others)
    [Alike(number=7, likeness=0.695, words=('dagopvang', 'mantelzorgers'))]
    """
    marks = {number: marks_of(text) for number, text in others.items()}
    own_words = _WORD.findall(folded(mine))
    own = marks_of(" ".join(own_words))
    seen = Counter(own)
    for found in (*marks.values(), *(marks_of(text) for text in common)):
        seen.update(found)
    total = 1 + len(marks) + len(common)
    most = max(_RARE_TIMES, total * _RARE_SHARE)
    weight = {mark: math.log(1 + total / times) ** 2 for mark, times in seen.items() if times <= most}
    own_length = _length(own, weight)
    words = {word[:_FAMILY]: word for word in reversed(own_words)}
    rated = []
    for number, found in marks.items():
        both = own & found & weight.keys()
        if len(both) < _LEAST_SHARED:
            continue
        shared = _families(sorted(both, key=lambda mark: (-weight[mark], mark)))
        weighed = sum(weight[mark] for mark in shared)
        # Its own length is at least that of what is shared: most need not be measured.
        if math.sqrt(weighed) / own_length < _LEAST_LIKENESS:
            continue
        likeness = weighed / (own_length * _length(found, weight))
        if len(shared) >= _LEAST_SHARED and likeness >= _LEAST_LIKENESS:
            told = tuple(words[mark[:_FAMILY]] for mark in shared[:_MOST_WORDS])
            rated.append(Alike(number, round(likeness, 3), told))
    return sorted(rated, key=lambda found: (-found.likeness, found.number))[:MOST]


@lru_cache(maxsize=10_000)
def marks_of(text: str) -> frozenset[str]:
    """What tells what a text is about: the beginning of its longer words, those of any plan left out.

    >>> sorted(marks_of("wij zoeken mantelzorgers voor mensen"))
    ['mantelzo', 'zoeken']
    """
    # Stored texts are words with spaces between: splitting is several times quicker than looking for words.
    return frozenset({word[:_LETTERS] for word in text.split() if len(word) >= _LEAST_LETTERS}) - _GENERAL


def _length(marks: frozenset[str], weight: Mapping[str, float]) -> float:
    """Of two forms of a word only the rarest counts, as among what is shared."""
    best: dict[str, float] = {}
    for mark in marks & weight.keys():
        best[mark[:_FAMILY]] = max(weight[mark], best.get(mark[:_FAMILY], 0.0))
    return math.sqrt(sum(best.values())) or 1.0


def _families(marks: Sequence[str]) -> list[str]:
    """The marks without those that begin like an earlier one."""
    kept: dict[str, str] = {}
    for mark in marks:
        kept.setdefault(mark[:_FAMILY], mark)
    return list(kept.values())
