"""Lines that the sheet of an action already tells, to take over or not; what it does not say stays open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from streekwerk.budget.rules.facts import LineFacts
from streekwerk.budget.rules.money import euros
from streekwerk.budget.rules.sheet_words import about_money, named_amounts, says_none
from streekwerk.kernel.periods import find_dates

_SOURCES = (
    (
        "project",
        re.compile(
            r"\b(?:extra\s+)?project(?:middelen|subsidies?|budget|financiering|gelden|oproep)\b"
            r"|\b\w*subsidies?\b|\bincentive\b[^\n.;]*|\bfonds(?:en)?\b|\bcofinanciering\b",
            re.IGNORECASE,
        ),
    ),
    (
        "regular",
        re.compile(
            r"\b(?:(?:budget|middelen)\s+(?:uit\s+)?)?(?:de\s+)?reguliere?\s+(?:werking|middelen|budget)\b"
            r"|\b(?:eigen|bestaande)\s+(?:middelen|budget(?:ten)?|werking(?:smiddelen)?)\b"
            r"|\bwerkingsmiddelen\b|\balgemene financiering\b",
            re.IGNORECASE,
        ),
    ),
    (
        "undecided",
        re.compile(
            r"\bnog\s+(?:\w+\s+)?te\s+(?:bepalen|bekijken|beslissen|zoeken|onderzoeken)\b"
            r"|\bnog\s+op\s+te\s+maken\b|\bn\.?\s?t\.?\s?b\.?\b|\bonbekend\b",
            re.IGNORECASE,
        ),
    ),
)
_YES = re.compile(r"^\W*ja\b", re.IGNORECASE)
_YEAR_PAIR = re.compile(r"\b(20[2-4]\d)\s?[/–-]\s?(20[2-4]\d|\d\d)\b")


@dataclass(frozen=True, slots=True)
class Offer:
    """A line that the sheet tells, with the words it was known by."""

    year: int
    source: str
    known_by: str
    """The words of the sheet that say the source; empty when it does not say."""
    label: str
    """The field."""
    planned: Decimal | None = None
    amount_words: str = ""
    year_words: str = ""
    """The words that say the year; empty: it is the first year of the action."""
    doubt: str = ""
    """What the sheet leaves open, in a sentence."""

    @property
    def key(self) -> str:
        """Names this offer in a form."""
        return f"{self.year}|{self.source}|{self.label}|{'' if self.planned is None else self.planned}"


def offers_in(
    fields: Iterable[tuple[str, str]], *, first: int | None, last: int | None, have: Sequence[LineFacts] = ()
) -> list[Offer]:
    """The lines that these fields of a sheet tell, without those that stand already.

    `first` and `last`: the years of the action; without them only years in the text count.

    >>> offers = offers_in([("Middelen", "Ja\\nTe voorzien in 2025/2026\\nBudget reguliere werking")],
    ...                    first=2024, last=2027)
    >>> [(each.year, each.source, each.known_by, each.planned) for each in offers]
    [(2025, 'regular', 'Budget reguliere werking', None), (2026, 'regular', 'Budget reguliere werking', None)]
    """
    taken = {(line.year, line.source) for line in have}
    found: dict[tuple[int, str, Decimal | None], Offer] = {}
    for label, text in fields:
        if about_money(label) and text.strip():
            for offer in _of_field(label, text, first, last):
                if (offer.year, offer.source) not in taken:
                    found.setdefault((offer.year, offer.source, offer.planned), offer)
    return list(found.values())


def _of_field(label: str, text: str, first: int | None, last: int | None) -> Iterator[Offer]:
    sources = _sources(text)
    amounts = [each for each in named_amounts(text) if not each.per and not each.ambiguous]
    if not sources and not amounts and (says_none(text) or not _YES.match(text)):
        return
    sources = sources or [("undecided", "")]
    years, words = _years(text)
    yearly = amounts[0].yearly if amounts else False
    if not years and first:
        years = list(range(first, (last or first) + 1)) if yearly else [first]
    planned, said, doubt = None, "", ""
    if len(amounts) == 1 and len(sources) == 1 and (yearly or len(years) == 1):
        planned, said = amounts[0].value, amounts[0].words
    elif amounts:
        total = " en ".join(euros(each.value) for each in amounts)
        over = "jaren" if len(sources) == 1 else "herkomsten en jaren"
        doubt = f"De fiche noemt {total}, niet hoe dat over de {over} verdeeld is."
    if not doubt and not words and years:
        doubt = "De fiche noemt geen jaar: dit is de looptijd van de actie."
    for year in years:
        for source, known_by in sources:
            yield Offer(year, source, known_by, label, planned, said, words, doubt)


def _sources(text: str) -> list[tuple[str, str]]:
    """The sources a text names with their words; undecided only when it names nothing else."""
    found = []
    for source, words in _SOURCES:
        hit = words.search(text)
        if hit:
            found.append((source, " ".join(hit[0].split())))
    named = [each for each in found if each[0] != "undecided"]
    return named or found


def _years(text: str) -> tuple[list[int], str]:
    """The years a text names, and the words; “2025/2026” is both."""
    years: dict[int, None] = {}
    words = []
    for pair in _YEAR_PAIR.finditer(text):
        start, end = int(pair[1]), int(pair[2]) if len(pair[2]) == 4 else int(pair[1][:2] + pair[2])
        if 0 < end - start <= 10:
            years.update(dict.fromkeys(range(start, end + 1)))
            words.append(pair[0])
    for each in find_dates(text):
        if each.end.year - each.start.year <= 10 and not any(each.words in said for said in words):
            years.update(dict.fromkeys(range(each.start.year, each.end.year + 1)))
            words.append(each.words)
    return sorted(years), " en ".join(words)
