"""The sets of this room and of the rooms below, registered when the site starts."""

from __future__ import annotations

from streekwerk.indicators.measures.figures import SETS as FIGURES
from streekwerk.indicators.measures.network import SETS as NETWORK
from streekwerk.indicators.measures.plans import SETS as PLANS
from streekwerk.indicators.measures.under_plans import SETS as UNDER_PLANS
from streekwerk.indicators.ports import SETS, register


def register_all() -> None:
    """Make every set available to recipes, before those of rooms above, whatever room started first."""
    above = dict(SETS)
    SETS.clear()
    for each in (*PLANS, *UNDER_PLANS, *NETWORK, *FIGURES):
        register(each)
    SETS.update(above)
