"""The digest: one mail that says what is expected, only when there is something new to say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from streekwerk.ui import dutch

Rhythm = Literal["weekly", "monthly", "never"]

AHEAD = {"weekly": 14, "monthly": 35}
"""So many days ahead a digest looks: to the next one, and a week to do something about it."""
AGAIN = 28
"""After so many days the same is said again: a reminder that never comes back reminds nobody."""
FALLBACK_AFTER = 21
"""So many days after its end, whoever replaces the steward is told as well."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is expected of a steward, with the last day on which it is in time."""

    key: str
    """What it is, by kind and number: the same thing has the same key next week."""
    text: str
    where: str
    url: str
    day: date | None
    late: bool = False
    steward: str = ""
    """Whose it is, when it is told to somebody else."""

    def days_late(self, today: date) -> int:
        """How many days after its end it is; 0 while it is in time."""
        return max((today - self.day).days, 0) if self.day and self.late else 0


@dataclass(frozen=True)
class Digest:
    """What one mail says."""

    late: tuple[Due, ...]
    soon: tuple[Due, ...]
    instead: tuple[Due, ...] = ()
    """Things of colleagues, told because they stay undone or nobody keeps them."""

    @property
    def count(self) -> int:
        return len(self.late) + len(self.soon) + len(self.instead)

    @property
    def fingerprint(self) -> str:
        """The same as long as the same things stand in the same state."""
        said = [
            f"{state}:{due.key}"
            for state, several in (("late", self.late), ("soon", self.soon), ("instead", self.instead))
            for due in several
        ]
        return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()


def goes_out(rhythm: Rhythm, last_sent_on: date | None, today: date) -> bool:
    """Whether a digest may go today: once a week or once a month, on a working day.

    The first working day on which the program looks; a morning without a server skips nobody.

    >>> monday = date(2026, 11, 23)
    >>> goes_out("weekly", monday - timedelta(days=6), monday), goes_out("weekly", monday, date(2026, 11, 27))
    (True, False)
    >>> goes_out("monthly", date(2026, 10, 1), monday), goes_out("never", None, monday)
    (True, False)
    >>> goes_out("weekly", None, date(2026, 11, 22))  # a Sunday
    False
    """
    if rhythm == "never" or today.isoweekday() > 5:
        return False
    if last_sent_on is None:
        return True
    if rhythm == "weekly":
        return last_sent_on.isocalendar()[:2] < today.isocalendar()[:2]
    return (last_sent_on.year, last_sent_on.month) < (today.year, today.month)


def digest_of(own: Iterable[Due], instead: Iterable[Due], rhythm: Rhythm, today: date) -> Digest | None:
    """What the mail says: what is late, what is due before the next one; None when that is nothing."""
    own = list(own)
    until = today + timedelta(days=AHEAD.get(rhythm, 0))
    late = sorted((due for due in own if due.late), key=_order)
    soon = sorted((due for due in own if not due.late and due.day and due.day <= until), key=_order)
    made = Digest(tuple(late), tuple(soon), tuple(sorted(instead, key=_order)))
    return made if made.count else None


def worth_saying(digest: Digest, *, last_said: str, last_sent_on: date | None, today: date) -> bool:
    """Whether this says something else than the last digest, or that one is long ago."""
    if digest.fingerprint != last_said or last_sent_on is None:
        return True
    return (today - last_sent_on).days >= AGAIN


def for_fallback(several: Iterable[Due], today: date) -> list[Due]:
    """What whoever replaces the steward is told: late for so long that a word from the steward is missing."""
    return [due for due in several if due.days_late(today) >= FALLBACK_AFTER]


def _order(due: Due) -> tuple[date, str]:
    return due.day or date.max, due.text


def subject_of(digest: Digest) -> str:
    """The subject of the mail.

    >>> one = Due("milestone:1", "Startmoment", "Actie 1", "/", date(2026, 10, 1), late=True)
    >>> subject_of(Digest((one,), ())), subject_of(Digest((one,), (one, one)))
    ('1 zaak wacht op u, en is te laat', '3 zaken wachten op u, waarvan 1 te laat')
    >>> subject_of(Digest((), (one,)))
    '1 zaak wacht op u'
    """
    said = dutch.counted(digest.count, "zaak wacht", "zaken wachten") + " op u"
    late = len(digest.late)
    if not late:
        return said
    return f"{said}, en is te laat" if digest.count == 1 else f"{said}, waarvan {late} te laat"


def letter(digest: Digest, *, name: str, today: date, page: str, settings: str, answers_to: str) -> str:
    """The text of the mail: what, where, until when, and one address for each."""
    parts = [f"Dag {name}"]
    for head, several in (
        ("Te laat", digest.late),
        ("Binnenkort", digest.soon),
        ("Van collega's, omdat het blijft liggen", digest.instead),
    ):
        if several:
            parts.append("\n".join([head, *(_line(due, today) for due in several)]))
    parts.append(f"Alles op één bladzijde: {page}")
    answer = f"Antwoorden kan gewoon: uw antwoord gaat naar {answers_to}. " if answers_to else ""
    parts.append(f"{answer}Minder mails, of geen: {settings}")
    return "\n\n".join(parts)


def _line(due: Due, today: date) -> str:
    when = ""
    if due.day:
        when = (
            f", sinds {dutch.day(due.day + timedelta(days=1))}"
            if due.late
            else f", tegen {dutch.day(due.day)}"
        )
    whose = f" ({due.steward})" if due.steward else ""
    return f"– {due.text}{when}{whose}\n  {due.where}\n  {due.url}"


def shared_out(
    several: Sequence[tuple[int, Due]],
    substitutes: dict[int, int],
    absent: frozenset[int],
    coordinators: Sequence[int],
    today: date,
) -> dict[int, list[Due]]:
    """Who is told of what others leave undone: by person, the things that are not their own.

    `several` pairs a steward with something of theirs (0: it has no steward), `substitutes` says who replaces
    whom today, `absent` who has no access any more. The substitute is told everything of that person; without
    one the coordinators are told what stays late, what nobody keeps, and what somebody kept who left.

    >>> due = Due("milestone:1", "Startmoment", "Actie 1", "/", date(2026, 10, 1), late=True)
    >>> told = shared_out([(1, due), (2, due)], {1: 7}, frozenset(), [9], date(2026, 11, 22))
    >>> sorted(told)
    [7, 9]
    """
    told: dict[int, list[Due]] = {}
    for steward, due in several:
        if steward in substitutes:
            receivers, passed = [substitutes[steward]], due.late or due.day is not None
        else:
            orphan = not steward or steward in absent
            receivers = list(coordinators)
            passed = due.late if orphan else bool(for_fallback([due], today))
        for receiver in receivers:
            if passed and receiver != steward:
                told.setdefault(receiver, []).append(due)
    return told
