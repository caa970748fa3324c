"""The calendar feed: what is expected as whole days in the format every calendar takes (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vDuration

from streekwerk.stewardship.rules.digest import Due

REFRESH = timedelta(hours=12)


def calendar_of(several: Iterable[Due], *, name: str, site: str, made_at: datetime) -> bytes:
    """A calendar with a whole day per thing, on the last day on which it is in time.

    `several` carries whole addresses; `made_at` is a moment with a zone. A thing keeps its UID when its day
    moves, so that the appointment moves along. What has no day stands in no calendar.

    >>> from datetime import timezone
    >>> due = Due("milestone:4", "Startmoment", "Actie 1", "https://x.be/1", date(2026, 12, 1))
    >>> made = calendar_of([due], name="Streekwerk", site="https://x.be", made_at=datetime(2026, 11, 22, tzinfo=timezone.utc))
    >>> [line for line in made.decode().splitlines() if line.startswith(("UID", "DTSTART", "SUMMARY"))]
    ['SUMMARY:Startmoment', 'DTSTART;VALUE=DATE:20261201', 'UID:milestone-4@x.be']
    """  # noqa: E501
    calendar = Calendar()
    calendar.add("prodid", "-//Streekwerk//NL")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    for due in several:
        if due.day:
            calendar.add_component(_event(due, due.day, site, made_at))
    made: bytes = calendar.to_ical()
    return made


def _event(due: Due, day: date, site: str, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{due.key.replace(':', '-')}@{urlsplit(site).hostname or 'streekwerk'}")
    event.add("dtstamp", made_at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Te laat: {due.text}" if due.late else due.text)
    event.add("description", f"{due.where}\n{due.url}")
    event.add("url", due.url)
    # A deadline keeps nobody from making an appointment that day.
    event.add("transp", "TRANSPARENT")
    return event
