"""The line of a report: the same picture as the engine draws of the page's specification."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from streekwerk.ui.charts import LineChart, Point, State, Target, static_svg
from streekwerk.ui.charts.paper import span_of, step_of
from streekwerk.ui.charts.static import engine_svg, specification
from streekwerk.ui.charts.theme import ACCENT, value_of
from streekwerk.ui.gallery_charts import LINE

SVG = "{http://www.w3.org/2000/svg}"


def few(*values: int | None, unit: str = "ritten", **more: object) -> LineChart:
    points = [
        Point(date(2025 + at // 4, at % 4 * 3 + 1, 1), f"K{at % 4 + 1} {2025 + at // 4}",
              None if value is None else Decimal(value), State.MISSING if value is None else State.FINAL)
        for at, value in enumerate(values)
    ]  # fmt: skip
    return LineChart(title="Ritten", caption="Meer ritten.", unit=unit, points=points, **more)  # type: ignore[arg-type]


DRAWN = {
    "everything": LINE,
    "a few quarters": few(3, 7, 4, 9),
    "percent, from a number on": few(41, 48, None, 46, unit="%", from_zero=False),
    "below zero": few(-12, 5, 30),
    "a target beyond": replace(
        few(3, 7), targets=[Target(Decimal(12), "12", date(2025, 1, 1), date(2027, 12, 31))]
    ),
    "many": few(*range(100, 148)),
}


def words(svg: str) -> set[str]:
    """Every line of text; the engine writes the lines of one label as parts of one text."""
    texts = etree.fromstring(svg).iter(f"{SVG}text")
    return {line for each in texts for line in ("".join(part.itertext()) for part in (list(each) or [each]))}


def stretches(svg: str) -> list[list[tuple[float, float]]]:
    """The dots of each unbroken stretch of the line, as parts of how wide and high all of it is."""
    found = []
    for path in etree.fromstring(svg).iter(f"{SVG}path"):
        if path.get("stroke") == value_of(ACCENT) and path.get("stroke-width") == "2.5":
            dots = [dot.rstrip("Z").split(",") for dot in re.split("[ML]", path.get("d") or "")[1:]]
            # The engine also strokes a dot on its own; the key's symbol is scaled and so is less wide.
            found += [[(float(x), float(y)) for x, y in dots]] if len(dots) > 1 else []
    left, right = (which(x for each in found for x, _ in each) for which in (min, max))
    top, bottom = (which(y for each in found for _, y in each) for which in (min, max))
    return [[((x - left) / (right - left), (y - top) / (bottom - top)) for x, y in dots] for dots in found]


@pytest.mark.slow
@pytest.mark.parametrize("chart", DRAWN.values(), ids=DRAWN)
def test_it_is_the_picture_of_the_page(chart: LineChart) -> None:
    ours, engine = static_svg(chart, width=640), engine_svg(specification(chart, width=640))
    assert words(engine) <= words(ours)  # ours has its key inside
    mine, theirs = stretches(ours), stretches(engine)
    assert [len(each) for each in mine] == [len(each) for each in theirs]
    for one, other in zip(mine, theirs, strict=True):
        assert [each for dot in one for each in dot] == pytest.approx(
            [each for dot in other for each in dot], abs=0.001
        )


def test_the_key_stands_above_the_drawing_and_says_every_word() -> None:
    svg = static_svg(LINE, width=640)
    assert svg.index("vroegere streefwaarde: minstens 1.200 per kwartaal") < svg.index(">breuk<")
    assert svg.count("<svg") == 1
    assert 'stroke-dasharray="0.857 0.429"' in svg


@settings(max_examples=50)
@given(st.lists(st.one_of(st.none(), st.integers(-(10**9), 10**9)), min_size=1, max_size=60), st.booleans())
def test_every_figure_lies_inside_the_picture(values: list[int | None], from_zero: bool) -> None:
    if all(value is None for value in values):
        values = [*values, 0]
    tree = etree.fromstring(static_svg(few(*values, from_zero=from_zero), width=560))
    high = float(tree.get("height") or 0)
    dots = [(float(each.get("cx") or -1), float(each.get("cy") or -1)) for each in tree.iter(f"{SVG}circle")]
    assert len(dots) == sum(value is not None for value in values)
    assert all(0 <= x <= 560 and 0 <= y <= high for x, y in dots)


@given(st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1), st.booleans())
def test_the_axis_holds_every_figure_and_is_hardly_longer(values: list[Decimal], from_zero: bool) -> None:
    low, high = span_of(values, from_zero=from_zero)
    least, most = (min([*values, 0]), max([*values, 0])) if from_zero else (min(values), max(values))
    assert low <= least <= most <= high
    if least < most:
        assert high - low <= (most - least) * 2
        assert 2 <= (high - low) / step_of(low, high, 4) <= 8


def test_hostile_words_stay_words() -> None:
    svg = static_svg(few(1, 2, unit="<script>alert(1)</script>"), width=560)
    assert "<script" not in svg
