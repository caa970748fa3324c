"""Nodes that are likely one thing, spelled in two ways: the review proposes to join them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from streekwerk.intake.rules.draft import name_of
from streekwerk.intake.rules.printed import mark_of
from streekwerk.reading.models import LevelName, Node, Reading

DIVISIONS: frozenset[LevelName] = frozenset(
    ("pillar", "domain", "goal", "strategic_objective", "operational_objective", "action_plan")
)
"""Levels whose heading comes back on a later page. Actions that look alike are two actions."""
MOST = 5
ALIKE = 85
_SMALL = frozenset(("de", "het", "een", "en", "of", "van", "voor", "in", "op", "met", "aan", "bij"))


@dataclass(frozen=True, slots=True)
class ProposedJoin:
    """`node` is likely the same as `into`, which stands first in the document."""

    node: str
    into: str
    why: str
    """A sentence that says why."""


def proposals(reading: Reading) -> list[ProposedJoin]:
    """Pairs of divisions of one level and one number whose titles say the same; the most certain first.

    >>> found = proposals(Reading({}, nodes=[
    ...     Node("a", None, "domain", "Betaalbare en toegankelijke zorg", code="Domein 1"),
    ...     Node("b", None, "domain", "Toegankelijke en betaalbare zorg", code="Domein 1")]))
    >>> found[0].node, found[0].into
    ('b', 'a')
    """
    groups: dict[tuple[LevelName, str | None], list[Node]] = {}
    for node in reading.nodes:
        if node.level in DIVISIONS:
            groups.setdefault((node.level, node.parent), []).append(node)
    found = []
    for nodes in groups.values():
        for into, node in combinations(sorted(nodes, key=_place), 2):
            score, why = _alike(into, node)
            if score:
                found.append((score, ProposedJoin(node.id, into.id, why)))
    found.sort(key=lambda each: -each[0])
    # A node is proposed once: what is left shows after the first is settled.
    seen: set[str] = set()
    chosen = []
    for _, proposal in found:
        if proposal.node not in seen:
            seen.add(proposal.node)
            chosen.append(proposal)
    return chosen[:MOST]


def _place(node: Node) -> int:
    return min((first for first, _ in node.spans), default=0)


def _alike(into: Node, node: Node) -> tuple[float, str]:
    """How alike the two are, 0 when they are surely two; and why."""
    codes = [_number(each) for each in (into, node)]
    if all(codes) and codes[0] != codes[1]:
        return 0, ""
    titles = [_words(each.title) for each in (into, node)]
    if not all(titles) or _digits(into.title) != _digits(node.title):
        return 0, ""
    same_number = bool(codes[0]) and codes[0] == codes[1]
    ordered = [sorted(title) for title in titles]
    score = fuzz.ratio(*(" ".join(title) for title in ordered))
    # Without a number to go by, only the same words are enough, and one word is not.
    certain = score >= ALIKE if same_number else ordered[0] == ordered[1] and len(ordered[0]) > 1
    if not certain:
        return 0, ""
    if titles[0] == titles[1]:
        why = "staan met dezelfde titel in het document"
    elif ordered[0] == ordered[1]:
        why = "hebben dezelfde woorden in een andere volgorde"
    else:
        why = "verschillen maar in enkele letters"
    number = " en hetzelfde nummer" if same_number and titles[0] == titles[1] else ""
    return score + same_number, f"{name_of(into)} en {name_of(node)} {why}{number}."


def _number(node: Node) -> str:
    """The number of a node without the word before it and without punctuation."""
    code = node.code or mark_of(node.title)[0]
    return ".".join(re.findall(r"[0-9]+|\b[A-Z]\b", code))


def _words(title: str) -> list[str]:
    """The words that carry a title, in small letters, in order."""
    words = re.findall(r"[^\W\d_]+", (mark_of(title)[1] or title).casefold())
    return [word for word in words if word not in _SMALL]


def _digits(title: str) -> list[str]:
    return re.findall(r"\d+", mark_of(title)[1] or title)
