"""How a deliverable stands: delivered, validated by k of n and done are different things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stand(StrEnum):
    """The states, in the order in which a deliverable goes through them."""

    CONCEPT = "concept"
    SENT_BACK = "sent_back"
    DELIVERED = "delivered"
    APPROVED = "approved"
    DONE = "done"


WORDS: dict[Stand, str] = {
    Stand.CONCEPT: "nog niet opgeleverd",
    Stand.SENT_BACK: "teruggestuurd",
    Stand.DELIVERED: "opgeleverd",
    Stand.APPROVED: "goedgekeurd",
    Stand.DONE: "klaar",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a deliverable and of its newest version."""

    version: int = 0
    """The number of the newest version; 0: nothing was delivered."""
    asked: int = 0
    """How many parties have to validate it."""
    validated: int = 0
    """How many of them validated the newest version."""
    not_validated: int = 0
    """How many of them said no."""
    approved: bool = False
    """Somebody other than the author approved the newest version."""
    sent_back: bool = False
    due: date | None = None
    finished_on: date | None = None
    """The day of the last approval or validation; counts once it is done."""


def stand_of(facts: Facts) -> Stand:
    """Where it is. Done asks both: approved by another, and validated by every party that is asked.

    >>> stand_of(Facts(version=1, asked=27, validated=19, approved=True)).value
    'approved'
    """
    if not facts.version:
        return Stand.CONCEPT
    if facts.sent_back:
        return Stand.SENT_BACK
    if not facts.approved:
        return Stand.DELIVERED
    return Stand.DONE if facts.validated >= facts.asked else Stand.APPROVED


def stand_words(facts: Facts) -> str:
    """The state in a few words, with how many validated it.

    >>> stand_words(Facts(version=2, asked=27, validated=19))
    'opgeleverd – 19/27 gevalideerd'
    >>> stand_words(Facts(version=1, approved=True))
    'klaar'
    """
    stand = stand_of(facts)
    if stand in (Stand.CONCEPT, Stand.SENT_BACK) or not facts.asked:
        return WORDS[stand]
    return f"{WORDS[stand]} – {facts.validated}/{facts.asked} gevalideerd"


def sentence(facts: Facts) -> str:
    """One sentence: where it is and what it waits for.

    >>> sentence(Facts(version=1, asked=27, validated=19))
    'Opgeleverd – 19/27 gevalideerd; het wacht op 8 partijen en op een goedkeuring.'
    """
    stand = stand_of(facts)
    said = stand_words(facts)
    said = said[0].upper() + said[1:]
    if stand == Stand.CONCEPT:
        return "Nog niet opgeleverd."
    if stand == Stand.SENT_BACK:
        return f"{said}; het wacht op een nieuwe versie."
    if stand == Stand.DONE:
        return f"{said}."
    waits = [_parties(facts.asked - facts.validated)] if facts.validated < facts.asked else []
    waits += [] if facts.approved else ["een goedkeuring"]
    return f"{said}; het wacht op {' en op '.join(waits)}."


def _parties(count: int) -> str:
    return "1 partij" if count == 1 else f"{count} partijen"


def days_late(facts: Facts, today: date) -> int:
    """Days after its due date on which it was done, or since which it is not; 0 in time or without a date.

    >>> days_late(Facts(version=1, due=date(2026, 11, 20)), date(2026, 11, 22))
    2
    """
    if facts.due is None:
        return 0
    done = stand_of(facts) == Stand.DONE and facts.finished_on
    return max(0, ((facts.finished_on if done and facts.finished_on else today) - facts.due).days)


def late_words(facts: Facts, today: date) -> str:
    """“12 dagen te laat”, “12 dagen te laat klaar”, or nothing.

    >>> late_words(Facts(due=date(2026, 11, 21)), date(2026, 11, 22))
    '1 dag te laat'
    """
    days = days_late(facts, today)
    if not days:
        return ""
    said = "1 dag te laat" if days == 1 else f"{days} dagen te laat"
    return f"{said} klaar" if stand_of(facts) == Stand.DONE else said


def may_approve(*, author: int | None, author_label: str, by: int | None, by_label: str) -> bool:
    """Whether it is somebody else than the author; who has no account is known by the label.

    >>> may_approve(author=3, author_label="An", by=3, by_label="An")
    False
    """
    if author is None or by is None:
        return author_label != by_label
    return author != by
