"""Dutch and Belgian numbers, found in running text, with their unit and their doubt.

In Belgium a dot groups thousands and a comma is the decimal sign, but plans mix in English habits
(“1.550” beside “5.9%”). The rule: a dot before exactly three digits groups, before one or two it is a
decimal sign. A number that could be read otherwise in its own text is marked ambiguous, so it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from streekwerk.kernel.periods import find_dates


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number read in a text: `text[span[0]:span[1]] == words`, sign and unit included."""

    value: Decimal
    unit: str | None
    """"%", "EUR", "VTE", a unit of time, or None. Millions and thousands are worked into `value`."""
    words: str
    span: tuple[int, int]
    ambiguous: bool = False
    """True when the same digits could mean another number in this text: ask, do not guess."""
    ordinal: bool = False
    """True for “3de”, “1ste”: a rank, not an amount."""


_NUMBER = re.compile(
    r"""(?<![\w.,/])
    (?P<sign>[-−+](?=\d))?
    (?P<before>€|\bEUR|\beuro)?\s?
    (?P<digits>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)*)
    (?:
      (?P<ordinal>(?:ste|de|e)\b)
    | \s?(?P<scale>k|K|mln|mio|miljoen|miljard|mld|duizend|M)\b\.?(?=[\s,;:)€]|$|\s)
    )?
    (?:\s?(?P<after>%|‰|€|procent\b|percent\b|euro\b|EUR\b|VTE\b|FTE\b|uren\b|uur\b|dagen\b|weken\b|maanden\b))?
    (?![\w/]|[.,]\d)""",
    re.VERBOSE,
)
_SCALES = {"k": 3, "duizend": 3, "mln": 6, "mio": 6, "miljoen": 6, "m": 6, "miljard": 9, "mld": 9}
_UNITS = {"€": "EUR", "euro": "EUR", "eur": "EUR", "procent": "%", "percent": "%", "%": "%", "fte": "VTE",
          "vte": "VTE", "uren": "uur"}  # fmt: skip
# Only with a unit: "5.9%" is a decimal number, "actie 1.1" and "versie 2.0" are not.
_DOT_DECIMAL = re.compile(
    r"(?<![\d.,])\d+\.\d{1,2}\s?(?:%|‰|€|procent\b|euro\b|EUR\b|mln\b|miljoen\b|VTE\b|FTE\b|km\b)"
    r"|(?:€|EUR)\s?\d+\.\d{1,2}(?![\d.,]*\d)"
)
_COMMA_GROUP = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")


def find_numbers(text: str, *, dot_decimals: bool | None = None, dates: bool = False) -> list[FoundNumber]:
    """Every number in the text, in order; numbers of dates are left out unless `dates`.

    `dot_decimals` tells whether the document writes decimals with a dot (`uses_dot_decimals`), which makes
    "1.550" ambiguous; by default the text itself tells.

    >>> [(str(n.value), n.unit) for n in find_numbers("1.550 gezinnen, 5,65 % en € 1mln")]
    [('1550', None), ('5.65', '%'), ('1000000', 'EUR')]
    >>> [n.ambiguous for n in find_numbers("1.550 gezinnen, 5.9%")]
    [True, False]
    """
    taken = [] if dates else [d.span for d in find_dates(text)]
    if dot_decimals is None:
        dot_decimals = uses_dot_decimals(text)
    found = []
    for match in _NUMBER.finditer(text):
        first, last = match.span("digits")
        if any(first < end and start < last for start, end in taken):
            continue
        number = _number(match, dot_decimals)
        if number:
            found.append(number)
    return found


def uses_dot_decimals(text: str) -> bool:
    """Whether the text writes decimals with a dot somewhere ("5.9%")."""
    return bool(_DOT_DECIMAL.search(text))


def _number(match: re.Match[str], dot_decimals: bool) -> FoundNumber | None:
    parsed = _value(match["digits"], dot_decimals)
    if not parsed:
        return None
    value, ambiguous = parsed
    value *= 10 ** _SCALES[match["scale"].lower()] if match["scale"] else 1
    unit = match["after"] or match["before"]
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return FoundNumber(
        value=-value if match["sign"] in ("-", "−") else value,
        unit=_UNITS.get(unit.lower(), unit) if unit else None,
        words=match[0].strip(),
        span=(start, match.end()),
        ambiguous=ambiguous,
        ordinal=bool(match["ordinal"]),
    )


def _value(digits: str, dot_decimals: bool) -> tuple[Decimal, bool] | None:
    """The number and whether it is ambiguous; None for a code such as 3.1.1 or 1.2,3.4."""
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if plain.isdigit():
        return Decimal(plain), False
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        return Decimal(plain.replace(".", "")), dot_decimals
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d+", plain):
        return Decimal(plain.replace(".", "").replace(",", ".")), bool(_COMMA_GROUP.fullmatch(plain))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain):
        return Decimal(plain.replace(",", "")), False
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", plain):
        return Decimal(plain.replace(",", "")), False
    if re.fullmatch(r"\d+\.\d{1,2}|\d{4,}\.\d+|0\.\d+|\d+\.\d{4,}", plain):
        return Decimal(plain), False
    return None
