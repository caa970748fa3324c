"""The sets of this room and of the rooms below, registered when the site starts."""

from __future__ import annotations

from streekwerk.indicators.measures import figures, network, plans, under_plans
from streekwerk.indicators.ports import register


def register_all() -> None:
    """Make every set available to recipes."""
    for each in (*plans.SETS, *under_plans.SETS, *network.SETS, *figures.SETS):
        register(each)
