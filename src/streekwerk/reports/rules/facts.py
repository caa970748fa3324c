"""What was gathered for a report: plain values, kept as they were, from which everything it says is made.

They go to JSON and back without loss. The next report is compared with them, and the same facts always give
the same report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class NodeFact:
    """A goal, action plan or action as it stood on the day."""

    id: int
    parent: int | None
    level: str
    word: str
    """What the network calls its level."""
    code: str
    title: str
    action: bool = False
    goal: bool = False
    end: str = ""
    """The last day of its end, as ISO; empty: it has none."""
    end_words: str = ""
    start: str = ""
    stand: str = ""
    label: str = ""
    since: str = ""
    reason: str = ""
    narrative: str = ""
    next_step: str = ""
    confidence: str = ""
    reported_on: str = ""
    """The day since which its last report of this period holds; empty: nobody reported in it."""
    steward: str = ""
    """Who keeps it going: a function or an organisation, never a person."""
    priority: bool = False
    why: str = ""
    """Why its end was moved to where it is now."""

    @property
    def name(self) -> str:
        """Its number and title.

        >>> NodeFact(1, None, "action", "Actie", "3.1", "Een huis").name
        '3.1 Een huis'
        """
        return f"{self.code} {self.title}".strip()

    @property
    def closed(self) -> bool:
        return self.stand in ("done", "stopped")


@dataclass(frozen=True, slots=True)
class MeterFact:
    """An indicator with its figure, target and state."""

    indicator: int
    text: str
    node: int | None
    figure: str = ""
    number: str = ""
    """The exact figure; empty: there is none, or it may not be shown."""
    period: str = ""
    coverage: str = ""
    target: str = ""
    state: str = ""
    label: str = ""
    said: str = ""
    """Where it stands in a sentence."""
    own: str = ""
    """In a report for one member: its own figure."""
    chart: dict[str, Any] | None = None
    """The course as `rules.charts` draws it."""


@dataclass(frozen=True, slots=True)
class DeliverableFact:
    id: int
    title: str
    node: int | None
    stand: str
    words: str
    sentence: str = ""
    due: str = ""
    late: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    id: int
    text: str
    node: int | None
    day: str
    """The first day of its interval, as ISO."""
    last: str
    words: str
    reached: str = ""
    """The day it was reached, as ISO."""
    why: str = ""
    """Why it was moved, as it was said last."""


@dataclass(frozen=True, slots=True)
class BudgetFact:
    """The money of an action in a year and a source; amounts are exact, empty where nobody said one."""

    node: int
    year: int
    direction: str = "expense"
    kind: str = ""
    source: str = ""
    planned: str = ""
    realised: str = ""
    until: str = ""
    """The last day of project money, as ISO."""


@dataclass(frozen=True, slots=True)
class AssumptionFact:
    id: int
    node: int
    kind: str
    text: str
    stand: str
    label: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class FindingFact:
    severity: str
    word: str
    message: str
    node: int | None


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """What a body decided about the plan."""

    number: int
    on: str
    by: str
    reason: str = ""
    changes: int = 0
    told: tuple[str, ...] = ()
    """The first changes in words."""


@dataclass(frozen=True)
class Facts:
    """Everything a report of one plan, period and audience can say."""

    plan: int
    title: str
    network: str
    audience: str
    period: str
    start: str
    end: str
    taken_on: str
    member: str = ""
    member_word: str = "lid"
    members_word: str = "leden"
    paused: str = ""
    """Of a plan that rests: since when and why."""
    nodes: tuple[NodeFact, ...] = ()
    meters: tuple[MeterFact, ...] = ()
    deliverables: tuple[DeliverableFact, ...] = ()
    milestones: tuple[MilestoneFact, ...] = ()
    budget: tuple[BudgetFact, ...] = ()
    assumptions: tuple[AssumptionFact, ...] = ()
    findings: tuple[FindingFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    since_decision: tuple[str, ...] = ()
    """What changed in the text of the plan since the last decision, in words."""
    inside: bool = True
    """Whether its audience sees how the plan is worked on; a neighbour sees what it says."""

    @cached_property
    def by_id(self) -> dict[int, NodeFact]:
        return {node.id: node for node in self.nodes}

    @property
    def actions(self) -> list[NodeFact]:
        return [node for node in self.nodes if node.action]

    @cached_property
    def goal_of(self) -> dict[int, int]:
        """By node the lowest goal at or above it."""
        found: dict[int, int] = {}
        for node in self.nodes:  # a parent stands before its children
            if node.goal:
                found[node.id] = node.id
            elif node.parent in found:
                found[node.id] = found[node.parent]
        return found

    def under(self, goal: int | None) -> Iterator[NodeFact]:
        """The actions that lie under this goal; None: under none."""
        return (node for node in self.actions if self.goal_of.get(node.id) == goal)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.taken_on)

    def to_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries; rows leave out what is empty."""
        data: dict[str, Any] = {"format": FORMAT}
        for one in fields(self):
            value = getattr(self, one.name)
            data[one.name] = [_row(row) for row in value] if one.name in _ROWS else value
        data["since_decision"] = list(self.since_decision)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Facts:
        """The facts again.

        Raises:
            KeyError, TypeError: this was not made by `to_json`.
        """
        values = {one.name: data[one.name] for one in fields(cls)}
        for name, kind in _ROWS.items():
            values[name] = tuple(kind(**row) for row in values[name])
        values["decisions"] = tuple(
            DecisionFact(**{**row, "told": tuple(row.get("told", ()))}) for row in data["decisions"]
        )
        values["since_decision"] = tuple(data["since_decision"])
        return cls(**values)


_ROWS: dict[str, type[Any]] = {
    "nodes": NodeFact,
    "meters": MeterFact,
    "deliverables": DeliverableFact,
    "milestones": MilestoneFact,
    "budget": BudgetFact,
    "assumptions": AssumptionFact,
    "findings": FindingFact,
    "decisions": DecisionFact,
}


def _row(row: Any) -> dict[str, Any]:
    """A row without what its class takes for granted."""
    usual = {one.name: one.default for one in fields(row)}
    found = asdict(row)
    if found.get("told"):
        found["told"] = list(found["told"])
    return {name: value for name, value in found.items() if value != usual[name]}
