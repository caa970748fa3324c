"""A plan with sentences of every kind, for the tests of cards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from people import Cast
from plan_texts import small_reading, stored_plan
from streekwerk.indicators.commands.cards import confirm_cards
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.indicators.queries.cards import Seen, cards_of
from streekwerk.plans.models import IndicatorSentence, Plan
from streekwerk.reading.models import Indicator as Printed

SENTENCES = [
    "Aantal gevonden huizen",
    "Aandeel meldingen dat binnen een afgesproken termijn leidt tot een antwoord",
    "ondertekende afsprakennota met de huisartsen",
    "stijging van 20 % volgers tegen 2031",
    "minstens 3 berichten per sociaal mediakanaal per maand",
    "Campagne voor pleegzorg loopt in het najaar",
]


def plan_with_sentences(people: Cast, sentences: list[str] | None = None) -> Plan:
    """A plan of Zonnedorp in which one action promises all these."""
    printed = [
        Printed(f"i{at}", "a1", text, spans=[(7, 7)]) for at, text in enumerate(sentences or SENTENCES)
    ]
    return stored_plan(people, reading=replace(small_reading(), indicators=printed))


def seen_in(plan: Plan, *texts: str) -> list[Seen]:
    """What somebody who opens the list now has before them; of these sentences, or of all."""
    return [card.seen for card in cards_of(plan).cards if not texts or card.text in texts]


def confirmed(people: Cast, plan: Plan, text: str = SENTENCES[0]) -> Indicator:
    """The card of this sentence, confirmed by Bo."""
    confirm_cards(plan=plan, seen=seen_in(plan, text), by=people.bo.actor)
    return Indicator.objects.get(sentence__text=text, plan=plan)


def sentence(plan: Plan, text: str) -> IndicatorSentence:
    return IndicatorSentence.objects.get(plan=plan, text=text)


def measured(indicator: Indicator, year: int = 2026, value: int = 4, **more: Any) -> Measurement:
    """A yearly figure of the whole network, by the last definition."""
    definition = indicator.definitions.order_by("-number")[0]
    return Measurement.objects.create(
        indicator=indicator,
        definition=definition,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        value=Decimal(value),
        by_label="Bo",
        **more,
    )
