"""What happens with a cell that somebody filled in: saved, asked, doubted, refused, or met by another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from streekwerk.indicators.rules.entry.cells import Shape, plain_number, read_typed, text_of
from streekwerk.indicators.rules.figures.entries import Asked, Refused
from streekwerk.indicators.rules.figures.plausibility import Limits, doubts
from streekwerk.indicators.rules.figures.values import Value

Kind = Literal["saved", "emptied", "unchanged", "asked", "refused", "doubted", "met"]


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote in a cell, begun from the figure with number `base` (None: from an empty cell)."""

    subject: str
    period: str
    text: str
    denominator: str = ""
    comment: str | None = None
    """None leaves comment or source as they are."""
    source: str | None = None
    reason: str = ""
    """Why an unlikely figure is right all the same."""
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The figure that holds now."""

    pk: int
    value: Value
    comment: str = ""
    source: str = ""
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How the definition wants its figures."""

    shape: Shape
    limits: Limits
    unit: str = ""
    dots: bool = False
    """Whether decimals have a dot elsewhere in what came in together with this."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a cell; `value` is the figure to store when it is saved."""

    kind: Kind
    value: Value | None = None
    sentence: str = ""
    options: tuple[str, ...] = ()
    """The texts among which to choose, when it is asked."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to say about it."""
        return self.kind in ("saved", "emptied", "unchanged")


def judge(typed: Typed, *, known: Known | None, previous: Value | None, terms: Terms) -> Verdict:
    """What becomes of what was typed, given the figure that holds now and that of the period before.

    >>> terms = Terms(Shape(), Limits())
    >>> judge(Typed("3//", "2026", "12"), known=None, previous=None, terms=terms).kind
    'saved'
    >>> judge(Typed("3//", "2026", "veel"), known=None, previous=None, terms=terms).sentence
    '“veel” is geen getal. Schrijf een getal, n.v.t., of laat de cel leeg.'
    """
    read = read_typed(typed.text, typed.denominator, terms.shape, dots=terms.dots)
    if isinstance(read, Refused):
        return Verdict("refused", sentence=read.sentence)
    if isinstance(read, Asked):
        return Verdict("asked", sentence=read.sentence, options=tuple(map(plain_number, read.options)))
    if _same(read.value, typed, known):
        return Verdict("unchanged", value=read.value)
    if (known.pk if known else None) != typed.base:
        return Verdict("met", value=read.value, sentence=_met(known, terms.shape))
    if read.value is None:
        if typed.comment or typed.source:
            return Verdict("refused", sentence="Schrijf eerst een cijfer; daarna kan er een opmerking bij.")
        return Verdict("emptied")
    if not typed.reason.strip() and not (known and known.value == read.value):
        found = doubts(read.value, terms.limits, previous=previous, unit=terms.unit)
        if found:
            return Verdict("doubted", value=read.value, sentence=" ".join(doubt.sentence for doubt in found))
    return Verdict("saved", value=read.value)


def _same(value: Value | None, typed: Typed, known: Known | None) -> bool:
    if known is None:
        return value is None and not typed.comment and not typed.source
    return (
        value == known.value
        and typed.comment in (None, known.comment)
        and typed.source in (None, known.source)
    )


def _met(known: Known | None, shape: Shape) -> str:
    if known is None:
        return "Iemand anders maakte deze cel intussen leeg. Kies wat er moet staan."
    now = shown(known.value, shape)
    return f"Intussen vulde {known.who or 'iemand anders'} {now} in. Kies wat er moet staan."


def shown(value: Value | None, shape: Shape) -> str:
    """A figure in a sentence.

    >>> from decimal import Decimal
    >>> from streekwerk.indicators.rules.figures.values import State
    >>> two = Value(State.FINAL, Decimal(40), Decimal(2), Decimal(5))
    >>> shown(two, Shape(pair=True)), shown(None, Shape())
    ('2/5', 'leeg')
    """
    text, denominator = text_of(value, pair=shape.pair)
    return f"{text}/{denominator}" if denominator else text or "leeg"
