"""The definitions that every plan has without anybody making them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from streekwerk.reports.rules.blocks import checked
from streekwerk.reports.rules.periods import ReportPeriod
from streekwerk.ui import dutch

Given = tuple[tuple[str, dict[str, Any]], ...]


@dataclass(frozen=True)
class Ready:
    """A ready definition: what it is called, for whom, how often and of which blocks."""

    code: str
    kind: str
    title: str
    audience: str
    rhythm: str
    given: Given

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return checked([{"kind": kind, "options": options} for kind, options in self.given])


QUARTERLY = Ready(
    "kwartaal",
    "quarterly",
    "Kwartaalrapport",
    "board",
    "quarter",
    (
        ("own", {"title": "Inleiding", "when_empty": False}),
        ("changed", {}),
        ("blocked", {}),
        ("goals", {"only_told": True}),
        ("actions", {}),
        ("meters", {}),
        ("deliverables", {"when_empty": False}),
        ("milestones", {"when_empty": False}),
        ("budget", {"per_action": False, "when_empty": False}),
        ("assumptions", {"when_empty": False}),
        ("decisions", {"when_empty": False}),
    ),
)
FOLLOW_UP = Ready(
    "opvolging",
    "follow_up",
    "Opvolgingsrapport",
    "board",
    "semester",
    # The four headings are those of article 29 of the decree's order on the policy and management cycle.
    (
        ("own", {"title": "Inleiding", "when_empty": False}),
        ("changed", {"when_empty": False}),
        ("actions", {"only_priority": True, "title": "1. Stand van de prioritaire acties en actieplannen"}),
        (
            "budget",
            {"per_action": False, "title": "2. Geraamde en gerealiseerde ontvangsten en uitgaven"},
        ),
        ("assumptions", {"also_open": True, "title": "3. Wijzigingen in de veronderstellingen"}),
        ("risks", {"title": "4. Wijzigingen in de financiële risico’s"}),
    ),
)
YEARLY = Ready(
    "jaar",
    "yearly",
    "Jaarrapport",
    "network",
    "year",
    (
        ("own", {"title": "Voorwoord", "when_empty": False}),
        ("changed", {}),
        ("goals", {}),
        ("meters", {"pictures": 12}),
        ("deliverables", {}),
        ("budget", {}),
        ("assumptions", {}),
        ("decisions", {}),
        ("findings", {"when_empty": False}),
    ),
)
PER_MEMBER = Ready(
    "lid",
    "per_member",
    "Rapport per lid",
    "member",
    "quarter",
    (
        ("own", {"title": "Inleiding", "when_empty": False}),
        ("changed", {}),
        ("meters", {"title": "Uw cijfers", "pictures": 4}),
        ("goals", {"only_told": True}),
        ("milestones", {"when_empty": False}),
    ),
)
READY: dict[str, Ready] = {one.code: one for one in (QUARTERLY, FOLLOW_UP, YEARLY, PER_MEMBER)}


def deadline(kind: str, period: ReportPeriod) -> date | None:
    """The last day on which the report of a period must be there; None: nothing says so.

    >>> from streekwerk.reports.rules.periods import read_period
    >>> deadline("follow_up", read_period("2026-S1")), deadline("yearly", read_period("2026"))
    (datetime.date(2026, 9, 30), None)
    """
    if kind == "follow_up" and period.start.month == 1:
        return date(period.start.year, 9, 30)
    return None


def deadline_words(kind: str, period: ReportPeriod, today: date) -> str:
    """“vóór 30 september 2026”, with how many days that is from now when it is near or past."""
    last = deadline(kind, period)
    if last is None:
        return ""
    days = (last - today).days
    if days < 0:
        return f"moest klaar zijn op {dutch.day(last)}"
    near = f", nog {dutch.counted(days, 'dag', 'dagen')}" if days <= 60 else ""
    return f"tegen {dutch.day(last)}{near}"
