"""A selection in words: what is shown, and a link to let go of each part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from streekwerk.plans.choices import LEVEL_GROUPS, LEVEL_LABELS
from streekwerk.plans.models import Plan
from streekwerk.plans.queries import Occurring, Selection, level_word
from streekwerk.ui.dutch import number

GROUP_WORDS = {"doelen": ("doelstelling", "doelstellingen"), "acties": ("actie", "acties")}


@dataclass(frozen=True)
class Chip:
    """A part of the selection, with the address without it."""

    said: str
    url: str


@dataclass(frozen=True)
class Shown:
    """The sentence above a selection."""

    sentence: str
    chips: list[Chip]
    reset: str
    """The address without any filter; the order stays."""


def shown(plan: Plan, selection: Selection, occurring: Occurring, count: int) -> Shown:
    """What a selection of so many nodes shows, as a sentence: "18 van 122 acties: loopt in 2026"."""
    total = occurring.total(selection)
    one, many = _nouns(plan, selection.level)
    noun = one if (total if selection.filters else count) == 1 else many
    parts = list(_parts(selection, occurring))
    sentence = f"{number(count)} {noun}" if count == total else f"{number(count)} van {number(total)} {noun}"
    if parts:
        sentence += ": " + ", ".join(said for said, _ in parts)
    chips = [Chip(said, selection.query(without=names) or "?") for said, names in parts]
    if selection.level:
        chips.insert(0, Chip(many, selection.query(without=("niveau",)) or "?"))
    order = Selection(order=selection.order)
    return Shown(sentence, chips, order.query() or "?")


def _nouns(plan: Plan, level: str) -> tuple[str, str]:
    if not level:
        return "onderdeel", "onderdelen"
    if level in LEVEL_GROUPS:
        return GROUP_WORDS[level]
    singular, plural = LEVEL_LABELS[level]
    return (
        _small(level_word(plan.network, level) or singular),
        _small(level_word(plan.network, level, plural=True) or plural),
    )


def _small(word: str) -> str:
    """A word inside a sentence; an abbreviation keeps its capitals."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def _parts(selection: Selection, occurring: Occurring) -> Iterator[tuple[str, tuple[str, ...]]]:
    if selection.words:
        yield f"met “{selection.words}”", ("zoek",)
    if selection.theme:
        theme = next((theme for theme in occurring.themes if theme.pk == selection.theme), None)
        yield (f"{theme.kind} {theme.label}" if theme else "een thema dat niet voorkomt"), ("thema",)
    if selection.owner:
        yield f"trekker of partner “{selection.owner}”", ("wie",)
    if selection.since or selection.until:
        yield _period(selection), ("van", "tot")
    if selection.stand:
        yield selection.stand_said, ("stand",)
    if selection.priority:
        yield "prioritair", ("prioritair",)
    if selection.only:
        yield Selection.ONLY[selection.only], ("enkel",)


def _period(selection: Selection) -> str:
    since, until = selection.since, selection.until
    if since == until:
        return f"loopt in {since}"
    if since and until:
        return f"loopt tussen {since} en {until}"
    return f"loopt in of na {since}" if since else f"loopt in of voor {until}"
