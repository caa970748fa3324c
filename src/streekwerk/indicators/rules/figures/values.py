"""What is known of one figure: seven states that stay apart from entry to roll-up and chart.

The codes for missing figures are those of the Flemish provinces' databank (JIVE documentation of
Provincies in Cijfers): empty, hidden, not applicable and wrongly no answer are four different things, a
hidden figure must never be added, and 0 is a real zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from streekwerk.indicators.rules.figures.units import one_of
from streekwerk.ui import dutch


class State(StrEnum):
    """What is known of a figure; four are stored, the others follow from requests, rows and value."""

    NOT_ASKED = "not_asked"
    MISSING = "missing"
    ZERO = "zero"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    ESTIMATE = "estimate"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class _Meaning:
    words: str
    sign: str
    asked: bool
    answered: bool
    added: bool


# asked: stands in the denominator of the coverage; answered: in its numerator; added: its number counts.
_MEANINGS: dict[State, _Meaning] = {
    State.NOT_ASKED: _Meaning("niet gevraagd", "·", asked=False, answered=False, added=False),
    State.MISSING: _Meaning("nog geen antwoord", "–", asked=True, answered=False, added=False),
    State.ZERO: _Meaning("nul", "0", asked=True, answered=True, added=True),
    State.SUPPRESSED: _Meaning("verborgen", "×", asked=True, answered=True, added=False),
    State.NOT_APPLICABLE: _Meaning("niet van toepassing", "n.v.t.", asked=False, answered=False, added=False),
    State.ESTIMATE: _Meaning("schatting", "", asked=True, answered=True, added=True),
    State.FINAL: _Meaning("definitief", "", asked=True, answered=True, added=True),
}

# Tuples: looking for a state among three is quicker than hashing it, and there are half a million.
_ASKED = tuple(state for state, meaning in _MEANINGS.items() if meaning.asked)
_ANSWERED = tuple(state for state, meaning in _MEANINGS.items() if meaning.answered)
_ADDED = tuple(state for state, meaning in _MEANINGS.items() if meaning.added)

MISSING_CODES: dict[Decimal, State] = {
    Decimal(-99996): State.MISSING,
    Decimal(-99997): State.SUPPRESSED,
    Decimal(-99998): State.NOT_APPLICABLE,
    Decimal(-99999): State.MISSING,
}


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. `number` is the figure as it is read; a share also has its numerator and denominator."""

    state: State
    number: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def asked(self) -> bool:
        """Whether it stands in the denominator of the coverage."""
        return self.state in _ASKED

    @property
    def answered(self) -> bool:
        """Whether somebody answered, also when the answer is hidden or zero."""
        return self.state in _ANSWERED

    @property
    def added(self) -> bool:
        """Whether its number counts in a total."""
        return self.state in _ADDED

    @property
    def words(self) -> str:
        """The state in Dutch."""
        return _MEANINGS[self.state].words


_STATES: dict[str, State] = {state.value: state for state in State}
_WITH_NUMBER = (State.FINAL, State.ESTIMATE)
NOT_ASKED = Value(State.NOT_ASKED)
MISSING = Value(State.MISSING)
HIDDEN = Value(State.SUPPRESSED)


def value_of(
    stored: str,
    number: Decimal | None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Value:
    """The value of a stored row: a final 0 reads as zero, one of the missing codes as its state.

    >>> value_of("final", Decimal(0)).state, value_of("final", Decimal(-99997)).state
    (<State.ZERO: 'zero'>, <State.SUPPRESSED: 'suppressed'>)
    """
    state = _STATES[stored]
    if number is None:
        return MISSING if state in _WITH_NUMBER else Value(state)
    if number < 0 and number in MISSING_CODES:
        return Value(MISSING_CODES[number])
    if not number and state is State.FINAL:
        state = State.ZERO
    return Value(state, number, numerator, denominator)


def absent(*, asked: bool) -> Value:
    """The value where no row is: asked and not answered, or never asked.

    >>> absent(asked=True).words, absent(asked=False).words
    ('nog geen antwoord', 'niet gevraagd')
    """
    return MISSING if asked else NOT_ASKED


def printed(value: Value, *, unit: str = "", decimals: int | None = None) -> str:
    """The value as a page prints it: the number with its unit, or the sign of its state.

    >>> printed(Value(State.ESTIMATE, Decimal(1550)), unit="personen")
    '± 1.550 personen'
    >>> [printed(absent(asked=asked)) for asked in (True, False)], printed(HIDDEN)
    (['–', '·'], '×')
    """
    if value.number is None or value.state in (State.SUPPRESSED, State.NOT_APPLICABLE):
        return _MEANINGS[value.state].sign
    text = with_unit(value.number, unit, decimals)
    return f"± {text}" if value.state is State.ESTIMATE else text


def with_unit(number: Decimal, unit: str = "", decimals: int | None = None) -> str:
    """A number with its unit; without `decimals` at most two. One is said as one: “1 dag”.

    >>> with_unit(Decimal("99.178"), "ton").replace(dutch.THIN_SPACE, " ")
    '99,18 ton'
    >>> with_unit(Decimal(1), "dagen", 1), with_unit(Decimal("1.5"), "dagen", 1)
    ('1 dag', '1,5 dagen')
    """
    places = min(2, max(0, -int(number.normalize().as_tuple().exponent))) if decimals is None else decimals
    if number == 1 and (single := one_of(unit)) != unit:
        return f"1 {single}"
    text = dutch.number(number, places)
    return f"{text}{dutch.THIN_SPACE}{unit}" if unit in ("%", "‰", "ton", "kg") else f"{text} {unit}".strip()


def legend(values: Iterable[Value]) -> list[str]:
    """What the signs mean that stand among these values, in a fixed order; nothing for plain numbers.

    >>> legend([MISSING, HIDDEN, Value(State.FINAL, Decimal(3))])
    ['– nog geen antwoord', '× verborgen']
    """
    there = {value.state for value in values}
    signs = [
        (State.NOT_ASKED, "· niet gevraagd"),
        (State.MISSING, "– nog geen antwoord"),
        (State.SUPPRESSED, "× verborgen"),
        (State.NOT_APPLICABLE, "n.v.t. niet van toepassing"),
        (State.ESTIMATE, "± schatting"),
    ]
    return [words for state, words in signs if state in there]
