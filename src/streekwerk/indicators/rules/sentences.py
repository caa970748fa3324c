"""A target, a rhythm and an instrument in Dutch words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from streekwerk.indicators.rules.instruments import Instrument
from streekwerk.indicators.rules.targets import Frequency, Target

_COMPARATORS = {"=": "", ">=": "minstens ", ">": "meer dan ", "<=": "hoogstens ", "<": "minder dan "}
_GROWTH = {"increase": "stijgen", "decrease": "dalen"}
_PER = {"day": "dag", "week": "week", "2 weeks": "twee weken", "month": "maand", "year": "jaar"}
_UNITS = {
    "percent": " %", "euro": " euro", "tonnes": " ton", "kilograms": " kg", "litres": " liter",
    "kilometres": " km",
    "square metres": " m²", "hectares": " ha", "kWh": " kWh", "full-time equivalents": " vte",
    "minutes": " minuten", "hours": " uur",
    "days": " dagen", "working days": " werkdagen", "weeks": " weken", "months": " maanden", "years": " jaar",
    "times": " keer",
}  # fmt: skip
_INSTRUMENTS: dict[Instrument, str] = {
    "register_count": "tellen in een register", "survey": "enquête", "milestone": "mijlpaal afvinken",
    "lead_time": "tijd tussen twee feiten", "external_data": "cijfer van buitenaf",
    "manual_assessment": "iemand beoordeelt",
}  # fmt: skip


def target_words(target: Target | None) -> str:
    """The target as a person says it; empty when there is none.

    >>> target_words(Target(Decimal(20), "increase", unit="percent"))
    'stijgen met 20 %'
    >>> target_words(Target(Fraction(2), ">=", "year"))
    'minstens 2 per jaar'
    """
    if target is None:
        return ""
    by = f" tegen {target.by.day}/{target.by.month}/{target.by.year}" if target.by else ""
    if target.comparator == "done":
        return f"klaar{by}"
    number = _number(target.number) + _UNITS.get(target.unit or "", "") if target.number is not None else ""
    if target.comparator in _GROWTH:
        return _GROWTH[target.comparator] + (f" met {number}" if number else "") + by
    of = f" op {_number(target.of)}" if target.of is not None else ""
    per = f" per {_PER[target.per]}" if target.per else ""
    return f"{_COMPARATORS[target.comparator]}{number}{of}{per}{by}"


def frequency_words(frequency: Frequency | None) -> str:
    """The rhythm as a person says it; empty when there is none.

    >>> frequency_words(Frequency(Fraction(1, 2), "year", "tweejaarlijks"))
    '0,5 keer per jaar'
    >>> frequency_words(Frequency(None, None, "geregeld"))
    'regelmatig'
    """
    if frequency is None:
        return ""
    if frequency.times is None or frequency.per is None:
        return "regelmatig"
    return f"{_number(frequency.times)} keer per {_PER[frequency.per]}"


def instrument_words(instrument: Instrument) -> str:
    """How it is measured, in words.

    >>> instrument_words("survey")
    'enquête'
    """
    return _INSTRUMENTS[instrument]


def _number(value: Decimal | Fraction | None) -> str:
    if value is None:
        return ""
    return f"{float(value):.2f}".rstrip("0").rstrip(".").replace(".", ",")
