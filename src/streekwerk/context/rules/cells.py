"""What a cell of a table of a publisher says: a figure, its parts, or why it cannot be one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from streekwerk.context.rules.series import Described
from streekwerk.context.rules.values import Value
from streekwerk.indicators.rules.entry.cells import Shape, read_typed
from streekwerk.indicators.rules.figures.entries import Read

_EXACT = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Cell:
    """What was read; both empty where the cell says nothing."""

    value: Value | None
    refused: str = ""


def read_figure(text: str, denominator: str, series: Described, *, dots: bool = False) -> Cell:
    """The figure in a cell, per what the series says. `dots`: elsewhere in the file a dot is a decimal sign.

    A ratio may come without its parts: then it is a figure that nothing is added to.

    >>> ratio = Described("ratio", 1000)
    >>> read_figure("3", "1500", ratio).value.number, read_figure("2,4", "", ratio).value.numerator
    (Decimal('2.0000'), None)
    >>> read_figure("3", "", Described("count")).value.number
    Decimal('3')
    >>> read_figure("-3", "", Described("count")).refused
    'Een aantal of een verhouding is niet kleiner dan 0. Verbeter het cijfer in het bestand.'
    """
    if series.kind != "ratio" and denominator.strip():
        return Cell(None, "Dit omgevingscijfer heeft geen noemer. Neem de kolom met de noemer niet mee.")
    pair = series.kind == "ratio" and bool(denominator.strip())
    read = read_typed(text, denominator, Shape(pair=pair, decimals=4), dots=dots)
    if not isinstance(read, Read):
        return Cell(None, read.sentence)
    value = read.value
    if value is None or value.number is None:
        return Cell(value)
    if value.numerator is not None and value.denominator:
        number = (value.numerator * series.per / value.denominator).quantize(_EXACT)
        value = Value(value.state, number, value.numerator, value.denominator)
    if series.kind != "other" and min(value.number or 0, value.numerator or 0, value.denominator or 0) < 0:
        return Cell(
            None, "Een aantal of een verhouding is niet kleiner dan 0. Verbeter het cijfer in het bestand."
        )
    return Cell(value)
