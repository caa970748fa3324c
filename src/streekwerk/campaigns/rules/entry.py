"""What a service may write in a cell: a whole number, zero, or that it does not apply."""

from __future__ import annotations

from decimal import Decimal

from streekwerk.indicators.rules.entry.cells import Shape
from streekwerk.indicators.rules.entry.judging import Known, Terms, Typed, Verdict, judge
from streekwerk.indicators.rules.figures.plausibility import Limits
from streekwerk.indicators.rules.figures.values import State, Value

MOST = 100_000
"""No service counts more people of one group in one municipality."""
PER_THOUSAND, AT_LEAST = 5, 20
"""More of one group than this share of the inhabitants is asked about: in the counts of 2021 and 2022 whole
municipalities lay between 1 and 6 per 1.000 inhabitants (ecosystem of the field, homelessness count)."""
JUMP, FROM = Decimal(5), 5
"""So many times more or less than the time before is asked about, from numbers of this size."""

_SHAPE = Shape()


def limits_for(inhabitants: int | None) -> Limits:
    """What is likely for one group in a municipality of that size.

    >>> limits_for(20_000).maximum, limits_for(None).maximum
    (Decimal('100'), None)
    """
    most = max(AT_LEAST, inhabitants * PER_THOUSAND // 1000) if inhabitants else None
    return Limits(maximum=None if most is None else Decimal(most), jump=JUMP)


def judge_count(
    text: str,
    *,
    reason: str = "",
    base: int | None = None,
    known: Known | None = None,
    before: int | None = None,
    inhabitants: int | None = None,
) -> Verdict:
    """What becomes of a cell; `base` and `known.pk` are versions of the count.

    >>> judge_count("3").kind, judge_count("veertig").kind, judge_count("-1").kind, judge_count("2,5").kind
    ('saved', 'refused', 'refused', 'refused')
    >>> judge_count("400", inhabitants=20_000).sentence
    '400 personen is meer dan 100 personen.'
    """
    previous = Value(State.FINAL, Decimal(before)) if before is not None and before >= FROM else None
    terms = Terms(_SHAPE, limits_for(inhabitants), "personen")
    found = judge(Typed("", "", text, reason=reason, base=base), known=known, previous=previous, terms=terms)
    value = found.value
    if value is None:
        return found
    if value.state is State.SUPPRESSED:
        return Verdict(
            "refused", sentence="Geef het getal zelf: kleine getallen verbergt Streekwerk bij het publiceren."
        )
    if value.state is State.ESTIMATE:
        return Verdict(
            "refused",
            sentence="Een telling kent geen schattingen. Schrijf het getal dat u telde, ook als het 0 is.",
        )
    if value.number is not None and (value.number != int(value.number) or not 0 <= value.number <= MOST):
        return Verdict(
            "refused", sentence=f"“{text.strip()}” is geen aantal mensen. Schrijf een geheel getal vanaf 0."
        )
    return found
