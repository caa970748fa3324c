"""How findings speak: quoted words, Dutch numbers and dates, lists that read as a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from streekwerk.reading.models import Span


def quoted(words: str, longest: int = 110) -> str:
    """The words between Dutch quotation marks; a long passage is cut at a space.

    >>> quoted("  twee   woorden ")
    '“twee woorden”'
    >>> quoted("een lange titel over niets", longest=10)
    '“een lange …”'
    """
    return f"“{shortened(words, longest)}”"


def shortened(words: str, longest: int) -> str:
    """The words with single spaces, cut at a space when longer than `longest` characters."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    return words[: longest + 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


def number(value: Decimal, decimals: int | None = None) -> str:
    """A number as written in Belgium.

    >>> number(Decimal(3996)), number(Decimal("47.872"), 1), number(Decimal("5.90"))
    ('3.996', '47,9', '5,9')
    """
    if decimals is not None:
        value = round(value, decimals)
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percent(value: Decimal) -> str:
    """A percentage with one decimal: “47,9 %”.

    >>> percent(Decimal("47.87"))
    '47,9 %'
    """
    return f"{number(value, 1)} %"


def day(value: date) -> str:
    """
    >>> day(date(2025, 3, 1))
    '01/03/2025'
    """
    return value.strftime("%d/%m/%Y")


def listed(items: Iterable[str], most: int = 12) -> str:
    """Items as a sentence; beyond `most` the rest is counted.

    >>> listed(["a", "b", "c"])
    'a, b en c'
    >>> listed("abcdef", most=4)
    'a, b, c, d en nog 2'
    """
    items = list(items)
    if len(items) > most:
        return f"{', '.join(items[:most])} en nog {len(items) - most}"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} en {items[-1]}"


def lines_named(spans: Sequence[Span]) -> str:
    """The lines of a finding for people: “regel 12”, “regels 12–14 en 30”; empty without spans.

    >>> lines_named([(12, 12)]), lines_named([(12, 14), (30, 30)]), lines_named([])
    ('regel 12', 'regels 12–14 en 30', '')
    """
    if not spans:
        return ""
    parts = [str(a) if a == b else f"{a}–{b}" for a, b in spans]
    one = len(spans) == 1 and spans[0][0] == spans[0][1]
    return f"{'regel' if one else 'regels'} {listed(parts)}"


def counted(amount: int, one: str, many: str) -> str:
    """
    >>> counted(1, "actie", "acties"), counted(3, "actie", "acties")
    ('1 actie', '3 acties')
    """
    return f"{amount} {one if amount == 1 else many}"


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The text for comparing: lower case, without accents, each run of other signs one space.

    >>> fold("De Achterban, (her)bekeken!")
    'de achterban her bekeken'
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()
