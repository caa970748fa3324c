"""Published figures add up to what the gate shows, and small numbers do not get out that way."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from figures_given import World
from people import TODAY
from streekwerk.analytics.publications import NothingPublished
from streekwerk.cli import app
from streekwerk.config import figures
from streekwerk.indicators.publishing import publish_figures, zone_totals
from streekwerk.indicators.queries.cells import cells_of

SIX = {"Beek": 2, "Heide": 9, "Ven": 30, "Duin": 12, "Veld": 40, "Zand": "not_applicable"}


@pytest.fixture(autouse=True)
def _shelf(tmp_path: Path, shelf: Path) -> None:
    shelf.mkdir(exist_ok=True)
    (tmp_path / "shelf").symlink_to(shelf)


def totals(
    world: World, folder: Path, months: int = 12
) -> tuple[list[tuple[str, float | None, int, int]], int]:
    scheme = world.zones["Noord"].scheme
    found, protected = zone_totals(
        folder, world.people.zonnedorp, scheme, first=date(2025, 1, 1), last=date(2025, 12, 31), months=months
    )
    return [(one.zone, one.value, one.places_with_figure, one.places) for one in found], protected


def test_a_zone_is_worth_the_same_on_both_ways(world: World, tmp_path: Path) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    published, left_out = publish_figures(tmp_path)
    assert (published.rows, left_out) == (6, 0)
    rows, _ = totals(world, tmp_path)
    assert rows == [("Noord", 41, 3, 3), ("Zuid", 52, 2, 3)]
    cells = cells_of(world.people.an.actor, indicator, today=TODAY)
    [shown] = [one for one in cells.periods if one.period.key == "2025"]
    groups = shown.published.schemes[world.zones["Noord"].scheme].groups
    assert {cells.groups[number]: total.value.number for number, total in groups.items()} == {  # type: ignore[index]
        name: value for name, value, *_ in rows
    }


def test_months_add_up_to_quarters(world: World, tmp_path: Path) -> None:
    indicator = world.indicator(rhythm="month")
    for month in (1, 2, 3, 4):
        world.give(indicator, f"2025-0{month}", Beek=month)
    publish_figures(tmp_path)
    rows, _ = totals(world, tmp_path, months=3)
    assert [value for zone, value, *_ in rows if zone == "Noord"] == [6, 4]


def test_what_protects_small_numbers_stays_out(world: World, tmp_path: Path) -> None:
    world.give(world.indicator(smallest=5), "2025", **SIX)
    publish_figures(tmp_path)
    assert totals(world, tmp_path) == ([], 1)


def test_a_succeeded_figure_does_not_go_along(world: World, tmp_path: Path) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", Beek=1)
    indicator.measurements.update(succeeded_at="2026-01-01T00:00:00Z")
    world.give(indicator, "2025", Beek=7)
    published, _ = publish_figures(tmp_path)
    assert published.rows == 1


def test_nothing_published_is_said(world: World, tmp_path: Path) -> None:
    with pytest.raises(NothingPublished, match="Publiceer de cijfers"):
        totals(world, tmp_path)


def test_the_command_line(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "folder", lambda: tmp_path)
    monkeypatch.setattr("streekwerk.config.operations.prepare", lambda: None)
    world.give(world.indicator(), "2025", **SIX)
    run = CliRunner().invoke
    assert "6 cijfers klaargezet" in run(app, ["indicators", "publish"]).output
    scheme = world.zones["Noord"].scheme
    said = run(
        app, ["indicators", "totals", "zonnedorp", "--scheme", scheme, "--year", "2025", "--months", "12"]
    )
    assert "Noord;2025-01-01;41" in said.output
    wrong = run(app, ["indicators", "totals", "zonnedorp", "--scheme", "x", "--year", "2025"])
    assert isinstance(wrong.exception, figures.NoSuchScheme)
