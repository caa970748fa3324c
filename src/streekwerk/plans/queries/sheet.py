"""One node with its relations, and the lines it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from streekwerk.plans.choices import ACTION_LEVELS, SEVERITY_ORDER
from streekwerk.plans.models import (
    IndicatorSentence,
    Milestone,
    Node,
    NodeLink,
    PlanFinding,
)
from streekwerk.plans.queries.source import source_lines
from streekwerk.plans.rules import says_no_more
from streekwerk.ui.source import SourceLine


class Relative(NamedTuple):
    """Another node of the same plan, as much of it as a link needs."""

    pk: int
    parent_id: int | None
    level: str
    code: str
    title: str

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True)
class Sheet:
    """Everything the page of one node shows."""

    node: Node
    ancestors: list[Relative]
    children: list[Relative]
    fields: list[tuple[str, str]]
    indicators: list[IndicatorSentence]
    below: set[str]
    """Labels of fields that say nothing but the indicators, which stand in a list of their own."""
    milestones: list[Milestone]
    links: list[Relative]
    findings: list[PlanFinding]
    accepted: list[PlanFinding]
    source: list[SourceLine]
    previous: Relative | None = None
    following: Relative | None = None


def sheet_of(node: Node) -> Sheet:
    """The sheet of a node with its relations and its source lines; nine queries."""
    # Plain tuples: thousands of model objects would cost more than the rest of the page.
    rows = Node.objects.filter(plan=node.plan_id).values_list("pk", "parent_id", "level", "code", "title")
    family = {row[0]: Relative(*row) for row in rows}
    ancestors: list[Relative] = []
    above = node.parent_id
    while above and above in family and len(ancestors) < 20:
        ancestors.insert(0, family[above])
        above = family[above].parent_id
    siblings = [row for row in family.values() if row.level == node.level]
    at = next(place for place, row in enumerate(siblings) if row.pk == node.pk)
    linked = NodeLink.objects.filter(Q(source=node) | Q(target=node)).values_list("source_id", "target_id")
    indicators = list(IndicatorSentence.objects.filter(node=node))
    findings = list(PlanFinding.objects.filter(node=node, resolved_at__isnull=True))
    findings.sort(key=lambda finding: SEVERITY_ORDER.index(finding.severity))
    return Sheet(
        node=node,
        ancestors=ancestors,
        children=[row for row in family.values() if row.parent_id == node.pk],
        fields=sheet_fields(node),
        indicators=indicators,
        below={
            label
            for label, text in sheet_fields(node)
            if text and says_no_more(text, [indicator.text for indicator in indicators])
        },
        milestones=list(Milestone.objects.filter(node=node).order_by("date")),
        links=[
            family[pk] for pk in sorted({pk for pair in linked for pk in pair} - {node.pk}) if pk in family
        ],
        findings=[finding for finding in findings if not finding.accepted_at],
        accepted=[finding for finding in findings if finding.accepted_at],
        source=source_lines(node.plan, node.spans),
        previous=siblings[at - 1] if at else None,
        following=siblings[at + 1] if at + 1 < len(siblings) else None,
    )


def sheet_fields(node: Node) -> list[tuple[str, str]]:
    """The fields of the sheet: for an action every label of the plan's template, empty ones too."""
    own = {item["label"]: item["text"] for item in node.fields}
    labels = list(node.plan.sheet_labels) if node.level in ACTION_LEVELS else []
    return [
        (label, own.get(label, "")) for label in [*labels, *(label for label in own if label not in labels)]
    ]
