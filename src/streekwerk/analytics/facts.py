"""A measurement as a fact of one row: whose, where, when, how much, and how it adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from streekwerk.kernel.errors import DomainError

State = Literal["final", "estimate", "suppressed", "not_applicable"]
Addition = Literal["sum", "weighted", "latest", "none"]

KNOWN = frozenset({"final", "estimate"})
"""States with a figure. The others carry no number, and lower the coverage."""

DECIMALS = 4


class Fact(NamedTuple):
    """One figure that holds, as people gave it. Numbers are in the unit of the definition."""

    network_id: int
    indicator_id: int
    definition_id: int
    """Another definition is another series: nothing is added up across it."""
    addition: Addition
    """`sum` over places and periods; `weighted`: numerators and denominators each summed; `latest`: summed
    over places, of each party the last one of the period; `none`: a median, a rubric: never."""
    party_id: int | None
    place_id: int | None
    """A municipality; None: of no place, and in no roll-up over places."""
    period_start: date
    """The first day of a month."""
    months: int
    """The rhythm: how many whole months the figure covers."""
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    state: State


FACT_TYPES = {
    "network_id": "INTEGER",
    "indicator_id": "INTEGER",
    "definition_id": "INTEGER",
    "addition": "STRING",
    "party_id": "INTEGER",
    "place_id": "INTEGER",
    "period_start": "DATE",
    "months": "INTEGER",
    # Exact: the total of a column is what a person finds who adds it up by hand.
    "value": f"DECIMAL(18, {DECIMALS})",
    "numerator": f"DECIMAL(18, {DECIMALS})",
    "denominator": f"DECIMAL(18, {DECIMALS})",
    "state": "STRING",
}
"""Column and type of the published file, in the order of `Fact`."""


class FactRefused(DomainError):
    """A fact that cannot be published as it is; nothing of the publication is kept."""

    def __init__(self, fact: Fact, why: str) -> None:
        super().__init__(
            f"Een cijfer van indicator {fact.indicator_id} voor {fact.period_start} kan niet mee in de "
            f"totalen: {why} Verbeter het cijfer en publiceer opnieuw."
        )


def checked(facts: Iterator[Fact]) -> Iterator[Fact]:
    """The same facts, one by one.

    Raises FactRefused on the first one that holds what a roll-up would silently get wrong: a number under a
    state without one, a period that starts inside a month, digits that would be rounded off.
    """
    for fact in facts:
        if fact.period_start.day != 1 or fact.months < 1:
            raise FactRefused(fact, "de periode is geen reeks van hele maanden.")
        numbers = [n for n in (fact.value, fact.numerator, fact.denominator) if n is not None]
        if numbers and fact.state not in KNOWN:
            raise FactRefused(fact, "het is verborgen of niet van toepassing en draagt toch een getal.")
        if any(_finer(number) for number in numbers):
            raise FactRefused(fact, f"het heeft meer dan {DECIMALS} cijfers na de komma.")
        yield fact


def months_of(first: date, last: date) -> int:
    """How many whole months lie between two days, both included; 0 when it is not a whole number.

    >>> months_of(date(2026, 1, 1), date(2026, 12, 31)), months_of(date(2026, 2, 1), date(2026, 2, 28))
    (12, 1)
    >>> months_of(date(2026, 1, 5), date(2026, 1, 9))
    0
    """
    after = date.fromordinal(last.toordinal() + 1)
    if first.day != 1 or after.day != 1:
        return 0
    return (after.year - first.year) * 12 + after.month - first.month


def _finer(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return not isinstance(exponent, int) or (exponent < -DECIMALS and number != round(number, DECIMALS))
