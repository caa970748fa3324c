"""The leaflet of a plan (“bijsluiter”): rules that find the mistakes a plan makes against itself.

`findings_of` runs the table `RULES` over a reading. Each rule is a pure function over the outline of the
plan; it works on nodes and fields, so a document just read and a plan that lives in the product get the
same findings. Precision first: a rule that is not sure says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from streekwerk.reading.findings import (
    calendar,
    contradictions,
    damage,
    figures,
    gaps,
    numbering,
    open_ends,
    placement,
    references,
    repeats,
    targets,
    terms,
    timing,
    totals,
)
from streekwerk.reading.findings.outline import Outline, short_name
from streekwerk.reading.findings.rule import Found, Rule
from streekwerk.reading.findings.wording import fold, lines_named
from streekwerk.reading.models import Finding, Line, Node, Reading, merged

__all__ = ["RULES", "Found", "Outline", "Rule", "findings_of", "fingerprint", "surroundings"]

RULES: tuple[Rule, ...] = (
    *figures.RULES,
    *totals.RULES,
    *timing.RULES,
    *calendar.RULES,
    *gaps.RULES,
    *open_ends.RULES,
    *numbering.RULES,
    *references.RULES,
    *damage.RULES,
    *placement.RULES,
    *contradictions.RULES,
    *targets.RULES,
    *terms.RULES,
    *repeats.RULES,
)
"""Every rule, in the order in which people read about them."""

_WEIGHT = {"error": 0, "warning": 1, "note": 2}


def findings_of(
    reading: Reading, only_nodes: set[str] | None = None, *, lines: Sequence[Line] = ()
) -> list[Finding]:
    """The mistakes in a plan, the gravest first, then in order of the plan.

    `lines` are the lines the spans of the reading point at; with them a finding names the very line of
    its words, without them the lines of its node. With `only_nodes` the rules about single nodes look at
    these nodes and their surroundings only; rules that group over the plan always run. So after an edit,
    replace the findings about those nodes and all findings without a node.
    """
    outline = Outline(reading, lines, only_nodes)
    found: dict[str, Finding] = {}
    for rule in RULES:
        for item in rule.check(outline):
            finding = _finding(rule, item, outline)
            found.setdefault(_mark(finding, item.node), finding)
    order = {node.id: at for at, node in enumerate(reading.nodes)}
    return sorted(found.values(), key=lambda f: (_WEIGHT[f.severity], order.get(f.node or "", -1)))


def fingerprint(finding: Finding, reading: Reading) -> str:
    """What makes this finding this finding: rule, node by its number or title, and the quoted words.

    It holds no line numbers and no ids, so a finding that was accepted stays recognised after the
    document was read again or the plan was edited elsewhere.
    """
    node = next((node for node in reading.nodes if node.id == finding.node), None)
    return _mark(finding, node)


def surroundings(reading: Reading, node: str) -> set[str]:
    """The ids of the nodes that are looked at again after an edit of this one, itself among them."""
    return {near.id for near in Outline(reading, only_nodes={node}).focus}


def _finding(rule: Rule, found: Found, outline: Outline) -> Finding:
    spans = found.spans or outline.place(found.node, found.words)
    lines = lines_named(merged(spans)[:6])
    if found.node:
        place = f"{outline.name(found.node)} ({lines}): " if lines else f"{outline.name(found.node)}: "
    else:
        place = f"{lines[0].upper()}{lines[1:]}: " if 0 < len(spans) <= 3 else ""
    data: Mapping[str, Any] = {**found.data, "quoted": list(found.words), "what": found.what}
    return Finding(
        rule=rule.code,
        severity=rule.severity,
        message=f"{place}{found.what} {rule.remedy}",
        spans=tuple(merged(spans)),
        node=found.node.id if found.node else None,
        data=data,
    )


def _mark(finding: Finding, node: Node | None) -> str:
    name = fold(short_name(node)) if node else ""
    words = [fold(word) for word in finding.data.get("quoted", ())]
    return " | ".join([finding.rule, name, *words])
