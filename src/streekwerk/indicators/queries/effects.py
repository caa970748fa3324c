"""Whether effect indicators were fixed before what they judge began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from streekwerk.indicators.choices import IndicatorLevel
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.rules.deliverables.fixed import Fixing, Timing, fixed_in_time, of_project


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


def timing_of_indicators(indicators: QuerySet[Any], day: date) -> list[tuple[int, str]]:
    """Each effect indicator among these with whether it was fixed in time. Two queries."""
    return [(pk, each.timing.value) for pk, each in fixings_of(_effects(indicators)).items()]


def timing_of_nodes(nodes: QuerySet[Any], day: date) -> list[tuple[int, str]]:
    """Each of these parts that has an effect indicator, with how that stands. Two queries."""
    effects = list(_effects(Indicator.objects.filter(sentence__node__in=nodes.order_by().values("pk"))))
    fixings = fixings_of(effects)
    held: dict[int, list[Timing]] = {}
    for indicator in effects:
        if node := indicator.sentence.node_id:
            held.setdefault(node, []).append(fixings[indicator.pk].timing)
    return [(node, found.value) for node, each in held.items() if (found := of_project(each))]


def _effects(indicators: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the third level that are still measured."""
    rows = indicators.filter(level=IndicatorLevel.IMPACT, set_aside_reason="", sentence__archived_at=None)
    return rows.select_related("sentence__node", "plan")
