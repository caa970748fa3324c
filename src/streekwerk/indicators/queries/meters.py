"""The meters of a plan: what each indicator says now and how it stands against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, cast

from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.indicators.choices import Addition, Dimension, Measure
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.readings import Defined, Kind, Listed, defined, listed, readings_of
from streekwerk.indicators.rules.figures.aims import Aim, words_of
from streekwerk.indicators.rules.figures.periods import Rhythm
from streekwerk.indicators.rules.figures.targets import LABELS, Judgement
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.indicators.rules.meters.reading import Reading, Step
from streekwerk.indicators.rules.meters.standing import ORDER, Scale, stand
from streekwerk.network.models import Network
from streekwerk.plans.choices import GOAL_LEVELS
from streekwerk.plans.models import Node, Plan

SOLID = {"count", "amount", "frequency"}
"""Measures whose figures of successive periods add up, where the card says that figures add."""
NOTHING = Reading()


@dataclass(frozen=True, slots=True)
class Meter:
    """One indicator of a plan as the list of meters shows it."""

    sentence: int
    text: str
    node: int | None
    goal: int | None
    indicator: int | None = None
    carrier: int | None = None
    definition: Definition | Kind | None = None
    reading: Reading = NOTHING
    judgement: Judgement | None = None
    target: str = ""
    aside: str = ""
    """Why it is not measured."""

    @property
    def state(self) -> str:
        """The state of its target, or open (no card yet), aside, silent (no figure yet), free (no target)."""
        if self.aside:
            return "aside"
        if self.indicator is None:
            return "open"
        if not self.reading.running:
            return "silent"
        return self.judgement.state.value if self.judgement else "free"

    @property
    def step(self) -> Step | None:
        return self.reading.latest

    @property
    def figure(self) -> str:
        """The figure as it is printed, or its own words."""
        if self.step is None or (self.definition and self.definition.measure == Measure.DELIVERABLE):
            return self.reading.words
        if self.definition is None:
            return ""
        return figure_words(self.step, self.definition)

    @property
    def label(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]


STATE_WORDS: dict[str, str] = {
    **{state.value: words for state, words in LABELS.items()},
    "free": "geen streefwaarde",
    "silent": "nog geen cijfers",
    "open": "kaart te bevestigen",
    "aside": "terzijde",
}


def figure_words(step: Step, definition: Definition | Kind) -> str:
    """A figure with its unit: “184 praktijkbladen”, “57 %”, “niveau 3”."""
    if definition.measure == Measure.RUBRIC and step.value.number is not None:
        return f"niveau {step.value.number.normalize():f}"
    return printed(step.value, unit=unit_of(definition), decimals=definition.decimals or None)


def unit_of(definition: Definition | Kind) -> str:
    """The unit behind a figure; a share is in percent."""
    if definition.measure == Measure.SHARE:
        return "%"
    if definition.measure == Measure.DURATION:
        return definition.unit or "dagen"
    if not definition.unit and definition.measure in SOLID and len(definition.counted.split()) == 1:
        return definition.counted.lower()
    return definition.unit


def many_of(definition: Definition | Kind, network: Network) -> str:
    """The word for whom the figures are of: the network's own word for members, municipalities, parts."""
    words = {Dimension.PLACE: "gemeenten", Dimension.CHANNEL: "onderdelen"}
    return words.get(Dimension(definition.dimension), network.members_word)


def scale_of(definition: Definition | Kind, member_word: str = "leden") -> Scale:
    """How figures of this definition behave in time."""
    sums = definition.addition == Addition.SUM and definition.measure in SOLID
    weighted = definition.addition == Addition.WEIGHTED
    return Scale(cast("Rhythm", definition.rhythm), sums, weighted, unit_of(definition), member_word)


def aim_of(target: Target) -> Aim:
    """A stored target as the rules take it."""
    return _aim(*(getattr(target, name) for name in _TARGET))


_TARGET = (
    "comparator", "number", "relative", "per", "for_each", "starts", "by", "baseline", "baseline_on",
    "created_at", "ended_on", "reason",
)  # fmt: skip


@lru_cache(maxsize=4096)
def _aim(
    comparator: Any, number: Decimal | None, relative: bool, per: Any, for_each: Any, starts: date | None,
    by: date | None, baseline: Decimal | None, baseline_on: date | None, created_at: datetime,
    ended_on: date | None, reason: str,
) -> Aim:  # fmt: skip
    return Aim(
        comparator,
        number.normalize() if number is not None else None,
        relative,
        per,
        for_each,
        starts,
        by,
        baseline,
        baseline_on,
        timezone.localdate(created_at),
        ended_on,
        reason,
    )


# ------------------------------------------------------------------ the list


@dataclass(frozen=True)
class MeterSelection:
    """Which meters are shown and in which order; lives in the address."""

    words: str = ""
    state: str = ""
    measure: str = ""
    goal: int | None = None
    steward: int | None = None
    order: str = ""

    ORDERS: ClassVar[dict[str, str]] = {"": "zoals in het plan", "aandacht": "wat aandacht vraagt eerst"}

    @classmethod
    def of(cls, asked: Mapping[str, str], user: int | None) -> MeterSelection:
        """What an address asks; what it does not know is left out."""
        state, measure, goal = asked.get("stand", ""), asked.get("maat", ""), asked.get("doel", "")
        return cls(
            asked.get("zoek", "").strip()[:200],
            state if state in STATE_WORDS or state == "loopt" else "",
            measure if measure in Measure.values else "",
            int(goal) if goal.isdecimal() and len(goal) < 18 else None,
            user if asked.get("van") == "mij" else None,
            asked.get("volgorde", "") if asked.get("volgorde", "") in cls.ORDERS else "",
        )

    def keeps(self, meter: Meter) -> bool:
        """Whether this meter is looked at, in whatever state it is."""
        return (
            self.measure in ("", meter.definition.measure if meter.definition else "-")
            and self.goal in (None, meter.goal)
            and (self.steward is None or meter.carrier == self.steward)
            and (
                not self.words or all(word in meter.text.casefold() for word in self.words.casefold().split())
            )
        )

    def keeps_state(self, meter: Meter) -> bool:
        """Whether the state of this meter is looked at."""
        return self.state in ("", meter.state) or (self.state == "loopt" and meter.reading.running)


@dataclass(frozen=True)
class Meters:
    """The meters of a plan that are looked at, and how many there are in each state."""

    meters: Sequence[Meter]
    total: int
    running: int
    counts: Mapping[str, int]
    goals: Mapping[int, str]
    nodes: Mapping[int, str]


def meters_of(plan: Plan, selection: MeterSelection, today: date) -> Meters:
    """The meters of this plan: ten queries at most when their readings are kept, whatever there is."""
    outline = outline_of(plan.pk, plan.revision, plan.changed_at)
    every = listed(plan, today)
    aims = aims_of(plan)
    measured = [each.indicator for each in every if each.kind and each.indicator]
    readings = readings_of(plan, measured, today, whole=_to_a_horizon(every, aims))
    found = [
        meter_of(each, readings, aims, today, goal=outline.goal_of.get(each.node or 0)) for each in every
    ]
    beside = [meter for meter in found if selection.keeps(meter)]
    looked = [meter for meter in beside if selection.keeps_state(meter)]
    if selection.order == "aandacht":
        looked.sort(key=lambda meter: ORDER.index(meter.judgement.state if meter.judgement else None))
    counts = Counter(meter.state for meter in beside)
    counts[""] = len(beside)
    counts["loopt"] = sum(meter.reading.running for meter in beside)
    return Meters(
        looked,
        len(found),
        sum(meter.reading.running for meter in found),
        counts,
        outline.goals,
        outline.nodes,
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """The nodes of a plan by their words, and the goal each lies under."""

    nodes: Mapping[int, str]
    goal_of: Mapping[int, int]
    goals: Mapping[int, str]


@lru_cache(maxsize=16)
def outline_of(plan_id: int, revision: int, changed_at: datetime) -> Outline:
    """The outline of a plan at that revision: one query, none when it is kept (a new one has a new key)."""
    rows = Node.objects.filter(plan=plan_id).values_list("pk", "parent_id", "level", "code", "title")
    nodes = {row[0]: row for row in rows}
    words = {pk: f"{row[3]} {row[4]}".strip() for pk, row in nodes.items()}
    goals = goals_by_node(nodes)
    return Outline(words, goals, {pk: words[pk] for pk in goals.values()})


def meter_of(
    each: Listed,
    readings: Mapping[int, Reading],
    aims: Mapping[int, Sequence[Aim]],
    today: date,
    *,
    goal: int | None = None,
) -> Meter:
    """The meter of a sentence, of which the readings and targets were asked for."""
    if each.kind is None or each.indicator is None:
        return Meter(each.sentence, each.text, each.node, goal, aside=each.aside)
    reading, mine = readings.get(each.indicator, NOTHING), tuple(aims.get(each.indicator, ()))
    holding = next((aim for aim in reversed(mine) if aim.ended_on is None), None)
    return Meter(
        each.sentence,
        each.text,
        each.node,
        goal,
        each.indicator,
        each.carrier,
        each.kind,
        reading,
        _judged(reading, each.kind, mine, today),
        _words_of(holding, unit_of(each.kind)) if holding else "",
    )


@lru_cache(maxsize=4096)
def _words_of(aim: Aim, unit: str) -> str:
    return words_of(aim, unit=unit)


_JUDGED: dict[tuple[object, ...], Judgement | None] = {}
"""Judgements as this process made them last, by the reading, the definition, the targets and the day."""
MOST_JUDGED = 5_000


def _judged(
    reading: Reading, definition: Definition | Kind, aims: tuple[Aim, ...], today: date
) -> Judgement | None:
    scale = scale_of(definition)
    if not reading.stamp:
        return stand(aims, reading, scale, today=today)
    key = (reading.stamp, scale, aims, today)
    if key not in _JUDGED:
        if len(_JUDGED) > MOST_JUDGED:
            _JUDGED.clear()
        _JUDGED[key] = stand(aims, reading, scale, today=today)
    return _JUDGED[key]


def as_known(meter: Meter, aims: Sequence[Aim], today: date) -> Meter:
    """The meter without the periods that had not begun on that day, judged on that day."""
    steps = tuple(step for step in meter.reading.steps if step.period.start <= today)
    if meter.definition is None or len(steps) == len(meter.reading.steps):
        return meter
    reading = replace(meter.reading, steps=steps, note="", stamp="")
    judgement = stand(tuple(aims), reading, scale_of(meter.definition), today=today)
    return replace(meter, reading=reading, judgement=judgement)


def _to_a_horizon(every: Iterable[Listed], aims: Mapping[int, Sequence[Aim]]) -> list[int]:
    """Indicators of which everything since the start counts: the last year of their series is not enough."""
    return [
        each.indicator
        for each in every
        if each.indicator
        and each.kind
        and scale_of(each.kind).adds
        and any(not aim.per and not aim.ended_on for aim in aims.get(each.indicator, ()))
    ]


def aims_of(plan: Plan, *, only: Sequence[int] | None = None) -> dict[int, list[Aim]]:
    """By indicator what is aimed at, the first one first; one query."""
    rows = Target.objects.filter(indicator__plan=plan)
    if only is not None:
        rows = Target.objects.filter(indicator__in=only)
    found: dict[int, list[Aim]] = {}
    for indicator, *said in rows.order_by("pk").values_list("indicator", *_TARGET):
        found.setdefault(indicator, []).append(_aim(*said))
    return found


def goals_by_node(nodes: Mapping[int, tuple[Any, ...]]) -> dict[int, int]:
    """By node the highest goal it lies under, itself included; rows start with number, parent and level."""
    found: dict[int, int] = {}
    for pk in nodes:
        goal, here, passed = None, pk, 0
        while here in nodes and passed < len(nodes):
            _, parent, level, *_ = nodes[here]
            goal = here if level in GOAL_LEVELS else goal
            here, passed = parent or 0, passed + 1
        if goal:
            found[pk] = goal
    return found


def one_meter(indicator: Indicator, actor: Actor, today: date) -> tuple[Meter, Defined | None]:
    """One meter with the whole of its series."""
    plan = indicator.plan
    found = defined(plan, today, only=[indicator.pk])
    definition = found[0].definition if found else None
    sentence = indicator.sentence
    aside = "" if found else indicator.set_aside_reason
    each = Listed(sentence.pk, sentence.text, sentence.node_id, indicator.pk, None, aside, definition)
    if not found:
        return meter_of(each, {}, {}, today), None
    readings = readings_of(plan, [indicator.pk], today, whole=[indicator.pk])
    return meter_of(each, readings, aims_of(plan, only=[indicator.pk]), today), found[0]
