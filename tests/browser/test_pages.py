"""Every page, in every state: axe, the policy, sideways scrolling, at 1280, 390 and 320 pixels, light and dark.

One room, or one page: `pytest tests/browser/test_pages.py -k "plans and sofie"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from browser.conftest import Visit
from browser.pages import NO_PAGES, PAGES, Sight
from browser.region import Region
from browsers import MARKS, axe

pytestmark = MARKS

OF_LAYOUT = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
"""The rules whose answer can differ between a wide and a narrow page."""
TOGETHER = 10
"""So many sights share a browser; a test on many cores spreads them."""
ONLY_WIDE = """() => {
  const seen = (element) => element.checkVisibility();
  if (!window.wide) { window.wide = [...document.body.querySelectorAll("*")].filter(seen); return false; }
  return window.wide.some((element) => !seen(element));
}"""
"""Asked first of the wide page and then of the narrow one: whether the narrow one hides something."""


def spread() -> dict[str, list[Sight]]:
    """The sights of one room that one person looks at, a handful at a time."""

    def who_where(sight: Sight) -> tuple[str, str]:
        return re.split("[:_]", sight.route)[0], sight.who or "nobody"

    found: dict[str, list[Sight]] = {}
    for (room, who), sights in groupby(sorted(PAGES, key=who_where), who_where):
        for number, sight in enumerate(sights):
            found.setdefault(f"{room}-{who}-{number // TOGETHER + 1}", []).append(sight)
    return found


SIGHTS = spread()


def route_names(resolver: Any, namespace: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from route_names(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}"


def test_every_route_is_in_the_list() -> None:
    seen = {sight.route for sight in PAGES}
    assert set(route_names(get_resolver())) == seen | set(NO_PAGES)
    assert not seen & set(NO_PAGES)


def show(page: Any, sight: Sight, region: Region) -> None:
    """The page at rest in its widest form, by day, the mouse in a corner, as if nothing was shown before."""
    page.mouse.move(0, 0)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    path = sight.path.format(**region.places)
    page.goto(path)
    assert page.url.endswith(path), f"{path} went on to {page.url}"
    if sight.do:
        sight.do(page)


def sideways(page: Any, width: int) -> list[str]:
    """What sticks out of a page of this width."""
    page.set_viewport_size({"width": width, "height": 844})
    found = page.evaluate("document.documentElement.scrollWidth")
    return [f"{found} pixels wide at {width}"] if found > width else []


def judge(page: Any) -> list[str]:
    """What is wrong with the page that is shown.

    The narrow page by night sees the colours of the wide one, save where it hides a part.
    """
    found = axe(page)
    page.evaluate(ONLY_WIDE)
    found += sideways(page, 320)
    found += sideways(page, 390)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark, 390: {one}" for one in axe(page, rules=OF_LAYOUT)]
    if page.evaluate(ONLY_WIDE):
        page.set_viewport_size({"width": 1280, "height": 900})
        found += [f"dark: {one}" for one in axe(page, rules=["color-contrast"])]
    return found


@pytest.mark.parametrize("sights", SIGHTS.values(), ids=SIGHTS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Visit, region: Region, sights: list[Sight]
) -> None:
    session = region.sessions.get(sights[0].who, "")
    page = visit(session=session, bypass_csp=True, reduced_motion="reduce")
    wrong: list[str] = []
    for sight in sights:
        show(page, sight, region)
        wrong += [f"{sight.name}: {one}" for one in judge(page)]
    assert wrong == []


FLAWS = """() => {
  const place = document.createElement("section");
  place.style.background = "#333";
  place.innerHTML = `<p style="color: #999; background: #fff">pale</p><b>dark</b><i style="color: #444">dim</i>
    <input aria-label="code" style="color: #bbb; background: #fff" value="abc"><input>`;
  document.querySelector("main").append(place);
}"""


def test_the_judge_sees_what_is_wrong(visit: Visit) -> None:
    page = visit(bypass_csp=True)
    page.goto("/stijl/")
    page.evaluate(FLAWS)
    found = [one.split(">")[0] for one in axe(page)]
    assert found == [
        "label: <input",
        'color-contrast: <p style="color: #999; background: #fff"',
        "color-contrast: <b",
        'color-contrast: <i style="color: #444"',
        'color-contrast: <input aria-label="code" style="color: #bbb; background: #fff" value="abc"',
    ]
