"""What the page of an action offers whoever keeps the cards: its sentences that wait for one."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.indicators.readings import carded
from streekwerk.indicators.rules.cards.drafts import draft_of
from streekwerk.indicators.rules.cards.words import MEASURES
from streekwerk.indicators.rules.figures.aims import words_of
from streekwerk.plans.models import Node
from streekwerk.plans.ports import Section
from streekwerk.ui.addresses import address


@dataclass(frozen=True, slots=True)
class Waiting:
    text: str
    said: str
    url: str


def cards_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The sentences of this node without a card, or whose card belongs to an earlier wording."""
    if not own or not may(actor, Permission.INDICATOR_MANAGE, at=node.plan.network_id):
        return None
    cards = address("indicators:cards", node.plan_id)
    lines = [
        Waiting(each.text, _proposed(each.text), f"{cards}#kaart-{each.pk}")
        for each, card in carded(node)
        if card is None or (not card.set_aside_reason and card.confirmed_text != each.text)
    ]
    return Section("indicators/cards/_section.html", {"lines": lines}) if lines else None


def _proposed(text: str) -> str:
    """The proposal in a few words: “aandeel, minstens 80 %”."""
    draft = draft_of(text)
    target = words_of(draft.target, unit=draft.unit, part=draft.per_what) if draft.target else ""
    return ", ".join(filter(None, (MEASURES[draft.measure], target)))
