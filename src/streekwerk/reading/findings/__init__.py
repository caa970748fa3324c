"""The leaflet of a plan (“bijsluiter”): rules that find the mistakes a plan makes against itself.

`findings_of` runs the table `RULES` over a reading. Each rule is a pure function over the outline of the
plan; it works on nodes and fields, so a document just read and a plan that lives in the product get the
same findings. Precision first: a rule that is not sure says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

__all__ = ["RULES", "Found", "LiveFindings", "Outline", "Rule", "findings_of", "fingerprint"]

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


class LiveFindings:
    """The findings of a plan that people work on: after an edit, only what depends on it is found again.

    What is found is the same, whatever the edits that led here: a fresh one over the same reading finds
    the same (`tests/reading/findings/test_live.py`). Not for use by two threads at once.
    """

    def __init__(self, reading: Reading, lines: Sequence[Line] = ()) -> None:
        self._outline = Outline(reading, lines)
        self._by_node: dict[str, dict[str | None, list[tuple[str, Finding]]]] = defaultdict(dict)
        self._look()

    @property
    def reading(self) -> Reading:
        """The plan as it was last shown; not to be changed in place."""
        return self._outline.reading

    def become(self, reading: Reading, touched: Iterable[str]) -> None:
        """Take the plan as it is after an edit; see `Outline.become` for what `touched` must hold."""
        self._outline.become(reading, touched)
        self._look()

    def _look(self) -> None:
        """Run the rules about single nodes over the focus, in place of what they said there before."""
        places = {node.id for node in self._outline.nodes}
        again = {None, *(node.id for node in self._outline.focus)}
        for rule in RULES:
            if rule.scope == "node":
                said = self._by_node[rule.code]
                for name in [name for name in said if name in again or name not in places]:
                    del said[name]
                for mark, finding in _marked(rule, self._outline):
                    said.setdefault(finding.node, []).append((mark, finding))

    def by_mark(self) -> dict[str, Finding]:
        """Every finding under what makes it this finding, see `fingerprint`; rule by rule."""
        order = {node.id: at for at, node in enumerate(self._outline.nodes)}
        found: dict[str, Finding] = {}
        for rule in RULES:
            if rule.scope == "plan":
                for mark, finding in _marked(rule, self._outline):
                    found.setdefault(mark, finding)
                continue
            said = self._by_node[rule.code]
            for name in sorted(said, key=lambda name: order.get(name or "", -1)):
                for mark, finding in said[name]:
                    found.setdefault(mark, finding)
        return found

    def beside(self, found: Iterable[tuple[Rule, Found]]) -> dict[str, Finding]:
        """What others than `RULES` found in this plan, worded and placed like ours, under its mark."""
        named: dict[str, Finding] = {}
        for rule, each in found:
            finding = _finding(rule, each, self._outline)
            named.setdefault(_mark(finding, each.node), finding)
        return named


def findings_of(reading: Reading, *, lines: Sequence[Line] = ()) -> list[Finding]:
    """The mistakes in a plan, the gravest first, then in order of the plan.

    `lines` are the lines the spans of the reading point at; with them a finding names the very line of
    its words, without them the lines of its node.
    """
    order = {node.id: at for at, node in enumerate(reading.nodes)}
    found = LiveFindings(reading, lines).by_mark().values()
    return sorted(found, key=lambda f: (_WEIGHT[f.severity], order.get(f.node or "", -1)))


def fingerprint(finding: Finding, reading: Reading) -> str:
    """What makes this finding this finding: rule, node by its number or title, and the quoted words.

    It holds no line numbers and no ids, so a finding that was accepted stays recognised after the
    document was read again or the plan was edited elsewhere.
    """
    node = next((node for node in reading.nodes if node.id == finding.node), None)
    return _mark(finding, node)


def _marked(rule: Rule, outline: Outline) -> Iterator[tuple[str, Finding]]:
    for found in rule.check(outline):
        finding = _finding(rule, found, outline)
        yield _mark(finding, found.node), finding


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
