"""The quarter: which days it has, what is due in it, and what is late. Plain facts in, words out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_KEY = re.compile(r"(\d{4})-K([1-4])")
_DAY = timedelta(days=1)

Pause = tuple[date, date | None]
"""The first and the last day of a pause; None: it goes on."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year; quarters sort by time."""

    year: int
    number: int

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Its last day.

        >>> str(Quarter(2026, 4).end), str(Quarter(2026, 2).end)
        ('2026-12-31', '2026-06-30')
        """
        return self.next.start - _DAY

    @property
    def key(self) -> str:
        """Short, for an address."""
        return f"{self.year}-K{self.number}"

    @property
    def label(self) -> str:
        """The quarter in words.

        >>> Quarter(2026, 4).label
        '4e kwartaal 2026'
        """
        return f"{self.number}e kwartaal {self.year}"

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def previous(self) -> Quarter:
        """The one before.

        >>> Quarter(2026, 1).previous.key
        '2025-K4'
        """
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day falls.

    >>> quarter_of(date(2026, 11, 22)).key
    '2026-K4'
    """
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(key: str) -> Quarter | None:
    """The quarter of a key; None when it is none.

    >>> read_quarter("2026-K3"), read_quarter("2026-K5"), read_quarter("0000-K1")
    (Quarter(year=2026, number=3), None, None)
    """
    match = _KEY.fullmatch(key)
    # The edges of the calendar have no quarter before or after them.
    return Quarter(int(match[1]), int(match[2])) if match and 2 <= int(match[1]) <= 9998 else None


class Kind(StrEnum):
    """What is expected of somebody."""

    SHEET = "sheet"
    RESTART = "restart"
    MILESTONE = "milestone"
    FIGURE = "figure"
    DELIVERABLE = "deliverable"
    ASSUMPTION = "assumption"


KINDS: dict[Kind, str] = {
    Kind.SHEET: "kwartaalmelding",
    Kind.RESTART: "na de pauze",
    Kind.MILESTONE: "mijlpaal",
    Kind.FIGURE: "cijfer",
    Kind.DELIVERABLE: "oplevering",
    Kind.ASSUMPTION: "vervallen",
}


class State(StrEnum):
    """Where it is; the order is that of attention."""

    LATE = "late"
    DUE = "due"
    PAUSED = "paused"
    DONE = "done"


STATES: dict[State, str] = {
    State.LATE: "te laat",
    State.DUE: "te doen",
    State.PAUSED: "gepauzeerd",
    State.DONE: "klaar",
}
COLOURS: dict[State, str] = {
    State.LATE: "error",
    State.DUE: "",
    State.PAUSED: "warning",
    State.DONE: "success",
}
OPEN = frozenset({State.LATE, State.DUE})
"""What still asks something of the person."""


def state_of(
    due: date, quarter: Quarter, *, stand: str, today: date, done_on: date | None = None
) -> State | None:
    """Where something stands that is due on a day; None when this quarter does not expect it.

    `due` is the last day of a vague date. `stand` is how its sheet stands for that day: paused is never
    late, and what is done or stopped asks nothing any more.

    >>> fourth, today = Quarter(2026, 4), date(2026, 11, 22)
    >>> state_of(date(2026, 10, 31), fourth, stand="late", today=today).value
    'late'
    >>> state_of(date(2026, 10, 31), fourth, stand="paused", today=today).value
    'paused'
    >>> state_of(date(2027, 5, 31), fourth, stand="running", today=today) is None
    True
    """
    if done_on is not None:
        return State.DONE if done_on in quarter else None
    if due > quarter.end or stand in ("done", "stopped"):
        return None
    if stand == "paused":
        return State.PAUSED
    return State.LATE if stand == "late" and due < today else State.DUE


def figure_due(period_end: date) -> date:
    """The last day on which the figure of a period is in time: the end of the quarter that follows on it.

    >>> str(figure_due(date(2026, 9, 30))), str(figure_due(date(2025, 12, 31)))
    ('2026-12-31', '2026-03-31')
    """
    return quarter_of(period_end + _DAY).end


def report_state(
    quarter: Quarter,
    *,
    reported: bool,
    stand: str,
    closed_on: date | None = None,
    start: date | None = None,
    today: date,
) -> State | None:
    """Whether a sheet asks for a report in a quarter, and where that is; None when it asks none.

    `stand` is how it stands today, `closed_on` since when it is done or stopped. A sheet that begins later,
    or was closed before, is not asked; one that rests is never late.

    >>> fourth, today = Quarter(2026, 4), date(2026, 11, 22)
    >>> report_state(fourth, reported=False, stand="running", today=today).value
    'due'
    >>> report_state(fourth, reported=False, stand="done", closed_on=date(2026, 3, 1), today=today) is None
    True
    """
    if reported:
        return State.DONE
    if closed_on is not None and closed_on < quarter.start:
        return None
    if start is not None and start > quarter.end:
        return None
    if stand == "paused":
        return State.PAUSED
    if stand in ("done", "stopped"):
        return State.DONE
    return State.LATE if today > quarter.end else State.DUE


def restart_since(pauses: Iterable[Pause], reports: Sequence[date], today: date) -> date | None:
    """The day after the last pause that ended, when nobody reported since; None when there is none.

    `pauses` are those of the sheet and of the whole plan, `reports` the days on which somebody reported.

    >>> str(restart_since([(date(2020, 3, 1), date(2022, 6, 30))], [date(2020, 3, 2)], date(2022, 9, 1)))
    '2022-07-01'
    """
    known = list(pauses)
    if any(start <= today and (end is None or end >= today) for start, end in known):
        return None
    ends = [end for _, end in known if end is not None and end < today]
    if not ends or any(day > max(ends) for day in reports):
        return None
    return max(ends) + _DAY


def silent_quarters(quarter: Quarter, reports: Iterable[date], start: date | None) -> int:
    """How many whole quarters before this one passed without a report, at most four.

    Counted from the quarter in which it began; without a start nobody knows, and nothing is counted before
    the first report.

    >>> silent_quarters(Quarter(2026, 4), [date(2026, 2, 3)], date(2025, 1, 1))
    2
    """
    days = [day for day in reports if day < quarter.start]
    since = quarter_of(max(days)).next if days else quarter_of(start) if start else quarter
    count = 0
    while since < quarter and count < 4:
        count, since = count + 1, since.next
    return count


def progress_words(done: int, total: int) -> str:
    """The bar in words.

    >>> progress_words(3, 5), progress_words(1, 1)
    ('3 van 5 fiches bijgewerkt dit kwartaal', '1 van 1 fiche bijgewerkt dit kwartaal')
    """
    return f"{done} van {total} {'fiche' if total == 1 else 'fiches'} bijgewerkt dit kwartaal"
