"""What was worked out of figures and is kept: it is forgotten as soon as a figure changes."""

from __future__ import annotations

from streekwerk.indicators.models import Indicator, MeterReading


def forget(*indicators: Indicator) -> None:
    """The next page that shows these meters works them out anew."""
    MeterReading.objects.filter(indicator__in=indicators).delete()
