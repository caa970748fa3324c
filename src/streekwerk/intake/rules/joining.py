"""Two nodes made one, and a node taken out of the tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from streekwerk.intake.rules.draft import Draft, name_of
from streekwerk.intake.rules.printed import find, has_words, numbers_in, packed, runs, words_on
from streekwerk.intake.rules.steps import Dissolve, Merge, StepRefused
from streekwerk.intake.rules.taking import spans_without
from streekwerk.reading.models import Decision, Figure, Indicator, Milestone, Node, Unplaced, When, merged

Part = TypeVar("Part", Indicator, Milestone, Decision, Figure)


def merge(draft: Draft, step: Merge) -> None:
    """Everything of one node goes to the other; its title becomes text there.

    Raises:
        StepRefused: one of them is gone, or the other is the node itself or stands under it.
    """
    node, into = draft.node(step.node), draft.node(step.into)
    if node.id == into.id:
        raise StepRefused(f"{name_of(node)} kan niet met zichzelf samengaan. Kies een ander onderdeel.")
    if any(above.id == node.id for above in draft.above(into)):
        raise StepRefused(f"{name_of(into)} staat onder {name_of(node)}. Voeg het onderste bij het bovenste.")
    draft.put(_joined(into, node))
    _hand_over_children(draft, node, into)
    draft.remove(node)
    draft.repoint(node.id, into.id)
    draft.sort()


def dissolve(draft: Draft, step: Dissolve) -> None:
    """A node's children go one level up at its place; its lines and those of its indicators to the tray.

    Raises:
        StepRefused: the node is gone.
    """
    node = draft.node(step.node)
    draft.sort()
    draft.put(*(replace(child, parent=node.parent) for child in draft.reading.children(node.id)))
    draft.remove(node)
    _to_tray(draft, node)
    draft.repoint(node.id, node.parent if draft.parent(node) else None)


def _joined(into: Node, node: Node) -> Node:
    fields = dict(into.fields)
    for label, text in node.fields.items():
        fields[label] = _and(fields.get(label, ""), text)
    same = packed(node.title).text == packed(into.title).text
    heading = " ".join(filter(None, (node.code if into.code else None, None if same else node.title)))
    joined = replace(
        into,
        code=into.code or node.code,
        text=_and(_and(into.text, heading), node.text),
        fields=fields,
        start=into.start or node.start,
        end=into.end or node.end,
        links=[link for link in dict.fromkeys([*into.links, *node.links]) if link not in (into.id, node.id)],
        spans=merged([*into.spans, *node.spans]),
        confidence=min(into.confidence, node.confidence),
    )
    for when in (node.start, node.end):
        joined = _with_words(joined, when)
    return joined


def _and(before: str, behind: str) -> str:
    """Both texts under each other; one when they say the same.

    >>> _and("een", "twee"), _and("", "twee"), _and("een  dak", "een dak")
    ('een\\ntwee', 'twee', 'een  dak')
    """
    if packed(before).text == packed(behind).text:
        return before
    return "\n".join(filter(None, (before, behind)))


def _with_words(node: Node, when: When | None) -> Node:
    """The node with the words of a date that is not its own in its text, unless it says them already."""
    if when is None or when in (node.start, node.end) or not has_words(when.words):
        return node
    if any(find(when.words, text) for text in (node.title, node.text, *node.fields.values())):
        return node
    return replace(node, text=_and(node.text, when.words))


def _hand_over_children(draft: Draft, node: Node, into: Node) -> None:
    """At the place of the node when it stands in the other, else behind the children that are there."""
    here = node.id if node.parent == into.id else None
    for child in list(draft.reading.children(node.id)):
        draft.insert(replace(child, parent=into.id), before=here)


def _to_tray(draft: Draft, node: Node) -> None:
    reading, lines = draft.reading, draft.lines
    above = node.parent if draft.parent(node) else None
    why = f"Hoorde bij {name_of(node)}, dat werd opgelost."
    items: list[Unplaced] = []
    own = set(numbers_in(node.spans, lines))

    def put(numbers: Iterable[int]) -> None:
        items.extend(
            Unplaced(words_on(numbers_in([span], lines), lines), above, why, [span])
            for span in runs(numbers, lines)
        )

    def put_words(text: str) -> None:
        items.append(Unplaced(text, above, why))

    put(own)
    if not own:
        put_words("\n".join(filter(None, (node.code, node.title, node.text, *_sheet(node)))))
    # What lies in its lines comes back when they are placed; a line of another node stays that node's.
    elsewhere = draft.lines_of_nodes() - own
    done = set(own)
    parts: list[Indicator | Milestone] = [*reading.indicators, *reading.milestones]
    for part in parts:
        if part.node == node.id:
            numbers = set(numbers_in(part.spans, lines))
            put(numbers - elsewhere - done)
            done |= numbers
            if not numbers or numbers & elsewhere:
                put_words(part.text)
    # What lay in those lines without being of the node would claim them a second time.
    free = own - elsewhere

    def left(part: Part) -> Part:
        spans = spans_without(part.spans, free, lines)
        return replace(part, spans=spans) if spans != part.spans else part

    reading.indicators = [left(item) for item in reading.indicators if item.node != node.id]
    reading.milestones = [left(item) for item in reading.milestones if item.node != node.id]
    reading.decisions = [left(item) for item in reading.decisions]
    reading.figures = [left(item) for item in reading.figures]
    # A decision or a figure without lines is in the tray with all its words.
    reading.decisions = [item for item in reading.decisions if item.spans]
    reading.figures = [item for item in reading.figures if item.spans]
    reading.unplaced = sorted([*reading.unplaced, *items], key=lambda item: item.spans[:1])


def _sheet(node: Node) -> list[str]:
    return [f"{label}: {text}" if text else label for label, text in node.fields.items()]
