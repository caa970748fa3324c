"""What is aimed at: comparator, number, per what, for each of what, by when; and which aim held when.

A changed aim is another aim: the old one stays, and a period is judged by the aim that held on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal, Protocol, cast

from streekwerk.indicators.rules.figures.periods import Period, Rhythm
from streekwerk.indicators.rules.figures.values import with_unit
from streekwerk.ui import dutch

Comparator = Literal["=", ">=", ">", "<=", "<", "increase", "decrease", "done"]
Per = Literal["", "day", "week", "2 weeks", "month", "quarter", "half_year", "year"]
ForEach = Literal["network", "party", "place", "channel"]

PER_WORDS: dict[Per, str] = {
    "": "", "day": "dag", "week": "week", "2 weeks": "twee weken", "month": "maand", "quarter": "kwartaal",
    "half_year": "halfjaar", "year": "jaar",
}  # fmt: skip
_EACH_WORDS: dict[str, str] = {"party": "lid", "place": "gemeente", "channel": "onderdeel"}
_COMPARED: dict[str, str] = {">=": "minstens ", ">": "meer dan ", "<=": "hoogstens ", "<": "minder dan "}
_GROWTH: dict[str, str] = {"increase": "stijgt", "decrease": "daalt"}
_DAYS: dict[str, int] = {"day": 1, "week": 7, "2 weeks": 14}
_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_RHYTHMS: tuple[Rhythm, ...] = ("day", "week", "month", "quarter", "half_year", "year")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as the rules see it; the words are those of `indicators.models.Target`."""

    comparator: Comparator
    number: Decimal | None = None
    relative: bool = False
    per: Per = ""
    for_each: ForEach = "network"
    starts: date | None = None
    by: date | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    since: date | None = None
    """The day it was decided; None: from the beginning."""
    ended_on: date | None = None
    reason: str = ""

    @property
    def needs_baseline(self) -> bool:
        """Whether it says nothing without a figure to begin from."""
        return self.relative or self.comparator in ("increase", "decrease")

    @property
    def goal(self) -> Decimal | None:
        """The level it comes down to; None where a number or the baseline is missing.

        >>> Aim("increase", Decimal(20), relative=True, baseline=Decimal(500)).goal
        Decimal('600')
        """
        if self.needs_baseline and self.baseline is None:
            return None
        start = self.baseline or Decimal(0)
        if self.comparator in ("increase", "decrease"):
            size = self.number or Decimal(0)
            step = start * size / 100 if self.relative else size
            return start + step if self.comparator == "increase" else start - step
        if self.number is None:
            return None
        return start * self.number / 100 if self.relative else self.number

    def reached_by(self, number: Decimal, goal: Decimal) -> bool:
        """Whether a figure reaches a goal; a rise or fall of no said size has to be one."""
        if self.comparator in (">=", "increase"):
            return number > goal if self.comparator == "increase" and not self.number else number >= goal
        if self.comparator in ("<=", "decrease"):
            return number < goal if self.comparator == "decrease" and not self.number else number <= goal
        if self.comparator == "=":
            return number == goal
        return number > goal if self.comparator == ">" else number < goal

    @property
    def upward(self) -> bool:
        """Whether more is better, as far as the goal."""
        if self.relative and self.comparator == "=" and self.number is not None:
            return self.number >= 100
        return self.comparator in (">=", ">", "increase", "=", "done")


class TargetFacts(Protocol):
    """What an aim, a stored target and a draft have in common."""

    @property
    def comparator(self) -> str: ...
    @property
    def number(self) -> Decimal | None: ...
    @property
    def relative(self) -> bool: ...
    @property
    def per(self) -> str: ...
    @property
    def for_each(self) -> str: ...
    @property
    def by(self) -> date | None: ...


def words_of(target: TargetFacts, *, unit: str = "", part: str = "") -> str:
    """A target in words; `part` is the word for what there is a figure of each, “kanaal”.

    >>> words_of(Aim(">=", Decimal(3), per="month", for_each="channel"), unit="posts", part="kanaal")
    'minstens 3 posts per kanaal per maand'
    >>> aim = Aim("increase", Decimal(20), relative=True, by=date(2031, 12, 31))
    >>> words_of(aim).replace(dutch.THIN_SPACE, " ")
    'stijgt met 20 % tegen 31 december 2031'
    >>> words_of(Aim(">=", Decimal("0.5"), per="year"))
    'minstens 1 om de 2 jaar'
    """
    by = f" tegen {dutch.day(target.by)}" if target.by else ""
    if target.comparator == "done":
        return f"opgeleverd{by}"
    each = f" per {part or _EACH_WORDS[target.for_each]}" if target.for_each in _EACH_WORDS else ""
    if target.comparator in _GROWTH:
        return f"{_GROWTH[target.comparator]}{_step(target, unit)}{each}{by}"
    if target.number is None:
        return by.strip()
    compared, per = _COMPARED.get(target.comparator, ""), PER_WORDS[cast("Per", target.per)]
    if per and 0 < target.number < 1 and 1 / target.number == round(1 / target.number):
        # Half a time per year is once every two years.
        return f"{compared}1{each} om de {round(1 / target.number)} {per}{by}"
    size = _sized(target.number, "%" if target.relative else unit)
    size += " van de nulmeting" if target.relative else ""
    return f"{compared}{size}{each}{f' per {per}' if per else ''}{by}"


def _step(target: TargetFacts, unit: str) -> str:
    """How much it rises or falls; nothing where that is not said."""
    if target.number is None:
        return ""
    points = "procentpunt" if unit == "%" else unit
    return f" met {_sized(target.number, '%' if target.relative else points)}"


def _sized(number: Decimal, unit: str) -> str:
    """A target is never rounded off."""
    return with_unit(number, unit, max(0, -int(number.normalize().as_tuple().exponent)))


def judged_rhythm(aim: Aim, measured: Rhythm) -> Rhythm:
    """The stretch over which an aim per so long is judged: its own, or that of the figures when it is longer.

    >>> judged_rhythm(Aim(">=", Decimal(1), per="week"), "month")
    'month'
    """
    own: Rhythm = "week" if aim.per == "2 weeks" else aim.per or measured
    if "once" in (own, measured):
        return measured
    return max(own, measured, key=_RHYTHMS.index)


def times_in(aim: Aim, period: Period) -> int:
    """How often the stretch of an aim goes whole into a period; at least once.

    >>> from streekwerk.indicators.rules.figures.periods import read_period
    >>> times_in(Aim(">=", Decimal(1), per="week"), read_period("2026-07"))
    4
    """
    if aim.per in _DAYS:
        return max(1, period.days // _DAYS[aim.per])
    if aim.per in _MONTHS and period.rhythm in _MONTHS:
        return max(1, _MONTHS[period.rhythm] // _MONTHS[aim.per])
    return 1


def held_on(aims: Iterable[Aim], day: date) -> Aim | None:
    """The aim that held on that day; before the first one was decided, the first. None without any.

    >>> old = Aim(">=", Decimal(200), per="year", ended_on=date(2028, 2, 3))
    >>> new = Aim(">=", Decimal(150), per="year", since=date(2028, 2, 3))
    >>> [held_on([old, new], date(year, 12, 31)).number for year in (2027, 2028)]
    [Decimal('200'), Decimal('150')]
    """
    ordered = sorted(aims, key=lambda aim: aim.since or date.min)
    held = None
    for aim in ordered:
        if held is None or aim.since is None or aim.since <= day:
            held = aim
    return held


def changes(aims: Sequence[Aim], *, unit: str = "") -> list[str]:
    """Each change of aim as a sentence, the oldest first: the earlier aim stays in view."""
    ordered = sorted(aims, key=lambda aim: aim.since or date.min)
    said = []
    for old, new in pairwise(ordered):
        when = f" op {dutch.day(new.since)}" if new.since else ""
        why = f" Reden: {new.reason.rstrip('.')}." if new.reason else ""
        was, now = words_of(old, unit=unit), words_of(new, unit=unit)
        said.append(f"Streefwaarde gewijzigd{when}: was {was}, is {now}.{why}")
    return said
