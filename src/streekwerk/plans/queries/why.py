"""The why of a plan: its statements with the goals that serve them, and what serves none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Q

from streekwerk.plans.choices import GOAL_LEVELS, StatementKind
from streekwerk.plans.models import Node, Plan, Statement, Why
from streekwerk.plans.queries.counts import level_word
from streekwerk.plans.queries.family import Relative, family_of
from streekwerk.plans.rules.why import Picture, Prose, chain, picture, proposed, without_why

PROSE = ("statement", "funding")
MOST_DRAWN = 24
"""More rows than this are no picture any more; the lists say the same."""


class Goal(NamedTuple):
    """A goal or action as a link needs it."""

    pk: int
    parent: int | None
    word: str
    code: str
    title: str
    depth: int

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True)
class Served:
    """A statement with the goals and actions that serve it themselves."""

    statement: Statement
    goals: list[Goal]


@dataclass(frozen=True)
class ProposedStatement:
    """A chapter of the plan that announces itself as a statement."""

    node: Node
    kind: StatementKind


@dataclass(frozen=True)
class WhyOfPlan:
    """Everything the page “Waarom” shows."""

    groups: list[tuple[StatementKind, list[Served]]]
    goals: int
    without: list[Goal]
    """Goals that serve no statement, themselves or through what stands above them."""
    alone: list[Served]
    """Challenges and ambitions, and other statements, that no goal serves."""
    proposals: list[ProposedStatement]
    archived: list[Statement]
    drawn: Picture | None
    statements: int = field(default=0)


def goals_of(plan: Plan) -> dict[int, Goal]:
    """Everything in the plan that can serve a statement, in its order; one query."""
    rows = Node.objects.filter(plan=plan).exclude(level__in=PROSE)
    found: dict[int, Goal] = {}
    words: dict[tuple[str, str], str] = {}
    for pk, parent, level, label, code, title in rows.values_list(
        "pk", "parent_id", "level", "level_label", "code", "title"
    ):
        key = (level, label)
        if key not in words:
            words[key] = level_word(plan.network, level, label)
        depth = found[parent].depth + 1 if parent in found else 0
        found[pk] = Goal(pk, parent, words[key], code, title, depth)
    return found


def why_of(plan: Plan) -> WhyOfPlan:
    """The statements of a plan and of its network, with what serves them; four queries."""
    every = list(Statement.objects.filter(Q(plan=plan) | Q(plan=None, network=plan.network_id)))
    live = [statement for statement in every if statement.archived_at is None]
    nodes = goals_of(plan)
    pairs = [
        (statement, node)
        for statement, node in Why.objects.filter(node__plan=plan).values_list("statement_id", "node_id")
        if node in nodes
    ]
    shown = {statement.pk for statement in live}
    pairs = [pair for pair in pairs if pair[0] in shown]
    served = [
        Served(statement, [nodes[node] for one, node in pairs if one == statement.pk]) for statement in live
    ]
    goals = _goals(plan, nodes)
    parents = {goal.pk: goal.parent for goal in nodes.values()}
    missing = set(without_why(goals, parents, {node for _, node in pairs}))
    return WhyOfPlan(
        groups=[
            (kind, rows)
            for kind in StatementKind
            if (rows := [row for row in served if row.statement.kind == kind])
        ],
        goals=len(goals),
        without=[nodes[pk] for pk in goals if pk in missing],
        alone=[row for row in served if not row.goals],
        proposals=_proposals(plan, {statement.node_id for statement in live}),
        archived=[statement for statement in every if statement.archived_at],
        drawn=_drawn(served, [nodes[pk] for pk in goals], parents, pairs, missing),
        statements=len(live),
    )


def _goals(plan: Plan, nodes: dict[int, Goal]) -> list[int]:
    """The goals of a plan; of a plan without goals what stands at the top."""
    levels = dict(Node.objects.filter(plan=plan, level__in=GOAL_LEVELS).values_list("pk", "level"))
    return [pk for pk in nodes if pk in levels] or [pk for pk, goal in nodes.items() if not goal.depth]


def _proposals(plan: Plan, taken: set[int | None]) -> list[ProposedStatement]:
    chapters = list(Node.objects.filter(plan=plan, level="statement").order_by("position"))
    holding = {node.parent_id for node in chapters}
    kinds = proposed(
        Prose(node.pk, node.parent_id, node.title, bool(node.text.strip()), node.pk in holding)
        for node in chapters
    )
    return [
        ProposedStatement(node, StatementKind(kinds[node.pk]))
        for node in chapters
        if node.pk in kinds and node.pk not in taken
    ]


def _drawn(
    served: list[Served],
    goals: list[Goal],
    parents: dict[int, int | None],
    pairs: list[tuple[int, int]],
    missing: set[int],
) -> Picture | None:
    """The picture; what an action serves is drawn from the nearest goal above it."""
    if not pairs or len(served) > MOST_DRAWN or len(goals) > MOST_DRAWN:
        return None
    known = {goal.pk for goal in goals}
    nearest = {
        (statement, next((pk for pk in chain(node, parents) if pk in known), node))
        for statement, node in pairs
    }
    left = [(row.statement.pk, row.statement.title) for row in served]
    # “Strategische doelstelling 4” would leave no room for what it says.
    right = [(goal.pk, str(goal) if len(goal.code) < 7 else goal.title) for goal in goals]
    return picture(left, right, nearest, missing)


class Reason(NamedTuple):
    """Why a node is there: a statement, and the node above that serves it; None when it does so itself."""

    statement: Statement
    via: Relative | None


def reasons_of(node: Node) -> list[Reason]:
    """What a node is for, itself first, then through what stands above it; two queries at most."""
    above = {row.pk: row for row in family_of(node.plan).ancestors(node)}
    line = [node.pk, *above]
    whys = Why.objects.filter(node__in=line, statement__archived_at=None).select_related("statement")
    ordered = sorted(whys, key=lambda why: (line.index(why.node_id), why.statement.position, why.pk))
    reasons: dict[int, Reason] = {}
    for why in ordered:
        reasons.setdefault(why.statement_id, Reason(why.statement, above.get(why.node_id)))
    return list(reasons.values())


def statements_for(plan: Plan) -> list[Statement]:
    """The statements that goals of this plan can serve; one query."""
    return list(Statement.objects.filter(Q(plan=plan) | Q(plan=None, network=plan.network_id)).live())
