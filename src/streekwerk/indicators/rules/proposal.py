"""From sentence to proposal: what the product thinks an indicator sentence asks, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from streekwerk.indicators.rules.cues import votes_for
from streekwerk.indicators.rules.decision import decide
from streekwerk.indicators.rules.evidence import Measure, clues_in
from streekwerk.indicators.rules.instruments import Instrument, instrument_for
from streekwerk.indicators.rules.recipe import RecipeParts, recipe_of
from streekwerk.indicators.rules.targets import Frequency, Target, frequency_of, needs_baseline, target_of

LONGEST = 2_000
"""An indicator is a sentence; of a longer text only so many characters are looked at."""


@dataclass(frozen=True, slots=True)
class CardProposal:
    """A proposed indicator card; a person confirms it."""

    text: str
    measure: Measure
    doubt: Measure | None
    target: Target | None
    frequency: Frequency | None
    instrument: Instrument
    recipe: RecipeParts
    by: date | None
    baseline_needed: bool
    why: str

    def to_json(self) -> dict[str, Any]:
        """The proposal as `streekwerk indicators propose --format json` prints it."""
        return {
            "text": self.text,
            "measure": self.measure,
            "doubt": self.doubt,
            "target": _target(self.target),
            "frequency": {
                "times": _number(self.frequency.times), "per": self.frequency.per,
                "words": self.frequency.words
            } if self.frequency else None,
            "instrument": self.instrument,
            "counted": self.recipe.counted,
            "numerator": self.recipe.numerator,
            "denominator": self.recipe.denominator,
            "per_what": self.recipe.per_what,
            "by": self.by.isoformat() if self.by else None,
            "baseline_needed": self.baseline_needed,
            "evidence": self.recipe.evidence,
            "validated_by": self.recipe.validated_by,
            "why": self.why,
        }  # fmt: skip


def propose(text: str) -> CardProposal:
    """The proposal for one sentence; any text gets one, an unknown one with its doubt.

    >>> proposal = propose("Minstens 3 infosessies per buurthuis per maand")
    >>> proposal.measure, proposal.target.number, proposal.target.per, proposal.recipe.per_what
    ('frequency', Fraction(3, 1), 'month', 'buurthuis')
    >>> propose("Aantal deelnemers").why
    'herkend aan “aantal” aan het begin'
    """
    read = " ".join(text[:LONGEST].split())
    clues = clues_in(read)
    decision = decide(votes_for(clues))
    measure = decision.measure
    target = target_of(clues, measure)
    return CardProposal(
        text=text,
        measure=measure,
        doubt=decision.doubt,
        target=target,
        frequency=frequency_of(clues, measure),
        instrument=instrument_for(clues, measure),
        recipe=recipe_of(clues, measure),
        by=clues.by,
        baseline_needed=needs_baseline(clues, target),
        why=decision.why,
    )


def _number(value: Decimal | Fraction | None) -> int | float | None:
    """A number as JSON has it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(float(value), 3)


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    said: dict[str, Any] = {
        "number": _number(target.number),
        "comparator": target.comparator,
        "per": target.per,
    }
    more = {
        "unit": target.unit,
        "by": target.by.isoformat() if target.by else None,
        "of": _number(target.of),
        "baseline": _number(target.baseline),
    }
    return said | {key: value for key, value in more.items() if value is not None}
