"""What single cells of a plan say, as a workbook knows them: by row and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from streekwerk.accounts.models import User
from streekwerk.intake.choices import ChangeKind
from streekwerk.intake.models import WorkbookChange, WorkbookReturn
from streekwerk.intake.rules.workbooks.likeness import bare
from streekwerk.network.models import Network, Party
from streekwerk.network.queries import colleagues_in
from streekwerk.plans.choices import Confidence, Priority, ProgressStatus
from streekwerk.plans.models import IndicatorSentence, Milestone, Node, Plan, Progress
from streekwerk.plans.queries import level_word
from streekwerk.plans.queries.fields import field_texts, template_of
from streekwerk.ui.dutch import vague_day

FIELD = "field:"
REPORT = ("status", "reason", "narrative", "next_step", "confidence")
"""Columns that together are a report about how it stands."""
RESTING = ("statement", "funding")
"""Levels that do not run or stop."""
STANDS = {status.value: str(status.label) for status in ProgressStatus}
CONFIDENCES = {each.value: str(each.label) for each in Confidence}
PRIORITIES = {each.value: str(each.label) for each in Priority}


@dataclass(frozen=True)
class People:
    """Who can be chosen, by the name that stands in the list."""

    stewards: dict[str, User]
    leads: dict[str, Party]


def people_for(network: Network, today: date) -> People:
    """The colleagues of a network, and every organisation; a name of two tells them apart. Two queries."""
    users, parties = colleagues_in(network.pk, today), list(Party.objects.order_by("name", "pk"))
    return People(
        _by_name((user.name, user.email, user) for user in users),
        _by_name((party.name, f"nr. {party.pk}", party) for party in parties),
    )


def _by_name(things: Iterable[tuple[str, str, Any]]) -> dict[str, Any]:
    found = list(things)
    counts = Counter(bare(name) for name, _, _ in found)
    return {name if counts[bare(name)] == 1 else f"{name} ({more})": thing for name, more, thing in found}


class CellChange(NamedTuple):
    """A change without its model and its node: a workbook comes back with thousands of them."""

    pk: int
    state: str
    kind: str
    row: str
    column: str
    node_id: int | None
    base: str
    text: str
    problem: str
    options: list[Any]


def changes_in(returned: WorkbookReturn) -> list[CellChange]:
    """Everything a returned workbook proposed, in its order; one query."""
    return [CellChange._make(row) for row in returned.changes.values_list(*CellChange._fields)]


def cells_now(
    plan: Plan, changes: Iterable[CellChange | WorkbookChange], people: People
) -> dict[str, dict[str, str]]:
    """What the cells of these changes say now, by row and column. Six queries at most.

    Only those cells: all of two thousand rows take longer than the page that shows fifteen.
    """
    asked: dict[str, set[str]] = {}
    for change in changes:
        if change.kind == ChangeKind.CELL:
            asked.setdefault(change.row, set()).add(change.column)
    columns = set().union(*(asked[row] for row in asked if row[0] == "n"))
    found: dict[str, dict[str, str]] = {}
    for kind, letter, read in ((IndicatorSentence, "i", sentence_cells), (Milestone, "m", milestone_cells)):
        if parts := [int(row[1:]) for row in asked if row[0] == letter]:
            rows: Iterable[Any] = kind.objects.filter(plan=plan, pk__in=parts)
            found |= {f"{letter}{part.pk}": read(part) for part in rows}
    if columns:
        nodes = Node.objects.filter(plan=plan, pk__in=[int(row[1:]) for row in asked if row[0] == "n"])
        names = {"pk", "level"}.union(*(_KEPT_IN.get(column, ("fields",)) for column in columns))
        rows = nodes.order_by().values_list(*names, named=True)
        cells = Cells.of(plan, list(rows), people, reports=bool(columns.intersection(REPORT)))
        for node in cells.nodes:
            row = f"n{node.pk}"
            found[row] = cells.of_node(node, asked[row])
    return found


@dataclass(frozen=True)
class Cells:
    """How each column of a node reads; nodes are models, or rows with the columns that are read."""

    plan: Plan
    nodes: list[Any]
    fields: Callable[[Any], dict[str, str]]
    """The fields of its sheet, by label."""
    reports: Mapping[int, Progress]
    stewards: Mapping[int, str]
    leads: Mapping[int, str]

    @classmethod
    def of(cls, plan: Plan, nodes: list[Any], people: People, *, reports: bool = True) -> Cells:
        last: dict[int, Progress] = {}
        if reports:
            chosen = [node.pk for node in nodes]
            for report in Progress.objects.filter(plan=plan, node__in=chosen).order_by("pk"):
                last[report.node_id or 0] = report
        stewards = {user.pk: name for name, user in people.stewards.items()}
        named = {pk for node in nodes if (pk := getattr(node, "steward_id", None))}
        if gone := named - stewards.keys():
            stewards |= dict(User.objects.filter(pk__in=gone).values_list("pk", "name"))
        leads = {party.pk: name for name, party in people.leads.items()}
        fields = partial(field_texts, plan=plan, template=template_of(plan.network_id))
        return cls(plan, nodes, fields, last, stewards, leads)

    def of_node(self, node: Any, columns: Collection[str]) -> dict[str, str]:
        """The cells of a node in these columns; fields of the sheet that it has not are left out."""
        said = {column: _READ[column](self, node) for column in columns if column in _READ}
        if node.level in RESTING:
            said = {column: text for column, text in said.items() if column not in REPORT}
        if len(said) < len(columns):
            every = {f"{FIELD}{label}": text for label, text in self.fields(node).items()}
            said |= {column: text for column, text in every.items() if column in columns}
        return said

    def every(self, node: Node, indicators: int) -> dict[str, str]:
        """All cells of a node, in the order of the sheet."""
        fields = [f"{FIELD}{label}" for label in self.fields(node)]
        return self.of_node(node, [*_READ, *fields]) | {"indicators": str(indicators)}

    def told(self, node: Any, name: str) -> str:
        """What the last report about this node says."""
        report = self.reports.get(node.pk)
        return getattr(report, name) if report else ""


_READ: dict[str, Callable[[Cells, Any], str]] = {
    "level": lambda self, node: level_word(self.plan.network, node.level, node.level_label),
    "code": lambda self, node: node.code,
    "title": lambda self, node: node.title,
    "text": lambda self, node: node.text,
    "start": lambda self, node: node.start_words or _said(node.start_date, node.start_precision),
    "end": lambda self, node: node.end_words or _said(node.end_date, node.end_precision),
    "steward": lambda self, node: self.stewards.get(node.steward_id or 0, ""),
    "lead": lambda self, node: self.leads.get(node.lead_id or 0, ""),
    "priority": lambda self, node: PRIORITIES.get(node.priority, ""),
    "external_code": lambda self, node: node.external_code,
    "status": lambda self, node: STANDS.get(node.status, ""),
    "reason": lambda self, node: self.told(node, "reason"),
    "narrative": lambda self, node: self.told(node, "narrative"),
    "next_step": lambda self, node: self.told(node, "next_step"),
    "confidence": lambda self, node: CONFIDENCES.get(self.told(node, "confidence"), ""),
}
_KEPT_IN: dict[str, tuple[str, ...]] = {column: (column,) for column in _READ} | {
    "level": ("level", "level_label"),
    "start": ("start_words", "start_date", "start_precision"),
    "end": ("end_words", "end_date", "end_precision"),
    "steward": ("steward_id",),
    "lead": ("lead_id",),
    **{column: () for column in REPORT if column != "status"},
}
"""Where the node keeps what a column says; what is not named here is a field of the sheet."""


def sentence_cells(sentence: IndicatorSentence) -> dict[str, str]:
    return {"label": sentence.label, "text": sentence.text}


def milestone_cells(step: Milestone) -> dict[str, str]:
    return {"words": step.words or vague_day(step.date, step.precision), "text": step.text}


def _said(day: date | None, precision: str) -> str:
    return vague_day(day, precision) if day else ""
