"""The records behind a figure: who gave it, when, and what stood there before; or what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from streekwerk.access.models import Actor
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.counted import moment_of, recipe_of
from streekwerk.indicators.measuring import Behind, measure, names_for
from streekwerk.indicators.measuring import records as records_behind
from streekwerk.indicators.measuring.records import Part
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.cells import behind, cells_of
from streekwerk.indicators.queries.meters import many_of, one_meter, unit_of
from streekwerk.indicators.rules.figures.periods import NoSuchPeriod, Period, period_between, read_period
from streekwerk.indicators.rules.figures.values import printed, value_of
from streekwerk.indicators.rules.recipes import Recipe, result, told

PARTS = {
    "records": "wat telt",
    "base": "de noemer",
    "open": "nog open",
    "excluded": "wat niet meetelt",
}
PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as somebody gave it."""

    label: str
    figure: str
    row: Measurement
    holds: bool
    period: str


@dataclass(frozen=True, slots=True)
class PartLink:
    word: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class RecordsPage:
    """What the page shows: records of a recipe, or figures that people gave."""

    period: Period | None
    meaning: str = ""
    said: str = ""
    behind: Behind | None = None
    parts: Sequence[PartLink] = ()
    given: Sequence[Given] = ()
    note: str = ""
    who: str = ""
    more_url: str = ""

    @property
    def reasons(self) -> bool:
        """Whether these records say why they do not count."""
        return bool(self.behind and any(line.why for line in self.behind.lines))

    @property
    def remarks(self) -> bool:
        """Whether anything was said with one of these figures."""
        return any(each.row.comment or each.row.kept_reason or each.row.source for each in self.given)

    @classmethod
    def of(cls, indicator: Indicator, actor: Actor, asked: Mapping[str, str], today: date) -> RecordsPage:
        """The records behind the figure of a period, as far as this actor may see them."""
        _, found = one_meter(indicator, actor, today)
        try:
            period = read_period(asked.get("periode", "")) if asked.get("periode") else None
        except NoSuchPeriod:
            period = None
        if found is None:
            return cls(period)
        recipe = recipe_of(found.definition, indicator.plan.network)
        if recipe is not None:
            return cls.counted(indicator, actor, recipe, asked, today, period=period)
        if found.definition.measure in (Measure.DELIVERABLE, Measure.RUBRIC):
            return cls(period)
        return _entered(indicator, actor, period, asked, today)

    @classmethod
    def counted(
        cls,
        indicator: Indicator,
        actor: Actor,
        recipe: Recipe,
        asked: Mapping[str, str],
        today: date,
        *,
        period: Period | None = None,
        kept: Mapping[str, Any] | None = None,
    ) -> RecordsPage:
        """The records that this recipe counts here; `kept` is what every link has to say again."""
        network = indicator.plan.network
        shapes = shapes_for(network)
        moment = moment_of(indicator, today, period)
        once = replace(recipe, per=None)
        outcome = measure(once, moment, actor=actor, network=network)
        part = cast("Part", asked.get("deel") if asked.get("deel") in PARTS else "records")
        start = _start(asked)
        found = records_behind(
            once, moment, actor=actor, network=network, part=part, start=start, most=PER_PAGE
        )
        counts = {
            "records": len(outcome.records),
            "base": len(outcome.base) if outcome.base != outcome.records else 0,
            "open": len(outcome.open),
            "excluded": sum(len(each.records) for each in outcome.excluded),
        }
        same = {"periode": asked["periode"]} if asked.get("periode") else {}
        same |= kept or {}

        def address(**more: str | int) -> str:
            return "?" + urlencode({**same, **more}, doseq=True)

        links = [
            PartLink(word, counts[key], address(deel=key), key == part)
            for key, word in PARTS.items()
            if counts[key] or key == part
        ]
        names = names_for([recipe], actor=actor, network=network)
        return cls(
            period,
            told(once, outcome, shapes, names=names, period=period),
            result(once, outcome, shapes),
            found,
            links if len(links) > 1 else (),
            more_url=address(deel=part, vanaf=start + PER_PAGE) if start + PER_PAGE < found.total else "",
        )


def _entered(
    indicator: Indicator, actor: Actor, period: Period | None, asked: Mapping[str, str], today: date
) -> RecordsPage:
    """Every figure that holds or held in these cells, as far as the gate lets this actor see it."""
    who = asked.get("wie", "")
    cells = cells_of(
        actor,
        indicator,
        today=today,
        first=period.start if period else None,
        last=period.end if period else None,
    )
    definition = cells.definition
    unit = unit_of(definition)
    given = []
    for row in behind(cells, actor, who=who):
        label = cells.subjects[row.subject].label if row.subject in cells.subjects else "onbekend"
        value = value_of(row.state, row.value, row.numerator, row.denominator)
        places = row.definition.decimals or None
        stretch = period_between(row.period_start, row.period_end).label
        figure = printed(value, unit=unit, decimals=places)
        given.append(Given(label, figure, row, row.succeeded_at is None, stretch))
    # The newest period first, in it by name, and what was replaced below what holds.
    given.sort(key=lambda each: (-each.row.period_start.toordinal(), each.label, not each.holds))
    said = ""
    if period and len(cells.periods) == 1:
        whole = cells.periods[0].published.whole
        many = many_of(definition, indicator.plan.network)
        said = printed(whole.value, unit=unit, decimals=definition.decimals or None)
        if len(cells.periods[0].values) > 1:
            said = f"{said}, {whole.coverage.words(many)}"
    label = cells.subjects[who].label if who in cells.subjects else ""
    start, more = _start(asked), ""
    if start + PER_PAGE < len(given):
        kept = {key: value for key, value in asked.items() if key in ("periode", "wie")}
        more = "?" + urlencode({**kept, "vanaf": start + PER_PAGE})
    shown = given[start : start + PER_PAGE]
    return RecordsPage(period, said=said, given=shown, note=cells.note, who=label, more_url=more)


def _start(asked: Mapping[str, str]) -> int:
    """From which record on, as the address says."""
    return int(asked["vanaf"]) if asked.get("vanaf", "").isdecimal() and len(asked["vanaf"]) < 7 else 0
