"""What is typed in a cell of the entry grid, and what a stored figure looks like there.

The state of a figure is part of its text: “± 12” is an estimate, “n.v.t.” does not apply, “×” is hidden by
the source, an empty cell is not filled in yet and 0 is zero. So a grid works without a script, and goes
through a spreadsheet and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from streekwerk.indicators.rules.figures.entries import Asked, Read, Refused, read_cell
from streekwerk.indicators.rules.figures.values import State, Value

NOT_APPLICABLE, HIDDEN, ABOUT = "n.v.t.", "×", "± "
_DOT_DECIMAL = re.compile(r"[±~\s]*[-−]?(?:\d+\.\d{1,2}|\d{4,}\.\d+)\s?%?")
_PAIR = re.compile(r"(?P<numerator>.+?)(?:\s*/\s*|\s+van\s+|\s+op\s+)(?P<denominator>[^/]+)")
_ROUND = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a cell of an indicator holds."""

    pair: bool = False
    """A numerator and a denominator."""
    percent: bool = False
    """The figure is a percentage, so that “40 %” says something without numerator and denominator."""
    decimals: int = 0

    @property
    def dots(self) -> bool:
        """Whether three digits behind a dot could be a fraction here: then it is asked."""
        return self.decimals > 0 and not self.pair


def plain_number(number: Decimal | None) -> str:
    """A number as it stands in a cell: decimal comma, no groups, so that it is read back as the same number.

    >>> plain_number(Decimal("1550.0000")), plain_number(Decimal("-12.50")), plain_number(None)
    ('1550', '-12,5', '')
    """
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",") or "0"


def text_of(value: Value | None, *, pair: bool = False) -> tuple[str, str]:
    """What stands in the cell: its text, and of a pair the numerator and the denominator.

    >>> text_of(Value(State.ESTIMATE, Decimal(12))), text_of(Value(State.NOT_APPLICABLE)), text_of(None)
    (('± 12', ''), ('n.v.t.', ''), ('', ''))
    >>> text_of(Value(State.FINAL, Decimal(40), Decimal(2), Decimal(5)), pair=True)
    ('2', '5')
    """
    if value is None:
        return "", ""
    if value.state is State.NOT_APPLICABLE:
        return NOT_APPLICABLE, ""
    if value.state is State.SUPPRESSED:
        return HIDDEN, ""
    about = ABOUT if value.state is State.ESTIMATE else ""
    if pair and value.numerator is not None:
        return about + plain_number(value.numerator), plain_number(value.denominator)
    return about + plain_number(value.number) + (" %" if pair and value.number is not None else ""), ""


def read_typed(text: str, denominator: str, shape: Shape, *, dots: bool = False) -> Read | Asked | Refused:
    """The figure in a cell. `dots`: elsewhere in the same paste or file a dot is a decimal sign.

    >>> read_typed("2", "5", Shape(pair=True, percent=True)).value.number
    Decimal('40.0000')
    >>> read_typed("2 van 5", "", Shape(pair=True)).value.denominator
    Decimal('5')
    >>> read_typed("2", "", Shape(pair=True)).sentence
    'Vul ook de noemer in: van hoeveel zijn er 2?'
    """
    if not shape.pair:
        return read_cell(text, dot_decimals=dots or shape.dots)
    if not denominator.strip() and (match := _PAIR.fullmatch(text.strip())):
        if not (state := read_cell(text)) or isinstance(state, Refused):
            text, denominator = match["numerator"], match["denominator"]
        else:
            return state
    return _pair(text, denominator, shape, dots=dots)


def _pair(text: str, denominator: str, shape: Shape, *, dots: bool) -> Read | Asked | Refused:
    above = read_cell(text, dot_decimals=dots)
    below = read_cell(denominator, dot_decimals=dots)
    for part in (above, below):
        if not isinstance(part, Read):
            return part
        if part.value is not None and not part.value.added:
            return part
    assert isinstance(above, Read)
    assert isinstance(below, Read)
    top, bottom = above.value, below.value
    if bottom is None:
        if top is None or (shape.percent and "%" in text):
            return above
        return Refused(f"Vul ook de noemer in: van hoeveel zijn er {text.strip()}?")
    if top is None:
        return Refused(f"Vul ook de teller in: hoeveel van de {denominator.strip()}?")
    assert top.number is not None
    assert bottom.number is not None
    if bottom.number == 0:
        return Refused(
            "De noemer is 0: een aandeel van niets bestaat niet. Schrijf n.v.t., of laat de cel leeg."
        )
    number = (top.number * (100 if shape.percent else 1) / bottom.number).quantize(_ROUND)
    about = State.ESTIMATE in (top.state, bottom.state)
    state = State.ESTIMATE if about else State.ZERO if number == 0 else State.FINAL
    return Read(Value(state, number, top.number, bottom.number))


def writes_dots(texts: Iterable[str]) -> bool:
    """Whether some of these cells write decimals with a dot, so that “1.550” elsewhere is a question.

    >>> writes_dots(["12", "5.9"]), writes_dots(["1.550", "12,5"])
    (True, False)
    """
    return any(_DOT_DECIMAL.fullmatch(text.strip()) for text in texts)
