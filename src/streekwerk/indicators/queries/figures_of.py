"""The figures behind one meter as its page shows them: per member or place, per zone, of one period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from streekwerk.indicators.queries.cells import Cells, Detail, PeriodCells
from streekwerk.indicators.queries.meters import many_of
from streekwerk.indicators.queries.territory import inhabitants_by_year, successions_of, territory_of
from streekwerk.indicators.rules.figures.coverage import change
from streekwerk.indicators.rules.figures.mergers import recast
from streekwerk.indicators.rules.figures.periods import Period
from streekwerk.indicators.rules.figures.rates import PerSoMany, rate_of
from streekwerk.indicators.rules.figures.rollup import Addition, Total
from streekwerk.indicators.rules.figures.values import Value, printed
from streekwerk.network.models import Place

PER: PerSoMany = 1_000


@dataclass(frozen=True, slots=True)
class Line:
    """The figure of one member, place or part in the chosen period."""

    key: str
    label: str
    value: Value
    before: Value | None
    detail: Detail | None = None


@dataclass(frozen=True, slots=True)
class Zone:
    """The total of one zone in the chosen period; `rate` is per 1,000 inhabitants, with its denominator."""

    name: str
    total: Total[str]
    figure: str
    coverage: str
    rate: str


@dataclass(frozen=True)
class Figures:
    """What the page shows of the figures of an indicator."""

    cells: Cells
    chosen: PeriodCells
    before: PeriodCells | None
    lines: Sequence[Line]
    schemes: Sequence[str]
    scheme: str
    zones: Sequence[Zone]
    moved: Sequence[str]
    """Places that changed zone since the period before."""
    change: str
    merged: bool
    """Whether places of this indicator merged; then it can be looked at as then and recast."""
    recast: bool

    @property
    def numbers(self) -> bool:
        """Whether somebody's figure is there."""
        return any(line.value.answered for line in self.lines)


def figures_of(
    cells: Cells, *, period: str = "", scheme: str = "", recasted: bool = False, today: date
) -> Figures | None:
    """The figures of the period with this key, by default the last that has any; None without periods.

    Four queries at most: zones, inhabitants, mergers and names.
    """
    if not cells.periods:
        return None
    answered = [one for one in cells.periods if any(value.answered for value in one.values.values())]
    by_key = {one.period.key: one for one in cells.periods}
    chosen = by_key.get(period) or (answered or list(cells.periods))[-1]
    at = list(cells.periods).index(chosen)
    before = cells.periods[at - 1] if at and cells.periods[at - 1].definition == chosen.definition else None
    addition = cast("Addition", chosen.definition.addition)
    successions, heirs = successions_of(cells.places.values()) if cells.places else ([], {})
    if recasted and successions:
        lines = _recast(cells, chosen, before, successions, heirs, addition, today)
    else:
        lines = [
            Line(
                key,
                cells.subjects[key].label,
                value,
                before.values.get(key) if before else None,
                chosen.details_alone.get(key),
            )
            for key, value in chosen.values.items()
        ]
    schemes = list(chosen.published.schemes)
    used = scheme if scheme in schemes else ""
    zones: list[Zone] = []
    moved: list[str] = []
    if used:
        zones = _zones(cells, chosen, used)
        if before:
            territory = territory_of(cells.places, [one.period for one in cells.periods])
            moved = territory.warnings(used, before.period.end, chosen.period.end)
    return Figures(
        cells,
        chosen,
        before,
        lines,
        schemes,
        used,
        zones,
        moved,
        _change(cells, before, chosen) if before else "",
        bool(successions),
        recasted and bool(successions),
    )


def _zones(cells: Cells, chosen: PeriodCells, scheme: str) -> list[Zone]:
    rolled = chosen.published.schemes[scheme]
    counts, derived = inhabitants_by_year(cells.places.values())
    adds = chosen.definition.addition in ("sum", "latest")
    groups = chosen.published.groups[scheme]
    made = []
    for group, total in rolled.groups.items():
        rate = None
        if adds and total.value.number is not None:
            values = {
                cells.places[key]: chosen.values[key]
                for key in groups.get(group, ())
                if key in cells.places and key in chosen.values and key not in chosen.published.hidden
            }
            rate = rate_of(values, counts, chosen.period.end.year, per=PER, derived=derived)
            # A zone with a hidden place in it has a total, but no inhabitants that go with it; and one that
            # stays as it was is of other figures than stand here.
            there = groups.get(group, ())
            if chosen.published.kept or any(key in chosen.published.hidden for key in there):
                rate = None
        name = cells.groups.get(cast("int", group), "?")
        made.append(_zone(name, total, rate.words if rate else "", chosen))
    if rolled.outside is not None:
        made.append(_zone("in geen zone", rolled.outside, "", chosen))
    return made


def _zone(name: str, total: Total[str], rate: str, chosen: PeriodCells) -> Zone:
    definition = chosen.definition
    unit = "%" if definition.measure == "share" else ""
    said = printed(total.value, unit=unit, decimals=definition.decimals or None)
    return Zone(name, total, said, f"{total.coverage.answered}/{total.coverage.asked}", rate)


def _change(cells: Cells, before: PeriodCells, now: PeriodCells) -> str:
    definition = now.definition
    if definition.addition == "none" or now.published.anything_hidden or before.published.anything_hidden:
        return ""
    told = change(
        before.values,
        now.values,
        weighted=definition.addition == "weighted",
        unit=definition.unit,
        many=many_of(definition, cells.indicator.plan.network),
    )
    said = f"Tegenover {before.period.label}: {told.sentence[0].lower()}{told.sentence[1:]}"
    # Of the whole network there is one figure: nobody to count.
    return said.replace(f", alle 1 {many_of(definition, cells.indicator.plan.network)}", "")


def _recast(
    cells: Cells,
    chosen: PeriodCells,
    before: PeriodCells | None,
    successions: Sequence[object],
    heirs: Mapping[int, str],
    addition: Addition,
    today: date,
) -> list[Line]:
    """The lines as if the municipalities of today had always been; figures themselves never change."""
    series: dict[Period, dict[int, Value]] = {
        one.period: {cells.places[key]: value for key, value in one.values.items() if key in cells.places}
        for one in (chosen, before)
        if one is not None
    }
    made = recast(series, successions, addition, today=today)  # type: ignore[arg-type]
    now = made.series[chosen.period]
    names = dict(Place.objects.filter(pk__in=list(now)).values_list("pk", "name")) | dict(heirs)
    past = made.series.get(before.period, {}) if before else {}
    ordered = sorted(now.items(), key=lambda each: names.get(each[0], ""))
    return [Line(f"/{pk}/", names.get(pk, "?"), value, past.get(pk)) for pk, value in ordered]


def highest(lines: Sequence[Line]) -> Decimal:
    """The highest number among these lines; 0 without any."""
    return max((line.value.number for line in lines if line.value.number is not None), default=Decimal(0))
