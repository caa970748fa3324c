"""Which changes of a definition break the series, and from when a new definition can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from streekwerk.indicators.rules.figures.periods import Rhythm, period_of

MEASURED = {
    "measure": "de maat", "unit": "de eenheid", "dimension": "van wie er een cijfer is",
    "recipe": "het meetrecept",
}  # fmt: skip
"""Another value of these is another measurement, whatever anyone says."""
WORDED = {"counted": "wat geteld wordt", "numerator": "de teller", "denominator": "de noemer"}
"""Other words can mean the same: the person says so."""


@dataclass(frozen=True, slots=True)
class DefinitionChange:
    """What changes between two definitions, by field."""

    measured: tuple[str, ...]
    worded: tuple[str, ...]
    other: tuple[str, ...]

    def breaks(self, *, same: bool) -> bool:
        """Whether figures before and after cannot be compared; `same`: only the words differ."""
        return bool(self.measured) or (bool(self.worded) and not same)

    @property
    def said(self) -> str:
        """What changes of what is measured, in words.

        >>> change_between({"measure": "share", "counted": "a"}, {"measure": "count", "counted": "b"}).said
        'de maat en wat geteld wordt'
        """
        words = [MEASURED[name] for name in self.measured] + [WORDED[name] for name in self.worded]
        return " en ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def change_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> DefinitionChange:
    """What changes; texts that differ in capitals, blanks or a full stop are the same words.

    >>> change_between({"counted": "Deelnemers."}, {"counted": "deelnemers"})
    DefinitionChange(measured=(), worded=(), other=('counted',))
    """
    measured, worded, other = [], [], []
    for name, value in new.items():
        before = old.get(name)
        if value == before:
            continue
        if name in MEASURED and (value or before):
            measured.append(name)
        elif name in WORDED and _plain(value) != _plain(before):
            worded.append(name)
        else:
            other.append(name)
    return DefinitionChange(tuple(measured), tuple(worded), tuple(other))


def begins_period(day: date, rhythm: Rhythm) -> bool:
    """Whether a definition can hold from this day: the first of a period, so that no period has two.

    >>> begins_period(date(2028, 1, 1), "year"), begins_period(date(2028, 2, 1), "quarter")
    (True, False)
    """
    return rhythm == "once" or period_of(day, rhythm).start == day


def next_begin(day: date, rhythm: Rhythm) -> date:
    """The first day, from this one on, on which a period begins.

    >>> str(next_begin(date(2027, 11, 3), "year"))
    '2028-01-01'
    """
    if begins_period(day, rhythm):
        return day
    following = period_of(day, rhythm).next
    return following.start if following else day


def _plain(value: Any) -> str:
    return " ".join(str(value or "").casefold().split()).strip(" .;,:")
