"""Whose row is this? A name in a file against the names we know; likeness only proposes."""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def match(name: str, known: Mapping[str, str]) -> Match:
    """The key of the known name that this is, surely, likely or not at all.

    Sure is the same name, or the same but for capitals, accents and official words where that leaves one.

    >>> known = {"1": "Geel", "2": "Mol", "3": "Heist-op-den-Berg"}
    >>> match("GEEL", known), match("Heist o/d Berg", known)
    (Match(key='1', sure=True), Match(key='3', sure=False))
    >>> match("Parijs", known)
    Match(key=None, sure=False)
    """
    said = " ".join(name.split())
    for reduce in (lambda text: " ".join(text.split()), plain, core):
        same = [key for key, label in known.items() if reduce(label) == reduce(said)]
        if len(same) == 1:
            return Match(same[0], sure=True)
        if same:
            return Match(same[0])
    likeness = {key: SequenceMatcher(None, core(said), core(label)).ratio() for key, label in known.items()}
    best = max(likeness, key=lambda key: likeness[key], default=None)
    return Match(best) if best is not None and likeness[best] >= LIKELY else Match(None)
