"""Who has to validate, out of the plan's own words: “gevalideerd door lokale besturen en partners”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

MEMBERS = ("lokale besturen", "lokaal bestuur", "besturen", "gemeenten", "leden", "alle lokale besturen")
PARTNERS = ("partners", "partnerorganisaties", "netwerkpartners")

Group = Literal["members", "partners"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party of the network on the day it is asked."""

    pk: int
    name: str
    group: Group


@dataclass(frozen=True, slots=True)
class Meant:
    """The parties the words mean, and which words said so: nobody is chosen without a reason."""

    parties: frozenset[int] = frozenset()
    because: tuple[str, ...] = ()


def parties_meant(words: str, candidates: Sequence[Candidate], *, members_word: str = "") -> Meant:
    """The parties named by the words: groups (“lokale besturen”, “partners”) and names; none when unsure.

    >>> geel, huis = Candidate(1, "Geel", "members"), Candidate(2, "Huis van het Kind", "partners")
    >>> sorted(parties_meant("lokale besturen en partners", [geel, huis]).parties)
    [1, 2]
    >>> parties_meant("de raad van bestuur", [geel, huis]).parties
    frozenset()
    """
    chosen: set[int] = set()
    because: list[str] = []
    groups: dict[Group, tuple[str, ...]] = {
        "members": (*MEMBERS, members_word),
        "partners": PARTNERS,
    }
    for group, names in groups.items():
        said = next((name for name in names if _holds(words, name)), None)
        found = {each.pk for each in candidates if each.group == group}
        if said and found:
            chosen |= found
            because.append(f"“{said}”")
    for each in candidates:
        if each.pk not in chosen and _holds(words, each.name):
            chosen.add(each.pk)
            because.append(f"“{each.name}”")
    return Meant(frozenset(chosen), tuple(because))


def _holds(words: str, name: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
