"""One node with its relations, and the lines it came from."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.plans.choices import ACTION_LEVELS, SEVERITY_ORDER
from streekwerk.plans.models import Node, PlanFinding
from streekwerk.plans.queries.family import Relative, family_of
from streekwerk.plans.queries.fields import FIXED, FieldText, fixed_texts, sheet_fields, template_of
from streekwerk.plans.queries.parts import KINDS, Part, parts_of
from streekwerk.plans.queries.source import source_lines
from streekwerk.plans.rules import says_no_more
from streekwerk.plans.rules.template import Template
from streekwerk.ui.source import SourceLine


@dataclass(frozen=True)
class Sheet:
    """Everything the page of one node shows."""

    node: Node
    ancestors: list[Relative]
    children: list[Relative]
    template: Template
    fixed: list[FieldText]
    """Title, text, start and end."""
    fields: list[FieldText]
    parts: dict[str, list[Part]]
    """The indicators and milestones by their word in the address, with the removed one."""
    indicators: list[Part]
    """Those that stand in the plan."""
    findings: list[PlanFinding]
    source: list[SourceLine]
    previous: Relative | None = None
    following: Relative | None = None

    @property
    def is_action(self) -> bool:
        return self.node.level in ACTION_LEVELS


def sheet_of(node: Node, *, removed: tuple[str, int] | None = None) -> Sheet:
    """The sheet of a node with its relations and its source lines; five queries, and one more after a change.

    `removed`: kind and number of a part that was removed a moment ago, shown in its place to bring it back.
    """
    template = template_of(node.plan.network_id)
    fields = sheet_fields(node, template)
    family = family_of(node.plan)
    previous, following = family.neighbours(node)
    kind, number = removed or ("", None)
    parts = {word: parts_of(node, KINDS[word], removed=number if word == kind else None) for word in KINDS}
    findings = findings_of(node)
    return Sheet(
        node=node,
        ancestors=family.ancestors(node)[::-1],
        children=family.under.get(node.pk, []),
        template=template,
        fixed=fixed_texts(node),
        fields=fields,
        parts=parts,
        indicators=[part for part in parts["indicatoren"] if part.archived_at is None],
        findings=findings,
        source=source_lines(node.plan, node.spans),
        previous=previous,
        following=following,
    )


def findings_of(node: Node) -> list[PlanFinding]:
    """The findings about a node: open ones first, the gravest first; then those that were accepted."""
    found = PlanFinding.objects.filter(node=node, resolved_at__isnull=True)
    return sorted(
        found, key=lambda finding: (bool(finding.accepted_at), SEVERITY_ORDER.index(finding.severity))
    )


def indicators_of(node: Node) -> list[Part]:
    """The indicators of a node that stand in the plan."""
    return parts_of(node, KINDS["indicatoren"])


def is_below(field: FieldText, indicators: list[Part]) -> bool:
    """Whether the text says nothing but the indicators, which stand in a list of their own."""
    return field.name not in FIXED and bool(
        field.text and says_no_more(field.text, [indicator.text for indicator in indicators])
    )
