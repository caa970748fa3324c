"""How to open the addresses of meters."""

from __future__ import annotations

from streekwerk.indicators.models import Indicator
from streekwerk.plans.models import Plan


def meters_of(plan: Plan, indicator: Indicator) -> dict[str, list[object]]:
    """How to open each, with the meter of a card that stands."""
    return {
        "indicators:meter": [indicator.pk],
        "indicators:meters": [plan.pk],
        "indicators:meters-export": [plan.pk, "csv"],
        "indicators:records": [indicator.pk],
    }
