"""From facts to a specification: what is drawn, what is not, and that the drawing engine takes it."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streekwerk.ui.charts import (
    Bar,
    Break,
    Chart,
    LineChart,
    Panel,
    SmallMultiples,
    State,
    Tile,
    multiples,
    picture_of,
    static_png,
    static_svg,
    table_of,
)
from streekwerk.ui.charts import (
    line as lines,
)
from streekwerk.ui.charts import (
    tiles as tile_map,
)
from streekwerk.ui.charts.theme import LIGHT, painted
from streekwerk.ui.gallery_charts import CHARTS
from ui.charts.samples import HOSTILE, bullet, line, target, tiles, year
from ui.test_contrast import DARK, contrast
from ui.test_contrast import LIGHT as TOKENS

DRAWN = CHARTS[:-1]
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine time says nothing about a rule."""
WITHOUT = [State.MISSING, State.SUPPRESSED, State.NOT_APPLICABLE, State.NOT_ASKED]


def texts(svg: str) -> str:
    return " ".join(re.findall(r">([^<>]+)</t", svg))


@pytest.mark.slow
@pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.title)
def test_every_kind_is_drawn_for_a_report(chart: Chart) -> None:
    svg = static_svg(chart, width=500)
    assert svg.startswith("<svg")
    assert "var(" not in svg
    assert LIGHT["accent"] in svg
    for key in picture_of(chart).keys:
        assert key.label.replace("&", "&amp;") in svg
    assert static_svg(chart, width=500) == svg
    assert static_png(chart, width=500).startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.parametrize("width", [350, 720])
def test_a_report_is_as_wide_as_asked_and_holds_its_key(width: int) -> None:
    for chart in DRAWN:
        [found] = re.findall(r'<svg[^>]* width="(\d+)', static_svg(chart, width=width))
        assert int(found) <= width + 12, chart.title


@pytest.mark.slow
def test_numbers_are_written_as_in_belgium() -> None:
    svg = static_svg(line(year(2024, "0"), year(2025, "12500.5")))
    assert "12.500,5" in svg
    assert "10.000" in texts(svg)
    assert "K3" in texts(static_svg(DRAWN[3]))


@pytest.mark.slow
@settings(PATIENT, max_examples=12)
@given(
    st.lists(
        st.one_of(
            st.decimals(-1000, 10**7, places=1).map(lambda value: (value, State.FINAL)),
            st.sampled_from(WITHOUT).map(lambda state: (None, state)),
        ),
        min_size=1,
        max_size=12,
    ),
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=30),
)
def test_any_figures_and_any_name_can_be_drawn(cells: list[tuple[Any, State]], name: str) -> None:
    points = [year(2000 + n, None if v is None else str(v), state) for n, (v, state) in enumerate(cells)]
    bars = [Bar(name, value, state) for value, state in cells]
    spots = [Tile(name, n, 0, value, state) for n, (value, state) in enumerate(cells)]
    for chart in (line(*points), bullet(*bars, unit=name), tiles(tiles=spots, title=name)):
        assert static_svg(chart).startswith("<svg")


@pytest.mark.slow
def test_a_map_without_anything_for_its_key_is_drawn() -> None:
    spot = Tile("Mol", 0, 0, None, State.NOT_APPLICABLE)
    assert "n.v.t." in static_svg(tiles(tiles=[spot]))


# ------------------------------------------------------------------ what may not be shown


@pytest.mark.parametrize("state", WITHOUT)
def test_a_cell_that_is_not_shown_cannot_carry_a_figure(state: State) -> None:
    for made in (
        lambda: year(2026, "3", state),
        lambda: Bar("Mol", Decimal(3), state),
        lambda: Tile("Mol", 0, 0, Decimal(3), state),
    ):
        with pytest.raises(ValueError, match="has no value"):
            made()
    with pytest.raises(ValueError, match="has a value"):
        year(2026, None)


def test_what_a_page_holds_cannot_leave_its_place() -> None:
    chart = line(year(2025, "3"), title=HOSTILE, unit=HOSTILE, targets=[target("5", HOSTILE)])
    said = picture_of(chart).json()
    assert "<" not in said
    assert "&" not in said
    assert json.loads(said)["title"]["text"] == HOSTILE


def test_a_report_escapes_what_people_wrote() -> None:
    assert "<script" not in static_svg(bullet(Bar(HOSTILE, Decimal(3)), title=HOSTILE, unit=HOSTILE))


def test_a_label_that_looks_like_a_colour_stays_a_label() -> None:
    """Only whole values are colours, and a label never is one by itself in a reading of a plan."""
    assert (
        painted('{"a":"var(--ink)","b":"zie var(--ink)"}') == f'{{"a":"{LIGHT["ink"]}","b":"zie var(--ink)"}}'
    )


def test_an_unknown_colour_in_a_label_stays_as_it_is() -> None:
    assert painted('"var(--elders)"') == '"var(--elders)"'


# ------------------------------------------------------------------ line


def parts(chart: LineChart) -> list[int]:
    return [row["part"] for row in lines.rows(chart) if row["y"] is not None]


def test_the_line_stops_at_a_gap_and_at_a_new_definition() -> None:
    gap = line(year(2022, "1"), year(2023, None, State.MISSING), year(2024, "2"), year(2025, "3"))
    assert parts(gap) == [0, 1, 1]
    redefined = line(year(2022, "1"), year(2023, "2"), year(2024, "3", definition=2))
    assert parts(redefined) == [0, 0, 1]


def test_zero_is_a_figure_and_missing_is_not() -> None:
    chart = line(year(2024, "0"), year(2025, None, State.MISSING))
    assert [row["y"] for row in lines.rows(chart)] == [0.0, None]
    assert [row["said"] for row in lines.rows(chart)] == ["0 ritten", "ontbreekt"]


def test_coverage_stands_in_the_tooltip_only_where_it_is_known() -> None:
    def titles(chart: LineChart) -> list[str]:
        return [each["title"] for each in lines.tooltip(chart.points)]

    assert titles(line(year(2025, "3"))) == ["Periode", "Waarde"]
    assert titles(line(year(2025, "3", coverage="22 van 27"))) == ["Periode", "Waarde", "Dekking"]


def test_the_picture_runs_to_the_horizon_and_an_ended_target_does_not_stretch_it() -> None:
    points = [year(2025, "3"), year(2026, "4")]
    assert lines.last_day(line(*points, targets=[target("9", "9", until=2031)])) == date(2031, 12, 31)
    assert lines.last_day(line(*points, targets=[target("9", "9", until=2031, ended=True)])) == date(
        2026, 1, 1
    )


def test_the_key_names_the_old_target_beside_the_new_and_the_break() -> None:
    chart = line(
        year(2024, "3"),
        year(2025, "4", definition=2),
        targets=[target("5", "minstens 5", ended=True), target("9", "minstens 9")],
        course=[(date(2025, 1, 1), Decimal(4)), (date(2028, 12, 31), Decimal(9))],
        breaks=[Break(date(2025, 1, 1), "ook zondag telt")],
    )
    assert [key.label for key in lines.key_of(chart)] == [
        "ritten",
        "vroegere streefwaarde: minstens 5",
        "streefwaarde: minstens 9",
        "op schema, gelijk gespreid",
        "breuk: ook zondag telt",
    ]


@pytest.mark.parametrize(("years", "labels"), [(3, ["2000", "2001", "2002"]), (30, ["2000", "2003", "2006"])])
def test_many_years_are_named_now_and_then(years: int, labels: list[str]) -> None:
    points = [year(2000 + n, "1") for n in range(years)]
    found = [lines for (lines,) in lines.tick_labels(points, points[-1].day).values()]
    assert found[:3] == labels
    assert len(found) <= 12


# ------------------------------------------------------------------ tiles


@PATIENT
@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1, max_size=40))
def test_every_value_lies_in_one_of_at_most_five_classes(values: list[Decimal]) -> None:
    bounds = tile_map.classes(values)
    assert 1 <= len(bounds) <= tile_map.CLASSES
    assert bounds == sorted(set(bounds))
    numbers = [tile_map.class_of(value, bounds) for value in sorted(values)]
    assert numbers == sorted(numbers)
    assert numbers[-1] == len(bounds) - 1


@pytest.mark.parametrize("scheme", [TOKENS, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("share", tile_map.OPACITIES)
def test_text_in_a_tile_can_be_read(scheme: dict[str, str], share: float) -> None:
    def mixed(at: int) -> int:
        over, under = (int(scheme[name][at : at + 2], 16) for name in ("accent", "paper"))
        return round(over * share + under * (1 - share))

    ground = "".join(f"{mixed(at):02x}" for at in (0, 2, 4))
    ink = scheme["on-accent"] if share > tile_map.DARK else scheme["ink"]
    assert contrast(ink, ground) >= 4.5


def test_a_tile_without_a_figure_differs_in_words_and_edge() -> None:
    states = {
        State.FINAL: "0",
        State.MISSING: "ontbreekt",
        State.SUPPRESSED: "klein getal",
        State.NOT_APPLICABLE: "n.v.t.",
        State.NOT_ASKED: "",
    }
    spots = [
        Tile(state, n, 0, Decimal(0) if state == State.FINAL else None, state)
        for n, state in enumerate(states)
    ]
    chart = tiles(tiles=spots)
    rows = tile_map.spec(chart)["data"]["values"]
    assert [row["said"] for row in rows] == list(states.values())
    labels = [key.label for key in tile_map.key_of(chart)]
    assert labels == ["0", "klein getal", "ontbreekt", "niet gevraagd"]


def test_short_names_tell_places_apart() -> None:
    names = ["Herentals", "Herenthout", "Hoogstraten", "Herselt", "Turnhout", "Oud-Turnhout"]
    for letters in (4, 6):
        assert len(set(tile_map.short_names(names, letters))) == len(names)


# ------------------------------------------------------------------ bullets and multiples


def test_long_names_stand_above_their_bar() -> None:
    short, long = bullet(Bar("Mol", Decimal(3))), bullet(Bar("Huis van het Kind Noorderkempen", Decimal(3)))
    assert picture_of(long).height > picture_of(short).height
    assert [layer["mark"]["type"] for layer in picture_of(long).spec["layer"]].count("text") == 1


@pytest.mark.parametrize("width", [320, 350, 720, 1100])
@pytest.mark.parametrize("panels", [1, 2, 7, 27])
def test_panels_fit_in_the_width(width: int, panels: int) -> None:
    columns = multiples.columns_for(width, panels)
    each = multiples.panel_width(width, columns)
    assert 1 <= columns <= panels
    assert multiples.SIDE + columns * each + (columns - 1) * multiples.GAP <= width
    assert each >= multiples.LEAST


def test_a_break_is_drawn_in_its_own_panel_only() -> None:
    chart = SmallMultiples(
        title="Bezoekers",
        caption="Meer.",
        unit="bezoekers",
        panels=[
            Panel("Mol", [year(2024, "1"), year(2025, "2", definition=2)]),
            Panel("Geel", [year(2024, "1"), year(2025, "2")]),
        ],
    )
    assert [row["panel"] for row in multiples.rows(chart) if "break" in row] == [0]
    assert "breuk: een andere definitie" in [key.label for key in multiples.key_of(chart)]
    assert [column.title for column in table_of(chart).columns] == ["Wie", "2024", "2025"]


def test_the_light_colours_are_those_of_the_style_sheet() -> None:
    assert {name: value.lstrip("#") for name, value in LIGHT.items()}.items() <= TOKENS.items()
