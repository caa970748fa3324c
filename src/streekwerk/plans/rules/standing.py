"""How a part of a plan stands today, in words: what was reported, a pause of the whole plan, its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from streekwerk.ui import dutch

Stand = Literal["", "not_started", "running", "blocked", "paused", "done", "stopped", "late"]
"""“late” is never reported: it follows from the end; "" is: nobody reported anything and it is not late."""

LABELS: dict[Stand, str] = {
    "": "nog niets gemeld",
    "not_started": "nog niet gestart",
    "running": "loopt",
    "blocked": "geblokkeerd",
    "paused": "gepauzeerd",
    "done": "klaar",
    "stopped": "stopgezet",
    "late": "te laat",
}
ICONS: dict[Stand, str] = {
    "": "stand-none",
    "not_started": "stand-none",
    "running": "stand-running",
    "blocked": "stand-blocked",
    "paused": "stand-paused",
    "done": "success",
    "stopped": "stand-stopped",
    "late": "stand-late",
}
KINDS: dict[Stand, str] = {"running": "accent", "done": "success", "blocked": "error", "late": "error",
                           "paused": "warning"}  # fmt: skip
"""The colour of the badge; the others stay grey."""
CLOSED: frozenset[str] = frozenset({"done", "stopped"})
NEEDS_REASON: frozenset[str] = frozenset({"blocked", "paused", "stopped"})
SINCE: frozenset[str] = frozenset({"blocked", "paused", "done", "stopped", "late"})
"""What is said with the day on which it began."""


@dataclass(frozen=True)
class Fact:
    """Something that was reported: it holds from a day, until a day or until further notice."""

    status: Stand
    valid_from: date
    valid_to: date | None = None
    reason: str = ""

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Standing:
    """How something stands: a code for icon and colour, and the words that say it."""

    code: Stand
    since: date | None = None
    until: date | None = None
    reason: str = ""
    of_plan: bool = False
    """Whether it stands so because the whole plan is paused."""

    @property
    def label(self) -> str:
        """One or two words, for a cell of a table."""
        return LABELS[self.code]

    @property
    def icon(self) -> str:
        return ICONS[self.code]

    @property
    def kind(self) -> str:
        """The kind of badge."""
        return KINDS.get(self.code, "")

    @property
    def rest(self) -> str:
        """What comes after the label: since when, until when, and why."""
        since = self.since if self.code in SINCE else None
        said = [f"sinds {dutch.day(since)}"] if since else []
        if self.until:
            said.append(f"tot en met {dutch.day(self.until)}")
        return ", ".join(said) + (f" ({self.reason})" if self.reason else "")

    @property
    def words(self) -> str:
        """The whole sentence.

        >>> Standing("paused", date(2020, 3, 1), date(2022, 6, 30), "crisis").words
        'gepauzeerd sinds 1 maart 2020, tot en met 30 juni 2022 (crisis)'
        >>> Standing("late", date(2025, 6, 1)).words, Standing("running", date(2025, 6, 1)).words
        ('te laat sinds 1 juni 2025', 'loopt')
        """
        return f"{self.label} {self.rest.strip()}".strip()


def holding(facts: Sequence[Fact], today: date) -> Fact | None:
    """The fact that holds: of those that hold today the one that began last, of equals the one added last.

    `facts` stand in the order in which they were added. What was true before a pause is true again after it.
    """
    now = [(fact.valid_from, place) for place, fact in enumerate(facts) if fact.holds_on(today)]
    return facts[max(now)[1]] if now else None


def standing(
    facts: Sequence[Fact], pauses: Sequence[Fact], last_day: date | None, today: date, *, timed: bool = True
) -> Standing:
    """How something stands today.

    `facts` are its own reports and `pauses` those of the whole plan, both in the order in which they were
    added; `last_day` is the last day of its end, see `days.last_day_of`. What has no dates at all (`timed`)
    is not paused with the plan. During a pause of the plan nothing becomes late; what was reported since
    runs on.

    >>> running, today = Fact("running", date(2025, 1, 1)), date(2025, 6, 1)
    >>> standing([running], [], date(2025, 5, 31), today).words
    'te laat sinds 1 juni 2025'
    >>> crisis = Fact("paused", date(2025, 3, 1), None, "crisis")
    >>> standing([running], [crisis], date(2025, 5, 31), today).words
    'gepauzeerd sinds 1 maart 2025 (crisis)'
    """
    own = holding(facts, today)
    pause = holding(pauses, today)
    if own and own.status in CLOSED | {"paused"}:
        return Standing(own.status, own.valid_from, own.valid_to, own.reason)
    plan_rests = pause is not None and pause.status == "paused" and timed
    if pause and plan_rests and not (own and own.valid_from > pause.valid_from):
        return Standing("paused", pause.valid_from, pause.valid_to, pause.reason, of_plan=True)
    # Who works on through a pause is not called late for it, not even for an end before the pause.
    late = None if plan_rests else _late_since(last_day, (pauses, facts), today)
    if late:
        return Standing("late", late, reason=own.reason if own else "")
    return Standing(own.status, own.valid_from, own.valid_to, own.reason) if own else Standing("")


def _late_since(last_day: date | None, reports: Iterable[Sequence[Fact]], today: date) -> date | None:
    """The first day after the end on which no pause held; None when that day is still to come."""
    if last_day is None:
        return None
    since = last_day + timedelta(days=1)
    while since <= today:
        ends = [_end_of_pause(facts, since) for facts in reports]
        if not any(ends):
            return since
        since = max(end for end in ends if end) + timedelta(days=1)
    return None


def _end_of_pause(facts: Sequence[Fact], day: date) -> date | None:
    """The last day of the pause that holds on that day; None when none does."""
    fact = holding(facts, day)
    if fact is None or fact.status != "paused":
        return None
    news = [other.valid_from - timedelta(days=1) for other in facts if other.valid_from > day]
    # A pause without an end lasts until something else is reported.
    return min([*news, fact.valid_to or date.max - timedelta(days=1)])
