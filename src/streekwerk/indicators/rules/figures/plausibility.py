"""Is this figure likely? Rules per indicator, stored as data; each warning may be kept with a reason.

Nothing here refuses: a figure that could be read can be kept (“toch bewaren met reden”).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from streekwerk.indicators.rules.figures.values import Value, with_unit
from streekwerk.kernel.errors import DomainError
from streekwerk.ui import dutch


class BadLimits(DomainError):
    """The stored range rules cannot be read."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"De regel “{name}” kan “{value}” niet zijn. Verbeter de regels van deze indicator.")


@dataclass(frozen=True, slots=True)
class Limits:
    """The range rules of an indicator; None and False do not check."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    """Per period and per figure: 250 ton in one day is too much."""
    whole: bool = False
    share: bool = False
    """A percentage: at most 100, and the numerator at most the denominator."""
    jump: Decimal | None = None
    """So many times more or less than in the previous period is unlikely."""
    sum_of: tuple[str, ...] = ()
    """The channels that together are the total."""

    def to_json(self) -> dict[str, Any]:
        """As `Definition.plausibility` keeps it: only what is set, numbers as text."""
        kept: dict[str, Any] = {}
        for name in ("minimum", "maximum", "jump"):
            if (number := getattr(self, name)) is not None:
                kept[name] = str(number)
        kept |= {name: True for name in ("whole", "share") if getattr(self, name)}
        return kept | ({"sum_of": list(self.sum_of)} if self.sum_of else {})


def limits_from(stored: Mapping[str, Any]) -> Limits:
    """The range rules of a stored definition.

    >>> limits_from({"minimum": "0", "whole": True}).minimum
    Decimal('0')

    Raises:
        BadLimits: a rule is unknown or is no number.
    """
    numbers: dict[str, Decimal | None] = {}
    for name, value in stored.items():
        if name not in ("minimum", "maximum", "jump", "whole", "share", "sum_of"):
            raise BadLimits(name, value)
    for name in ("minimum", "maximum", "jump"):
        try:
            numbers[name] = None if stored.get(name) in (None, "") else Decimal(str(stored[name]))
        except InvalidOperation as error:
            raise BadLimits(name, stored[name]) from error
        number = numbers[name]
        if number is not None and (not number.is_finite() or (name == "jump" and number <= 1)):
            raise BadLimits(name, stored[name])
    return Limits(
        minimum=numbers["minimum"],
        maximum=numbers["maximum"],
        whole=bool(stored.get("whole")),
        share=bool(stored.get("share")),
        jump=numbers["jump"],
        sum_of=tuple(stored.get("sum_of", ())),
    )


def usual_limits(measure: str) -> Limits:
    """The range rules a new definition of a measure starts with.

    >>> usual_limits("share").maximum, usual_limits("count").whole
    (Decimal('100'), True)
    """
    zero = Decimal(0)
    if measure == "share":
        return Limits(minimum=zero, maximum=Decimal(100), share=True)
    if measure in ("count", "frequency", "deliverable", "rubric"):
        return Limits(minimum=zero, whole=True, jump=Decimal(5) if measure == "count" else None)
    if measure in ("amount", "duration", "score"):
        return Limits(minimum=zero, jump=Decimal(5) if measure != "score" else None)
    return Limits()


@dataclass(frozen=True, slots=True)
class Warned:
    """One doubt about a figure: which rule, and the sentence to show."""

    rule: str
    sentence: str


def doubts(
    value: Value,
    limits: Limits,
    *,
    previous: Value | None = None,
    unit: str = "",
    most_parts: int | None = None,
) -> list[Warned]:
    """Everything unlikely about one figure, none for a figure without a number.

    `most_parts`: of how many there can be at most (the members asked), for a denominator.

    >>> [doubt.sentence for doubt in doubts(Value("final", Decimal(-3)), Limits(minimum=Decimal(0)))]
    ['−3 is minder dan 0.']
    """
    number = value.number
    if number is None or not value.added:
        return []
    return [
        *_range(number, limits, unit),
        *_share(value, limits),
        *_jump(number, previous, limits, unit),
        *_most(value, most_parts),
    ]


def _range(number: Decimal, limits: Limits, unit: str) -> list[Warned]:
    found = []
    said = with_unit(number, unit, _decimals(number))
    if limits.minimum is not None and number < limits.minimum:
        found.append(Warned("minimum", f"{said} is minder dan {with_unit(limits.minimum, unit)}."))
    if limits.maximum is not None and number > limits.maximum:
        found.append(Warned("maximum", f"{said} is meer dan {with_unit(limits.maximum, unit)}."))
    if limits.whole and number != number.to_integral_value():
        found.append(Warned("whole", f"{said} is geen geheel getal, en dit wordt geteld."))
    return found


def _share(value: Value, limits: Limits) -> list[Warned]:
    numerator, denominator = value.numerator, value.denominator
    if not limits.share or numerator is None or denominator is None:
        return []
    said = f"{dutch.number(numerator)} van {dutch.number(denominator)}"
    if denominator == 0:
        return [Warned("share", f"{said}: een aandeel van niets bestaat niet.")]
    if numerator > denominator:
        return [Warned("share", f"{said}: de teller is groter dan de noemer.")]
    share = numerator * 100 / denominator
    # A percentage is often printed with no or one decimal: half a point is rounding, more is a mistake.
    if value.number is not None and abs(share - value.number) > Decimal("0.5"):
        return [Warned("share", f"{said} is {dutch.percent(share, 1)}, niet {dutch.percent(value.number)}.")]
    return []


def _jump(number: Decimal, previous: Value | None, limits: Limits, unit: str) -> list[Warned]:
    if limits.jump is None or previous is None or not previous.added or not previous.number:
        return []
    before = previous.number
    if before < 0 or number < 0 or (number <= before * limits.jump and before <= number * limits.jump):
        return []
    many = "veel" if number > before else "weinig"
    said = (
        f"{with_unit(number, unit)} is meer dan {dutch.number(limits.jump)} keer zo {many} "
        f"als in de vorige periode ({with_unit(before, unit)})."
    )
    return [Warned("jump", said)]


def _most(value: Value, most: int | None) -> list[Warned]:
    if most is None or value.denominator is None or value.denominator <= most:
        return []
    return [
        Warned(
            "most", f"De noemer is {dutch.number(value.denominator)}, maar er zijn er {dutch.number(most)}."
        )
    ]


def sum_doubt(
    total: Value, parts: Mapping[str, Value], sum_of: Sequence[str], unit: str = ""
) -> Warned | None:
    """The doubt when parts that are all known do not make the total; None when they do or cannot be known.

    >>> ten, three, four = (Value("final", Decimal(n)) for n in (10, 3, 4))
    >>> sum_doubt(ten, {"a": three, "b": four}, ["a", "b"]).sentence
    'De delen samen zijn 7 (3 + 4), het totaal is 10.'
    """
    there = [parts[name] for name in sum_of if name in parts]
    if (
        total.number is None
        or len(there) < len(sum_of)
        or not sum_of
        or not all(part.added for part in there)
    ):
        return None
    numbers = [part.number for part in there if part.number is not None]
    together = sum(numbers, Decimal(0))
    if together == total.number:
        return None
    arithmetic = " + ".join(dutch.number(number) for number in numbers)
    return Warned(
        "sum",
        f"De delen samen zijn {with_unit(together, unit)} ({arithmetic}), "
        f"het totaal is {with_unit(total.number, unit)}.",
    )


def _decimals(number: Decimal) -> int:
    return min(4, max(0, -int(number.normalize().as_tuple().exponent)))
