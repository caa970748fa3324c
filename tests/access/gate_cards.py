"""How to open the addresses of cards, definitions and targets, and what is sent there."""

from __future__ import annotations

from people import Cast
from streekwerk.indicators.commands.cards import confirm_cards
from streekwerk.indicators.models import Indicator
from streekwerk.indicators.queries.cards import Seen
from streekwerk.plans.models import IndicatorSentence, Node, Plan


def cards_of(people: Cast, plan: Plan, node: Node) -> dict[str, list[object]]:
    """How to open each, with a card that Bo confirmed and a sentence that waits."""
    kept, waiting = (
        IndicatorSentence.every.get_or_create(plan=plan, node=node, position=position, text=text)[0]
        for position, text in ((910, "Aantal kaarten voor de poort"), (911, "Aantal zinnen voor de poort"))
    )
    confirm_cards(plan=plan, seen=[Seen(kept.pk, kept.version, 0)], by=people.bo.actor)
    card, of_plan = [Indicator.objects.get(sentence=kept).pk], [plan.pk]
    return {
        "indicators:card": card,
        "indicators:card-baseline": card,
        "indicators:card-definition": card,
        "indicators:card-draft": [plan.pk, waiting.pk],
        "indicators:card-keeping": card,
        "indicators:card-recipe": card,
        "indicators:card-recipe-records": card,
        "indicators:card-target": card,
        "indicators:card-target-end": card,
        "indicators:cards": of_plan,
        "indicators:cards-aside": of_plan,
        "indicators:cards-confirm": of_plan,
        "indicators:cards-export": [plan.pk, "csv"],
        "indicators:cards-take-up": of_plan,
        "indicators:cards-undo": of_plan,
    }


CARDS: dict[str, dict[str, str]] = {
    "indicators:card-baseline": {"number": "3", "on": "2026-01-01", "source": "anders", "version": "1"},
    "indicators:card-definition": {"measure": "share", "version": "1"},
    "indicators:card-draft": {"measure": "share"},
    "indicators:card-keeping": {"level": "result", "version": "1"},
    "indicators:card-recipe": {"kies": "mensen", "version": "1"},
    "indicators:card-target": {"comparator": ">=", "number": "3", "version": "1"},
    "indicators:card-target-end": {"reason": "anders", "version": "1"},
    "indicators:cards-aside": {"zin": "1-1-0", "reason": "anders"},
    "indicators:cards-confirm": {"zin": "1-1-0"},
    "indicators:cards-take-up": {"kaarten": "1-1"},
    "indicators:cards-undo": {"kaarten": "1-1"},
}
"""What is sent to change a card: only who keeps the cards may; stewards, board members and readers see them."""
