"""Reading what somebody types or pastes in a cell: a number, a state, a question or a refusal.

Two kinds of "no" stay apart: what cannot be read is refused here, what is read but unlikely is a warning of
`plausibility` that may be kept with a reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from streekwerk.indicators.rules.figures.values import MISSING_CODES, State, Value, value_of
from streekwerk.kernel.numbers import find_numbers
from streekwerk.ui import dutch

_EMPTY = re.compile(r"[\s\-–—.·]*")
_NOT_APPLICABLE = re.compile(r"n\.?\s?v\.?\s?t\.?|niet van toepassing|n/a", re.IGNORECASE)
_HIDDEN = re.compile(r"×|x|\*|<\s?\d+|verborgen|vertrouwelijk", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"^(?:±|~|≈|ca?\.?\s|circa\s|ongeveer\s|zo['’]n\s)\s*|\s*(?:\(?schatting\)?|\(?geschat\)?|\?)$",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2})")
LONGEST = 80
MOST = Decimal(10) ** 14
"""A figure holds 14 digits before the comma and 4 after it."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says; `value` is None where nothing was filled in."""

    value: Value | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The digits can mean two numbers: somebody has to say which."""

    options: tuple[Decimal, Decimal]
    sentence: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No figure can be made of it."""

    sentence: str


def read_cell(text: str, *, dot_decimals: bool = False) -> Read | Asked | Refused:
    """The figure in a cell. `dot_decimals`: elsewhere in the same paste a dot is a decimal sign.

    A number of three digits behind a dot groups thousands; where the paste writes decimals with a dot it is
    asked, and it is never read as a fraction of its own accord.

    >>> read_cell("1.550").value.number, read_cell("n.v.t.").value.words, read_cell(" ").value
    (Decimal('1550'), 'niet van toepassing', None)
    >>> read_cell("1.550", dot_decimals=True).options
    (Decimal('1550'), Decimal('1.550'))
    >>> read_cell("± 12").value.words, read_cell("<5").value.words
    ('schatting', 'verborgen')
    >>> read_cell("veel").sentence
    '“veel” is geen getal. Schrijf een getal, n.v.t., of laat de cel leeg.'
    """
    plain = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())
    if _EMPTY.fullmatch(plain):
        return Read(None)
    if _NOT_APPLICABLE.fullmatch(plain):
        return Read(Value(State.NOT_APPLICABLE))
    if _HIDDEN.fullmatch(plain):
        return Read(Value(State.SUPPRESSED))
    number, estimated = _ESTIMATE.subn("", plain)
    return _number(plain, number, estimated=bool(estimated), dot_decimals=dot_decimals)


def _number(text: str, number: str, *, estimated: bool, dot_decimals: bool) -> Read | Asked | Refused:
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    refused = Refused(f"“{shown}” is geen getal. Schrijf een getal, n.v.t., of laat de cel leeg.")
    if len(text) > LONGEST or _DAY.fullmatch(number):
        return refused
    found = find_numbers(number, dot_decimals=dot_decimals, dates=True)
    if len(found) != 1 or found[0].ordinal or found[0].words != number.strip():
        return refused
    if found[0].value in MISSING_CODES:
        return Read(Value(MISSING_CODES[found[0].value]))
    if found[0].ambiguous:
        # One separator with three digits behind it: grouped, or a fraction.
        fraction = Decimal(re.sub(r"[^\d.\-]", "", number.replace(",", ".").replace("−", "-")))
        whole = Decimal(re.sub(r"[^\d\-]", "", number.replace("−", "-")))
        return Asked(
            (whole, fraction),
            f"“{shown}” kan {dutch.number(whole)} of {dutch.number(fraction)} zijn. Kies welk u bedoelt.",
        )
    if abs(found[0].value) >= MOST:
        return Refused(
            f"“{shown}” is te groot. Schrijf het in duizenden of miljoenen en zeg dat in de eenheid."
        )
    return Read(value_of("estimate" if estimated else "final", _at_most_four(found[0].value)))


def _at_most_four(number: Decimal) -> Decimal:
    """What is stored has four decimals."""
    return round(number, 4) if int(number.as_tuple().exponent) < -4 else number


def read_day(text: str) -> date | Refused:
    """The day in a cell.

    >>> read_day("28/2/2026")
    datetime.date(2026, 2, 28)
    >>> read_day("29/2/2026").sentence
    '29 februari 2026 bestaat niet. Verbeter de datum.'
    """
    match = _DAY.fullmatch(text.strip())
    if not match:
        return Refused(f"“{text.strip()[:LONGEST]}” is geen datum. Schrijf bijvoorbeeld 31/12/2026.")
    day, month, year = (
        (int(match[1]), int(match[2]), int(match[3]))
        if match[1]
        else (int(match[6]), int(match[5]), int(match[4]))
    )
    try:
        return date(year, month, day)
    except ValueError:
        said = f"{day} {dutch.MONTHS[month - 1]} {year}" if 1 <= month <= 12 else text.strip()
        return Refused(f"{said} bestaat niet. Verbeter de datum.")
