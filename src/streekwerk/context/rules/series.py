"""What a series is, in words: its unit, its denominator and its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from streekwerk.context.rules.values import Value
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.ui import dutch


@dataclass(frozen=True, slots=True)
class Described:
    """A series as rules know it."""

    kind: str
    """ratio, count or other."""
    per: int = 100
    numerator: str = ""
    denominator: str = ""
    unit: str = ""
    decimals: int = 1
    publisher: str = ""

    @property
    def words(self) -> str:
        """What the figure is on what: it stands beside every figure.

        >>> Described("ratio", 100, "65-plussers", "inwoners van 20 tot en met 64 jaar").words
        '65-plussers per 100 inwoners van 20 tot en met 64 jaar'
        """
        if self.kind == "ratio":
            return f"{self.numerator} per {dutch.number(self.per)} {self.denominator}"
        counted = self.numerator or self.unit
        if self.kind == "count":
            return f"aantal {counted}, zonder noemer"
        return f"{counted}, zonder teller en noemer".removeprefix(", ")

    @property
    def unit_words(self) -> str:
        """What stands behind the figure.

        >>> Described("ratio", 1000).unit_words, Described("ratio", 100, unit="%").unit_words
        ('per 1.000', '%')
        """
        return self.unit or (f"per {dutch.number(self.per)}" if self.kind == "ratio" else "")

    def said(self, value: Value) -> str:
        """The figure with its unit, or the sign of why there is none."""
        return printed(value, unit=self.unit_words, decimals=self.decimals)

    def bare(self, value: Value) -> str:
        """The figure without its unit, for a column that has it above."""
        return printed(value, unit="%" if self.unit == "%" else "", decimals=self.decimals)


def source_words(publisher: str, published_on: date | None, year: int | None = None) -> str:
    """Who says it and since when; with the year where no sentence beside it tells that.

    >>> source_words("Statbel", date(2024, 6, 12), 2023)
    'Statbel, cijfer van 2023, gepubliceerd op 12 juni 2024'
    >>> source_words("Statbel", None)
    'Statbel'
    """
    of_year = f"cijfer van {year}" if year else ""
    since = f"gepubliceerd op {dutch.day(published_on)}" if published_on else ""
    return ", ".join(filter(None, (publisher, of_year, since)))


def compared(mine: Value, others: list[tuple[str, Value]], series: Described) -> str:
    """How a place stands beside its zone and region, as one sentence; empty where there is nothing to say.

    >>> from decimal import Decimal
    >>> from streekwerk.context.rules.values import stored
    >>> fig = lambda text: stored("final", Decimal(text))
    >>> compared(fig("38.2"), [("Neteland", fig("36")), ("Kempen", fig("37.1"))], Described("ratio"))
    'Hoger dan Neteland (36,0) en Kempen (37,1).'
    >>> compared(fig("20"), [("Neteland", fig("80"))], Described("count", decimals=0))
    '25\xa0% van Neteland (80).'
    """
    if mine.number is None or not mine.added:
        return ""
    said: dict[str, list[str]] = {}
    for name, other in others:
        if other.number is None or not other.added:
            continue
        if series.kind == "count":
            word = f"{dutch.percent(mine.number * 100 / other.number, 0)} van" if other.number else ""
        else:
            ours, theirs = (round(each, series.decimals) for each in (mine.number, other.number))
            word = "even hoog als" if ours == theirs else "hoger dan" if ours > theirs else "lager dan"
        if word:
            said.setdefault(word, []).append(f"{name} ({series.bare(other)})")
    sentence = ", ".join(f"{word} {' en '.join(names)}" for word, names in said.items())
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""
