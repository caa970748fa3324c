"""What has priority, and why: a mark of its own, or something under it that has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Marked(NamedTuple):
    """A node as far as its priority goes, in the order of the plan."""

    pk: int
    parent: int | None
    mark: str
    """`priority`, `regular` or empty."""


@dataclass(frozen=True)
class Effective:
    """A node that has priority: by its own mark, or because of the nodes under it that carry one."""

    own: bool
    because: tuple[int, ...] = ()
    """The marked nodes under it, in the order of the plan."""

    def said(self, names: Mapping[int, str]) -> str:
        """That it has priority, and why; `names` gives the marked nodes their short names.

        >>> Effective(True).said({}), Effective(False, (4,)).said({4: "A0402"})
        ('prioritair', 'prioritair, omdat A0402 het is')
        >>> Effective(False, (4, 5, 6)).said({4: "A1", 5: "A2", 6: "A3"})
        'prioritair, omdat A1, A2 en A3 het zijn'
        """
        if self.own:
            return "prioritair"
        known = [names[pk] for pk in self.because if pk in names]
        if len(known) > 3:
            known = [*known[:2], f"nog {len(known) - 2}"]
        if len(known) < 2:
            return f"prioritair, omdat {known[0] if known else 'iets eronder'} het is"
        return f"prioritair, omdat {', '.join(known[:-1])} en {known[-1]} het zijn"


def priorities_of(nodes: Iterable[Marked]) -> dict[int, Effective]:
    """Every node that has priority. A node does when it is marked, or when anything under it is.

    A mark "niet prioritair" does not stop what lies under it: a board cannot put an action first and leave
    its action plan behind (the rule of the policy and management cycle of Flemish local governments).

    >>> sorted(priorities_of([Marked(1, None, ""), Marked(2, 1, "regular"), Marked(3, 2, "priority")]))
    [1, 2, 3]
    """
    rows = list(nodes)
    parents = {row.pk: row.parent for row in rows}
    own = {row.pk for row in rows if row.mark == "priority"}
    because: dict[int, list[int]] = {pk: [] for pk in own}
    for row in rows:
        if row.pk not in own:
            continue
        seen = {row.pk}
        above = row.parent
        while above is not None and above in parents and above not in seen:
            seen.add(above)
            because.setdefault(above, []).append(row.pk)
            above = parents[above]
    return {pk: Effective(pk in own, tuple(below)) for pk, below in because.items()}
