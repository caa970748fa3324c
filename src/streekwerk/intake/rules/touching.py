"""What a step reads and writes, so that steps of two people that do not meet can both stay."""

from __future__ import annotations

from collections.abc import Iterable

from streekwerk.intake.rules.steps import Change, Describe, Dissolve, Merge, Move, Place, Split, Step
from streekwerk.reading.models import Reading, Span

SEEN = "seen:"
"""Stands before what a step only looks at: two steps may look at the same node."""


def touched(reading: Reading, step: Step) -> frozenset[str]:
    """The ids of the nodes, and lines as "line:14", that a step writes; with `SEEN` before those it reads.

    >>> from streekwerk.reading.models import Node
    >>> plan = Reading({}, nodes=[Node("a", None, "goal", "Doel"), Node("b", "a", "action", "Actie")])
    >>> sorted(touched(plan, Move("b", None))), sorted(touched(plan, Change("a", title="Ander doel")))
    (['b'], ['a'])
    """
    match step:
        case Change():
            return frozenset({step.node})
        case Describe():
            parts = (("title", step.title), ("organisation", step.organisation), ("period", step.period))
            return frozenset(f"plan:{name}" for name, value in parts if value is not None)
        case Move():
            before = {SEEN + step.before} if step.before else set()
            return frozenset({step.node} | _seen_above(reading, step.parent) | before)
        case Merge():
            return frozenset({step.node, step.into} | _seen_above(reading, step.into))
        case Dissolve():
            return frozenset({step.node} | _lines_of(reading, step.node) | _seen_above(reading, step.node))
        case Split():
            return frozenset({step.node} | _lines_of(reading, step.node))
        case Place():
            return _touched_by_place(reading, step)


def meets(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether one of two steps writes what the other writes or reads.

    >>> meets({"a", "seen:c"}, {"b", "seen:c"}), meets({"a"}, {"b", "seen:a"})
    (False, True)
    """
    both = (frozenset(one), frozenset(other))
    written, named = zip(*((_written(marks), _named(marks)) for marks in both), strict=True)
    return bool(written[0] & named[1] or written[1] & named[0])


def _written(marks: frozenset[str]) -> frozenset[str]:
    return frozenset(mark for mark in marks if not mark.startswith(SEEN))


def _named(marks: frozenset[str]) -> frozenset[str]:
    return frozenset(mark.removeprefix(SEEN) for mark in marks)


def _touched_by_place(reading: Reading, step: Place) -> frozenset[str]:
    numbers = _numbers(step.lines)
    marks = {f"line:{number}" for number in numbers}
    marks |= {node.id for node in reading.nodes if numbers & _numbers(node.spans)}
    if step.to in ("text", "field") and step.node:
        marks.add(step.node)
    elif step.to in ("indicator", "node") and step.node:
        marks |= _seen_above(reading, step.node)
    # A part that loses some of its lines is another part for who wants its other lines.
    parts = (reading.indicators, reading.milestones, reading.decisions, reading.figures)
    for spans in [part.spans for kind in parts for part in kind]:
        if numbers & _numbers(spans):
            marks |= {f"line:{number}" for number in _numbers(spans)}
    return frozenset(marks)


def _seen_above(reading: Reading, node: str | None) -> set[str]:
    """The node and those above it, as things looked at."""
    parents = {each.id: each.parent for each in reading.nodes}
    found: set[str] = set()
    while node and SEEN + node not in found:
        found.add(SEEN + node)
        node = parents.get(node)
    return found


def _lines_of(reading: Reading, node: str) -> set[str]:
    """The lines of a node and of its indicators and milestones."""
    spans = [span for each in reading.nodes if each.id == node for span in each.spans]
    spans += [span for item in reading.indicators if item.node == node for span in item.spans]
    spans += [span for step in reading.milestones if step.node == node for span in step.spans]
    return {f"line:{number}" for number in _numbers(spans)}


def _numbers(spans: Iterable[Span]) -> set[int]:
    return {number for first, last in spans for number in range(first, last + 1)}
