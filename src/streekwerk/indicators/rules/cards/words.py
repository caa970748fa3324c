"""A card as a person says it."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from streekwerk.ui import dutch

PARTS = {"party": "lid", "place": "gemeente", "channel": "onderdeel"}
MEASURES = {
    "deliverable": "oplevering", "count": "aantal", "share": "aandeel", "duration": "doorlooptijd",
    "score": "score", "amount": "hoeveelheid", "rubric": "rubriek", "frequency": "frequentie",
}  # fmt: skip
RHYTHMS = {
    "once": "eenmalig", "year": "elk jaar", "half_year": "elk halfjaar", "quarter": "elk kwartaal",
    "month": "elke maand",
}  # fmt: skip
INSTRUMENTS = {
    "register_count": "geteld in een register", "survey": "enquête", "milestone": "mijlpaal",
    "lead_time": "tijd tussen twee feiten", "external_data": "cijfer van elders",
    "manual_assessment": "beoordeeld door mensen",
}  # fmt: skip


class CardFacts(Protocol):
    """What a stored definition and a draft have in common."""

    @property
    def measure(self) -> str: ...
    @property
    def instrument(self) -> str: ...
    @property
    def rhythm(self) -> str: ...
    @property
    def dimension(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def counted(self) -> str: ...
    @property
    def numerator(self) -> str: ...
    @property
    def denominator(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def validated_by(self) -> str: ...


def number_words(number: Decimal) -> str:
    """A stored number without the zeros behind it.

    >>> number_words(Decimal("3.0000")), number_words(Decimal("1250.5000"))
    ('3', '1.250,5')
    """
    return dutch.number(number.normalize() + 0)


def subject_said(card: CardFacts) -> str:
    """What is measured, in a few words after the measure.

    >>> from streekwerk.indicators.rules.cards.drafts import draft_of
    >>> subject_said(draft_of("Aandeel huurders dat een woning vindt"))
    'huurders: een woning vindt'
    """
    if card.measure == "share":
        return ": ".join(filter(None, (card.denominator, card.numerator)))
    return card.counted


def facts_said(card: CardFacts, *, part: str = "") -> list[str]:
    """How it is measured, as short phrases: rhythm and per what, instrument, evidence, who validates.

    >>> from streekwerk.indicators.rules.cards.drafts import draft_of
    >>> facts_said(draft_of("Aantal energiescans per gemeente"))
    ['elk jaar, per gemeente', 'geteld in een register']
    """
    rhythm = RHYTHMS[card.rhythm]
    if card.dimension in PARTS:
        rhythm = f"{rhythm}, per {part or PARTS[card.dimension]}"
    said = [rhythm]
    if card.instrument != "milestone":
        said.append(INSTRUMENTS[card.instrument])
    if card.evidence:
        said.append(f"bewijs: {card.evidence}")
    if card.validated_by:
        said.append(f"te valideren door {card.validated_by}")
    return said
