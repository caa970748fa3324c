"""What was found out about single nodes, remembered for as long as it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from streekwerk.reading.models import Node

if TYPE_CHECKING:
    from streekwerk.reading.findings.outline import Outline

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Find = Callable[["Outline", Node], T]
"""A question about one node; its answer is the same until the node is forgotten."""


class Facts:
    """Answers per node. A rule that looks at the whole plan asks here, so an edit costs one new answer.

    The answers hold until `forget`; the outline calls it for the nodes an edit touches.
    """

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._known: dict[Find[Any], dict[str, Any]] = defaultdict(dict)
        self._totals: dict[Find[Any], Counter[Any]] = {}

    def of(self, find: Find[T], node: Node) -> T:
        """The answer for this node."""
        known = self._known[find]
        if node.id not in known:
            self._learn(find, node)
        answer: T = known[node.id]
        return answer

    def each(self, find: Find[T | None]) -> list[tuple[Node, T]]:
        """The nodes with an answer that is not empty, in order of the plan."""
        known = self._complete(find)
        return [(node, answer) for node in self._outline.nodes if (answer := known[node.id])]

    def total(self, find: Find[Iterable[K]]) -> Counter[K]:
        """How often each thing occurs in the answers of all nodes together; not to be changed."""
        if find not in self._totals:
            known = self._complete(find)
            self._totals[find] = Counter(thing for answer in known.values() for thing in answer)
        self._complete(find)
        return self._totals[find]

    def forget(self, names: Iterable[str]) -> None:
        """Drop what is known of the nodes with these ids."""
        gone = list(names)
        for find, known in self._known.items():
            total = self._totals.get(find)
            for name in gone:
                answer = known.pop(name, None)
                if total is not None and answer:
                    for thing in answer:
                        total[thing] -= 1
                        if not total[thing]:
                            del total[thing]

    def clear(self) -> None:
        """Drop everything."""
        self._known.clear()
        self._totals.clear()

    def _complete(self, find: Find[T]) -> dict[str, T]:
        known = self._known[find]
        if len(known) < len(self._outline.nodes):
            for node in self._outline.nodes:
                if node.id not in known:
                    self._learn(find, node)
        return known

    def _learn(self, find: Find[T], node: Node) -> None:
        answer = find(self._outline, node)
        self._known[find][node.id] = answer
        if find in self._totals:
            self._totals[find].update(iter(answer))  # type: ignore[call-overload]
