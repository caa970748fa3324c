"""What the page of an action shows of its meters, and where the tab “Indicatoren” of an own plan leads."""

from __future__ import annotations

from dataclasses import dataclass

from streekwerk.access.models import Actor
from streekwerk.audit import clock
from streekwerk.indicators.pages.meters import KINDS
from streekwerk.indicators.queries.meters import Meter, aims_of, meter_of
from streekwerk.indicators.readings import listed_on, readings_of
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.ports import Section
from streekwerk.ui.addresses import address


@dataclass(frozen=True, slots=True)
class Line:
    meter: Meter
    url: str
    kind: str


def meters_url(plan: Plan) -> str:
    """The page of all meters of a plan."""
    return address("indicators:meters", plan.pk)


def meters_section(node: Node, actor: Actor, own: bool) -> Section | None:
    """The running meters of this action; nothing when none of its indicators has a card."""
    if not own:
        return None
    today = clock.today()
    every = listed_on(node, today)
    pks = [each.indicator for each in every if each.indicator]
    if not pks:
        return None
    readings, aims = readings_of(node.plan, pks, today), aims_of(node.plan, only=pks)
    meters = [meter_of(each, readings, aims, today) for each in every]
    lines = [
        Line(meter, address("indicators:meter", meter.indicator), KINDS.get(meter.state, ""))
        for meter in meters
        if meter.indicator
    ]
    return Section("indicators/meters/_section.html", {"lines": lines})
