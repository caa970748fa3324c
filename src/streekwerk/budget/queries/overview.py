"""The budget of a plan: what the lines of a selection add up to, in every way the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from streekwerk.access.models import Actor
from streekwerk.budget.choices import Source
from streekwerk.budget.models import BudgetLine
from streekwerk.budget.queries.lines import facts_of
from streekwerk.budget.queries.selection import BudgetSelection, kept
from streekwerk.budget.querysets import BudgetLineQuerySet
from streekwerk.budget.rules import LineFacts, Totals, totals, totals_by, tree_totals
from streekwerk.plans.choices import ACTION_LEVELS, Priority
from streekwerk.plans.models import Node, Plan

_GOALS = ("goal", "strategic_objective", "operational_objective")


class Place(NamedTuple):
    """A node as far as the tree of sums shows it."""

    pk: int
    parent: int | None
    level: str
    level_label: str
    code: str
    title: str
    priority: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True)
class Overview:
    """Two queries at most; everything is asked for and added up when it is needed."""

    plan: Plan
    selection: BudgetSelection
    rows: BudgetLineQuerySet
    """All lines of the plan that the actor may see."""

    @cached_property
    def every(self) -> list[LineFacts]:
        """All lines of the plan."""
        return facts_of(self.rows)

    @cached_property
    def places(self) -> dict[int, Place]:
        """All its nodes, each after its parent."""
        columns = ("pk", "parent_id", "level", "level_label", "code", "title", "priority")
        rows = Node.objects.filter(plan=self.plan).order_by("position").values_list(*columns)
        return {row[0]: Place(*row) for row in rows}

    @cached_property
    def lines(self) -> list[LineFacts]:
        """Those of the selection."""
        return kept(self.every, self.selection, self.branch)

    @cached_property
    def branch(self) -> set[int] | None:
        """The chosen node with everything under it; None: the whole plan."""
        under = self.selection.under
        if under is None or under not in self.places:
            return None
        found = {under}
        for place in self.places.values():
            if place.parent in found:
                found.add(place.pk)
        return found

    @cached_property
    def groups(self) -> dict[tuple[int, str, str, str], Totals]:
        """By year, source, kind and policy field: every division of the page adds these up."""
        return totals_by(self.lines, lambda line: (line.year, line.source, line.kind, line.policy_field))

    @cached_property
    def whole(self) -> Totals:
        return sum(self.groups.values(), Totals())

    @cached_property
    def years(self) -> list[int]:
        """The years of the plan and of its lines."""
        found = {line.year for line in self.every}
        start, end = self.plan.period_start, self.plan.period_end
        if start and end and end.year - start.year <= 10:
            found |= set(range(start.year, end.year + 1))
        return sorted(found)

    @cached_property
    def by_year(self) -> dict[int, Totals]:
        """Of every year, also one without lines."""
        found = self._by(0)
        shown = [self.selection.year] if self.selection.year else self.years
        return {year: found.get(year, Totals()) for year in shown}

    @cached_property
    def by_source(self) -> dict[str, Totals]:
        return self._by(1)

    @cached_property
    def by_kind(self) -> dict[str, Totals]:
        return self._by(2)

    @cached_property
    def by_policy_field(self) -> dict[str, Totals]:
        return self._by(3)

    def _by(self, at: int) -> dict[Any, Totals]:
        found: dict[Any, Totals] = {}
        for key, each in self.groups.items():
            found[key[at]] = found.get(key[at], Totals()) + each
        return found

    @cached_property
    def tree(self) -> dict[int, Totals]:
        """Every node with what stands on it and under it."""
        parents = {pk: place.parent for pk, place in self.places.items()}
        return tree_totals(parents, totals_by(self.lines, lambda line: line.node))

    def below(self, pk: int | None) -> Iterator[tuple[Place, Totals]]:
        """What stands directly under a node, or at the top, as far as it has lines; in order of the plan."""
        for place in self.places.values():
            if place.parent == pk and self.tree[place.pk].lines:
                yield place, self.tree[place.pk]

    def above(self, pk: int) -> list[Place]:
        """What a node stands under, the highest first."""
        found: list[Place] = []
        here = self.places[pk].parent
        while here is not None and here in self.places:
            found.insert(0, self.places[here])
            here = self.places[here].parent
        return found

    @cached_property
    def undecided(self) -> list[LineFacts]:
        """Lines whose source is still to be decided, by year."""
        found = [line for line in self.lines if line.source == Source.UNDECIDED]
        order = {pk: at for at, pk in enumerate(self.places)}
        return sorted(found, key=lambda line: (line.year, order.get(line.node, 0)))

    @cached_property
    def without(self) -> int:
        """How many actions of the plan have no line at all."""
        have = {line.node for line in self.every}
        return sum(place.level in ACTION_LEVELS and pk not in have for pk, place in self.places.items())

    @cached_property
    def priorities(self) -> tuple[list[tuple[Place, Totals]], Totals]:
        """Per goal with priority parts what these cost, and all the rest: together the whole selection.

        A line has priority when its node, or one above it, carries the mark of the board.
        """
        if not any(place.priority == Priority.PRIORITY for place in self.places.values()):
            return [], self.whole
        goal_of: dict[int, int | None] = {}
        marked: dict[int, bool] = {}
        for pk, place in self.places.items():
            above = place.parent if place.parent in goal_of else None
            goal = goal_of[above] if above is not None else None
            goal_of[pk] = goal if goal is not None or place.level not in _GOALS else pk
            marked[pk] = place.priority == Priority.PRIORITY or (above is not None and marked[above])
        first = [line for line in self.lines if marked.get(line.node) and goal_of.get(line.node)]
        by_goal = totals_by(first, lambda line: goal_of[line.node] or 0)
        chosen = {line.pk for line in first}
        rest = totals(line for line in self.lines if line.pk not in chosen)
        return [(self.places[pk], by_goal[pk]) for pk in self.places if pk in by_goal], rest


def overview_of(actor: Actor, plan: Plan, selection: BudgetSelection) -> Overview:
    """The budget of this plan as the actor may see it: two queries, once its sums are asked for."""
    lines = BudgetLine.objects.visible_to(actor).live().filter(node__plan=plan).order_by("year", "pk")
    return Overview(plan, selection, lines)
