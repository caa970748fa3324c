"""What is known of one published figure; the states are those of figures of indicators."""

from __future__ import annotations

from decimal import Decimal

from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, State, Value, value_of

__all__ = ["HIDDEN", "MISSING", "State", "Value", "stored"]


def stored(
    state: str, number: Decimal | None, numerator: Decimal | None = None, denominator: Decimal | None = None
) -> Value:
    """The value of a stored row; a final 0 is a real zero.

    >>> stored("final", Decimal(0)).state.value, stored("suppressed", None).number
    ('zero', None)
    """
    return value_of(state, number, numerator, denominator)
