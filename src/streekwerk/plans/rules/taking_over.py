"""The order of a plan after a newer document was taken over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence


def in_new_order(
    before: Iterable[tuple[int, int]],
    parents: Mapping[int, int | None],
    gone: Collection[int],
    document: Sequence[int],
) -> Iterator[tuple[int, int | None]]:
    """Every node with its parent, parents first.

    `before` has per node its former position, `document` the nodes that the document prints, in its order.
    A node it does not print stays behind the one before it; what stood under a node that is gone moves up.

    >>> list(in_new_order([(1, 0), (2, 1), (3, 2), (4, 0)], {1: None, 2: 1, 3: 2, 4: 1}, {2}, [1, 4, 3]))
    [(1, None), (4, 1), (3, 1), (2, 1)]
    """
    printed = {node: place for place, node in enumerate(document)}
    former = [node for node, _ in sorted(before, key=lambda pair: pair[1])]
    rank: dict[int, tuple[int, int]] = {}
    last = -1
    for place, node in enumerate(former):
        last = printed.get(node, last)
        # Archived nodes stand behind what is alive, where nobody sees them.
        rank[node] = (printed[node], -1) if node in printed else (last, place)
        if node in gone:
            rank[node] = (len(document) + 1, place)
    children: dict[int | None, list[int]] = {}
    for node in former:
        children.setdefault(_alive(node, parents, gone), []).append(node)
    waiting: list[tuple[int, int | None]] = [(node, None) for node in _sorted(children.get(None, ()), rank)]
    while waiting:
        node, parent = waiting.pop(0)
        yield node, parent
        waiting = [(child, node) for child in _sorted(children.get(node, ()), rank)] + waiting


def _alive(node: int, parents: Mapping[int, int | None], gone: Collection[int]) -> int | None:
    """The parent, or the nearest one above it that stays; an archived node keeps its own."""
    above = parents.get(node)
    if node in gone:
        return above
    while above is not None and above in gone:
        above = parents.get(above)
    return above


def _sorted(nodes: Iterable[int], rank: Mapping[int, tuple[int, int]]) -> list[int]:
    return sorted(nodes, key=lambda node: rank[node])
