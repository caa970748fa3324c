"""What a branch holds and what refers to it, where a node stands, and what was taken out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from streekwerk.access.models import Actor
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, NodeLink, Plan
from streekwerk.plans.queries.family import family_of
from streekwerk.plans.rules import preorder
from streekwerk.plans.rules.structure import Tree, branch_of
from streekwerk.ui.dutch import counted


@dataclass(frozen=True)
class Stored:
    """The tree of a plan as it is stored, with what was archived."""

    tree: Tree
    positions: Sequence[tuple[int, int]]
    archived: dict[int, datetime]

    def branch(self, node: Node) -> list[int]:
        """The living nodes of a branch."""
        return [pk for pk in branch_of(self.tree, node.pk) if pk not in self.archived]

    def archived_with(self, node: Node) -> list[int]:
        """The nodes of a branch that were taken out at the same moment."""
        at = node.archived_at
        return [pk for pk in branch_of(self.tree, node.pk) if self.archived.get(pk) == at]


def stored_tree(plan: Plan) -> Stored:
    """The whole tree in the order of the plan; one query."""
    rows = list(
        Node.every.filter(plan=plan)
        .order_by("position", "pk")
        .values_list("pk", "parent_id", "position", "archived_at")
    )
    parents = {pk: parent for pk, parent, _, _ in rows}
    order = preorder([(str(pk), None if parent is None else str(parent)) for pk, parent, _, _ in rows])
    return Stored(
        [(int(pk), parents[int(pk)]) for pk in order],
        [(pk, position) for pk, _, position, _ in rows],
        {pk: archived for pk, _, _, archived in rows if archived},
    )


def seen_mark(nodes: Sequence[tuple[int, int]]) -> str:
    """A short mark of what a person saw: (number, version) of every node of a branch."""
    return hashlib.sha256(repr(sorted(nodes)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Branch:
    """A node with what goes along when it is taken out."""

    nodes: list[Node]
    """In the order of the plan, itself first."""
    indicators: int
    milestones: int
    referring: list[NodeLink]
    """Links with parts that stay, also of other plans that the actor may read."""
    seen: str
    """The mark of what was shown; taking out is refused when it is not the same any more."""

    @property
    def said(self) -> str:
        """How much goes along, without what there is none of."""
        counts = (
            (len(self.nodes), "onderdeel", "onderdelen"),
            (self.indicators, "indicator", "indicatoren"),
            (self.milestones, "mijlpaal", "mijlpalen"),
        )
        parts = [counted(count, one, many) for count, one, many in counts if count]
        return " en ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def branch_at(node: Node, actor: Actor) -> Branch:
    """What goes along with this node, and what refers to it; five queries."""
    pks = stored_tree(node.plan).branch(node)
    nodes = list(Node.objects.filter(pk__in=pks).only("pk", "version", "code", "title", "plan_id"))
    links = NodeLink.objects.visible_to(actor).filter(target__in=pks).exclude(source__in=pks)
    return Branch(
        nodes,
        IndicatorSentence.objects.filter(node__in=pks).count(),
        Milestone.objects.filter(node__in=pks).count(),
        list(links.filter(source__archived_at=None).select_related("source", "target")),
        seen_mark([(each.pk, each.version) for each in nodes]),
    )


@dataclass(frozen=True)
class TakenOut:
    """A branch that was taken out of the plan."""

    node: Node
    parts: int
    """How many nodes, itself included."""


def taken_out(plan: Plan) -> list[TakenOut]:
    """The branches that were taken out, newest first; one query."""
    # Nothing stands in the plan under what was taken out, so those rows alone tell which went along.
    rows = list(
        Node.every.filter(plan=plan, archived_at__isnull=False)
        .order_by("position", "pk")
        .only(
            "pk",
            "plan_id",
            "parent_id",
            "code",
            "title",
            "level",
            "level_label",
            "archived_at",
            "archived_by",
        )
    )
    tree = [(row.pk, row.parent_id) for row in rows]
    moments: dict[int, datetime | None] = {row.pk: row.archived_at for row in rows}
    found = []
    for row in rows:
        # A part that went along with what stands above it comes back with that.
        if row.parent_id is None or moments.get(row.parent_id) != row.archived_at:
            along = [pk for pk in branch_of(tree, row.pk) if moments[pk] == row.archived_at]
            found.append(TakenOut(row, len(along)))
    return sorted(
        found,
        key=lambda each: each.node.archived_at.timestamp() if each.node.archived_at else 0,
        reverse=True,
    )


@dataclass(frozen=True)
class Standpoint:
    """Where a node stands among its siblings."""

    number: int
    of: int
    above: str


def standpoint_of(node: Node) -> Standpoint:
    """The place of a node under what stands above it; one query at most."""
    family = family_of(node.plan)
    siblings = [row.pk for row in family.siblings(node)]
    above = str(family.members.get(node.parent_id or 0, ""))
    return Standpoint(siblings.index(node.pk) + 1 if node.pk in siblings else 1, len(siblings), above)
