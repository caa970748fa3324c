"""One node made two, and lines put in another place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from streekwerk.intake.rules.anchors import anchors_of
from streekwerk.intake.rules.draft import Draft, name_of
from streekwerk.intake.rules.printed import (
    behind_label,
    flowing,
    has_words,
    lost_words,
    mark_of,
    numbers_in,
    packed,
    runs,
    spoken,
    words_on,
)
from streekwerk.intake.rules.steps import Place, Split, StepRefused
from streekwerk.intake.rules.taking import Taken, field_pieces, take, without
from streekwerk.reading.models import LEVELS, Ignored, Indicator, Node, Span, Unplaced, merged

SET_ASIDE = "Hoort niet bij het plan."
PUT_BACK = "Teruggelegd bij het nakijken."


def split(draft: Draft, step: Split) -> None:
    """From a line on, the rest of a node is a new node behind it, with what lies in those lines.

    Raises:
        StepRefused: the line is not in the node, is its first one, or its title stands behind it.
    """
    node, lines = draft.node(step.node), draft.lines
    own = numbers_in(node.spans, lines)
    if step.line not in own:
        raise StepRefused(
            f"Op regel {step.line} staat niets van {name_of(node)}. Kies een regel die in het onderdeel ligt."
        )
    if step.line == own[0]:
        raise StepRefused(
            f"{name_of(node)} begint op regel {step.line}: er blijft niets over. Kies een regel verderop."
        )
    moved = [number for number in own if number >= step.line]
    code, title = mark_of(lines[step.line - 1])
    if not has_words(title):
        raise StepRefused(f"Regel {step.line} heeft geen woorden voor een titel. Kies een andere regel.")
    left = without(node, set(moved), lines)
    new = Node(
        draft.new_id(step.line),
        node.parent,
        node.level,
        title,
        node.level_label,
        code or None,
        start=node.start if left.start is None else None,
        end=node.end if left.end is None else None,
        spans=runs(moved, lines),
        confidence=node.confidence,
    )
    draft.put(left)
    draft.insert(new, before=draft.next_sibling(left))
    draft.put(_with_sheet(draft, node, new, moved), *_children_behind(draft, node, new, step.line))
    draft.sort()


def _with_sheet(draft: Draft, node: Node, new: Node, moved: Sequence[int]) -> Node:
    """The new node with the fields, indicators and milestones of its lines; all other lines are its text."""
    reading, lines = draft.reading, draft.lines
    first = moved[0]

    def goes(part: Indicator) -> bool:
        return part.node == node.id and numbers_in(part.spans, lines)[:1] >= [first]

    told = [item.text for item in reading.indicators if goes(item)]
    reading.indicators = [replace(item, node=new.id) if goes(item) else item for item in reading.indicators]
    reading.milestones = [
        replace(item, node=new.id)
        if item.node == node.id and item.spans and item.spans[0][0] >= first
        else item
        for item in reading.milestones
    ]
    fields = field_pieces(node, anchors_of(node, lines), set(moved[1:]))
    told += [f"{label} {text}" for label, text in fields.items()]
    rest = [lines[number - 1] for number in moved[1:] if lost_words(lines[number - 1], told)]
    return replace(new, fields=fields, text=flowing(rest))


def _children_behind(draft: Draft, node: Node, new: Node, line: int) -> list[Node]:
    return [
        replace(child, parent=new.id)
        for child in draft.reading.children(node.id)
        if child.spans and min(first for first, _ in child.spans) >= line
    ]


def place(draft: Draft, step: Place) -> None:
    """Take lines from wherever they are and put them where the step says.

    Raises:
        StepRefused: the lines are not in the document or empty, the place is gone or not complete, or
            a node would lose its title.
    """
    numbers = _numbers(step, draft.lines)
    _complete(draft, step)
    taken = take(draft, set(numbers), to_node=step.to in ("text", "field", "node"))
    spans = runs(numbers, draft.lines)
    match step.to:
        case "text" | "field":
            _into_sheet(draft, step, numbers, taken)
        case "indicator":
            _as_indicator(draft, step, numbers, taken)
        case "node":
            _as_node(draft, step, numbers, taken)
        case "tray":
            _into_tray(draft, spans, taken)
        case "aside":
            draft.reading.ignored.append(Ignored(" ".join(step.why.split()) or SET_ASIDE, tuple(spans)))


def _into_tray(draft: Draft, spans: Sequence[Span], taken: Taken) -> None:
    came_from = [*taken.nodes, *(item.node for item in taken.indicators), *taken.proposals, None]
    lines = draft.lines
    draft.reading.unplaced += [
        Unplaced(words_on(numbers_in([span], lines), lines), came_from[0], PUT_BACK, [span]) for span in spans
    ]
    draft.reading.unplaced.sort(key=lambda item: item.spans[:1])


def _numbers(step: Place, lines: Sequence[str]) -> list[int]:
    if not step.lines or any(not 1 <= first <= last <= len(lines) for first, last in step.lines):
        raise StepRefused("Deze regels staan niet in het document. Kies regels in de tekst links.")
    numbers = numbers_in(step.lines, lines)
    if not numbers:
        raise StepRefused(f"Op {spoken(step.lines)} staat niets. Kies regels met tekst.")
    return numbers


def _complete(draft: Draft, step: Place) -> None:
    if step.to in ("text", "field", "indicator") or (step.to == "node" and step.node is not None):
        draft.node(step.node)
    if step.to == "field" and not has_words(step.label):
        raise StepRefused("Een veld heeft een naam nodig. Kies een veld van de fiche of schrijf een naam.")
    if step.to == "node" and step.level not in LEVELS:
        raise StepRefused("Een nieuw onderdeel heeft een niveau nodig. Kies wat het is: doel, actie …")
    if step.to not in ("text", "field", "indicator", "node", "tray", "aside"):
        raise StepRefused("Deze plaats bestaat niet. Kies een plaats uit de lijst.")


def _with_lines(node: Node, numbers: Collection[int], taken: Taken, lines: Sequence[str]) -> Node:
    """The node with these lines as its own, and the dates that came with them where it has none."""
    return replace(
        node,
        spans=merged([*node.spans, *runs(numbers, lines)]),
        start=node.start or taken.start,
        end=node.end or taken.end,
    )


def _into_sheet(draft: Draft, step: Place, numbers: Sequence[int], taken: Taken) -> None:
    node = _with_lines(draft.node(step.node), numbers, taken, draft.lines)
    texts = [draft.lines[number - 1] for number in numbers]
    if step.to == "text":
        node = replace(node, text="\n".join(filter(None, (node.text, flowing(texts)))))
    else:
        wanted = " ".join(step.label.split())
        label = next((each for each in node.fields if packed(each).text == packed(wanted).text), wanted)
        bare = behind_label(texts[0], label)
        texts[0] = texts[0] if bare is None else bare
        was = node.fields.get(label, "")
        node = replace(node, fields=node.fields | {label: "\n".join(filter(None, (was, flowing(texts))))})
    draft.put(node)
    _milestones_to(draft, node.id, taken)


def _as_indicator(draft: Draft, step: Place, numbers: Sequence[int], taken: Taken) -> None:
    """An indicator that was there already moves as it is; other lines become one new indicator."""
    reading, lines = draft.reading, draft.lines
    apart = [number for item in taken.indicators for number in numbers_in(item.spans, lines)]
    told = [f"{item.label or ''} {item.text}" for item in taken.indicators]
    if sorted(apart) == sorted(numbers) and not lost_words(words_on(numbers, lines), told):
        reading.indicators += [replace(item, node=step.node) for item in taken.indicators]
        return
    code, text = mark_of(flowing(lines[number - 1] for number in numbers))
    known = {item.id for item in reading.indicators}
    name = next(
        each
        for again in range(len(known) + 1)
        if (each := f"i-r{numbers[0]}" + (f"-{again + 1}" if again else "")) not in known
    )
    reading.indicators.append(Indicator(name, step.node, text, code or None, spans=runs(numbers, lines)))


def _as_node(draft: Draft, step: Place, numbers: Sequence[int], taken: Taken) -> None:
    lines = draft.lines
    code, title = mark_of(lines[numbers[0] - 1])
    if not has_words(title):
        raise StepRefused(
            f"Regel {numbers[0]} heeft geen woorden voor een titel. Kies regels die met een titel beginnen."
        )
    assert step.level is not None  # looked at before anything was taken
    words = (each.level_label for each in draft.reading.nodes if each.level == step.level)
    bare = Node(
        draft.new_id(numbers[0]),
        step.node,
        step.level,
        title,
        next(filter(None, words), None),
        code or None,
        text=flowing(lines[number - 1] for number in numbers[1:]),
    )
    node = _with_lines(bare, numbers, taken, lines)
    behind = (
        each.id for each in draft.reading.children(step.node) if each.spans and each.spans[0][0] > numbers[0]
    )
    draft.insert(node, before=next(behind, None))
    draft.sort()
    _milestones_to(draft, node.id, taken)


def _milestones_to(draft: Draft, node: str, taken: Taken) -> None:
    draft.reading.milestones += [replace(item, node=node) for item in taken.milestones]
