"""Where a part stands among the others: every move of a branch gives a tree again, nothing lost.

A tree is its nodes with their parents in the order of the plan: parents before children, a branch in one
piece. What was archived keeps its place in it, so that it can come back there; moves step over it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from streekwerk.kernel.errors import DomainError
from streekwerk.reading.models import LEVELS

Tree = Sequence[tuple[int, int | None]]


@dataclass(frozen=True)
class PlaceInTree:
    """A place in the tree: under a node (None: at the top), right after a sibling (None: as the first)."""

    under: int | None
    after: int | None


class NoSuchPlace(DomainError):
    """The branch cannot go there."""


def place_of(tree: Tree, node: int) -> PlaceInTree:
    """Where the node stands.

    >>> place_of([(1, None), (2, 1), (3, 1)], 3)
    PlaceInTree(under=1, after=2)
    """
    under = dict(tree)[node]
    siblings = _children(tree, under)
    at = siblings.index(node)
    return PlaceInTree(under, siblings[at - 1] if at else None)


def last_place_under(tree: Tree, under: int | None) -> PlaceInTree:
    """Below everything that already stands there."""
    children = _children(tree, under)
    return PlaceInTree(under, children[-1] if children else None)


def place_above(tree: Tree, node: int, *, skip: Container[int] = ()) -> PlaceInTree | None:
    """The place before its previous sibling, or None when it is the first; `skip` holds what is archived.

    >>> place_above([(1, None), (2, 1), (3, 1)], 3), place_above([(1, None), (2, 1), (3, 1)], 2)
    (PlaceInTree(under=1, after=None), None)
    """
    under = dict(tree)[node]
    siblings = _children(tree, under)
    seen = [sibling for sibling in siblings[: siblings.index(node)] if sibling not in skip]
    if not seen:
        return None
    at = siblings.index(seen[-1])
    return PlaceInTree(under, siblings[at - 1] if at else None)


def place_below(tree: Tree, node: int, *, skip: Container[int] = ()) -> PlaceInTree | None:
    """The place after its next sibling, or None when it is the last; `skip` holds what is archived."""
    under = dict(tree)[node]
    siblings = _children(tree, under)
    seen = [sibling for sibling in siblings[siblings.index(node) + 1 :] if sibling not in skip]
    return PlaceInTree(under, seen[0]) if seen else None


def place_at_top(tree: Tree, node: int) -> PlaceInTree:
    """At the top, after the branch it stood in."""
    return PlaceInTree(None, path_to(tree, node)[0])


def path_to(tree: Tree, node: int) -> list[int]:
    """The nodes from the top down to this one, itself included.

    >>> path_to([(1, None), (2, 1), (3, 2)], 3)
    [1, 2, 3]
    """
    parents = dict(tree)
    path = [node]
    while (above := parents[path[0]]) is not None:
        path.insert(0, above)
    return path


def branch_of(tree: Tree, node: int) -> list[int]:
    """The node and everything under it, in the order of the plan.

    >>> branch_of([(1, None), (2, 1), (3, 2), (4, 1)], 2)
    [2, 3]
    """
    inside = {node}
    for name, parent in tree:
        if parent in inside:
            inside.add(name)
    return [name for name, _ in tree if name in inside]


def moved(tree: Tree, node: int, to: PlaceInTree) -> list[tuple[int, int | None]]:
    """The tree with the branch of this node at that place.

    >>> moved([(1, None), (2, 1), (3, 1)], 3, PlaceInTree(None, 1))
    [(1, None), (2, 1), (3, None)]

    Raises:
        NoSuchPlace: the place lies in the branch itself, or does not exist.
    """
    inside = set(branch_of(tree, node))
    if to.under in inside or (to.after in inside and to.after != node):
        raise NoSuchPlace("Iets kan niet onder zichzelf staan. Kies een plaats buiten deze tak.")
    if to.after == node:
        to = place_of(tree, node)
    branch = [(name, to.under if name == node else parent) for name, parent in tree if name in inside]
    rest = [(name, parent) for name, parent in tree if name not in inside]
    return _put(rest, branch, to)


def added(tree: Tree, node: int, to: PlaceInTree) -> list[tuple[int, int | None]]:
    """The tree with a new node at that place.

    >>> added([(1, None), (2, 1)], 3, PlaceInTree(1, None))
    [(1, None), (3, 1), (2, 1)]

    Raises:
        NoSuchPlace: it does not exist.
    """
    return _put(list(tree), [(node, to.under)], to)


def place_to_return(tree: Tree, node: int, archived: Container[int]) -> PlaceInTree:
    """Where an archived branch comes back: its old place, or under the nearest living node above."""
    path = path_to(tree, node)
    for at in range(len(path) - 1, 0, -1):
        if path[at - 1] not in archived:
            return place_of(tree, node) if path[at] == node else PlaceInTree(path[at - 1], path[at])
    return place_of(tree, node) if len(path) == 1 else PlaceInTree(None, path[0])


def odd_level(level: str, above: str | None) -> bool:
    """Whether people will wonder at this level under that one: a hint, not a law.

    >>> odd_level("goal", "action"), odd_level("action", "goal"), odd_level("action", None)
    (True, False, False)
    """
    ranked: dict[str, int] = {name: rank for rank, name in enumerate(LEVELS[: LEVELS.index("project")])}
    return level in ranked and above is not None and ranked.get(above, -1) >= ranked[level]


def shifts(before: Sequence[tuple[int, int]], after: Sequence[int]) -> list[tuple[int, int, int]] | None:
    """How to renumber: rows (first position, last position, by how much), few for any move of one branch.

    `before` are nodes with their positions in the old order, `after` the nodes in the new one, to be
    numbered from 0. None when positions were not unique, so that a range would say too much.

    >>> shifts([(1, 0), (2, 1), (3, 2)], [1, 3, 2])
    [(1, 1, 1), (2, 2, -1)]
    """
    if len({position for _, position in before}) < len(before):
        return None
    numbers = {node: number for number, node in enumerate(after)}
    found: list[tuple[int, int, int]] = []
    for node, position in sorted(before, key=lambda pair: pair[1]):
        by = numbers[node] - position
        if found and found[-1][2] == by:
            found[-1] = (found[-1][0], position, by)
        else:
            found.append((position, position, by))
    return [shift for shift in found if shift[2]]


def _children(tree: Tree, under: int | None) -> list[int]:
    return [name for name, parent in tree if parent == under]


def _put(
    rest: list[tuple[int, int | None]], branch: list[tuple[int, int | None]], to: PlaceInTree
) -> list[tuple[int, int | None]]:
    parents = dict(rest)
    if (to.under is not None and to.under not in parents) or (
        to.after is not None and parents.get(to.after, -1) != to.under
    ):
        raise NoSuchPlace("Die plaats bestaat niet meer in dit plan. Herlaad de pagina en kies opnieuw.")
    before = to.after if to.after is not None else to.under
    if before is None:
        return branch + rest
    order = [name for name, _ in rest]
    # After a sibling comes everything under that sibling; as the first child comes right after the parent.
    at = order.index(before) + (len(branch_of(rest, before)) if to.after is not None else 1)
    return rest[:at] + branch + rest[at:]
