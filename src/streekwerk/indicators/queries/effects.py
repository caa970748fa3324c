"""Whether effect indicators were fixed before what they judge began."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from streekwerk.indicators.choices import IndicatorLevel
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.rules.deliverables.fixed import Fixing, fixed_in_time


def fixings_of(indicators: Iterable[Indicator]) -> dict[int, Fixing]:
    """Per effect indicator whether it counts, and why; other indicators are left out. One query, or none.

    What counts is the day on which the definition that holds now was written: another definition after the
    start judges the project by something that was not agreed before.
    """
    asked = [indicator for indicator in indicators if indicator.level == IndicatorLevel.IMPACT]
    if not asked:
        return {}
    rows = Definition.objects.filter(indicator__in=asked).order_by("number")
    written = dict(rows.values_list("indicator_id", "created_at"))
    found = {}
    for indicator in asked:
        node, on = indicator.sentence.node, written.get(indicator.pk)
        began = (node and node.start_date) or indicator.plan.period_start
        found[indicator.pk] = fixed_in_time(fixed_on=timezone.localdate(on) if on else None, began_on=began)
    return found
