"""Which node of the plan a row of the file is about: sure by its code, asked when only its title is alike."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from streekwerk.budget.rules.accounting.reading import Row

MOST_LIKELY = 3
_LEAST_LIKENESS = 0.55


class Candidate(NamedTuple):
    """A node of the plan."""

    pk: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a row says it is about: the deepest of goal, action plan and action that it names."""

    code: str
    title: str

    @property
    def key(self) -> str:
        """Names this target in a form, and from one file to the next."""
        return f"{folded(self.code)}|{folded(self.title)}"

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip() or "zonder code en omschrijving"


def target_of(row: Row) -> Target:
    """What this row is about."""
    for block in (row.action, row.action_plan, row.goal):
        if not block.empty:
            return Target(" ".join(block.code.split()), " ".join(block.short.split()))
    return Target("", "")


def folded(text: str) -> str:
    """The text as it is compared.

    >>> folded(" Actie  4.2. "), folded("A0402")
    ('actie 4.2', 'a0402')
    """
    return " ".join(text.casefold().split()).strip(" .:-–")


def own_codes(candidates: Sequence[Candidate]) -> dict[int, str]:
    """For every node a code that stands for it alone in its plan: its own, or its number as “#12”."""
    counts: dict[str, int] = {}
    for each in candidates:
        counts[folded(each.code)] = counts.get(folded(each.code), 0) + 1
    return {
        each.pk: each.code if folded(each.code) and counts[folded(each.code)] == 1 else f"#{each.pk}"
        for each in candidates
    }


def sure(targets: Sequence[Target], candidates: Sequence[Candidate]) -> dict[str, int]:
    """The node of every target whose code stands for one node of this plan, by the key of the target.

    >>> sure([Target("a 1", "x"), Target("B", "y")], [Candidate(7, "A 1", "Loket"), Candidate(8, "", "y")])
    {'a 1|x': 7}
    """
    by_code = {folded(code): pk for pk, code in own_codes(candidates).items()}
    by_code |= {f"#{each.pk}": each.pk for each in candidates}
    return {each.key: by_code[folded(each.code)] for each in targets if folded(each.code) in by_code}


def likely(target: Target, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Nodes that the target may mean, the most alike first: by title, or by the number in the code.

    >>> nodes = [Candidate(7, "Actie 13", "Woonloket per zone"), Candidate(8, "Actie 2", "Fietsen")]
    >>> [each.pk for each in likely(Target("A0402", "Een woonloket per zone"), nodes)]
    [7]
    """
    number = _number(target.code)
    scored = []
    for each in candidates:
        score = likeness(target.title, each.title)
        if number and number == _number(each.code):
            score = max(score, _LEAST_LIKENESS)
        if score >= _LEAST_LIKENESS:
            scored.append((score, each))
    return [each for _, each in sorted(scored, key=lambda pair: -pair[0])[:MOST_LIKELY]]


def likeness(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1."""
    one, other = folded(one), folded(other)
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other)
    return 0.0 if matcher.quick_ratio() < _LEAST_LIKENESS else matcher.ratio()


def differs(target: Target, titles: Mapping[int, str], pk: int) -> bool:
    """Whether the code fits but the title says something else: codes are used again in a next plan."""
    return bool(target.title) and likeness(target.title, titles.get(pk, "")) < _LEAST_LIKENESS


def _number(code: str) -> str:
    found = re.fullmatch(r"[^\d]*0*(\d+(?:[.-]\d+)*)\W*", code.strip())
    return found[1] if found else ""
