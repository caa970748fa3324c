"""The order of a tree."""

from __future__ import annotations

from collections.abc import Sequence


def preorder(parents: Sequence[tuple[str, str | None]]) -> list[str]:
    """Ids so that each comes before its children, siblings in the order given.

    A parent that is not in the list, or that would close a circle, is taken for no parent.

    >>> preorder([("b", "a"), ("a", None), ("c", "a"), ("d", "x")])
    ['a', 'b', 'c', 'd']
    """
    known = {name for name, _ in parents}
    children: dict[str | None, list[str]] = {}
    for name, parent in parents:
        children.setdefault(parent if parent in known else None, []).append(name)
    ordered: list[str] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        name = stack.pop()
        ordered.append(name)
        stack.extend(reversed(children.get(name, [])))
    placed = set(ordered)
    return ordered + [name for name, _ in parents if name not in placed]
