"""A card and its target as a person says them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from streekwerk.indicators.rules.figures.units import one_of
from streekwerk.ui import dutch

COMPARATORS = {">=": "minstens ", ">": "meer dan ", "<=": "hoogstens ", "<": "minder dan ", "=": ""}
GROWTH = {"increase": "stijgt", "decrease": "daalt"}
PERS = {
    "day": "dag", "week": "week", "2 weeks": "twee weken", "month": "maand", "quarter": "kwartaal",
    "half_year": "halfjaar", "year": "jaar",
}  # fmt: skip
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
    "register_count": "geteld in een register", "survey": "bevraging", "milestone": "mijlpaal",
    "lead_time": "tijd tussen twee feiten", "external_data": "cijfer van elders",
    "manual_assessment": "beoordeeld door mensen",
}  # fmt: skip


class TargetFacts(Protocol):
    """What a stored target and a draft have in common."""

    @property
    def comparator(self) -> str: ...
    @property
    def number(self) -> Decimal | None: ...
    @property
    def relative(self) -> bool: ...
    @property
    def per(self) -> str: ...
    @property
    def for_each(self) -> str: ...
    @property
    def by(self) -> date | None: ...


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


def target_said(target: TargetFacts, *, unit: str = "", part: str = "") -> str:
    """The target in words; `part` is the word for what there is a figure of each, “kanaal”.

    >>> from streekwerk.indicators.rules.cards.drafts import TargetDraft
    >>> target_said(TargetDraft(">=", Decimal(3), per="month", for_each="channel"), part="kanaal")
    'minstens 3 per kanaal per maand'
    >>> target_said(TargetDraft("increase", Decimal(20), relative=True, by=date(2031, 12, 31)))
    'stijgt met 20 % tegen 31 december 2031'
    """
    by = f" tegen {dutch.day(target.by)}" if target.by else ""
    if target.comparator == "done":
        return f"opgeleverd{by}"
    each = f" per {part or PARTS[target.for_each]}" if target.for_each in PARTS else ""
    if target.comparator in GROWTH:
        return f"{GROWTH[target.comparator]}{_size(target, unit)}{each}{by}"
    if target.number is None:
        return by.strip()
    number, per = target.number, f" per {PERS[target.per]}" if target.per else ""
    if per and 0 < number < 1 and (1 / number) == round(1 / number):
        # Half a time per year is once every two years.
        return f"{COMPARATORS[target.comparator]}1{each} om de {round(1 / number)} {PERS[target.per]}{by}"
    return f"{COMPARATORS[target.comparator]}{_with_unit(number, unit)}{each}{per}{by}"


def _size(target: TargetFacts, unit: str) -> str:
    if target.number is None:
        return ""
    number = number_words(target.number)
    if target.relative:
        return f" met {number} %"
    return f" met {number} procentpunt" if unit == "%" else f" met {_with_unit(target.number, unit)}"


def _with_unit(number: Decimal, unit: str) -> str:
    return f"{number_words(number)} {one_of(unit) if number == 1 else unit}".strip()


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


def words_of(codes: Mapping[str, str], code: str) -> str:
    """The word for a code, or the code itself where no word is known."""
    return codes.get(code, code)
