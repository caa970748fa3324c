"""When two cells say the same, whatever Excel made of one of them on the way."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Literal

Kind = Literal["text", "when", "word", "code", "fixed", "hidden"]
"""What a column holds: prose, a date in own words, a word of a list, a code; read only; out of sight."""

Outcome = Literal["proposal", "conflict", "same", "kept"]
"""Only the workbook changed it, both did, both say the same now, only the site changed it."""

_SAME_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-"}
)
_GONE = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[^\S\n]+")
_NUMBER = re.compile(r"[-+]?\d{1,15}(?:[.,]\d+)?")
_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?: 0?0:00(?::00)?)?")
_SERIALS = range(20_000, 80_000)
"""Days since 1900 that people mean as dates: from 1954 to 2119."""


def tidy(text: str) -> str:
    """The text as it is taken over: ordinary spaces and line ends, nothing around it, no signs without width.

    >>> tidy(" een\\u00a0huis \\r\\n\\r\\ntwee\\u200b ")
    'een huis\\n\\ntwee'
    """
    text = _GONE.sub("", unicodedata.normalize("NFC", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def same(one: str, other: str, kind: Kind = "text") -> bool:
    """Whether two cells say the same: spaces, quotes, dashes and how a program keeps a number do not count.

    >>> same("een “huis” – nu", "een 'huis' - nu"), same("een \\"huis\\"", "een “huis”")
    (False, True)
    >>> same("007", "7", "code"), same("1,50", "1.5"), same("31/12/2027", "46752", "when")
    (True, True, True)
    >>> same("In Mol", "in Mol"), same("Loopt", "loopt", "word")
    (False, True)
    """
    if one == other:
        return True
    left, right = _plain(one), _plain(other)
    if left == right:
        return True
    if kind == "word":
        return left.casefold() == right.casefold()
    if kind == "when":
        first, second = _day(left), _day(right)
        return first is not None and first == second
    return _number(left) is not None and _number(left) == _number(right)


def outcome(base: str, now: str, text: str, kind: Kind = "text") -> Outcome:
    """What a cell that came back proposes, given what was sent and what stands in the plan now.

    >>> outcome("a", "a", "b"), outcome("a", "b", "b"), outcome("a", "b", "c"), outcome("a", "b", "a")
    ('proposal', 'same', 'conflict', 'kept')
    """
    if same(now, text, kind):
        return "same"
    if base == now:
        return "proposal"
    if same(base, text, kind):
        return "kept"
    return "proposal" if same(base, now, kind) else "conflict"


def when_words(text: str) -> str:
    """A date as we write it, also when a program kept it as a number; otherwise its own words.

    >>> when_words("46752"), when_words("2027-12-31 00:00:00"), when_words("voorjaar 2028")
    ('31/12/2027', '31/12/2027', 'voorjaar 2028')
    """
    text = tidy(text)
    found = _day(text)
    return f"{found:%d/%m/%Y}" if found else text


def is_mistake(text: str) -> bool:
    """Whether a program shows that a formula fails.

    >>> is_mistake("#REF!"), is_mistake("#N/A"), is_mistake("#1 in Vlaanderen")
    (True, True, False)
    """
    return bool(re.fullmatch(r"#[A-ZÀ-Ž0-9/_]+[!?]?|Err:\d+", text.strip()))


def _plain(text: str) -> str:
    text = tidy(text).translate(_SAME_SIGNS).replace("…", "...")
    return "\n".join(line for line in text.split("\n") if line)


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _day(text: str) -> date | None:
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(text))
    match = _DAY.fullmatch(text)
    if not match:
        return None
    first, month, last = (int(part) for part in match.groups())
    year, day = (first, last) if len(match[1]) == 4 else (last, first)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
