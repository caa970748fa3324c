"""Dates of a plan: start and end from a timing field, milestones from dated steps."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from streekwerk.kernel.periods import FoundDate, find_dates
from streekwerk.reading.models import Milestone, When
from streekwerk.reading.rows import Row

_START_WORD = re.compile(
    r"\b(?:opstart(?:en)?|opgestart|start(?:en|t|datum)?|vanaf|begin(?:datum|t)?|aanvang|ingang)\b",
    re.IGNORECASE,
)
_END_WORD = re.compile(
    r"\b(?:einde?|einddatum|eindigt|afloop|afronding|afgerond|deadline|tot(?:\s+en\s+met)?|t/m|tegen|uiterlijk|klaar)\b",
    re.IGNORECASE,
)
# A plan or budget is named by its years; that is no date of the step that mentions it.
_NAME_OF_YEARS = re.compile(
    r"\b(?:\w*(?:plan|begroting|budget|plannen|legislatuur|bestuursperiode|jaarrekening|decreet)|cfr\.?|o\.b\.v\.)\s*\(?$",
    re.IGNORECASE,
)


def when(found: FoundDate, day: date | None = None, words: str | None = None) -> When:
    """The date as the reading writes it; a deadline by its last day, all else by its first."""
    return When((day or found.day).isoformat(), found.precision, words or found.words)


@dataclass(frozen=True, slots=True)
class Timing:
    """Start and end as far as the words give them; "loopt" gives none."""

    start: When | None = None
    end: When | None = None


def read_timing(text: str) -> Timing:
    """Start and end from the words of a timing field.

    >>> read_timing("Opstart najaar 2025 Einde 31/12/2026").end.words
    'Einde 31/12/2026'
    >>> read_timing("loopt")
    Timing(start=None, end=None)
    """
    start: When | None = None
    end: When | None = None
    loose: list[FoundDate] = []
    cursor = 0
    for found in find_dates(text):
        lead = text[cursor : found.span[0]]
        cursor = found.span[1]
        opens, closes = _last(_START_WORD, lead), _last(_END_WORD, lead)
        if found.words.lower().startswith("eind"):
            closes = closes or len(lead)
        words = lead[max(opens, closes) - 1 :] + found.words if max(opens, closes) else found.words
        if _is_range(found):
            start = start or when(found, found.start)
            if end is None or end.date < found.end.isoformat():
                end = when(found, found.end)
        elif closes > opens or (found.role == "by" and not opens):
            end = end or when(found, found.end, words)
        elif opens:
            start = start or when(found, found.start, words)
        else:
            loose.append(found)
    if loose and not start and not end:
        start, end = when(loose[0], loose[0].start), when(loose[-1], loose[-1].end)
    elif loose and not start and end and loose[0].start.isoformat() < end.date:
        start = when(loose[0], loose[0].start)
    return Timing(start, end)


_LONGEST_DAYS = {"day": 1, "month": 31, "season": 184, "year": 366}


def _is_range(found: FoundDate) -> bool:
    """Whether two dates were joined ("2025-2027"): the interval is longer than its precision."""
    return (found.end - found.start).days + 1 > _LONGEST_DAYS[found.precision]


def _last(pattern: re.Pattern[str], text: str) -> int:
    """One past where the last match starts; 0 when there is none."""
    return max((match.start() + 1 for match in pattern.finditer(text)), default=0)


_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b\d\.)\s+(?=[A-ZÀ-Ý•“‘(]|\d)|\s+(?=•)")
_ENUMERATED = re.compile(r"(?:\d{1,2}|[a-z])[.)](?:\s|[A-Z])")
_BROKEN_OFF = re.compile(r"(?:[,&/-]|\b(?:de|het|een|en|of|van|voor|met|in|op|aan|tot))$")


def split_items(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows of a field as its items: a bullet opens one, and so does a line that starts a sentence."""
    item: list[Row] = []
    for row in rows:
        starts = row.bullet or _ENUMERATED.match(row.text)
        broken = bool(item) and _BROKEN_OFF.search(item[-1].text)
        continues = row.lower or row.text[:1] in "(" or (row.text[:1].isdigit() and not starts) or broken
        if item and (starts or not continues):
            yield item
            item = []
        item.append(row)
    if item:
        yield item


def find_milestones(node: str | None, rows: Sequence[Row]) -> Iterator[Milestone]:
    """A milestone per date in these rows, with the sentence of the item it stands in as its text."""
    for item in split_items(rows):
        starts = list(accumulate((len(row.text) + 1 for row in item), initial=0))
        for start, sentence in sentences(" ".join(row.text for row in item)):
            first = item[bisect_right(starts, start) - 1].number
            last = item[bisect_right(starts, start + len(sentence) - 1) - 1].number
            for found in find_dates(sentence):
                if _is_step(sentence, found):
                    text = sentence.lstrip("•▪●◦➢✓-– ")
                    yield Milestone(node=node, text=text, when=when(found), spans=[(first, last)])


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place; a bullet opens one as well.

    >>> list(sentences("Klaar. Op naar 2026."))
    [(0, 'Klaar.'), (7, 'Op naar 2026.')]
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _is_step(text: str, found: FoundDate) -> bool:
    before = text[: found.span[0]]
    if _NAME_OF_YEARS.search(before) and found.precision == "year" and found.role != "by":
        return False
    # Several years in one breath name a period, not a moment.
    return not (found.precision == "year" and found.end.year > found.start.year)
