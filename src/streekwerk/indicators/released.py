"""What was published of figures that protect small numbers: read, compared with the figures of now, and kept.

A period is published when it is first looked at after a round about it closed, or on a day after the last
change of its figures. From then on readers see what was published; what changes since goes through the rule
of releases, once a day at most, and never while a round is open (decision 16).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate, localtime

from streekwerk.audit import clock
from streekwerk.indicators.models import Release
from streekwerk.indicators.rules.figures.editions import (
    Edition,
    from_json,
    next_edition,
    published_of,
    to_json,
)
from streekwerk.indicators.rules.figures.publishing import Groups, Published, Terms, numbered, publish
from streekwerk.indicators.rules.figures.values import State, Value

At = tuple[int, date, date]
"""An indicator and the first and last day of a period."""
ABSENT = (State.MISSING, State.NOT_ASKED)
PATIENCE = 0.5
"""Seconds of processor that who looks may spend on publishing corrections; a period more takes up to one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The figures of a period as they are now, on their way to those who do not gather them."""

    at: At
    values: Mapping[str, Value]
    schemes: Mapping[str, Groups[str]]
    terms: Terms
    main: str
    rounds: tuple[int, ...] = ()
    """The rounds about it that are closed."""
    closed: datetime | None = None
    """When the last of them closed."""
    open: bool = False

    @property
    def mark(self) -> str:
        """What says whether a release was made of these figures, and after the dot of these rounds."""
        given = sorted((key, one) for key, one in self.values.items() if one.state not in ABSENT)
        said = [(key, one.state.value, one.number, one.numerator, one.denominator) for key, one in given]
        return f"{_digest((self.terms, said))}.{_digest(self.rounds)}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the publication of a period stands."""

    published: Published[str]
    """What readers see."""
    on: date | None = None
    """The day of the last release; None before the first."""
    differs: bool = False
    """Whether the figures of now are others than those it shows."""
    stale: Collection[str] = ()
    """The cells that show another figure than the one of now."""
    due: bool = False
    """Whether something waits for a day without changes."""
    left: bool = False
    """Whether its correction is left to the next look: this one published enough."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    on: date
    mark: str
    keeps: bool
    table: Mapping[str, Any]

    @property
    def edition(self) -> Edition:
        return from_json(self.on, self.table)


@dataclass
class Releases:
    """The releases of some indicators of a stretch of time."""

    indicators: Collection[int]
    first: date | None = None
    last: date | None = None
    _rows: dict[At, list[_Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._read()

    def _read(self) -> None:
        """One query; none where nothing is protected."""
        self._rows = {}
        if not self.indicators:
            return
        rows = Release.objects.filter(indicator__in=self.indicators)
        if self.first:
            rows = rows.filter(period_end__gte=self.first)
        if self.last:
            rows = rows.filter(period_start__lte=self.last)
        for indicator, start, end, number, moment, mark, keeps, table in rows.order_by("number").values_list(
            "indicator", "period_start", "period_end", "number", "released_at", "made_of", "keeps", "table"
        ):
            row = _Row(number, localtime(moment).date(), mark, keeps, table)
            self._rows.setdefault((indicator, start, end), []).append(row)

    def subjects(self, indicator: int) -> set[str]:
        """Who stands in what was published last of each period."""
        last = [rows[-1].table["keys"] for at, rows in self._rows.items() if at[0] == indicator]
        return set[str]().union(*last)

    def settle(
        self, drafts: Sequence[Draft], changed: Callable[[Iterable[At]], Mapping[At, datetime]]
    ) -> dict[At, Standing]:
        """What readers see of each period; what is due is published now. Of the past nothing is.

        `changed` tells when the figures of a period last changed.
        """
        marks = {draft.at: draft.mark for draft in drafts}
        fresh = [draft for draft in drafts if self._is_other(draft, marks[draft.at])]
        waiting = [draft for draft in fresh if not draft.open]
        moments = changed(draft.at for draft in waiting) if waiting and not clock.known_on() else {}
        due = [draft for draft in waiting if _is_quiet(draft, moments.get(draft.at))] if moments else []
        left = set[At]()
        if due:
            made = self._patiently_made(due, marks)
            left = {draft.at for draft in due} - {
                (one.indicator_id, one.period_start, one.period_end) for one in made
            }
            Release.objects.bulk_create(made, ignore_conflicts=True)
            # Another process may have been first: what it published holds.
            self._read()
        later = {draft.at for draft in waiting if draft.at in moments} - {draft.at for draft in due}
        return {
            each.at: self._standing(each, marks[each.at], due=each.at in later, left=each.at in left)
            for each in drafts
        }

    def _patiently_made(self, due: Sequence[Draft], marks: Mapping[At, str]) -> list[Release]:
        """What is published now: every first release, and of corrections, the newest first, a few."""
        made, began = [], time.thread_time()
        for draft in sorted(due, key=lambda one: (one.at in self._rows, -one.at[2].toordinal())):
            made.append(self._made(draft, marks[draft.at]))
            if draft.at in self._rows and time.thread_time() - began > PATIENCE:
                break
        return made

    def _is_other(self, draft: Draft, mark: str) -> bool:
        """Whether these figures were not published yet; no figures at all are nothing to publish."""
        rows = self._rows.get(draft.at)
        return rows[-1].mark != mark if rows else bool(numbered(draft.values))

    def _made(self, draft: Draft, mark: str) -> Release:
        rows = self._rows.get(draft.at, [])
        earlier = [row.edition for row in rows]
        values = draft.values
        if rows and rows[-1].mark.partition(".")[2] == mark.partition(".")[2]:
            values = _same_coverage(earlier[-1].values, values)
        now = timezone.now()
        made = next_edition(
            earlier, values, draft.schemes, draft.terms, main=draft.main, on=localtime(now).date()
        )
        indicator, start, end = draft.at
        return Release(
            indicator_id=indicator,
            period_start=start,
            period_end=end,
            number=rows[-1].number + 1 if rows else 1,
            released_at=now,
            made_of=mark,
            keeps=published_of([*earlier, made]).kept is not None,
            table=to_json(made),
        )

    def _standing(self, draft: Draft, mark: str, *, due: bool, left: bool) -> Standing:
        rows = self._rows.get(draft.at)
        if not rows:
            waits = bool(numbered(draft.values))
            table = publish(draft.values, draft.schemes, draft.terms, main=draft.main, waiting=waits)
            return Standing(table, due=due)
        table = published_of([row.edition for row in (rows if rows[-1].keeps else rows[-1:])])
        stale = [key for key, value in table.values.items() if value != draft.values.get(key)]
        return Standing(table, rows[-1].on, rows[-1].keeps or rows[-1].mark != mark, stale, due, left)


def _is_quiet(draft: Draft, last: datetime | None) -> bool:
    """Whether nothing changed today; what a round brought is published when it closes."""
    if last is None or (draft.closed and draft.closed >= last):
        return True
    return localtime(last).date() < localdate()


def _same_coverage(before: Mapping[str, Value], now: Mapping[str, Value]) -> dict[str, Value]:
    """The figures of now among who was asked then: who joined or left since changes no coverage of then."""
    made = {key: value for key, value in now.items() if value.state not in ABSENT or key in before}
    for key, value in before.items():
        if key not in made:
            made[key] = value if value.state in ABSENT else Value(State.MISSING)
        elif made[key].state in ABSENT and value.state in ABSENT:
            made[key] = value
    return made


def _digest(said: object) -> str:
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()
