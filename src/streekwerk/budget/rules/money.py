"""Amounts as people here write them: 1.234,50. Exact, to the cent, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from streekwerk.kernel.errors import DomainError
from streekwerk.ui.dutch import number

CENT = Decimal("0.01")
MOST = Decimal("999999999999.99")
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)


class AmountRefused(DomainError):
    def __init__(self, typed: str) -> None:
        super().__init__(
            f"“{typed}” is geen bedrag. Schrijf het als 1.234,50, of laat het leeg als het niet gekend is."
        )


def read_amount(typed: str) -> Decimal | None:
    """The amount that a person or a file wrote, to the cent; None for nothing.

    A point before three digits groups thousands, before one or two it is a decimal sign.

    Raises:
        AmountRefused: it is no amount, or has more than two decimals.

    >>> read_amount("€ 1.234,50"), read_amount("15000"), read_amount("12.5"), read_amount(" ")
    (Decimal('1234.50'), Decimal('15000.00'), Decimal('12.50'), None)
    """
    text = re.sub(r"(?i)^(?:€|eur|euro)\s*|\s*(?:€|eur|euro)$", "", typed.strip()).strip()
    text = re.sub(r"[\u00a0\u202f]", " ", text)
    if not text:
        if typed.strip():
            raise AmountRefused(typed.strip())
        return None
    negative = text[0] in "-−"
    digits = text[1:].strip() if negative else text
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(".", "").replace(" ", "")
    elif not _PLAIN.fullmatch(digits):
        raise AmountRefused(typed.strip())
    value = Decimal(digits.replace(",", ".")).quantize(CENT)
    if value > MOST:
        raise AmountRefused(typed.strip())
    # There is no minus zero in a ledger.
    return -value if negative and value else value


def printed(value: Decimal | None) -> str:
    """The amount with a point per thousand and two decimals; nothing when it is not known.

    >>> printed(Decimal("-1234.5")), printed(None)
    ('−1.234,50', '')
    """
    return "" if value is None else number(value, 2)


def euros(value: Decimal) -> str:
    """The amount in a sentence: without cents when there are none.

    >>> euros(Decimal("15000.00")).replace("\\xa0", " "), euros(Decimal("0.50")).replace("\\xa0", " ")
    ('€ 15.000', '€ 0,50')
    """
    whole = value == value.to_integral_value()
    return f"€\N{NO-BREAK SPACE}{number(value, 0 if whole else 2)}"
