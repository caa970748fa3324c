"""What the fields of a sheet say about money: which do, whether they say none, the amounts they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from streekwerk.kernel.numbers import find_numbers

_ABOUT_MONEY = re.compile(r"middelen|budget|financi|kost|subsidi|begroting|raming", re.IGNORECASE)
_NOT_MONEY = re.compile(r"personeel|personele|communicatie", re.IGNORECASE)
# “Geen” by itself: what follows starts a new statement, not “geen extra middelen”.
_NONE = re.compile(
    r"^\W*(?P<said>[Gg]een|GEEN|[Nn]een?|[Nn]ihil|[Nn]iet van toepassing|[Nn]\.?v\.?t\.?)"
    r"(?=\s*(?:$|[.,;:(–-]|[A-Z€\d]|[\r\n]|te voorzien|nee\b|neen\b))"
)
_PER = re.compile(r"^\W{0,2}per\s+(?P<what>[a-zà-ÿ'’-]+)", re.IGNORECASE)
_YEARLY = frozenset(("jaar", "werkjaar", "kalenderjaar", "jaarlijks"))


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """An amount in euro that a text names."""

    value: Decimal
    words: str
    yearly: bool = False
    """It is said to hold for each year."""
    per: str = ""
    """For each of what else it holds, such as “buurtgroep”: then it is no total."""
    ambiguous: bool = False


@lru_cache(maxsize=1024)
def about_money(label: str) -> bool:
    """Whether a field of the sheet is about means.

    >>> about_money("Middelen"), about_money("Personele middelen"), about_money("Timing")
    (True, False, False)
    """
    return bool(_ABOUT_MONEY.search(label)) and not _NOT_MONEY.search(label)


def says_none(text: str) -> str:
    """The word with which a field says that there are no means; empty when it does not.

    >>> says_none("Geen\\nTe voorzien in 2025/2026"), says_none("Geen extra middelen nodig"), says_none("Ja")
    ('Geen', '', '')
    """
    found = _NONE.match(text)
    return found["said"] if found else ""


@lru_cache(maxsize=4096)
def named_amounts(text: str) -> tuple[NamedAmount, ...]:
    """Every amount in euro in a text, in order.

    >>> [(str(each.value), each.yearly, each.per) for each in named_amounts("€ 9 per jaar, 5 euro per dag")]
    [('9', True, ''), ('5', False, 'dag')]
    """
    if "€" not in text and "eur" not in text.lower():
        return ()
    found = []
    for number in find_numbers(text):
        if number.unit != "EUR" or number.ordinal:
            continue
        after = text[number.span[1] :]
        per = _PER.match(after)
        yearly = bool(per and per["what"].lower() in _YEARLY) or bool(re.match(r"\W{0,2}jaarlijks\b", after))
        found.append(
            NamedAmount(
                number.value, number.words, yearly, "" if yearly or not per else per["what"], number.ambiguous
            )
        )
    return tuple(found)
