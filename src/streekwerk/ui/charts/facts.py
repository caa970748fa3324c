"""What a chart shows, as plain typed data: no model, no request, no colour.

Every chart has a title, a caption (one sentence a reader may quote) and a unit. Figures are `Decimal`; a cell
without a figure says why with its `State`, and cannot carry a figure it must not show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from streekwerk.ui import dutch


class State(StrEnum):
    """How a figure is known, with the words that stand in charts and tables."""

    FINAL = "final"
    ESTIMATE = "estimate"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASKED = "not_asked"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    State.FINAL: "definitief",
    State.ESTIMATE: "schatting",
    State.MISSING: "ontbreekt",
    State.SUPPRESSED: "klein getal",
    State.NOT_APPLICABLE: "niet van toepassing",
    State.NOT_ASKED: "niet gevraagd",
}
SHOWN = frozenset({State.FINAL, State.ESTIMATE})
"""The states that come with a figure."""


def _check(name: str, value: Decimal | None, state: State) -> None:
    if (value is not None) != (state in SHOWN):
        # A hidden figure that reaches a chart would be in the source of the page.
        raise ValueError(f"{name}: a cell that is {state} has {'no' if state not in SHOWN else 'a'} value")


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one period; `day` is the first day of the period.

    >>> Point(date(2025, 1, 1), "K1 2025", Decimal(3), State.SUPPRESSED)
    Traceback (most recent call last):
    ValueError: K1 2025: a cell that is suppressed has no value
    """

    day: date
    label: str
    value: Decimal | None
    state: State = State.FINAL
    coverage: str = ""
    """Who answered, such as "22 van 27"; empty where it does not apply."""
    definition: int = 1
    """Number of the definition it was counted by: the line stops where this changes."""

    def __post_init__(self) -> None:
        _check(self.label, self.value, self.state)


@dataclass(frozen=True, slots=True)
class Target:
    """A target that holds from a day until its horizon; `words` is how people say it: "minstens 60"."""

    value: Decimal
    words: str
    start: date
    end: date
    ended: bool = False
    """It was replaced; it stays in view, paler."""
    word: str = "streefwaarde"
    """What it is: a capacity is drawn like a target and is none."""

    @property
    def said(self) -> str:
        """Its word, with whether it still holds."""
        return f"vroegere {self.word}" if self.ended else self.word


@dataclass(frozen=True, slots=True)
class Break:
    """From this day another definition holds; `words` is what changed."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The figure of one place or member beside its target and its figure of before."""

    name: str
    value: Decimal | None
    state: State = State.FINAL
    target: Decimal | None = None
    before: Decimal | None = None
    coverage: str = ""

    def __post_init__(self) -> None:
        _check(self.name, self.value, self.state)


@dataclass(frozen=True, slots=True)
class Tile:
    """One municipality on the tile map; column and row count from 0, top left."""

    name: str
    column: int
    row: int
    value: Decimal | None
    state: State = State.FINAL
    coverage: str = ""

    def __post_init__(self) -> None:
        _check(self.name, self.value, self.state)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the small multiples: a place or a channel with its own line."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What all charts share; use one of the classes below."""

    title: str
    caption: str
    unit: str
    """"%", or a plural noun such as "deelnemers"."""
    decimals: int | None = None
    """How many decimals are shown; by default as many as a figure has."""

    def said(self, value: Decimal) -> str:
        """A figure with its unit: "1.250 deelnemers", "47,9 %"."""
        return dutch.percent(value, self.decimals) if self.unit == "%" else f"{self.short(value)} {self.unit}"

    def short(self, value: Decimal) -> str:
        """A figure for a label inside the chart: without its noun, with its percent sign."""
        number = dutch.number(value, self.decimals)
        return f"{number}{dutch.THIN_SPACE}%" if self.unit == "%" else number

    def cell(self, value: Decimal | None, state: State) -> str:
        """What stands where the figure stands: the figure, or why there is none."""
        return self.short(value) if value is not None else state.words

    def label(self, value: Decimal | None, state: State) -> str:
        """The same inside the picture, where an estimate has no column to say so."""
        return f"ca. {self.cell(value, state)}" if state == State.ESTIMATE else self.cell(value, state)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChart(Chart):
    """Figures over periods, with targets, the way from baseline to target, and breaks.

    `points` holds every period in order, those without a figure too; they are drawn as gaps.
    """

    points: Sequence[Point]
    targets: Sequence[Target] = ()
    course: Sequence[tuple[date, Decimal]] = ()
    """The pro-rata line: usually the baseline with its day and the target with its horizon."""
    breaks: Sequence[Break] = ()
    from_zero: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletChart(Chart):
    """One bar per place or member, in the order given, with the target as a tick."""

    bars: Sequence[Bar]
    now_label: str
    """What the bars are: "2026", "K3 2026"."""
    before_label: str = ""
    """What `before` is: "2025"; empty when it is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap(Chart):
    """Municipalities as equal tiles, roughly where they lie."""

    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallMultiples(Chart):
    """One small line per place or channel, all on the same scale."""

    panels: Sequence[Panel]
    target: Decimal | None = None
    target_words: str = ""
