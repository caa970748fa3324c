"""`{% chart %}`: everything that belongs to a picture, escaped, inside the policy."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template import Context, Template

from streekwerk.ui.charts import Bar, Chart
from streekwerk.ui.finders import VegaFinder
from streekwerk.ui.gallery_charts import CHARTS, EMPTY
from ui.charts.samples import HOSTILE, bullet, line, target, year
from ui.inline_rules import problems


def shown(chart: Chart, id: str = "") -> str:
    return Template("{% load charts %}{% chart chart id %}").render(Context({"chart": chart, "id": id}))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.title)
def test_a_chart_comes_with_a_caption_words_and_a_table(chart: Chart) -> None:
    html = shown(chart)
    assert problems(html) == []
    assert f"<strong>{chart.title}</strong> {chart.caption}" in html
    assert "Toon als tabel" in html
    assert re.search(r'<p id="grafiek-\w{8}-woorden" hidden>[A-Z\d]', html)


def test_the_picture_is_named_and_described() -> None:
    html = shown(line(year(2025, "3")), "ritten")
    assert 'role="img" aria-label="Ritten" aria-describedby="ritten-woorden"' in html
    assert '<p id="ritten-woorden" hidden>Lijn van 2025' in html


def test_a_chart_without_figures_says_so_and_asks_for_no_script() -> None:
    html = shown(EMPTY)
    assert "Nog geen cijfers" in html
    assert "data-chart" not in html
    assert "<template" not in html
    assert "niet gevraagd" in html


def test_hostile_words_stay_words() -> None:
    chart = bullet(Bar(HOSTILE, Decimal(3)), title=HOSTILE, caption=HOSTILE, unit=HOSTILE)
    for html in (shown(chart), shown(line(year(2025, "3"), title=HOSTILE, targets=[target("5", HOSTILE)]))):
        assert "<script" not in html
        assert "<img" not in html
        assert html.count("</template>") == 1
        [spec] = re.findall(r"<template>(.*?)</template>", html, re.DOTALL)
        assert "<" not in spec
        json.loads(spec)
        assert HOSTILE in unescape(html)


def test_two_charts_have_their_own_anchor() -> None:
    first, second = (re.findall(r'id="([^"]+)"', shown(chart)) for chart in CHARTS[:2])
    assert not set(first) & set(second)


# ------------------------------------------------------------------ the script


@pytest.mark.slow
def test_the_script_is_made_once_and_found(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]
    found = Path(str(finders.find("ui/vega.js")))
    assert "window.vegaEmbed=" in found.read_text()
    written = found.stat().st_mtime_ns
    assert VegaFinder().find("ui/vega.js") == str(found)
    assert found.stat().st_mtime_ns == written
    assert [path.name for path in found.parent.iterdir()] == ["vega.js"]


@pytest.mark.parametrize("path", ["ui/vega.mjs", "vega.js", "ui/../vega.js"])
def test_nothing_else_is_served(path: str) -> None:
    assert VegaFinder().find(path) == []


@pytest.mark.slow
def test_the_script_is_collected_with_a_name_of_its_own(
    tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", verbosity=0, interactive=False)
    assert len(list(tmp_path.glob("ui/vega.*.js"))) == 1
    html = shown(line(year(2025, "3")))
    assert re.search(r'data-vega="/static/ui/vega\.\w+\.js"', html)
