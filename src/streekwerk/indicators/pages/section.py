"""What the page of an action shows of its meters, and where the tab “Indicatoren” of an own plan leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import localdate

from streekwerk.access.models import Actor
from streekwerk.indicators.models import Indicator, Target
from streekwerk.indicators.pages.meters import KINDS
from streekwerk.indicators.queries.meters import Meter, meter_of
from streekwerk.indicators.readings import defined, readings_of
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import Section


@dataclass(frozen=True, slots=True)
class Line:
    meter: Meter
    url: str
    kind: str


def meters_url(plan: Plan) -> str:
    """The page of all meters of a plan."""
    return reverse("indicators:meters", args=[plan.pk])


def meters_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The running meters of this action; nothing when none of its indicators has a card."""
    if not own:
        return None
    pks = list(Indicator.objects.filter(sentence__node=node).values_list("pk", flat=True))
    if not pks:
        return None
    today = localdate()
    every = defined(node.plan, today, only=pks)
    readings = readings_of(node.plan, every, today)
    targets: dict[int, list[Target]] = {}
    for target in Target.objects.filter(indicator__in=pks).order_by("pk"):
        targets.setdefault(target.indicator_id, []).append(target)
    meters = [meter_of(each, readings, targets, today) for each in every]
    lines = [
        Line(meter, meter.indicator.get_absolute_url(), KINDS.get(meter.state, ""))
        for meter in meters
        if meter.indicator
    ]
    return Section("indicators/meters/_section.html", {"lines": lines}) if lines else None
