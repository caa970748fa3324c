"""What a file of the accounting package would change in a plan."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from streekwerk.budget.choices import Reported
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.budget.rules.accounting import (
    Candidate,
    Compared,
    StoredLine,
    Table,
    Target,
    compare,
    read_table,
)
from streekwerk.budget.rules.accounting.matching import likely, sure, target_of
from streekwerk.plans.models import Node, Plan

LEFT_OUT = 0
"""What people settle on for a target that is not read in."""


@dataclass(frozen=True)
class Preview:
    """A file beside the plan as it stands."""

    table: Table
    targets: list[Target]
    candidates: list[Candidate]
    by_code: Mapping[str, int]
    """The node of each target whose code is sure."""
    compared: Compared
    base: str
    """By which a form says what it showed."""
    likely: Mapping[str, list[Candidate]] = field(default_factory=dict)
    """Per target without a sure code the nodes it may mean."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to ask."""
        return not self.compared.of("unplaced", "unclear")


def preview_of(upload: BudgetImport) -> Preview:
    """What this file would change now; three queries.

    Raises:
        FileRefused: the file cannot be read.
    """
    plan, table = upload.plan, read_table(bytes(upload.content))
    candidates = candidates_of(plan)
    targets = list({each.key: each for each in map(target_of, table.rows)}.values())
    by_code = sure(targets, candidates)
    known = {each.pk for each in candidates}
    nodes: dict[str, int | None] = {}
    for target in targets:
        said = upload.settled.get(f"doel|{target.key}")
        if said == LEFT_OUT:
            nodes[target.key] = None
        elif said in known:
            nodes[target.key] = said
        elif target.key in by_code:
            nodes[target.key] = by_code[target.key]
    chosen = {key.removeprefix("lijn|"): pk for key, pk in upload.settled.items() if key.startswith("lijn|")}
    lines = stored_lines(plan, Reported(upload.reported))
    compared = compare(table.rows, lines=lines, nodes=nodes, chosen=chosen)
    open_ones = [target for target in targets if target.key not in by_code]
    return Preview(
        table, targets, candidates, by_code, compared, base_of(plan),
        {target.key: likely(target, candidates) for target in open_ones},
    )  # fmt: skip


def candidates_of(plan: Plan) -> list[Candidate]:
    """The nodes that can carry money: everything but prose; one query."""
    rows = Node.objects.filter(plan=plan).exclude(level="statement").order_by("position")
    return [Candidate(*row) for row in rows.values_list("pk", "code", "title")]


def stored_lines(plan: Plan, reported: Reported) -> list[StoredLine]:
    """The lines of the plan with the amount that such a file fills; one query."""
    column = reported.column
    rows = BudgetLine.objects.filter(node__plan=plan, node__archived_at=None, archived_at=None).order_by("pk")
    facts = ("pk", "node_id", "year", "direction", "kind", "source", "policy_field", column)
    return [
        StoredLine._make((*row[:-1], row[-1] is not None))
        for row in rows.values_list(*facts, f"{column}_from")
    ]


def base_of(plan: Plan) -> str:
    """What tells whether any line of the plan changed since; one query."""
    rows = (
        BudgetLine.objects.filter(node__plan=plan).order_by("pk").values_list("pk", "version", "archived_at")
    )
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()
