"""Figures in prose: percentages, amounts and counts, each with its sentence, unit and year.

What is not a figure: ranks ("3de"), ages and denominators ("65-plussers", "per 1.000 inwoners"), codes,
and counts that only point back ("deze 3 thema's") or are so small that they tell instead of measure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from streekwerk.kernel.numbers import FoundNumber, find_numbers, uses_dot_decimals
from streekwerk.kernel.periods import find_dates
from streekwerk.reading.models import Document, Figure, Question, Span
from streekwerk.reading.rows import Row
from streekwerk.reading.timing import sentences

_SMALLEST_COUNT = 5
_LARGEST_BARE_COUNT = 100_000_000
# Words before a number that make it a denominator, a code or something already spoken of.
_NOT_AFTER = re.compile(
    r"(?:\b(?:per|deze|die|de|onze|alle|beide|volgende|vorige|laatste|eerste|komende|artikel|art\.|wet|nr\.?|nummer"
    r"|pagina|p\.|blz\.?|workshop|actie|actiefiche|fiche|bijlage|deel|stap|fase|sessie|versie|hoofdstuk|punt|cao"
    r"|doelstelling|domein|thema|covid|tel\.?|of|t/m|tot)|[-–/(]\d*|\d\s?[-–/])\s*$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\s+(?:van|op)\s+de\s+(?P<whole>\d[\d.]*)\s+(?P<noun>[a-zà-ÿ][\w'’-]+(?:\s+[a-zà-ÿ][\w'’-]+)?)"
)
_NOUN = re.compile(r"\s+(?P<noun>(?:[a-zà-ÿ]+(?:e|de)\s+)?[a-zà-ÿ][\wà-ÿ-]{2,}(?:en|s|’s|'s))\b(?!-)")
_TIME = re.compile(
    r"\s*(?:jaar|jaren|maand|maanden|weken|dagen|uur|uren|keer|maal|x|min(?:uten)?)\b", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:daalde?n?|gedaald|zakte|verminderde|afname|minder)\b", re.IGNORECASE)


def find_figures(rows: Sequence[Row], document: Document) -> list[Figure]:
    """The figures in these rows of prose; a figure is on the line where its number stands."""
    if not rows:
        return []
    dots = uses_dot_decimals(_whole_text(document))
    text = " ".join(row.text for row in rows)
    starts = list(accumulate((len(row.text) + 1 for row in rows), initial=0))
    figures: list[Figure] = []
    for start, sentence in sentences(text):
        for number, unit in _figures(sentence, dots):
            row = rows[bisect_right(starts, start + number.span[0]) - 1]
            figures.append(_figure(sentence, number, unit, (row.number, row.number)))
    return figures


def ambiguous_numbers(rows: Iterable[Row], document: Document) -> list[Question]:
    """One question per number that can be read in two ways in this document ("1.550" beside "5.9%")."""
    if not uses_dot_decimals(_whole_text(document)):
        return []
    spans: dict[str, list[Span]] = {}
    values: dict[str, str] = {}
    for row in rows:
        for number in find_numbers(row.text, dot_decimals=True):
            if number.ambiguous:
                spans.setdefault(number.words, []).append((row.number, row.number))
                values[number.words] = f"{number.value:f}"
    return [
        Question(
            kind="number",
            subject=words,
            text=f"Dit document schrijft decimalen ook met een punt. Is “{words}” hier {values[words]}?",
            spans=tuple(found),
        )
        for words, found in spans.items()
    ]


def _whole_text(document: Document) -> str:
    return "\n".join(line.text for line in document.lines)


def _figures(sentence: str, dots: bool) -> Iterator[tuple[FoundNumber, str | None]]:
    """The numbers of a sentence that are figures, each with its unit."""
    if not any(letter.isdigit() for letter in sentence):
        return
    parts_of: set[int] = set()
    for number in find_numbers(sentence, dot_decimals=dots):
        after, before = sentence[number.span[1] :], sentence[: number.span[0]]
        if number.ordinal or number.span[0] in parts_of:
            continue
        if number.unit in ("%", "EUR", "VTE"):
            yield number, number.unit
            continue
        whole = _OF_WHOLE.match(after)
        if whole:
            parts_of.add(number.span[1] + whole.start("whole"))
            yield number, f"{whole['noun']} (van {whole['whole']})"
            continue
        # A number alone between brackets after a year is a measured value: "2012 (8,4) tot 2017 (7,6)".
        if re.search(r"\b(?:19|20)\d\d\s*\($", before) and after.startswith(")"):
            yield number, None
            continue
        if number.unit or _NOT_AFTER.search(before) or _TIME.match(after) or after[:1] in "-–+/":
            continue
        noun = _NOUN.match(after)
        if (
            noun
            and (number.value >= _SMALLEST_COUNT or number.value % 1)
            and number.value < _LARGEST_BARE_COUNT
        ):
            yield number, noun["noun"]


def _figure(sentence: str, number: FoundNumber, unit: str | None, span: Span) -> Figure:
    before = sentence[: number.span[0]]
    falls = unit == "%" and number.value > 0 and re.search(r"\bmet\s*$", before) and _FALL.search(before)
    return Figure(
        text=sentence,
        value=float(-number.value if falls else number.value),
        unit=unit,
        period=_period(sentence, number),
        spans=[span],
    )


def _period(sentence: str, number: FoundNumber) -> str | None:
    """The words of the date nearest before the number in its sentence, else of the nearest after it."""
    dates = find_dates(sentence)
    before = [found.words for found in dates if found.span[1] <= number.span[0]]
    after = [found.words for found in dates if found.span[0] >= number.span[1]]
    return before[-1] if before else after[0] if after else None
