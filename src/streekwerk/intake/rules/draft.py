"""A reading while a step changes it: the lists are its own, the parts are replaced and never altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from streekwerk.intake.rules.steps import StepRefused
from streekwerk.reading.models import Node, Reading

AGAIN = "Laad de bladzijde opnieuw en kijk wat er intussen veranderde."


def name_of(node: Node, most: int = 60) -> str:
    """What people call a node in a sentence, with quotes around it.

    >>> name_of(Node("n1", None, "action", "Een loket openen", code="Actie 3"))
    '“Actie 3 Een loket openen”'
    """
    words = " ".join(f"{node.code or ''} {node.title}".split())
    return f"“{words if len(words) <= most else words[: most - 1].rstrip() + '…'}”"


class Draft:
    """A shallow copy of a reading, with its nodes by id."""

    def __init__(self, reading: Reading, lines: Sequence[str]) -> None:
        self.lines = lines
        self.reading = replace(
            reading,
            nodes=list(reading.nodes),
            indicators=list(reading.indicators),
            milestones=list(reading.milestones),
            decisions=list(reading.decisions),
            figures=list(reading.figures),
            unplaced=list(reading.unplaced),
            ignored=list(reading.ignored),
            findings=list(reading.findings),
        )
        self._nodes = {node.id: node for node in reading.nodes}

    def node(self, node_id: str | None) -> Node:
        """The node with this id.

        Raises:
            StepRefused: it is not there (any more).
        """
        found = self._nodes.get(node_id or "")
        if found is None:
            raise StepRefused(f"Dit onderdeel bestaat niet meer. {AGAIN}")
        return found

    def parent(self, node: Node) -> Node | None:
        """The node above, when the reading has it."""
        return self._nodes.get(node.parent or "")

    def above(self, node: Node | None) -> Iterator[Node]:
        """The node itself and those above it, up to the top."""
        seen: set[str] = set()
        while node and node.id not in seen:
            seen.add(node.id)
            yield node
            node = self.parent(node)

    def new_id(self, line: int) -> str:
        """An id for a node that begins on this line: the same whenever the same steps are done again."""
        found, again = f"r{line}", 1
        while found in self._nodes:
            again += 1
            found = f"r{line}-{again}"
        return found

    def put(self, *changed: Node) -> None:
        """Put these nodes in the place of those with their ids."""
        by_id = {node.id: node for node in changed}
        self._nodes |= by_id
        self.reading.nodes = [by_id.get(node.id, node) for node in self.reading.nodes]

    def insert(self, node: Node, *, before: str | None = None) -> None:
        """Put a node among its siblings: before this one, or as the last."""
        others = [each for each in self.reading.nodes if each.id != node.id]
        at = next((place for place, each in enumerate(others) if each.id == before), len(others))
        self._nodes[node.id] = node
        self.reading.nodes = [*others[:at], node, *others[at:]]

    def remove(self, node: Node) -> None:
        """Leave a node out; what stood under it or pointed at it is the caller's to settle."""
        del self._nodes[node.id]
        self.reading.nodes = [each for each in self.reading.nodes if each.id != node.id]

    def sort(self) -> None:
        """Put each node before what is under it, siblings in the order they have."""
        children: dict[str | None, list[Node]] = {}
        for node in self.reading.nodes:
            children.setdefault(node.parent if node.parent in self._nodes else None, []).append(node)
        ordered: list[Node] = []
        stack = children.get(None, [])[::-1]
        while stack:
            node = stack.pop()
            ordered.append(node)
            stack += children.get(node.id, [])[::-1]
        if len(ordered) == len(self.reading.nodes):  # a circle is not ours to break
            self.reading.nodes = ordered

    def next_sibling(self, node: Node) -> str | None:
        """The id of the node behind this one under the same parent."""
        siblings = [each.id for each in self.reading.nodes if each.parent == node.parent]
        at = siblings.index(node.id) + 1
        return siblings[at] if at < len(siblings) else None

    def repoint(self, gone: str, to: str | None) -> None:
        """Have everything that points at a node point at another, or at nothing; links are dropped then."""
        reading = self.reading
        reading.indicators = [replace(i, node=to) if i.node == gone else i for i in reading.indicators]
        reading.milestones = [replace(m, node=to) if m.node == gone else m for m in reading.milestones]
        reading.unplaced = [replace(u, proposal=to) if u.proposal == gone else u for u in reading.unplaced]
        reading.findings = [replace(f, node=to) if f.node == gone else f for f in reading.findings]
        linked = []
        for node in reading.nodes:
            if gone in node.links:
                links = dict.fromkeys(to if link == gone else link for link in node.links)
                linked.append(replace(node, links=[link for link in links if link and link != node.id]))
        self.put(*linked)

    def lines_of_nodes(self) -> set[int]:
        """The numbers of the lines that nodes claim, blank ones among them."""
        spans = [span for node in self.reading.nodes for span in node.spans]
        return {number for first, last in spans for number in range(first, last + 1)}
