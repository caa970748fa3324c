"""What will be stored, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.intake.pages.desk import Desk
from streekwerk.plans.choices import ACTION_LEVELS, GOAL_LEVELS
from streekwerk.ui.dutch import counted


@dataclass(frozen=True)
class Summary:
    """The foot of the page."""

    sentence: str
    tray: int
    said: str
    """The tray in words: "2 blokken"."""


def summary_of(desk: Desk) -> Summary:
    """The counts of the reading as it is now."""
    levels = [node.level for node in desk.reading.nodes]
    goals = sum(level in GOAL_LEVELS for level in levels)
    actions = sum(level in ACTION_LEVELS for level in levels)
    others = len(levels) - goals - actions
    parts = [
        counted(goals, "doelstelling", "doelstellingen"),
        counted(actions, "actie", "acties"),
        counted(len(desk.reading.indicators), "indicator", "indicatoren"),
    ]
    rest = counted(others, "ander onderdeel", "andere onderdelen")
    tray = len(desk.reading.unplaced)
    said = counted(tray, "blok", "blokken")
    return Summary(f"{', '.join(parts)} en {rest}", tray, said)
