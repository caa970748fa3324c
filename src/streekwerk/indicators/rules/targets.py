"""What a sentence wants to reach: a number, its comparator and per what; never a number it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from streekwerk.indicators.rules.amounts import Comparator, Quantity
from streekwerk.indicators.rules.evidence import Clues, Measure
from streekwerk.indicators.rules.rhythms import Per
from streekwerk.indicators.rules.words import measures, things, verbs

_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Target:
    """A target; `number` is None when only a direction or a date is given."""

    number: Decimal | Fraction | None
    comparator: Comparator
    per: Per | None = None
    unit: str | None = None
    by: date | None = None
    of: Decimal | None = None
    baseline: Decimal | None = None
    """The 4 of “van 4 naar 8”."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often an event must come back; both None when it is only called regular."""

    times: Fraction | None
    per: Per | None
    words: str


def frequency_of(clues: Clues, measure: Measure) -> Frequency | None:
    """The rhythm of an event or a document; none for “aantal deelnemers per jaar”: nothing comes back."""
    rhythm = clues.rhythm
    if not rhythm:
        return None
    if rhythm.times is None:
        return Frequency(None, None, rhythm.words)
    number = _events(clues)
    if number:
        return Frequency(Fraction(number.number) * rhythm.times, rhythm.per, rhythm.words)
    if rhythm.kind == "per" and measure not in ("frequency", "deliverable"):
        return None
    if clues.plain and clues.plain.number > 1 and measure not in ("frequency", "deliverable"):
        return None
    if clues.sentence.growth and measure not in ("frequency", "deliverable"):
        return None
    if measure in ("amount", "share") and clues.quantities:
        return None
    if measure in ("deliverable", "frequency") and clues.plain:
        return Frequency(Fraction(clues.plain.number) * rhythm.times, rhythm.per, rhythm.words)
    return Frequency(rhythm.times, rhythm.per, rhythm.words)


def target_of(clues: Clues, measure: Measure) -> Target | None:
    """The target of a sentence once its measure is known; None when it holds none."""
    if measure == "frequency" or (measure == "deliverable" and clues.rhythm and clues.rhythm.times):
        return _rhythmic(clues, measure)
    if measure == "deliverable":
        return Target(None, "done", by=clues.by) if clues.by else None
    quantity = _quantity(clues, measure)
    if quantity:
        return _asked(clues, measure, quantity)
    if measure == "share" and clues.every:
        return Target(_ALL, "=", unit="percent", by=clues.by)
    if measure in ("count", "share") and any(t.has(verbs.NONE) for t in clues.sentence.tokens[:1]):
        return Target(Decimal(0), "=", by=clues.by)
    growth = clues.sentence.growth
    return Target(None, growth.comparator, by=clues.by) if growth else None


def _events(clues: Clues) -> Quantity | None:
    """The number that says how many times: “2 x”, “twee overleggen”."""
    if clues.times:
        return clues.times
    head = clues.sentence.head
    if clues.plain and head and head[0].has(measures.COUNT) and any(t.has(things.EVENT) for t in head):
        return clues.plain
    return clues.plain if clues.plain and clues.counts_events else None


def _rhythmic(clues: Clues, measure: Measure) -> Target | None:
    frequency = frequency_of(clues, measure)
    if not frequency or frequency.times is None:
        return None
    number = _events(clues) or clues.plain
    comparator: Comparator = number.comparator if number else "="
    if not number and clues.rhythm:
        comparator = _bound_before(clues, clues.rhythm.start)
    return Target(frequency.times, comparator, frequency.per, by=clues.by)


def _bound_before(clues: Clues, at: int) -> Comparator:
    """“minstens jaarlijks”, “ten minste om de twee maanden”: the bound of a rhythm without a number."""
    before = clues.sentence.text[max(0, at - 16) : at].rstrip().lower()
    return (
        ">="
        if before.endswith(("minstens", "minimaal", "ten minste", "min.", "tenminste", "minimum"))
        else "="
    )


def _quantity(clues: Clues, measure: Measure) -> Quantity | None:
    growth = clues.sentence.growth
    if measure == "share":
        part = clues.out_of
        return clues.percent or part or (clues.plain if clues.plain and clues.plain.bound else None)
    if measure == "duration":
        return clues.time or (clues.percent if growth else None)
    if measure == "amount":
        return clues.amount or clues.percent or clues.plain
    if measure == "score":
        return clues.out_of or clues.plain or clues.percent
    if measure == "rubric":
        return clues.out_of or clues.percent
    return clues.plain or clues.times or (clues.percent if growth else None)


def _asked(clues: Clues, measure: Measure, quantity: Quantity) -> Target:
    growth = clues.sentence.growth
    number: Decimal | Fraction = quantity.number
    comparator, per, unit, of = quantity.comparator, None, quantity.unit, quantity.of
    baseline = next((q.number for q in clues.quantities if q.relation == "from"), None)
    if measure == "share" and of:
        # “9 op de 10 bezoekers” is the sentence's own 90 %.
        number, unit, of = quantity.number * 100 / of, "percent", None
    if growth and (not quantity.bound or _is_by(clues, quantity)):
        rises = growth.comparator == "increase"
        comparator = growth.comparator if quantity.relation == "plain" else ">=" if rises else "<="
    if not growth and not quantity.bound and quantity.relation == "to" and baseline is not None:
        comparator = ">=" if quantity.number >= baseline else "<="
    rhythm = clues.rhythm
    if (
        rhythm
        and rhythm.times is not None
        and rhythm.per
        and unit != "percent"
        and measure in ("count", "amount", "duration")
    ):
        number, per = Fraction(quantity.number) * rhythm.times, rhythm.per
    elif rhythm and rhythm.per == "year" and rhythm.times == 1 and growth:
        per = rhythm.per
    return Target(number, comparator, per, unit, clues.by, of, baseline)


def _is_by(clues: Clues, quantity: Quantity) -> bool:
    """“daling met minstens 5 %”: at least so much less, not at least so much."""
    growth, before = clues.sentence.growth, clues.sentence.text[: quantity.start].rstrip().lower()
    if growth is None or quantity.relation != "plain" or quantity.comparator not in (">=", ">"):
        return False
    before = before.removesuffix(quantity.bound.lower()).rstrip()
    return before.endswith((" met", f"{growth.words} van"))


def needs_baseline(clues: Clues, target: Target | None) -> bool:
    """Whether the target can only be judged against where it began."""
    return target is not None and target.comparator in ("increase", "decrease") and target.baseline is None
