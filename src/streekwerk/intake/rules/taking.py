"""Taking lines out of wherever they are: nodes, indicators, decisions, the tray, aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import TypeVar

from streekwerk.intake.rules.anchors import TEXT, Anchors, anchors_of
from streekwerk.intake.rules.draft import Draft, name_of
from streekwerk.intake.rules.printed import (
    cut,
    find,
    has_words,
    numbers_in,
    runs,
    spoken,
    variants,
    words_on,
)
from streekwerk.intake.rules.steps import StepRefused
from streekwerk.reading.models import Decision, Figure, Indicator, Milestone, Node, Span, Unplaced, When

Fact = TypeVar("Fact", Decision, Figure)


@dataclass(slots=True)
class Taken:
    """What lost its place because all its lines were taken."""

    nodes: list[str] = field(default_factory=list)
    """The nodes that had some of the lines, in the order of the reading."""
    proposals: list[str] = field(default_factory=list)
    """What the tray proposed for them."""
    indicators: list[Indicator] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    start: When | None = None
    end: When | None = None


def take(draft: Draft, gone: AbstractSet[int], *, to_node: bool) -> Taken:
    """Take lines out of everything that claims them; what keeps other lines keeps its other words.

    With `to_node` the lines will be a node's again: decisions and figures on them stay as they are.

    Raises:
        StepRefused: a node would lose its title, or half a decision or a figure would remain.
    """
    reading = draft.reading
    taken = Taken()
    reading.decisions = list(_facts_left(draft, reading.decisions, gone, to_node=to_node))
    reading.figures = list(_facts_left(draft, reading.figures, gone, to_node=to_node))
    changed = []
    for node in reading.nodes:
        if _meets(node.spans, gone):
            taken.nodes.append(node.id)
            left = without(node, gone, draft.lines)
            taken.start = taken.start or (node.start if left.start is None else None)
            taken.end = taken.end or (node.end if left.end is None else None)
            changed.append(left)
    draft.put(*changed)
    reading.indicators = list(_indicators_left(draft, gone, taken.indicators))
    reading.milestones = list(_milestones_left(draft, gone, taken.milestones))
    reading.unplaced = list(_tray_left(draft, gone, taken))
    reading.ignored = [
        replace(item, spans=tuple(spans))
        for item in reading.ignored
        if (spans := spans_without(item.spans, gone, draft.lines))
    ]
    return taken


def without(node: Node, gone: AbstractSet[int], lines: Sequence[str]) -> Node:
    """The node without these lines, and without their words in its title, text and fields where found.

    Raises:
        StepRefused: its title stands on these lines.
    """
    own = numbers_in(node.spans, lines)
    kept = [number for number in own if number not in gone]
    anchors = anchors_of(node, lines)
    title = cut(node.title, (at for number, at in anchors.title.items() if number in gone))
    titled = has_words(title) and (bool(anchors.title) or own[0] not in gone)
    if not kept or not titled:
        raise StepRefused(
            f"Op deze regels staat de titel van {name_of(node)}. Los dat onderdeel eerst op, "
            "of kies regels zonder de titel."
        )
    cuts: dict[str, list[Span]] = {}
    for number in gone:
        for label, at in anchors.sheet.get(number, ()):
            cuts.setdefault(label, []).append(at)
    printed = {label for number in kept for label, _ in anchors.sheet.get(number, ())}
    fields = {label: cut(text, cuts.get(label, ())) for label, text in node.fields.items()}
    left = replace(
        node,
        title=title,
        text=cut(node.text, cuts[TEXT]) if TEXT in cuts else node.text,
        # A field that lost its words stays, empty, when its label is still among the lines.
        fields={
            label: text for label, text in fields.items() if text or label not in cuts or label in printed
        },
        spans=runs(kept, lines),
    )
    start, end = (_date_left(each, left, gone, kept, lines) for each in (node.start, node.end))
    return replace(left, start=start, end=end)


def field_pieces(node: Node, anchors: Anchors, gone: AbstractSet[int]) -> dict[str, str]:
    """What the fields of the node got from these lines, by label."""
    found: dict[str, list[str]] = {}
    for number in sorted(gone):
        for label, (first, last) in anchors.sheet.get(number, ()):
            if label != TEXT:
                found.setdefault(label, []).append(node.fields[label][first:last])
    return {label: " ".join(filter(None, pieces)) for label, pieces in found.items()}


def spans_without(spans: Iterable[Span], gone: AbstractSet[int], lines: Sequence[str]) -> list[Span]:
    """The spans without these lines; the same spans when none of the lines is in them.

    >>> spans_without([(1, 4)], {2}, ["a", "b", "", "d"])
    [(1, 1), (4, 4)]
    """
    before = list(spans)
    if not _meets(before, gone):
        return before
    return runs((number for number in numbers_in(before, lines) if number not in gone), lines)


def _meets(spans: Iterable[Span], gone: AbstractSet[int]) -> bool:
    return any(not gone.isdisjoint(range(first, last + 1)) for first, last in spans)


def _date_left(
    when: When | None, left: Node, gone: AbstractSet[int], kept: Iterable[int], lines: Sequence[str]
) -> When | None:
    """The date, unless its words went with the lines and stand nowhere else."""
    if when is None or not has_words(when.words) or not find(when.words, words_on(gone, lines)):
        return when
    texts = (left.title, left.text, *left.fields.values(), words_on(kept, lines))
    return when if any(find(when.words, text) for text in texts) else None


def _indicators_left(draft: Draft, gone: AbstractSet[int], taken: list[Indicator]) -> Iterator[Indicator]:
    for item in draft.reading.indicators:
        if not _meets(item.spans, gone):
            yield item
            continue
        spans = spans_without(item.spans, gone, draft.lines)
        if not spans:
            taken.append(item)
        else:
            yield replace(item, spans=spans, text=_text_left(item, gone, draft.lines))


def _text_left(item: Indicator, gone: AbstractSet[int], lines: Sequence[str]) -> str:
    """The text without the words of the lines, where they are not those of a line that stays."""
    own = numbers_in(item.spans, lines)
    used: list[Span] = []
    leaving: list[Span] = []
    for number in sorted(own, key=lambda each: each in gone):
        places = (find(each, item.text, used) for each in variants(lines[number - 1], item.label))
        at = next(filter(None, places), None)
        if at:
            used.append(at)
            leaving += [at] if number in gone else []
    return cut(item.text, leaving) or item.text


def _milestones_left(draft: Draft, gone: AbstractSet[int], taken: list[Milestone]) -> Iterator[Milestone]:
    for item in draft.reading.milestones:
        spans = spans_without(item.spans, gone, draft.lines)
        if item.spans and not spans:
            taken.append(item)
        else:
            yield item if spans == item.spans else replace(item, spans=spans)


def _facts_left(
    draft: Draft, facts: Iterable[Fact], gone: AbstractSet[int], *, to_node: bool
) -> Iterator[Fact]:
    """Decisions or figures: one that lies outside the nodes goes as a whole."""
    for fact in facts:
        if not _meets(fact.spans, gone):
            yield fact
            continue
        spans = spans_without(fact.spans, gone, draft.lines)
        outside = set(numbers_in(fact.spans, draft.lines)) - draft.lines_of_nodes()
        if spans and outside:
            what = "een beslissing" if isinstance(fact, Decision) else "een zin met een cijfer"
            raise StepRefused(
                f"Deze regels zijn maar een deel van {what} ({spoken(fact.spans)}). Kies al die regels samen."
            )
        if to_node:
            yield fact
        elif spans:
            yield replace(fact, spans=spans)


def _tray_left(draft: Draft, gone: AbstractSet[int], taken: Taken) -> Iterator[Unplaced]:
    for item in draft.reading.unplaced:
        spans = spans_without(item.spans, gone, draft.lines)
        if spans == item.spans:
            yield item
            continue
        if item.proposal:
            taken.proposals.append(item.proposal)
        if spans:
            yield replace(item, spans=spans, text=words_on(numbers_in(spans, draft.lines), draft.lines))
