"""Which part of a reading each line of the document belongs to: the colours of the review page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from streekwerk.intake.rules.anchors import TEXT, anchors_of
from streekwerk.intake.rules.printed import numbers_in
from streekwerk.reading.models import Reading, Span

ClaimKind = Literal[
    "title", "text", "field", "indicator", "milestone", "decision", "figure", "tray", "aside",
    "blank", "nothing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """What has a line."""

    line: int
    kind: ClaimKind
    id: str = ""
    """The node, the indicator; for other parts their kind and first line ("tray-14")."""
    node: str | None = None
    """The node whose colour the line has; for the tray the node that is proposed."""
    label: str = ""
    """The field of the sheet, the kind of indicator, or why it lies in the tray or aside."""
    also: tuple[str, ...] = ()
    """The ids of other parts on the same line."""


def claims_of(reading: Reading, lines: Sequence[str]) -> list[Claim]:
    """For each line of the document what has it, the first line first.

    A line in a node is its title, its text, a field or one of its indicators. Where two parts meet on a line
    the first is named and the others are its `also`.
    """
    found: dict[int, list[Claim]] = {}
    _nodes(reading, lines, found)
    _indicators(reading, lines, found)
    inside = set(found)
    for milestone in reading.milestones:
        numbers = _outside(milestone.spans, lines, inside)
        _add(found, numbers, Claim(0, "milestone", _name("milestone", milestone.spans), milestone.node))
    for decision in reading.decisions:
        numbers = _outside(decision.spans, lines, inside)
        _add(found, numbers, Claim(0, "decision", _name("decision", decision.spans)))
    for figure in reading.figures:
        _add(found, _outside(figure.spans, lines, inside), Claim(0, "figure", _name("figure", figure.spans)))
    for loose in reading.unplaced:
        claim = Claim(0, "tray", _name("tray", loose.spans), loose.proposal, loose.why)
        _add(found, numbers_in(loose.spans, lines), claim)
    for aside in reading.ignored:
        claim = Claim(0, "aside", _name("aside", aside.spans), None, aside.why)
        _add(found, numbers_in(aside.spans, lines), claim)
    return [_one(number, text, found.get(number, ())) for number, text in enumerate(lines, start=1)]


def _nodes(reading: Reading, lines: Sequence[str], found: dict[int, list[Claim]]) -> None:
    for node in reading.nodes:
        anchors = anchors_of(node, lines)
        own = numbers_in(node.spans, lines)
        titles = set(anchors.title) or set(own[:1])
        for number in own:
            label = anchors.label(number)
            if number in titles:
                claim = Claim(number, "title", node.id, node.id)
            elif label is not None and label != TEXT:
                claim = Claim(number, "field", node.id, node.id, label)
            else:
                claim = Claim(number, "text", node.id, node.id)
            found.setdefault(number, []).append(claim)


def _indicators(reading: Reading, lines: Sequence[str], found: dict[int, list[Claim]]) -> None:
    """An indicator has its own lines; in a node it has all but the line with the title."""
    for item in reading.indicators:
        for number in numbers_in(item.spans, lines):
            claim = Claim(number, "indicator", item.id, item.node, item.label or "")
            others = found.setdefault(number, [])
            at = next((place for place, other in enumerate(others) if other.id == item.node), None)
            if at is None or others[at].kind == "title":
                others.append(claim)
            else:
                others[at] = claim


def _outside(spans: Iterable[Span], lines: Sequence[str], inside: set[int]) -> list[int]:
    return [number for number in numbers_in(spans, lines) if number not in inside]


def _add(found: dict[int, list[Claim]], numbers: Iterable[int], claim: Claim) -> None:
    for number in numbers:
        found.setdefault(number, []).append(replace(claim, line=number))


def _name(kind: str, spans: Sequence[Span]) -> str:
    return f"{kind}-{spans[0][0]}" if spans else kind


def _one(number: int, text: str, claims: Sequence[Claim]) -> Claim:
    if not claims:
        return Claim(number, "nothing" if text.strip() else "blank")
    first = claims[0]
    return replace(first, also=tuple(claim.id for claim in claims[1:])) if len(claims) > 1 else first
