"""The line of a report, drawn by ourselves: the same facts, key and marks as on the page, without an engine.

A report holds sixty of them. The engine takes a second to start and 70 ms for each; this takes under one.
A test holds both drawings beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from itertools import groupby, pairwise
from math import floor, log10, sqrt

from streekwerk.ui import dutch
from streekwerk.ui.charts import keys
from streekwerk.ui.charts.facts import LineChart, State
from streekwerk.ui.charts.line import (
    HEIGHT,
    MANY,
    STATE_KEYS,
    half_a_period,
    last_day,
    parts,
    tick_labels,
)
from streekwerk.ui.charts.theme import ACCENT, FONT, INK, LINE, PAPER, SMALL, SOFT, STRONG, value_of

TOP, TOP_BREAK, RIGHT = 40, 56, 12
"""Room for the unit and for a figure above the highest point; more where a break has its word there."""
FOOT, NEXT_LINE = 24, 15
"""Below the axis: its ticks and a line of words; each further line."""
TICKS = 4
"""About so many lines across."""
LARGE = 16
"""The size of the latest figure, in pixels."""
DIGIT = 0.53
"""About how wide a figure is, as a part of its size."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and values lie in a picture, in pixels."""

    left: float
    top: float
    width: float
    height: float
    days: tuple[int, int]
    values: tuple[Decimal, Decimal]

    def x(self, day: float) -> float:
        first, last = self.days
        return self.left + self.width * ((day - first) / (last - first) if last > first else 0.5)

    def y(self, value: Decimal) -> float:
        low, high = self.values
        return self.top + self.height * float(1 - (value - low) / (high - low))


def line_svg(chart: LineChart, width: int, *, down: int = 0) -> tuple[str, int]:
    """The marks of a line that begins so far down, and how high it is, in pixels."""
    frame, labels, ticks = _frame(chart, width, down)
    marks = [
        _text(1, down + 10, chart.unit if chart.unit != "%" else "in procent"),
        *_across(chart, frame, ticks),
        *_along(frame, labels),
        *_breaks(chart, frame),
        *_aims(chart, frame),
        *_figures(chart, frame),
    ]
    return "".join(marks), HEIGHT


def step_of(low: Decimal, high: Decimal, count: int) -> Decimal:
    """The round step (1, 2 or 5 times a power of ten) that gives about so many ticks, as d3 does.

    >>> step_of(Decimal(0), Decimal(1600), 4), step_of(Decimal(0), Decimal("0.9"), 4)
    (Decimal('500'), Decimal('0.2'))
    """
    rough = float(high - low) / count
    power = floor(log10(rough))
    error = rough / 10.0**power
    factor = 10 if error >= sqrt(50) else 5 if error >= sqrt(10) else 2 if error >= sqrt(2) else 1
    return Decimal(f"{factor}E{power}") if power < 0 else Decimal(factor) * 10**power


def span_of(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, Decimal]:
    """The lowest and highest value of the axis: round numbers around the figures.

    >>> span_of([Decimal(625), Decimal(1580)], from_zero=True)
    (Decimal('0'), Decimal('1600'))
    >>> span_of([Decimal(41), Decimal(48)], from_zero=False)
    (Decimal('41.0'), Decimal('48.0'))
    >>> span_of([Decimal(0)], from_zero=True)
    (Decimal('0'), Decimal('1'))
    """
    values = [*values, Decimal(0)] if from_zero else values
    low, high = min(values), max(values)
    if low == high:
        return (low, high + 1) if low >= 0 else (low - 1, high)
    step = step_of(low, high, 10)
    return _whole(low / step, ROUND_FLOOR) * step, _whole(high / step, ROUND_CEILING) * step


def _whole(number: Decimal, rounding: str) -> int:
    return int(number.to_integral_value(rounding=rounding))


def _frame(chart: LineChart, width: int, down: int) -> tuple[Frame, dict[int, list[str]], list[Decimal]]:
    """The frame around the marks, the labels along its foot and the values of the lines across it."""
    known = [point.value for point in chart.points if point.value is not None]
    aims = [target.value for target in chart.targets]
    low, high = span_of([*known, *aims, *(value for _, value in chart.course)], from_zero=chart.from_zero)
    step = step_of(low, high, TICKS)
    ticks = [step * n for n in range(_whole(low / step, ROUND_CEILING), _whole(high / step, ROUND_FLOOR) + 1)]
    last = last_day(chart)
    labels = tick_labels(chart.points, last)
    left = max(len(_said(chart, tick)) for tick in ticks) * SMALL * DIGIT + 6
    top = TOP_BREAK if chart.breaks else TOP
    foot = FOOT + NEXT_LINE * (max(map(len, labels.values()), default=1) - 1)
    ends = labels.get(last.toordinal(), [])
    right = max([RIGHT, *(len(words) * SMALL * DIGIT / 2 for words in ends)])
    days = (chart.points[0].day.toordinal(), last.toordinal())
    frame = Frame(left, down + top, width - left - right, HEIGHT - top - foot, days, (low, high))
    return frame, labels, ticks


def _said(chart: LineChart, value: Decimal) -> str:
    return dutch.number(value) + ("\u00a0%" if chart.unit == "%" else "")


def _across(chart: LineChart, frame: Frame, ticks: Sequence[Decimal]) -> Iterator[str]:
    for tick in ticks:
        y = round(frame.y(tick)) + 0.5
        yield _rule(frame.left, y, frame.left + frame.width, y, LINE)
        yield _text(frame.left - 6, y + 4, _said(chart, tick), anchor="end")


def _along(frame: Frame, labels: dict[int, list[str]]) -> Iterator[str]:
    foot = frame.top + frame.height + 0.5
    yield _rule(frame.left, foot, frame.left + frame.width, foot, STRONG)
    shown = list(labels.items())
    while any(_touch(frame, one, other) for one, other in pairwise(shown)):
        shown = shown[::2]
    for day in labels:
        x = round(frame.x(day)) + 0.5
        yield _rule(x, foot, x, foot + 5, STRONG)
    for day, lines in shown:
        for number, words in enumerate(lines):
            yield _text(frame.x(day), foot + 20 + NEXT_LINE * number, words, anchor="middle")


def _touch(frame: Frame, one: tuple[int, list[str]], other: tuple[int, list[str]]) -> bool:
    room = sum(max(map(len, lines)) for _, lines in (one, other)) * SMALL * DIGIT / 2
    return frame.x(other[0]) - frame.x(one[0]) < room + 10


def _breaks(chart: LineChart, frame: Frame) -> Iterator[str]:
    for each in chart.breaks:
        # Half-way to the period before, as on the page: never on the line between two points.
        x = frame.x(each.day.toordinal() - half_a_period(chart.points))
        yield _rule(x, frame.top - 16, x, frame.top + frame.height, SOFT)
        yield _text(x + 5, frame.top - 6, "breuk")


def _aims(chart: LineChart, frame: Frame) -> Iterator[str]:
    """The way to the target, and the targets; nothing begins before the first period."""
    course = _from(chart.course, frame.days[0])
    if course:
        path = _path([(frame.x(day), frame.y(value)) for day, value in course])
        yield _stroke(path, SOFT, 1.5, dash="1 4")
    for target in chart.targets:
        start = max(target.start.toordinal(), frame.days[0])
        end = min(target.end.toordinal(), frame.days[1])
        if end > start:
            y = frame.y(target.value)
            colour = STRONG if target.ended else INK
            yield _rule(frame.x(start), y, frame.x(end), y, colour, width=1.5, dash="6 4")


def _from(course: Sequence[tuple[date, Decimal]], first: int) -> list[tuple[float, Decimal]]:
    """The part of a course from this day on; cut where it crosses it.

    >>> course = [(date(2026, 1, 1), Decimal(0)), (date(2026, 1, 11), Decimal(10))]
    >>> [str(value) for _, value in _from(course, date(2026, 1, 3).toordinal())]
    ['2', '10']
    """
    days = [(day.toordinal(), value) for day, value in course]
    kept: list[tuple[float, Decimal]] = [(day, value) for day, value in days if day >= first]
    before = [(day, value) for day, value in days if day < first]
    if before and kept:
        (day, value), (next_day, next_value) = before[-1], kept[0]
        share = Decimal(first - day) / Decimal(next_day - day)
        kept.insert(0, (first, (value + (next_value - value) * share).normalize()))
    return kept


def _figures(chart: LineChart, frame: Frame) -> Iterator[str]:
    known = [(part, p, p.value) for part, p in zip(parts(chart.points), chart.points, strict=True)
             if p.value is not None]  # fmt: skip
    for _, stretch in groupby(known, key=lambda each: each[0]):
        dots = [(frame.x(point.day.toordinal()), frame.y(value)) for _, point, value in stretch]
        yield _stroke(_path(dots), ACCENT, 2.5) if len(dots) > 1 else ""
    small = sqrt(55 if len(chart.points) < MANY else 10) / 2
    for _, point, value in known:
        guess = point.state == State.ESTIMATE
        yield (
            f'<circle cx="{frame.x(point.day.toordinal()):.2f}" cy="{frame.y(value):.2f}" '
            f'r="{sqrt(55) / 2 if guess else small:.2f}" fill="{value_of(PAPER if guess else ACCENT)}" '
            f'stroke="{value_of(ACCENT)}" stroke-width="2"/>'
        )
    foot = frame.top + frame.height
    for point in chart.points:
        if point.state in STATE_KEYS and point.state != State.ESTIMATE:
            yield _sign(STATE_KEYS[point.state], frame.x(point.day.toordinal()), foot - 11)
    if known:
        _, point, value = known[-1]
        said = chart.label(value, point.state)
        room = frame.left + frame.width + RIGHT - len(said) * LARGE * DIGIT / 2
        yield from _written(said, min(frame.x(point.day.toordinal()), room), frame.y(value) - 11)


def _sign(key: keys.Key, x: float, y: float) -> str:
    """The symbol of a period without a figure; its shape lies in a box from -1 to 1."""
    size = sqrt(90) / 2
    return (
        f'<path transform="translate({x:.2f},{y:.2f}) scale({size:.3f})" d="{key.shape}" fill="none" '
        f'stroke="{value_of(SOFT)}" stroke-width="{1.25 / size:.3f}"/>'
    )


def _written(words: str, x: float, y: float) -> Iterator[str]:
    """The latest figure, on a rim of paper that keeps lines out of it."""
    for rim in (f' stroke="{value_of(PAPER)}" stroke-width="5"', ""):
        yield _text(x, y, words, anchor="middle", colour=ACCENT, size=LARGE, more=f' font-weight="600"{rim}')


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = SOFT,
    size: int = SMALL,
    more: str = "",
) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-family="{FONT}" font-size="{size}px" '
        f'fill="{value_of(colour)}"{more}>{escape(words)}</text>'
    )


def _rule(x: float, y: float, x2: float, y2: float, colour: str, *, width: float = 1, dash: str = "") -> str:
    return _stroke(_path([(x, y), (x2, y2)]), colour, width, dash=dash)


def _path(dots: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in dots)


def _stroke(path: str, colour: str, width: float, *, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = ' stroke-linecap="round" stroke-linejoin="round"' if width > 1.5 else ""
    return (
        f'<path d="{path}" fill="none" stroke="{value_of(colour)}" stroke-width="{width:g}"{ends}{dashes}/>'
    )
