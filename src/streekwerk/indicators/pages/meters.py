"""What the list of meters shows: rows with their addresses, grouped by goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from streekwerk.indicators.choices import Measure
from streekwerk.indicators.queries.meters import STATE_WORDS, Meter, Meters, many_of
from streekwerk.indicators.rules.meters.reading import Reading
from streekwerk.plans.models import Plan

KINDS = {
    "met": "success", "on_course": "accent", "behind": "warning", "missed": "error", "no_baseline": "warning",
}  # fmt: skip
"""The colour of a state; its word stands in it."""
STATES = ("", "loopt", "missed", "behind", "on_course", "met", "no_baseline", "not_yet_judged",
          "not_started", "free", "silent", "open", "aside")  # fmt: skip
WIDTH, HEIGHT = 96, 24


@dataclass(slots=True)
class MeterRow:
    """A meter with its addresses and its little line."""

    meter: Meter
    url: str
    node: str
    node_url: str
    kind: str
    spark: str
    """The points of the line; empty with fewer than three figures."""
    period: str
    coverage: str


@dataclass(slots=True)
class MeterGroup:
    goal: str
    rows: list[MeterRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StateLink:
    word: str
    count: int
    url: str
    current: bool


def meter_groups(plan: Plan, found: Meters, meters: Sequence[Meter]) -> list[MeterGroup]:
    """The rows of these meters, under the goal they lie under."""
    node_url = reverse("plans:node", args=[plan.pk, 0]).replace("/0/", "/{}/")
    url = reverse("indicators:meter", args=[0]).replace("/0/", "/{}/")
    cards = reverse("indicators:cards", args=[plan.pk])
    groups = []
    for goal, several in groupby(meters, key=lambda meter: meter.goal):
        group = MeterGroup(found.goals.get(goal or 0, ""))
        before: int | None = goal
        for meter in several:
            step = meter.step
            group.rows.append(
                MeterRow(
                    meter,
                    url.format(meter.indicator) if meter.indicator else f"{cards}#zin-{meter.sentence}",
                    found.nodes.get(meter.node or 0, "") if meter.node != before else "",
                    node_url.format(meter.node) if meter.node else "",
                    KINDS.get(meter.state, ""),
                    spark_of(meter.reading),
                    step.period.label if step and step.value.number is not None and not _thing(meter) else "",
                    f"{step.answered}/{step.asked} {many_of(meter.definition, plan.network)}"
                    if meter.definition
                    and step
                    and step.asked
                    and step.value.number is not None
                    and not _thing(meter)
                    else "",
                )
            )
            before = meter.node
        groups.append(group)
    return groups


def _thing(meter: Meter) -> bool:
    return bool(meter.definition and meter.definition.measure == Measure.DELIVERABLE)


def state_links(found: Meters, address: dict[str, str], here: str) -> list[StateLink]:
    """The states that occur, each with how many there are and where they are listed."""
    links = []
    for state in STATES:
        count = found.counts.get(state, 0)
        if not count and state not in ("", here):
            continue
        chosen = {**address, "stand": state} if state else address
        word = {"": "alle", "loopt": "met cijfers"}.get(state) or STATE_WORDS[state]
        query = urlencode(chosen)
        links.append(StateLink(word, count, f"?{query}" if query else "?", state == here))
    return links


def spark_of(reading: Reading) -> str:
    """The last figures as points of a small line, from the newest definition only.

    >>> spark_of(Reading())
    ''
    """
    newest = reading.steps[-1].definition if reading.steps else 0
    steps = [step for step in reading.steps if step.definition == newest]
    known = [(at, step.value.number) for at, step in enumerate(steps) if step.value.number is not None]
    if len(known) < 3:
        return ""
    first, last = known[0][0], known[-1][0]
    numbers = [float(number) for _, number in known if number is not None]
    low, high = min(0.0, *numbers), max(numbers)
    span = (high - low) or 1.0
    return " ".join(
        f"{2 + (at - first) / (last - first) * (WIDTH - 4):.1f},"
        f"{HEIGHT - 3 - (number - low) / span * (HEIGHT - 6):.1f}"
        for (at, _), number in zip(known, numbers, strict=True)
    )
