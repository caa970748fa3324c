"""Dutch dates as people write them, found in running text: exact, vague and ranges.

A date is an interval with its own words. Words that name no year (“loopt”, “jaarlijks”, “in het
najaar”) give nothing: a date is read, never invented.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "season", "year"]
Role = Literal["on", "from", "by"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """An interval read in a text: `text[span[0]:span[1]] == words`."""

    start: date
    end: date
    precision: Precision
    words: str
    span: tuple[int, int]
    role: Role = "on"
    """`by`: a deadline (“tegen”, “uiterlijk”, “einde”); `from`: a beginning (“vanaf”, “opstart”)."""

    @property
    def day(self) -> date:
        """The day that counts: the last one of a deadline, otherwise the first."""
        return self.end if self.role == "by" else self.start


_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "feb": 2, "febr": 2, "maart": 3, "mrt": 3, "april": 4, "apr": 4,
    "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "augustus": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
# Meteorological seasons (KMI): three whole months, starting on the first of March, June, September, December.
_SEASONS = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12}
_ORDINALS = {"eerste": 1, "1ste": 1, "1e": 1, "tweede": 2, "2de": 2, "2e": 2, "derde": 3, "3de": 3, "3e": 3,
             "vierde": 4, "4de": 4, "4e": 4, "laatste": -1}  # fmt: skip
_PARTS = {"kwartaal": 3, "kwartalen": 3, "trimester": 4, "semester": 6, "jaarhelft": 6, "helft": 6}
# “Begin 2028” is its first quarter and “eind 2028” its last; what lies between is the middle.
_STRETCHES = {"begin": (1, 3), "midden": (4, 9), "medio": (4, 9), "half": (4, 9), "eind": (10, 12),
              "einde": (10, 12)}  # fmt: skip
_DECADS = {"begin": (1, 10), "midden": (11, 20), "medio": (11, 20), "half": (11, 20), "eind": (21, 31),
           "einde": (21, 31)}  # fmt: skip

_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?:19[89]\d|20[0-6]\d)"
_YEAR_LIKE = re.compile(r"\d\d")
_VAN = r"(?:van\s+)?(?:het\s+jaar\s+)?"
_ATOM = re.compile(
    rf"""(?<![\w./])(?:
      (?P<iso>{_YEAR}-\d\d-\d\d)(?![\d-])
    | (?P<dmy>\d{{1,2}}(?P<sep>[/.-])\d{{1,2}}(?P=sep)(?:{_YEAR}|\d\d(?=\D|$)))(?![\d/]|[.,-]\d)
    | (?P<my>\d{{1,2}}[/-]{_YEAR})(?![\d/]|[.,-]\d)
    | (?P<day>\d{{1,2}})(?:ste|de|e)?\s+(?P<day_month>{_MONTH})(?:\s*(?P<day_year>{_YEAR}))?(?!\d)
    | (?:(?P<decad>begin|midden|medio|half|einde?)\s+(?:van\s+)?)?
      (?P<month>{_MONTH})(?:\s+(?:van\s+)?(?P<month_year>{_YEAR}))?(?!\d)
    | (?P<season>voorjaar|najaar|lente|zomer|herfst|winter)\s+{_VAN}(?P<season_year>{_YEAR})
      (?:\s*[-–/]\s*(?P<season_until>{_YEAR}|\d\d)(?!\d))?
    | (?P<school>(?:school|werkings)jaar)\s+(?P<school_year>{_YEAR})(?:\s*[-–/]\s*(?:{_YEAR}|\d\d)(?!\d))?
    | (?P<nth>eerste|tweede|derde|vierde|laatste|[1-4](?:ste|de|e))\s+
      (?P<part>kwartaal|trimester|semester|jaarhelft|helft)\s+{_VAN}(?P<part_year>{_YEAR})
    | (?P<code>[QK][1-4]|[TS][1-3])\s*[-/]?\s*(?P<code_year>{_YEAR})
    | (?P<year_code>{_YEAR})\s*[-/]?\s*(?P<code_after>[QK][1-4])\b
    | (?P<stretch>begin|midden|medio|half|einde?)\s+{_VAN}(?P<stretch_year>{_YEAR})
    | (?P<year>{_YEAR})(?:/(?P<year_until>{_YEAR}|\d\d)(?!\d))?
    )(?![\w%]|[.,]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_JOIN = re.compile(r"\s*(?:-|–|—|/|t\.?\s*e\.?\s*m\.?|t/m|tot\s+en\s+met|tot|→)\s*", re.IGNORECASE)
_DAY_RANGE = re.compile(r"(?<![\w./])(\d{1,2})\s*(?:-|–|tot(?:\s+en\s+met)?|t/m|en)\s*$", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:tegen|uiterlijk|ten\s+laatste|vóór|tot(?:\s+en\s+met)?|t\.?e\.?m\.?|t/m|deadline|einddatum"
    r"|einde?|afgerond|loopt\s+af|afloop)(?:\s*:)?\s+(?:op\s+|in\s+|tegen\s+|voor\s+|het\s+|de\s+)*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\bvoor\s+(?:het\s+|de\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:vanaf|sinds|van|opstart(?:en)?|start(?:en|datum)?|begin(?:datum)?|aanvang|ingang)(?:\s*:)?\s+"
    r"(?:op\s+|in\s+|vanaf\s+|het\s+|de\s+)*$",
    re.IGNORECASE,
)


def find_dates(text: str) -> list[FoundDate]:
    """Every date in the text, in order, not overlapping; ranges are one find.

    >>> [(d.start.isoformat(), d.end.isoformat(), d.precision) for d in find_dates("najaar 2025")]
    [('2025-09-01', '2025-11-30', 'season')]
    >>> find_dates("tegen oktober 2026")[0].day
    datetime.date(2026, 10, 31)
    >>> find_dates("loopt"), find_dates("elk voorjaar")
    ([], [])
    """
    if not _YEAR_LIKE.search(text):
        return []
    atoms = list(_atoms(text))
    found: list[FoundDate] = []
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        index += 1
        if index < len(atoms):
            joined = _joined(text, atom, atoms[index])
            if joined:
                found.append(joined)
                index += 1
                continue
        if atom.date:
            found.append(_days_joined(text, atom.date))
    return [replace(d, role=_role(text, d)) for d in found]


# ------------------------------------------------------------------ one date


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date, or a day or month that waits for the year of its neighbour ("maart - mei 2025")."""

    span: tuple[int, int]
    date: FoundDate | None = None
    month: int | None = None
    day: int | None = None


def _atoms(text: str) -> Iterator[_Atom]:
    for match in _ATOM.finditer(text):
        span = match.span()
        try:
            interval = _interval(match)
        except ValueError:  # 31/02/2025: the words stay, no date is made of them
            continue
        if interval:
            start, end, precision = interval
            yield _Atom(span, FoundDate(start, end, precision, text[span[0] : span[1]], span))
        elif match["day_month"]:
            yield _Atom(span, month=_month(match["day_month"]), day=int(match["day"]))
        elif match["month"] and not match["decad"]:
            yield _Atom(span, month=_month(match["month"]))


def _interval(match: re.Match[str]) -> tuple[date, date, Precision] | None:
    """First day, last day and precision.

    Raises:
        ValueError: no such day exists.
    """
    if match["iso"]:
        return _one_day(date.fromisoformat(match["iso"]))
    if match["dmy"]:
        day, month, year = (int(part) for part in match["dmy"].split(match["sep"]))
        return _one_day(date(year + 2000 if year < 100 else year, month, day))
    if match["my"]:
        month, year = (int(part) for part in re.split("[/-]", match["my"]))
        return _months(year, month, month, "month")
    if match["day_year"]:
        return _one_day(date(int(match["day_year"]), _month(match["day_month"]), int(match["day"])))
    if match["month_year"]:
        month = _month(match["month"])
        start, end, precision = _months(int(match["month_year"]), month, month, "month")
        if match["decad"]:
            first, last = _DECADS[match["decad"].lower()]
            start, end = start.replace(day=first), start.replace(day=min(last, end.day))
        return start, end, precision
    if match["season"]:
        first = _SEASONS[match["season"].lower()]
        return _months(int(match["season_year"]), first, first + 2, "season")
    if match["school"]:
        return _months(int(match["school_year"]), 9, 20, "year")
    if match["part"]:
        size = _PARTS[match["part"].lower()]
        return _part(int(match["part_year"]), size, _ORDINALS[match["nth"].lower()])
    if match["code"] or match["code_after"]:
        code = (match["code"] or match["code_after"]).upper()
        year = int(match["code_year"] or match["year_code"])
        return _part(year, {"Q": 3, "K": 3, "T": 4, "S": 6}[code[0]], int(code[1]))
    if match["stretch"]:
        first, last = _STRETCHES[match["stretch"].lower()]
        return _months(int(match["stretch_year"]), first, last, "season")
    if match["year"]:
        year = int(match["year"])
        until = (
            int(str(year)[: -len(match["year_until"])] + match["year_until"]) if match["year_until"] else year
        )
        return _months(year, 1, 12 * (until - year + 1), "year") if until >= year else None
    return None


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _one_day(day: date) -> tuple[date, date, Precision]:
    return day, day, "day"


def _part(year: int, size: int, number: int) -> tuple[date, date, Precision]:
    number = number if number > 0 else 12 // size
    if number * size > 12:
        raise ValueError(f"{year} heeft geen deel {number} van {size} maanden")
    return _months(year, (number - 1) * size + 1, number * size, "season")


def _months(year: int, first: int, last: int, precision: Precision) -> tuple[date, date, Precision]:
    """From the first day of one month to the last of another; a month above 12 is in the next year."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return date(year, first, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), precision


# ------------------------------------------------------------------ ranges and roles


def _joined(text: str, first: _Atom, second: _Atom) -> FoundDate | None:
    """One range of two neighbours, when a dash or "tot" stands between and time runs forward."""
    last = second.date
    if not last or not _JOIN.fullmatch(text, first.span[1], second.span[0]):
        return None
    begin = first.date.start if first.date else _with_year(first, last.start)
    if begin is None or begin > last.start:
        return None
    span = (first.span[0], second.span[1])
    precision = last.precision
    if first.date and _ROUGHNESS[first.date.precision] > _ROUGHNESS[precision]:
        precision = first.date.precision
    return FoundDate(begin, last.end, precision, text[span[0] : span[1]], span)


_ROUGHNESS: dict[Precision, int] = {"day": 0, "month": 1, "season": 2, "year": 3}


def _with_year(atom: _Atom, end: date) -> date | None:
    try:
        begin = date(end.year, atom.month or end.month, atom.day or 1)
        return begin if begin <= end else begin.replace(year=end.year - 1)
    except ValueError:
        return None


def _days_joined(text: str, found: FoundDate) -> FoundDate:
    """The range of "1 tot 15 mei 2025", where only the last day has a month of its own."""
    before = _DAY_RANGE.search(text, max(0, found.span[0] - 20), found.span[0])
    if found.precision != "day" or not before or not 1 <= int(before[1]) < found.start.day:
        return found
    begin = found.start - timedelta(days=found.start.day - int(before[1]))
    span = (before.start(), found.span[1])
    return replace(found, start=begin, span=span, words=text[span[0] : span[1]])


def _role(text: str, found: FoundDate) -> Role:
    begin, end = max(0, found.span[0] - 40), found.span[0]
    if _BY.search(text, begin, end) or re.match(r"einde?\b", found.words, re.IGNORECASE):
        return "by"
    # “Voor 31/12/2024” is a deadline, “de begroting voor 2024” is not.
    if found.precision in ("day", "month") and _BEFORE.search(text, begin, end):
        return "by"
    return "from" if _FROM.search(text, begin, end) else "on"
