"""The figures of a chart as a table: the same facts for who cannot see the picture, or wants to copy them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from streekwerk.ui.charts.facts import SHOWN, BulletChart, Chart, LineChart, SmallMultiples, State, TileMap


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows as text; the first cell of a row names it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def cells(self) -> list[list[tuple[Column, str]]]:
        """Each row as pairs of column and text, for a template."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def _table(columns: list[tuple[str, bool, bool]], rows: Iterable[tuple[str, ...]]) -> Table:
    """The table without the columns that say nothing; a column is title, is it a number, is it kept."""
    kept = [number for number, (_, _, keep) in enumerate(columns) if keep]
    return Table(
        tuple(Column(columns[n][0], columns[n][1]) for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
    )


@singledispatch
def table_of(chart: Chart) -> Table:
    """The table of a chart."""
    raise TypeError(type(chart))


def _value(chart: Chart) -> str:
    return "Waarde" if chart.unit == "%" else chart.unit[:1].upper() + chart.unit[1:]


def _known(state: State) -> str:
    """How the figure is known; where there is none, its own cell says why."""
    return state.words if state in SHOWN else ""


@table_of.register
def _(chart: LineChart) -> Table:
    points = chart.points
    rows = (
        (p.label, chart.cell(p.value, p.state), _known(p.state), p.coverage, str(p.definition))
        for p in points
    )
    return _table(
        [
            ("Periode", False, True),
            (_value(chart), True, True),
            ("Stand", False, any(p.state == State.ESTIMATE for p in points)),
            ("Dekking", False, any(p.coverage for p in points)),
            ("Definitie", True, len({p.definition for p in points}) > 1),
        ],
        rows,
    )


@table_of.register
def _(chart: BulletChart) -> Table:
    bars = chart.bars
    rows = (
        (
            bar.name,
            chart.cell(bar.value, bar.state),
            "" if bar.target is None else chart.short(bar.target),
            "" if bar.before is None else chart.short(bar.before),
            _known(bar.state),
            bar.coverage,
        )
        for bar in bars
    )
    return _table(
        [
            ("Wie", False, True),
            (chart.now_label, True, True),
            ("Streefwaarde", True, any(bar.target is not None for bar in bars)),
            (chart.before_label, True, bool(chart.before_label)),
            ("Stand", False, any(bar.state == State.ESTIMATE for bar in bars)),
            ("Dekking", False, any(bar.coverage for bar in bars)),
        ],
        rows,
    )


@table_of.register
def _(chart: TileMap) -> Table:
    tiles = sorted(chart.tiles, key=lambda tile: tile.name)
    return _table(
        [
            ("Gemeente", False, True),
            (_value(chart), True, True),
            ("Stand", False, any(tile.state == State.ESTIMATE for tile in tiles)),
            ("Dekking", False, any(tile.coverage for tile in tiles)),
        ],
        ((t.name, chart.cell(t.value, t.state), _known(t.state), t.coverage) for t in tiles),
    )


@table_of.register
def _(chart: SmallMultiples) -> Table:
    """Periods as columns: who is compared stands in the rows."""
    days = {point.day: point.label for panel in chart.panels for point in panel.points}
    periods = sorted(days)
    rows = []
    for panel in chart.panels:
        cells = {p.day: chart.label(p.value, p.state) for p in panel.points}
        rows.append((panel.name, *(cells.get(day, State.NOT_ASKED.words) for day in periods)))
    return _table([("Wie", False, True), *((days[day], True, True) for day in periods)], rows)
