"""Figures of municipalities into one of a zone or region: by numerator and denominator, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from streekwerk.context.rules.series import Described
from streekwerk.context.rules.values import MISSING, Value
from streekwerk.indicators.rules.figures.rollup import Addition, Total, total_of
from streekwerk.ui import dutch

Key = TypeVar("Key", bound=Hashable)

NOT_ADDED = (
    "Zonder teller en noemer wordt dit niet opgeteld en niet gemiddeld. Bekijk de gemeenten naast elkaar."
)
NAMED = 4
"""So many places without a figure are named; more are counted."""
_EXACT = Decimal("0.0001")
_ADDITION: dict[str, Addition] = {"count": "sum", "ratio": "weighted"}


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure of a place, a zone or a network, with what has to be said beside it."""

    value: Value
    note: str = ""
    computed: bool = False
    """Worked out here from the figures of municipalities."""


def total(values: Mapping[Key, Value], series: Described) -> Total[Key]:
    """The figures of several places as one; a figure without parts has no place in it.

    >>> from streekwerk.context.rules.values import stored
    >>> part = lambda top, below: stored("final", Decimal(top) * 1000 / below, Decimal(top), Decimal(below))
    >>> total({"Beek": part(1, 1000), "Ven": part(9, 4000)}, Described("ratio", 1000)).value.number
    Decimal('2.0000')
    >>> total({"Beek": MISSING, "Ven": stored("final", Decimal(3))}, Described("ratio")).value.number
    """
    found = total_of(values, _ADDITION.get(series.kind, "none"))
    value = found.value
    if series.kind == "ratio" and value.numerator is not None and value.denominator:
        number = (value.numerator * series.per / value.denominator).quantize(_EXACT)
        found = replace(found, value=replace(value, number=number))
    if found.refused:
        found = replace(found, refused=NOT_ADDED)
    return found


def figure_of(
    values: Mapping[Key, Value],
    subject: Key | None,
    parts: Collection[Key],
    series: Described,
    names: Mapping[Key, str],
) -> Figure:
    """The figure of a place: as published; else, of what has parts, worked out from those.

    `subject` is None for a whole that nobody publishes about, such as a network.
    """
    if subject is not None and subject in values:
        return Figure(values[subject])
    if not parts:
        return Figure(MISSING, "Hiervan is geen cijfer gepubliceerd.")
    found = total({part: values.get(part, MISSING) for part in parts}, series)
    return Figure(found.value, _note(found, len(parts), names), computed=True)


def _note(found: Total[Key], asked: int, names: Mapping[Key, str]) -> str:
    if found.refused:
        return found.refused
    absent = [*found.coverage.absent, *found.left_out]
    if len(absent) == asked:
        return "Van geen enkele gemeente is een cijfer gepubliceerd."
    said = f"Opgeteld uit {dutch.counted(asked - len(absent), 'gemeente', 'gemeenten')}"
    if absent:
        missing = ", ".join(names.get(key, str(key)) for key in absent)
        if len(absent) > NAMED:
            missing = dutch.counted(len(absent), "gemeente", "gemeenten")
        said += f" van de {asked}; zonder {missing}"
    if found.left_out:
        said += " (geen teller en noemer)"
    if found.coverage.hidden:
        said += f"; {found.coverage.hidden} verborgen door de bron"
    return f"{said}."
