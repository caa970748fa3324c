"""Many figures into one: over members and places, or a refusal that says why not.

Counts add. A percentage adds only by its numerator and denominator. A median, a score or a level of a
rubric never adds: the figures stand side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from streekwerk.indicators.rules.figures.coverage import Coverage, coverage_of
from streekwerk.indicators.rules.figures.values import HIDDEN, MISSING, NOT_ASKED, State, Value, value_of

Key = TypeVar("Key", bound=Hashable)
Group = TypeVar("Group", bound=Hashable)
Addition = Literal["sum", "weighted", "latest", "none"]
"""`latest` adds over members and not over periods: members of a club, followers of a channel."""

_REFUSED = {
    "duration": "Doorlooptijden worden niet opgeteld: een mediaan van medianen zegt niets. Bekijk ze apart.",
    "score": "Scores worden niet opgeteld: daarvoor moeten de antwoorden zelf samen. Bekijk ze apart.",
    "rubric": "Niveaus van een rubriek worden niet opgeteld en hebben geen gemiddelde. Bekijk ze apart.",
    "share": "Dit aandeel heeft geen teller en noemer en wordt niet opgeteld. Vul beide in voor een totaal.",
}
_REFUSED_OTHERWISE = "Deze cijfers worden niet opgeteld: zo staat het op de indicatorkaart. Bekijk ze apart."


@dataclass(frozen=True, slots=True)
class Total(Generic[Key]):
    """Several figures as one, with who is in it."""

    value: Value
    coverage: Coverage[Key]
    refused: str = ""
    """Why there is no sum; empty where there is one."""
    left_out: tuple[Key, ...] = ()
    """Answers without numerator and denominator, which a weighted total cannot hold."""


def refusal(measure: str) -> str:
    """Why figures of this measure do not become one."""
    return _REFUSED.get(measure, _REFUSED_OTHERWISE)


def total_of(values: Mapping[Key, Value], addition: Addition, *, measure: str = "") -> Total[Key]:
    """The figures of several members or places as one; nothing is extrapolated to who did not answer.

    >>> total_of({"Beek": value_of("final", Decimal(3)), "Ven": MISSING}, "sum").value.number
    Decimal('3')
    """
    coverage = coverage_of(values)
    if addition == "none":
        # One figure is itself; only several would have to be added.
        answered = [value for value in values.values() if value.answered]
        if len(values) == 1 and answered:
            return Total(answered[0], coverage)
        return Total(_without_number(coverage), coverage, refusal(measure))
    if addition == "weighted":
        return _weighted(values, coverage)
    numbers = [value.number for value in values.values() if value.added and value.number is not None]
    if not numbers:
        return Total(_without_number(coverage), coverage)
    return Total(_known(coverage, sum(numbers, Decimal(0))), coverage)


def _weighted(values: Mapping[Key, Value], coverage: Coverage[Key]) -> Total[Key]:
    numerator = denominator = Decimal(0)
    left_out = []
    for key, value in values.items():
        if not value.added:
            continue
        if value.numerator is None or value.denominator is None:
            left_out.append(key)
            continue
        numerator += value.numerator
        denominator += value.denominator
    if not denominator:
        refused = refusal("share") if left_out else ""
        return Total(_without_number(coverage), coverage, refused, tuple(left_out))
    share = _known(coverage, numerator * 100 / denominator, numerator, denominator)
    return Total(share, coverage, "", tuple(left_out))


def _known(coverage: Coverage[Key], number: Decimal, *parts: Decimal) -> Value:
    return value_of("estimate" if coverage.estimates else "final", number, *parts)


def _without_number(coverage: Coverage[Key]) -> Value:
    if coverage.hidden:
        return HIDDEN
    if coverage.asked:
        return MISSING
    return Value(State.NOT_APPLICABLE) if coverage.not_applicable else NOT_ASKED


@dataclass(frozen=True, slots=True)
class Rolled(Generic[Group, Key]):
    """The figures of places by group, what lies in no group, and everything once."""

    groups: dict[Group, Total[Key]]
    outside: Total[Key] | None
    """The places that lie in no group; None when each lies in one."""
    outside_keys: tuple[Key, ...]
    whole: Total[Key]
    """Every place once, whatever groups it lies in."""
    several: dict[Key, tuple[Group, ...]]
    """The places that lie in more than one group: they count in each, and once in the whole."""


def roll_up(
    values: Mapping[Key, Value],
    groups: Mapping[Group, Collection[Key]],
    addition: Addition,
    *,
    measure: str = "",
) -> Rolled[Group, Key]:
    """The figures of places over the groups of one scheme (`schemes.groups_on`).

    A place of a group without a figure here is not part of the network that asked: it does not count.
    """
    wholes: dict[Key, list[Group]] = {}
    for group, parts in groups.items():
        for part in parts:
            if part in values:
                wholes.setdefault(part, []).append(group)
    rolled = {
        group: total_of({part: values[part] for part in parts if part in values}, addition, measure=measure)
        for group, parts in groups.items()
        if any(part in values for part in parts)
    }
    outside = {key: value for key, value in values.items() if key not in wholes}
    return Rolled(
        groups=rolled,
        outside=total_of(outside, addition, measure=measure) if outside else None,
        outside_keys=tuple(outside),
        whole=total_of(values, addition, measure=measure),
        several={key: tuple(found) for key, found in wholes.items() if len(found) > 1},
    )
