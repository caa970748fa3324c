"""Where a period stands on a line of time, in percents of its width, and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from streekwerk.plans.rules.days import first_day, last_day

_DAY = timedelta(days=1)
_MOST_YEARS = 16
_LABELLED_YEARS = 8
_QUARTERS_UP_TO = 3

Sureness = Literal["sure", "vague", "to-open", "from-open", "paused"]
"""`vague`: somewhere in this stretch; `to-open`: no end is known; `from-open`: no start is known."""


class Bar(NamedTuple):
    """A stretch of the line: where it begins and how wide it is, in percents."""

    x: float
    width: float
    kind: Sureness


class Tick(NamedTuple):
    """A mark of the axis; a quarter has no label of its own when it opens a year."""

    x: float
    label: str
    year: bool


@dataclass(frozen=True)
class Period:
    """When something runs; an end that is missing is open."""

    start: date | None = None
    start_precision: str = ""
    end: date | None = None
    end_precision: str = ""


@dataclass(frozen=True)
class Axis:
    """A run of whole years."""

    first: int
    last: int

    @classmethod
    def around(
        cls, days: Iterable[date], *, since: int | None = None, until: int | None = None
    ) -> Axis | None:
        """The years of these days, narrowed to what is looked at; None without any day.

        Far-off days do not press the rest together: the axis is never longer than sixteen years.

        >>> Axis.around([date(2026, 3, 1), date(2028, 1, 1)], until=2027)
        Axis(first=2026, last=2027)
        """
        years = sorted(day.year for day in days)
        if not years:
            return None
        first, last = since or years[0], until or years[-1]
        last = max(first, last)
        if last - first >= _MOST_YEARS:
            middle = years[len(years) // 2]
            first = max(first, min(middle - _MOST_YEARS // 2, last - _MOST_YEARS + 1))
            last = min(last, first + _MOST_YEARS - 1)
        return cls(first, last)

    def x(self, day: date) -> float:
        """Where a day begins, from 0 to 100; what lies outside stands at the edge.

        >>> Axis(2026, 2027).x(date(2027, 1, 1)), Axis(2026, 2027).x(date(1999, 1, 1))
        (50.0, 0.0)
        """
        opens, closes = date(self.first, 1, 1).toordinal(), date(self.last + 1, 1, 1).toordinal()
        share = (day.toordinal() - opens) / (closes - opens)
        return round(100 * min(1.0, max(0.0, share)), 2)

    def holds(self, day: date) -> bool:
        return self.first <= day.year <= self.last

    def ticks(self) -> list[Tick]:
        """A mark per year, and per quarter on a short axis; labels as many as fit."""
        years = self.last - self.first + 1
        step = -(-years // _LABELLED_YEARS)
        marks = []
        for year in range(self.first, self.last + 1):
            label = str(year) if (year - self.first) % step == 0 else ""
            marks.append(Tick(self.x(date(year, 1, 1)), label, True))
            if years <= _QUARTERS_UP_TO:
                marks += [
                    Tick(self.x(date(year, 3 * quarter - 2, 1)), f"K{quarter}", False)
                    for quarter in (2, 3, 4)
                ]
        return marks

    def bars(self, period: Period, pauses: Sequence[tuple[date, date | None]] = ()) -> list[Bar]:
        """The stretches of a period from left to right, pauses laid over it.

        >>> years = Period(date(2026, 1, 1), "year", date(2028, 6, 30), "day")
        >>> [bar.kind for bar in Axis(2026, 2028).bars(years)]
        ['vague', 'sure']
        """
        edge = date(self.first, 1, 1), date(self.last + 1, 1, 1)
        begins, runs = _edges(period.start, period.start_precision) if period.start else (None, None)
        closes, over = _edges(period.end, period.end_precision, ends=True) if period.end else (None, None)
        made: list[Bar] = []
        if begins and runs and closes and over:
            if runs >= closes:
                made = [self._bar(begins, over, "vague")]
            else:
                made = [
                    self._bar(begins, runs, "vague"),
                    self._bar(runs, closes, "sure"),
                    self._bar(closes, over, "vague"),
                ]
        elif begins and runs:
            made = [self._bar(begins, runs, "vague"), self._bar(runs, edge[1], "to-open")]
        elif closes and over:
            made = [self._bar(edge[0], closes, "from-open"), self._bar(closes, over, "vague")]
        for since, until in pauses:
            made.append(self._bar(since, until + _DAY if until else edge[1], "paused"))
        return [bar for bar in made if bar.width > 0]

    def _bar(self, begins: date, ends: date, kind: Sureness) -> Bar:
        x = self.x(begins)
        return Bar(x, round(self.x(ends) - x, 2), kind)


def _edges(day: date, precision: str, *, ends: bool = False) -> tuple[date, date]:
    """Between which days something vague begins or ends; an exact day leaves nothing between."""
    if precision in ("month", "season", "year"):
        return first_day(day, precision), last_day(day, precision) + _DAY
    return (day + _DAY, day + _DAY) if ends else (day, day)
