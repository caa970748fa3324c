"""Charts in Chromium under the policy of the site: drawn, in both schemes, at any width, or else a table."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browsers import MARKS, axe, until
from streekwerk.ui.finders import vega_folder

pytestmark = MARKS

CHARTS, DRAWN = "figure[data-chart]", "svg.marks"


@pytest.fixture(scope="module", autouse=True)
def _script() -> None:
    """Makes the script beforehand: on a busy machine that takes longer than a browser waits."""
    vega_folder()


def draw_all(page: Any) -> Any:
    """Opens the gallery and brings every chart into sight."""
    page.goto("/stijl/")
    charts = page.locator(CHARTS)
    for number in range(charts.count()):
        charts.nth(number).scroll_into_view_if_needed()
        charts.nth(number).locator(DRAWN).wait_for()
    return charts


def chart(page: Any, title: str) -> Any:
    return page.locator(CHARTS).filter(has_text=title).first


def test_every_chart_is_drawn_and_the_console_keeps_silent(visit: Visit) -> None:
    page = visit()
    charts = draw_all(page)
    expect(charts).to_have_count(6)
    expect(charts.locator(".chart-picture[role=img][aria-label][aria-describedby]")).to_have_count(6)
    assert "1.240" in chart(page, "Ritten van de belbus").locator(DRAWN).text_content()
    tiles = chart(page, "Vragen per gemeente").locator(DRAWN).text_content()
    assert "klein getal" in tiles
    assert "Oud-Zilverbeek" in tiles


def test_a_page_without_a_chart_fetches_no_script_of_charts(visit: Visit) -> None:
    page = visit()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/account/login/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if url.endswith(("charts.js", "vega.js"))]


def test_a_chart_far_below_is_not_drawn_yet(visit: Visit) -> None:
    page = visit()
    page.goto("/stijl/")
    page.wait_for_load_state("networkidle")
    assert page.locator(DRAWN).count() == 0


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing_in_drawn_charts(visit: Visit, scheme: str, width: int) -> None:
    page = visit(color_scheme=scheme, width=width, bypass_csp=True)
    draw_all(page).last.locator("summary").click()
    assert axe(page) == []


def test_another_scheme_recolours_without_drawing_again(visit: Visit) -> None:
    page = visit(color_scheme="light")
    draw_all(page)
    line = chart(page, "Gezinnen").locator(f"{DRAWN} .mark-line path").first
    marked = line.evaluate("e => { e.dataset.same = 'ja'; return getComputedStyle(e).stroke; }")
    page.emulate_media(color_scheme="dark")
    until(page, "([e, was]) => getComputedStyle(e).stroke !== was", [line.element_handle(), marked])
    assert line.get_attribute("data-same") == "ja"


def test_a_chart_keeps_to_its_place_when_the_window_narrows(visit: Visit) -> None:
    page = visit(width=1280)
    charts = draw_all(page)
    width = "Number(e.querySelector('svg.marks')?.getAttribute('width'))"
    for title in ("Chauffeurs per gemeente", "Bezoekers per loket"):
        chart(page, title).scroll_into_view_if_needed()
        place = chart(page, title).element_handle()
        until(page, f"e => {width} > 450", place)
        page.set_viewport_size({"width": 390, "height": 800})
        until(page, f"e => {width} > 0 && {width} < 390", place)
        page.set_viewport_size({"width": 1280, "height": 800})
    page.set_viewport_size({"width": 320, "height": 800})
    until(page, "document.documentElement.scrollWidth == 320")
    expect(charts).to_have_count(6)


def test_a_period_says_its_figure_when_pointed_at_and_escape_sends_it_away(visit: Visit) -> None:
    page = visit()
    draw_all(page)
    figure = chart(page, "Ritten van de belbus")
    figure.scroll_into_view_if_needed()
    box = figure.locator(DRAWN).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 150)
    page.mouse.move(box["x"] + 42, box["y"] + 150)
    said = page.locator("#vg-tooltip-element")
    said.wait_for(state="visible")
    assert "620 ritten" in said.inner_text()
    assert "20 van 27" in said.inner_text()
    page.keyboard.press("Escape")
    said.wait_for(state="hidden")


def test_a_chart_that_htmx_brings_in_is_drawn_too(visit: Visit) -> None:
    page = visit()
    page.goto("/stijl/")
    page.evaluate(
        """async () => {
          const text = await (await fetch('/stijl/')).text();
          const figure = new DOMParser().parseFromString(text, 'text/html').querySelector('figure[data-chart]');
          figure.id = 'later';
          htmx.swap('#inhoud', figure.outerHTML, { swapStyle: 'afterbegin' });
        }"""
    )
    page.evaluate("window.scrollTo(0, 0)")
    page.locator(f"#later {DRAWN}").wait_for()


def test_without_a_script_the_table_takes_the_place_of_the_picture(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/stijl/")
    figure = chart(page, "Ritten van de belbus")
    expect(figure.locator(".chart-picture")).to_be_hidden()
    expect(figure.get_by_role("cell", name="1.240")).to_be_visible()


def test_a_chart_that_cannot_be_drawn_opens_its_table(visit: Visit) -> None:
    page = visit()
    page.route("**/ui/vega*.js", lambda route: route.fulfill(status=404))
    page.goto("/stijl/")
    figure = chart(page, "Ritten van de belbus")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("cell", name="1.240").wait_for()
    expect(figure.locator(".chart-picture")).to_be_hidden()
