"""Figures per 100, 1.000 or 10.000 inhabitants, with the year of the inhabitants said.

The denominator follows the numerator: only places whose figure counts lend their inhabitants.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from streekwerk.indicators.rules.figures.values import Value
from streekwerk.ui import dutch

Key = TypeVar("Key", bound=Hashable)
PerSoMany = Literal[100, 1_000, 10_000]


@dataclass(frozen=True, slots=True)
class Inhabitants(Generic[Key]):
    """How many people live in some places together, in one year for all of them."""

    number: int
    year: int
    wanted: int
    derived: bool = False
    """Whether a number among them was worked out rather than published."""

    @property
    def words(self) -> str:
        """The denominator as it is printed beside a rate.

        >>> Inhabitants(93535, 2025, 2027).words
        '93.535 inwoners op 1 januari 2025 (voor 2027 zijn er nog geen)'
        """
        said = f"{dutch.number(self.number)} inwoners op 1 januari {self.year}"
        if self.year != self.wanted:
            said += f" (voor {self.wanted} zijn er nog geen)"
        return f"{said}, afgeleid" if self.derived else said


def inhabitants_of(
    places: Iterable[Key],
    counts: Mapping[Key, Mapping[int, int]],
    year: int,
    *,
    derived: Iterable[tuple[Key, int]] = (),
) -> Inhabitants[Key] | None:
    """The inhabitants of these places together in that year, or in the nearest older year they all have.

    None where no such year is: a later year is never used, and years are not mixed.

    >>> inhabitants_of(["Beek", "Ven"], {"Beek": {2024: 10, 2025: 11}, "Ven": {2024: 5}}, 2025).year
    2024
    """
    wanted = list(dict.fromkeys(places))
    if not wanted:
        return None
    common = set.intersection(*(set(counts.get(place, {})) for place in wanted))
    older = [one for one in common if one <= year]
    if not older:
        return None
    used = max(older)
    marked = set(derived)
    return Inhabitants(
        number=sum(counts[place][used] for place in wanted),
        year=used,
        wanted=year,
        derived=any((place, used) in marked for place in wanted),
    )


@dataclass(frozen=True, slots=True)
class Rate(Generic[Key]):
    """A figure per so many inhabitants."""

    number: Decimal
    per: PerSoMany
    inhabitants: Inhabitants[Key]
    places: int

    @property
    def words(self) -> str:
        """The rate with its denominator."""
        rounded = dutch.number(self.number, 2)
        return f"{rounded} per {dutch.number(self.per)} inwoners ({self.inhabitants.words})"


def rate_of(
    values: Mapping[Key, Value],
    counts: Mapping[Key, Mapping[int, int]],
    year: int,
    *,
    per: PerSoMany = 1_000,
    derived: Iterable[tuple[Key, int]] = (),
) -> Rate[Key] | None:
    """The sum of these figures per so many inhabitants of the places that answered; None where unknown.

    >>> from streekwerk.indicators.rules.figures.values import MISSING, value_of
    >>> values = {"Beek": value_of("final", Decimal(2)), "Ven": MISSING}
    >>> rate_of(values, {"Beek": {2025: 1000}, "Ven": {2025: 9000}}, 2025).words
    '2,00 per 1.000 inwoners (1.000 inwoners op 1 januari 2025)'
    """
    known = {key: value.number for key, value in values.items() if value.added and value.number is not None}
    inhabitants = inhabitants_of(known, counts, year, derived=derived)
    if inhabitants is None or not inhabitants.number:
        return None
    total = sum(known.values(), Decimal(0))
    return Rate(total * per / inhabitants.number, per, inhabitants, len(known))
