"""Whose row is this? A name in a file against the names we know; likeness only proposes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from streekwerk.kernel.words import plain

LIKELY = 0.72
_OFFICIAL = re.compile(
    r"\b(?:de |het )?(?:gemeente|stad|ocmw|lokaal bestuur|lokaal|bestuur|vzw)\b(?: en ocmw\b)?(?: van\b)?"
)
_APART = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Match:
    """Which known name a name is; `sure` is False for a likeness, which a person has to confirm."""

    key: str | None
    sure: bool = False


def core(name: str) -> str:
    """What tells a name apart: small letters, without signs and official words.

    >>> core("Stad Geel"), core("OCMW Heist-op-den-Berg")
    ('geel', 'heist op den berg')
    """
    bare = _APART.sub(" ", plain(name)).strip()
    return " ".join(_OFFICIAL.sub(" ", bare).split()) or bare


class Names:
    """The known names, by key, ready to look names up in.

    >>> names = Names({"1": "Geel", "2": "Mol", "3": "Heist-op-den-Berg"})
    >>> names.match("Stad GEEL"), names.match("Heist o/d Berg"), names.match("Parijs").key
    (Match(key='1', sure=True), Match(key='3', sure=False), None)
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._cores = {key: core(label) for key, label in known.items()}
        self._steps: list[tuple[Callable[[str], str], dict[str, list[str]]]] = []
        for reduce in (_spaced, plain, core):
            index: dict[str, list[str]] = {}
            for key, label in known.items():
                index.setdefault(reduce(_spaced(label)), []).append(key)
            self._steps.append((reduce, index))

    def sure(self, name: str) -> str | None:
        """The key of the one known name that this is but for capitals, accents and official words."""
        for reduce, index in self._steps:
            if same := index.get(reduce(_spaced(name))):
                return same[0] if len(same) == 1 else None
        return None

    def match(self, name: str) -> Match:
        """The key of the known name that this is: surely, likely or not at all."""
        if key := self.sure(name):
            return Match(key, sure=True)
        said = core(name)
        likeness = {key: SequenceMatcher(None, said, other).ratio() for key, other in self._cores.items()}
        best = max(likeness, key=lambda key: likeness[key], default=None)
        return Match(best) if best is not None and likeness[best] >= LIKELY else Match(None)


def _spaced(name: str) -> str:
    return " ".join(name.split())
