"""The meters of a plan: what each indicator says now and how it stands against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, cast

from django.utils import timezone

from streekwerk.access.models import Actor
from streekwerk.indicators.choices import Addition, Dimension, Measure
from streekwerk.indicators.models import Definition, Indicator, Target
from streekwerk.indicators.readings import Defined, defined, readings_of
from streekwerk.indicators.rules.figures.aims import Aim, words_of
from streekwerk.indicators.rules.figures.periods import Rhythm
from streekwerk.indicators.rules.figures.targets import LABELS, Judgement, TargetState
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.indicators.rules.meters.reading import Reading, Step
from streekwerk.indicators.rules.meters.standing import ORDER, Scale, stand
from streekwerk.network.models import Network
from streekwerk.plans.choices import GOAL_LEVELS
from streekwerk.plans.models import IndicatorSentence, Node, Plan

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
    indicator: Indicator | None = None
    definition: Definition | None = None
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


def figure_words(step: Step, definition: Definition) -> str:
    """A figure with its unit: “184 praktijkbladen”, “57 %”, “niveau 3”."""
    if definition.measure == Measure.RUBRIC and step.value.number is not None:
        return f"niveau {step.value.number.normalize():f}"
    return printed(step.value, unit=unit_of(definition), decimals=definition.decimals or None)


def unit_of(definition: Definition) -> str:
    """The unit behind a figure; a share is in percent."""
    if definition.measure == Measure.SHARE:
        return "%"
    if definition.measure == Measure.DURATION:
        return definition.unit or "dagen"
    if not definition.unit and definition.measure in SOLID and len(definition.counted.split()) == 1:
        return definition.counted.lower()
    return definition.unit


def many_of(definition: Definition, network: Network) -> str:
    """The word for whom the figures are of: the network's own word for members, municipalities, parts."""
    words = {Dimension.PLACE: "gemeenten", Dimension.CHANNEL: "onderdelen"}
    return words.get(Dimension(definition.dimension), network.members_word)


def scale_of(definition: Definition, member_word: str = "leden") -> Scale:
    """How figures of this definition behave in time."""
    sums = definition.addition == Addition.SUM and definition.measure in SOLID
    weighted = definition.addition == Addition.WEIGHTED
    return Scale(cast("Rhythm", definition.rhythm), sums, weighted, unit_of(definition), member_word)


def aim_of(target: Target) -> Aim:
    """A stored target as the rules take it."""
    return Aim(
        cast("Any", target.comparator),
        target.number.normalize() if target.number is not None else None,
        target.relative,
        cast("Any", target.per),
        cast("Any", target.for_each),
        target.starts,
        target.by,
        target.baseline,
        target.baseline_on,
        timezone.localdate(target.created_at),
        target.ended_on,
        target.reason,
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

    def keeps(self, meter: Meter, *, state: bool = True) -> bool:
        """Whether this meter is looked at; without `state` in whatever state it is."""
        return (
            (
                not state
                or self.state in ("", meter.state)
                or (self.state == "loopt" and meter.reading.running)
            )
            and self.measure in ("", meter.definition.measure if meter.definition else "-")
            and self.goal in (None, meter.goal)
            and (self.steward is None or _steward(meter) == self.steward)
            and all(word in meter.text.casefold() for word in self.words.casefold().split())
        )

    def _in_state(self, meter: Meter) -> bool:
        return self.state in ("", meter.state) or (self.state == "loopt" and meter.reading.running)


def _steward(meter: Meter) -> int | None:
    if meter.indicator is None:
        return None
    found: int | None = meter.indicator.carrier  # type: ignore[attr-defined]
    return found


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
    """The meters of this plan: eleven queries at most when their readings are kept, whatever there is."""
    nodes = {
        row[0]: row
        for row in Node.objects.filter(plan=plan).values_list("pk", "parent_id", "level", "code", "title")
    }
    goals = goals_by_node(nodes)
    every = {each.indicator.sentence_id: each for each in defined(plan, today)}
    targets = targets_of(plan)
    readings = readings_of(plan, list(every.values()), today, whole=_to_a_horizon(every.values(), targets))
    aside = dict(
        Indicator.objects.filter(plan=plan)
        .exclude(set_aside_reason="")
        .values_list("sentence", "set_aside_reason")
    )
    found = []
    sentences = IndicatorSentence.objects.filter(plan=plan).order_by("position")
    for pk, text, node in sentences.values_list("pk", "text", "node_id"):
        goal, each = goals.get(node or 0), every.get(pk)
        if each is None:
            found.append(Meter(pk, text, node, goal, aside=aside.get(pk, "")))
        else:
            found.append(meter_of(each, readings, targets, today, goal=goal))
    looked = [meter for meter in found if selection.keeps(meter)]
    if selection.order == "aandacht":
        looked.sort(key=lambda meter: ORDER.index(meter.judgement.state if meter.judgement else None))
    beside = [meter for meter in found if selection.keeps(meter, state=False)]
    counts = Counter(meter.state for meter in beside)
    counts[""] = len(beside)
    counts["loopt"] = sum(meter.reading.running for meter in beside)
    return Meters(
        looked,
        len(found),
        sum(meter.reading.running for meter in found),
        counts,
        {pk: f"{nodes[pk][3]} {nodes[pk][4]}".strip() for pk in dict.fromkeys(goals.values())},
        {pk: f"{row[3]} {row[4]}".strip() for pk, row in nodes.items()},
    )


def meter_of(
    each: Defined,
    readings: Mapping[int, Reading],
    targets: Mapping[int, list[Target]],
    today: date,
    *,
    goal: int | None = None,
) -> Meter:
    """The meter of an indicator, of which the readings and targets were asked for."""
    indicator, definition = each.indicator, each.definition
    reading, mine = readings.get(indicator.pk, NOTHING), targets.get(indicator.pk, [])
    aims = [aim_of(target) for target in mine]
    holding = next((aim for aim in reversed(aims) if aim.ended_on is None), None)
    return Meter(
        indicator.sentence_id,
        indicator.sentence.text,
        indicator.sentence.node_id,
        goal,
        indicator,
        definition,
        reading,
        _judged(reading, definition, mine, aims, today),
        words_of(holding, unit=unit_of(definition)) if holding else "",
    )


_JUDGED: dict[tuple[object, ...], Judgement | None] = {}
"""Judgements as this process made them last, by the reading, the definition, the targets and the day."""
MOST_JUDGED = 5_000


def _judged(
    reading: Reading, definition: Definition, targets: Sequence[Target], aims: Sequence[Aim], today: date
) -> Judgement | None:
    if not reading.stamp:
        return stand(aims, reading, scale_of(definition), today=today)
    key = (
        reading.stamp, definition.rhythm, definition.addition, definition.measure, unit_of(definition), today,
        *(_said(each) for each in targets),
    )  # fmt: skip
    if key not in _JUDGED:
        if len(_JUDGED) > MOST_JUDGED:
            _JUDGED.clear()
        _JUDGED[key] = stand(aims, reading, scale_of(definition), today=today)
    return _JUDGED[key]


def _said(target: Target) -> tuple[object, ...]:
    """All of a target that weighs in a judgement; a change of it is another key."""
    return (
        target.pk, target.comparator, target.number, target.relative, target.per, target.for_each,
        target.by, target.starts, target.baseline, target.baseline_on, target.ended_on,
    )  # fmt: skip


def _to_a_horizon(every: Iterable[Defined], targets: Mapping[int, list[Target]]) -> list[int]:
    """Indicators of which everything since the start counts: the last year of their series is not enough."""
    return [
        each.indicator.pk
        for each in every
        if scale_of(each.definition).adds
        and any(not target.per and not target.ended_on for target in targets.get(each.indicator.pk, ()))
    ]


def targets_of(plan: Plan) -> dict[int, list[Target]]:
    """By indicator its targets, the first one first; one query."""
    found: dict[int, list[Target]] = {}
    for target in Target.objects.filter(indicator__plan=plan).order_by("pk"):
        found.setdefault(target.indicator_id, []).append(target)
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
    text, node = indicator.sentence.text, indicator.sentence.node_id
    if not found:
        return Meter(indicator.sentence_id, text, node, None, aside=indicator.set_aside_reason), None
    each = found[0]
    readings = readings_of(plan, found, today, whole=[indicator.pk])
    targets = {indicator.pk: list(Target.objects.filter(indicator=indicator).order_by("pk"))}
    return meter_of(each, readings, targets, today), each


ATTENTION = {TargetState.MISSED.value, TargetState.BEHIND.value, TargetState.NO_BASELINE.value}
