"""Which node of one reading is which of another: by lines, by number and title, by likeness, by place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from streekwerk.reading.models import Node, Reading

ALIKE = 80
"""From here on two titles say the same; with the same number, less is enough."""
ALIKE_WITH_NUMBER = 50
SAME_BODY = 60
COMMON = 40
"""A word in more titles than this tells nothing about which is which."""


@dataclass(slots=True)
class Matching:
    """Pairs of ids, both ways, and per id of the first why it is the same."""

    there: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)

    def pair(self, one: str, other: str, why: str) -> None:
        self.there[one], self.back[other], self.why[one] = other, one, why


def match(one: Reading, other: Reading, *, same_document: bool = False) -> Matching:
    """The nodes that both readings have. With `same_document` the same lines mean the same node.

    >>> a = Reading({}, nodes=[Node("a", None, "action", "Een loket openen", code="Actie 1")])
    >>> b = Reading({}, nodes=[Node("n7", None, "action", "Een loket openen in elke stad", code="Actie 1")])
    >>> found = match(a, b)
    >>> found.there, found.why
    ({'a': 'n7'}, {'a': 'zelfde nummer, titel lijkt'})
    """
    found = _Match(one, other)
    if same_document:
        found.equal("zelfde regels", lambda node: tuple(node.spans) or None)
    found.equal("zelfde nummer en titel", lambda node: (node.level, _code(node), _plain(node.title)))
    found.equal("zelfde titel", lambda node: (node.level, _plain(node.title)))
    found.equal("zelfde titel op een ander niveau", lambda node: _plain(node.title))
    found.numbered()
    found.alike()
    found.in_place()
    return found.matching


def _code(node: Node) -> str:
    return _plain(node.code or "")


def _plain(text: str) -> str:
    """The text in small letters without white space."""
    return "".join(text.casefold().split())


class _Match:
    def __init__(self, one: Reading, other: Reading) -> None:
        self.one, self.other = one, other
        self.matching = Matching()
        self.by_id = {node.id: node for node in other.nodes}

    def _left(self) -> list[Node]:
        return [node for node in self.one.nodes if node.id not in self.matching.there]

    def _right(self) -> list[Node]:
        return [node for node in self.other.nodes if node.id not in self.matching.back]

    def equal(self, why: str, key: Callable[[Node], Hashable]) -> None:
        """Pair nodes that alone have the same key; of several, those under the same parent, in order."""
        left, right = _groups(self._left(), key), _groups(self._right(), key)
        for each, nodes in left.items():
            others = right.get(each, [])
            if len(nodes) == len(others) == 1:
                self.matching.pair(nodes[0].id, others[0].id, why)
                continue
            for node in nodes:
                above = self.matching.there.get(node.parent or "")
                place = next(
                    (at for at, twin in enumerate(others) if twin.parent == above), 0 if others else None
                )
                if place is not None:
                    self.matching.pair(node.id, others.pop(place).id, why)

    def numbered(self) -> None:
        """Pair nodes that alone have a number on their level, when their titles look alike."""
        left, right = (
            _groups(nodes, lambda node: (node.level, _code(node)) if node.code else None)
            for nodes in (self._left(), self._right())
        )
        for each, nodes in left.items():
            others = right.get(each, [])
            if len(nodes) == len(others) == 1 and _likeness(nodes[0], others[0]) >= ALIKE_WITH_NUMBER:
                self.matching.pair(nodes[0].id, others[0].id, "zelfde nummer, titel lijkt")

    def alike(self) -> None:
        """Pair nodes of one level whose titles look alike, the most alike first."""
        words: dict[tuple[str, str], list[Node]] = {}
        for node in self._right():
            for word in set(_words(node)):
                words.setdefault((node.level, word), []).append(node)
        scored: list[tuple[float, int, int, str, str]] = []
        order = {node.id: at for at, node in enumerate(self.other.nodes)}
        for at, node in enumerate(self._left()):
            near = {
                twin.id: twin
                for word in set(_words(node))
                if len(found := words.get((node.level, word), ())) <= COMMON
                for twin in found
            }
            for twin in near.values():
                score = _likeness(node, twin)
                if score >= ALIKE:
                    score += 10 * (self.matching.there.get(node.parent or "") == twin.parent)
                    scored.append((-score, at, order[twin.id], node.id, twin.id))
        for _, _, _, one, other in sorted(scored):
            if one not in self.matching.there and other not in self.matching.back:
                self.matching.pair(one, other, "titel lijkt")

    def in_place(self) -> None:
        """Pair what is left between the same neighbours, when what they hold is alike."""
        left, right = _siblings(self.one), _siblings(self.other)
        for above, nodes in left.items():
            others = right.get(self.matching.there.get(above, "") if above else "", [])
            for ours, theirs in zip(
                _gaps(nodes, self.matching.there), _gaps(others, self.matching.back), strict=False
            ):
                if len(ours) == len(theirs):
                    for node, twin in zip(ours, theirs, strict=True):
                        if node.level == twin.level and self._same_inside(node, twin):
                            self.matching.pair(node.id, twin.id, "zelfde plaats en inhoud")

    def _same_inside(self, node: Node, twin: Node) -> bool:
        children = list(self.one.children(node.id)) if node.id not in self.matching.there else []
        kept = [child for child in children if self._parent_of_twin(child) == twin.id]
        if children and len(kept) * 2 >= len(children):
            return True
        bodies = [_body(each) for each in (node, twin)]
        return all(bodies) and fuzz.ratio(*bodies) >= SAME_BODY

    def _parent_of_twin(self, child: Node) -> str | None:
        twin = self.by_id.get(self.matching.there.get(child.id, ""))
        return twin.parent if twin else None


def _groups(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    found: dict[Hashable, list[Node]] = {}
    for node in nodes:
        if (each := key(node)) is not None:
            found.setdefault(each, []).append(node)
    return found


def _siblings(reading: Reading) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in reading.nodes:
        found.setdefault(node.parent or "", []).append(node)
    return found


def _gaps(nodes: Iterable[Node], matched: dict[str, str]) -> Iterator[list[Node]]:
    """The unmatched siblings before, between and after the matched ones; also those without any.

    >>> made = [Node(name, None, "goal", name) for name in "abcd"]
    >>> [[node.id for node in gap] for gap in _gaps(made, {"b": "x"})]
    [['a'], ['c', 'd']]
    """
    gap: list[Node] = []
    for node in nodes:
        if node.id in matched:
            yield gap
            gap = []
        else:
            gap.append(node)
    yield gap


def _words(node: Node) -> list[str]:
    return [word for word in node.title.casefold().split() if len(word) > 3]


def _likeness(one: Node, other: Node) -> float:
    return max(
        fuzz.ratio(one.title.casefold(), other.title.casefold()),
        fuzz.token_sort_ratio(one.title.casefold(), other.title.casefold()),
    )


def _body(node: Node) -> str:
    return " ".join(filter(None, (node.text, *node.fields.values())))[:2000]
