"""What a step does to a reading. Lines never get lost: what leaves one place arrives in another.

The reading as it was made plus the steps in order is the review; leaving out the last step is undoing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from streekwerk.intake.rules.dividing import place, split
from streekwerk.intake.rules.draft import Draft, name_of
from streekwerk.intake.rules.joining import dissolve, merge
from streekwerk.intake.rules.printed import has_words
from streekwerk.intake.rules.steps import (
    Change,
    Describe,
    Dissolve,
    Merge,
    Move,
    Place,
    Split,
    Step,
    StepRefused,
)
from streekwerk.reading.models import LEVELS, Reading


def replay(reading: Reading, lines: Sequence[str], steps: Sequence[Step]) -> Reading:
    """The reading after these steps, in order.

    Raises:
        StepRefused: one of them cannot be done.
    """
    for step in steps:
        reading = apply(reading, lines, step)
    return reading


def apply(reading: Reading, lines: Sequence[str], step: Step) -> Reading:
    """A new reading, changed by the step; the given one stays as it is. `lines` are the document's texts.

    Raises:
        StepRefused: it cannot be done on this reading; the message says what to do.
    """
    draft = Draft(reading, lines)
    match step:
        case Change():
            _change(draft, step)
        case Move():
            _move(draft, step)
        case Describe():
            _describe(draft, step)
        case Merge():
            merge(draft, step)
        case Dissolve():
            dissolve(draft, step)
        case Split():
            split(draft, step)
        case Place():
            place(draft, step)
    return draft.reading


def _change(draft: Draft, step: Change) -> None:
    node = draft.node(step.node)
    if step.title is not None:
        title = " ".join(step.title.split())
        if not has_words(title):
            raise StepRefused("Een onderdeel heeft een titel nodig. Schrijf in enkele woorden wat het is.")
        node = replace(node, title=title)
    if step.code is not None:
        node = replace(node, code=" ".join(step.code.split()) or None)
    if step.level is not None and step.level != node.level:
        if step.level not in LEVELS:
            raise StepRefused("Dit niveau bestaat niet. Kies een niveau uit de lijst.")
        # The network's own word for the level, when the document has one.
        words = (each.level_label for each in draft.reading.nodes if each.level == step.level)
        node = replace(node, level=step.level, level_label=next(filter(None, words), None))
    draft.put(node)


def _move(draft: Draft, step: Move) -> None:
    node = draft.node(step.node)
    parent = draft.node(step.parent) if step.parent is not None else None
    if any(above.id == node.id for above in draft.above(parent)):
        raise StepRefused(
            f"{name_of(node)} kan niet onder zichzelf of een eigen onderdeel staan. Kies een ander onderdeel."
        )
    if step.before == node.id:
        raise StepRefused(f"{name_of(node)} kan niet voor zichzelf staan. Kies een ander onderdeel.")
    if step.before is not None and draft.parent(draft.node(step.before)) is not parent:
        raise StepRefused(
            f"{name_of(draft.node(step.before))} staat intussen ergens anders. "
            "Laad de bladzijde opnieuw en kies de plaats nog eens."
        )
    draft.insert(replace(node, parent=step.parent), before=step.before)
    draft.sort()


def _describe(draft: Draft, step: Describe) -> None:
    reading = draft.reading
    if step.title is not None:
        if not has_words(step.title):
            raise StepRefused("Een plan heeft een titel nodig. Schrijf hoe het plan heet.")
        reading.title = " ".join(step.title.split())
    if step.organisation is not None:
        reading.organisation = " ".join(step.organisation.split()) or None
    if step.period is not None:
        try:
            first, last = (date.fromisoformat(day) for day in step.period)
        except ValueError as error:
            raise StepRefused("Dit is geen datum. Schrijf een dag, een maand en een jaar.") from error
        if last < first:
            raise StepRefused("Het plan eindigt voor het begint. Kies een einde na het begin.")
        reading.period = (first.isoformat(), last.isoformat())
