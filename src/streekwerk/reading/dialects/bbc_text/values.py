"""Cells that hold nothing but a value: a period, an amount, a state, a target."""

from __future__ import annotations

import re
from collections.abc import Mapping

from streekwerk.kernel.periods import find_dates

_LONGEST = 45
_AMOUNT = re.compile(r"(?:€|EUR)\s?[\d.,]+(?:\s?(?:k|mio))?|[\d.,]+\s?(?:€|EUR|euro)", re.IGNORECASE)
_STATE = re.compile(
    r"groen|oranje|geel|rood|lopend|gestart|niet gestart|afgerond|in uitvoering|in voorbereiding|gepland"
    r"|on hold|uitgesteld|volgens plan",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?:[≥≤<>=+-]\s?|minstens |minimaal |max(?:imaal|\.) |min\. )?\d+(?:[.,]\d+)*\s?%?"
    r"(?:\s?(?:per|/)\s?(?:jaar|maand|week|kwartaal|dag))?(?:\s(?:tegen|in)\s20\d\d)?",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"\b(?:tot|en|met|vanaf|tegen|van|einde?|begin|loopt|doorlopend|permanent|jaarlijks|continu|uiterlijk|t\.?e\.?m\.?)\b"
    r"|[\W_]",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"doorlopend|permanent|jaarlijks|continu|hele periode|volledige legislatuur", re.IGNORECASE
)


def value_of(text: str, columns: Mapping[str, str]) -> tuple[str, str] | None:
    """The column a bare value belongs to, and the printed word of that column; only columns the header has.

    >>> value_of("2026 - 2028", {"timing": "Planning"})
    ('timing', 'Planning')
    >>> value_of("€ 12.000", {"budget": "Raming"}), value_of("in 2026 starten we", {"timing": "Timing"})
    (('budget', 'Raming'), None)
    """
    if not columns or not text or len(text) > _LONGEST:
        return None
    for kind, fits in (
        ("budget", _AMOUNT.fullmatch),
        ("status", _STATE.fullmatch),
        ("timing", _is_time),
        ("target", _TARGET.fullmatch),
    ):
        if kind in columns and fits(text):
            return kind, columns[kind]
    return None


def _is_time(text: str) -> bool:
    if _ONGOING.fullmatch(text):
        return True
    dates = find_dates(text)
    rest = list(text)
    for date in dates:
        rest[date.span[0] : date.span[1]] = " " * (date.span[1] - date.span[0])
    return bool(dates) and not _TIME_WORDS.sub("", "".join(rest))
