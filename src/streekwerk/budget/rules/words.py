"""Sums in words."""

from __future__ import annotations

from decimal import Decimal

from streekwerk.budget.rules.money import euros
from streekwerk.budget.rules.totals import Sum
from streekwerk.ui.dutch import counted, number, percent


def short(value: Decimal) -> str:
    """An amount for a cell of a table: without cents when there are none.

    >>> short(Decimal("15000.00")), short(Decimal("0.50"))
    ('15.000', '0,50')
    """
    return number(value, 0 if value == value.to_integral_value() else 2)


def planned_said(found: Sum) -> str:
    """What is planned, for a cell; a dash without lines, “onbekend” when no line has an amount.

    >>> planned_said(Sum()), planned_said(Sum(lines=1, unplanned=1))
    ('–', 'onbekend')
    """
    if not found.lines:
        return "–"
    return short(found.planned) if found.known else "onbekend"


def realised_said(found: Sum) -> str:
    """What is realised, for a cell; a dash while nobody said."""
    return short(found.realised) if found.known_realised else "–"


def difference_said(found: Sum, *, receipts: bool = False) -> str:
    """How what was realised differs from what was planned, in words; empty while one of them is unknown.

    >>> one = Sum(planned=Decimal(1000), realised=Decimal(850), lines=1)
    >>> difference_said(one).replace("\\xa0", " ")
    '€ 150 minder uitgegeven (85 % van wat gepland was)'
    >>> difference_said(Sum(planned=Decimal(5), realised=Decimal(5), lines=1))
    'precies zoals gepland'
    """
    if not (found.known and found.known_realised):
        return ""
    off = found.realised - found.planned
    if not off:
        return "precies zoals gepland"
    did = "ontvangen" if receipts else "uitgegeven"
    more = "meer" if off > 0 else "minder"
    share = (
        f" ({percent(found.realised / found.planned * 100, 0)} van wat gepland was)"
        if found.planned > 0
        else ""
    )
    return f"{euros(abs(off))} {more} {did}{share}"


def open_said(found: Sum) -> str:
    """What of it is still to be decided.

    >>> open_said(Sum(lines=3, open=2, open_planned=Decimal(500))).replace("\\xa0", " ")
    '2 lijnen, € 500'
    >>> open_said(Sum(lines=1, open=1, unplanned=1))
    '1 lijn, bedrag onbekend'
    """
    if not found.open:
        return ""
    amount = euros(found.open_planned) if found.open_planned else "bedrag onbekend"
    return f"{counted(found.open, 'lijn', 'lijnen')}, {amount}"
