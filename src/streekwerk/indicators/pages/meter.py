"""The page of one meter: what it says, how sure that is, what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from streekwerk.access.models import Actor, Permission
from streekwerk.access.queries import may
from streekwerk.indicators.choices import Dimension, Measure
from streekwerk.indicators.counted import recipe_of
from streekwerk.indicators.measuring import names_for
from streekwerk.indicators.models import Definition, Deliverable, Indicator, Target
from streekwerk.indicators.pages.meters import KINDS
from streekwerk.indicators.pages.pictures import picture_of_kind
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.cells import cells_of
from streekwerk.indicators.queries.deliverables import facts_of, with_everything
from streekwerk.indicators.queries.figures_of import Figures, Line, figures_of
from streekwerk.indicators.queries.meters import (
    Meter,
    aim_of,
    figure_words,
    many_of,
    one_meter,
    scale_of,
    unit_of,
)
from streekwerk.indicators.rules.cards.words import MEASURES, RHYTHMS, subject_said
from streekwerk.indicators.rules.deliverables import states
from streekwerk.indicators.rules.figures.aims import words_of
from streekwerk.indicators.rules.figures.values import printed
from streekwerk.indicators.rules.meters.standing import stand_in
from streekwerk.indicators.rules.recipes import sentence
from streekwerk.network.models import Place
from streekwerk.ui.charts import Chart

MODES = {"verloop": "Verloop", "leden": "Naast elkaar", "kaart": "Kaart", "klein": "Elk apart"}
ORDERS = ("naam", "-naam", "cijfer", "-cijfer")


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of looking: its word and its address."""

    word: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of the table: of whom, the figure, the figure of before, what was said with it."""

    label: str
    figure: str
    before: str
    comment: str
    source: str
    url: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class StepLine:
    """A period of the series in words."""

    period: str
    figure: str
    coverage: str
    stand: str
    kind: str
    url: str
    broken: str
    """What changed in the definition at this period; empty where it is the same as before."""


@dataclass(frozen=True, slots=True)
class TargetLine:
    words: str
    target: Target
    holds: bool


@dataclass(frozen=True)
class MeterPage:
    """What the page of one meter shows."""

    meter: Meter
    definition: Definition | None
    definitions: Sequence[Definition] = ()
    meaning: str = ""
    how: str = ""
    kind: str = ""
    chart: Chart | None = None
    modes: Sequence[Mode] = ()
    figures: Figures | None = None
    note: str = ""
    lines: Sequence[FigureLine] = ()
    zones: Sequence[Mode] = ()
    periods: Sequence[Mode] = ()
    recast: Mode | None = None
    steps: Sequence[StepLine] = ()
    targets: Sequence[TargetLine] = ()
    deliverables: Sequence[tuple[Deliverable, str]] = ()
    coverage: str = ""
    records_url: str = ""
    rights: Mapping[str, bool] = field(default_factory=dict)
    order: str = "naam"

    @property
    def judged(self) -> str:
        """The sentence of the judgement without the word that stands on its badge."""
        judgement = self.meter.judgement
        if judgement is None:
            return ""
        label, _, rest = judgement.sentence.partition(": ")
        said = rest if label.lower() == judgement.label else judgement.sentence
        return said[:1].upper() + said[1:]

    @property
    def source(self) -> str:
        """The source that every figure of this period names, to be said once; empty where they differ."""
        named = {line.source for line in self.lines if line.url}
        return named.pop() if len(named) == 1 else ""

    @property
    def remarks(self) -> bool:
        """Whether anybody said something with a figure of this period that others did not."""
        return any(line.comment or (line.source and not self.source) for line in self.lines)

    @property
    def behind_url(self) -> str:
        """Where the figure opens: its records, the judgements of a rubric, the versions of a deliverable."""
        if self.definition is None or self.meter.indicator is None:
            return ""
        if self.definition.measure == Measure.DELIVERABLE:
            return "#opleveringen" if self.deliverables else ""
        step, running = self.meter.step, self.meter.reading.running
        if self.definition.measure == Measure.RUBRIC:
            return reverse("indicators:rating", args=[self.meter.indicator]) if running else ""
        if step is None:
            return ""
        several = len(self.meter.reading.steps) > 1
        return (
            f"{self.records_url}?{urlencode({'periode': step.period.key})}" if several else self.records_url
        )

    @property
    def level(self) -> str:
        """What the level of a rubric is called."""
        step = self.meter.step
        if self.definition is None or step is None or self.definition.measure != Measure.RUBRIC:
            return ""
        number = step.value.number
        levels = self.definition.rubric_levels
        return levels[int(number) - 1] if number is not None and 0 < number <= len(levels) else ""

    @classmethod
    def of(cls, indicator: Indicator, actor: Actor, asked: Mapping[str, str], today: date) -> MeterPage:
        """The page for this actor; `asked` is what stands in the address."""
        meter, found = one_meter(indicator, actor, today)
        network = indicator.plan.network
        rights = {
            "manage": may(actor, Permission.INDICATOR_MANAGE, at=network.pk),
            "enter": may(actor, Permission.FIGURES_ENTER, at=network.pk),
        }
        if found is None:
            return cls(meter, None, rights=rights)
        definition = found.definition
        targets = list(Target.objects.filter(indicator=indicator).order_by("pk"))
        recipe = recipe_of(definition, network)
        entered = recipe is None and definition.measure not in (Measure.DELIVERABLE, Measure.RUBRIC)
        figures = None
        if entered:
            cells = cells_of(actor, indicator, today=today)
            figures = figures_of(
                cells,
                period=asked.get("periode", ""),
                scheme=asked.get("indeling", ""),
                recasted=asked.get("grenzen") == "nu",
                today=today,
            )
        meaning = ""
        if recipe is not None:
            names = names_for([recipe], actor=actor, network=network)
            meaning = f"{sentence(recipe, shapes_for(network), names=names)}."
        members = many_of(definition, network)
        many = figures is not None and definition.dimension != Dimension.NETWORK and figures.numbers
        places = _places(figures) if many and figures else {}
        known = sum(step.value.number is not None for step in meter.reading.steps)
        modes = _modes(asked, course=known > 1 or not many, many=bool(many), mapped=bool(places))
        kind = next(
            (key for key, word in MODES.items() for mode in modes if mode.current and mode.word == word), ""
        )
        chart = picture_of_kind(
            kind, meter, found.definitions, targets, figures, places, many=members, today=today
        )
        records_url = reverse("indicators:records", args=[indicator.pk])
        step = meter.step
        return cls(
            meter,
            definition,
            found.definitions,
            meaning or _meaning(definition, network.member_word),
            ""
            if meaning or definition.measure in (Measure.DELIVERABLE, Measure.RUBRIC)
            else _how(definition),
            KINDS.get(meter.state, ""),
            chart,
            modes,
            figures,
            figures.cells.note if figures else "",
            _lines(figures, records_url, asked.get("volgorde", "naam")) if many and figures else (),
            _schemes(asked, figures) if many and figures else (),
            _periods(asked, figures) if many and figures else (),
            _recast(asked, figures) if many and figures and figures.merged else None,
            _steps(meter, found.definitions, targets, records_url, members, today),
            [_target_line(target, definition) for target in targets],
            _deliverables(indicator) if definition.measure == Measure.DELIVERABLE else (),
            f"{step.answered} van {step.asked} {members}"
            if step and step.asked and definition.measure not in (Measure.DELIVERABLE, Measure.RUBRIC)
            else "",
            records_url,
            rights,
            asked.get("volgorde", "naam") if asked.get("volgorde") in ORDERS else "naam",
        )


def _target_line(target: Target, definition: Definition) -> TargetLine:
    words = words_of(aim_of(target), unit=unit_of(definition))
    return TargetLine(words, target, target.ended_on is None)


def _meaning(definition: Definition, member_word: str) -> str:
    """What a figure that people give is a figure of, in one sentence."""
    measure = MEASURES[definition.measure].capitalize()
    subject = subject_said(definition)
    each = {
        Dimension.PARTY: f"per {member_word}",
        Dimension.PLACE: "per gemeente",
        Dimension.CHANNEL: f"voor {', '.join(definition.channels)}",
    }.get(Dimension(definition.dimension), "")
    what = f"{measure} {subject[:1].lower()}{subject[1:]}".strip() if subject else measure
    return ", ".join(part for part in (what, RHYTHMS[definition.rhythm], each) if part) + "."


def _how(definition: Definition) -> str:
    return {
        "sum": "De cijfers worden opgeteld.",
        "weighted": "Het totaal telt tellers en noemers apart op.",
        "latest": "De stand van het laatste cijfer telt; periodes worden niet opgeteld.",
        "none": "Deze cijfers worden niet opgeteld.",
    }[definition.addition]


def _address(asked: Mapping[str, str], **changed: str) -> str:
    query = urlencode({key: value for key, value in {**asked, **changed}.items() if value})
    return f"?{query}" if query else "?"


def _modes(asked: Mapping[str, str], *, course: bool, many: bool, mapped: bool) -> list[Mode]:
    """The ways there are to look; one figure has no course yet, so what is beside each other comes first."""
    there = {"verloop": course, "leden": many, "kaart": mapped, "klein": many and course}
    offered = [key for key in MODES if there[key]]
    chosen = asked.get("beeld", "") if asked.get("beeld", "") in offered else offered[0]
    return [
        Mode(MODES[key], _address(asked, beeld=key if key != offered[0] else "") + "#beeld", key == chosen)
        for key in offered
    ]


def _places(figures: Figures) -> dict[int, Place]:
    return Place.objects.filter(pk__in=list(figures.cells.places.values()), tile_row__isnull=False).in_bulk()


def _schemes(asked: Mapping[str, str], figures: Figures) -> list[Mode]:
    every = [Mode("geen", _address(asked, indeling="") + "#zones", not figures.scheme)]
    return [
        *every,
        *(
            Mode(name, _address(asked, indeling=name) + "#zones", name == figures.scheme)
            for name in figures.schemes
        ),
    ]


def _periods(asked: Mapping[str, str], figures: Figures) -> list[Mode]:
    chosen = figures.chosen.period.key
    return [
        Mode(one.period.label, one.period.key, one.period.key == chosen)
        for one in reversed(figures.cells.periods)
    ]


def _recast(asked: Mapping[str, str], figures: Figures) -> Mode:
    word = "met de gemeenten zoals toen" if figures.recast else "herrekend naar de gemeenten van nu"
    return Mode(word, _address(asked, grenzen="" if figures.recast else "nu") + "#cijfers", figures.recast)


def _lines(figures: Figures, records_url: str, order: str) -> list[FigureLine]:
    definition = figures.chosen.definition
    unit, places = unit_of(definition), definition.decimals or None
    lines = list(figures.lines)
    if order.endswith("cijfer"):
        lines.sort(key=_number, reverse=order.startswith("-"))
    elif order == "-naam":
        lines.reverse()
    period = figures.chosen.period.key
    return [
        FigureLine(
            line.label,
            printed(line.value, unit=unit if unit == "%" else "", decimals=places),
            printed(line.before, unit=unit if unit == "%" else "", decimals=places) if line.before else "",
            line.detail.comment if line.detail else "",
            line.detail.source if line.detail else "",
            f"{records_url}?{urlencode({'periode': period, 'wie': line.key})}" if line.detail else "",
            line.key in figures.chosen.published.hidden,
        )
        for line in lines
    ]


def _number(line: Line) -> float:
    return float(line.value.number) if line.value.number is not None else -1.0


def _steps(
    meter: Meter,
    definitions: Sequence[Definition],
    targets: Sequence[Target],
    records_url: str,
    members: str,
    today: date,
) -> list[StepLine]:
    """The series, newest first; a past period is judged by the target that held then."""
    if meter.definition is None or meter.definition.measure == Measure.DELIVERABLE:
        return []
    by_number = {each.number: each for each in definitions}
    aims = [aim_of(target) for target in targets]
    made = []
    before: int | None = None
    for step in meter.reading.steps:
        definition = by_number.get(step.definition, definitions[-1])
        judged = stand_in(aims, step, scale_of(definition, members), today=today)
        broken = "" if before in (None, step.definition) else definition.reason or "nieuwe definitie"
        made.append(
            StepLine(
                step.period.label,
                figure_words(step, definition),
                f"{step.answered}/{step.asked}" if step.asked else "",
                judged.label if judged else "",
                KINDS.get(judged.state.value, "") if judged else "",
                f"{records_url}?{urlencode({'periode': step.period.key})}",
                broken,
            )
        )
        before = step.definition
    return made[::-1]


def _deliverables(indicator: Indicator) -> list[tuple[Deliverable, str]]:
    rows = Deliverable.objects.filter(indicator=indicator, archived_at__isnull=True)
    return [(row, states.sentence(facts_of(row))) for row in with_everything(rows)]
