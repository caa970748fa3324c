"""Every page, in every state: axe, the policy, sideways scrolling, at 1280, 390 and 320 pixels, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
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
HALVES = {"first": PAGES[::2], "second": PAGES[1::2]}


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


@pytest.mark.parametrize("half", list(HALVES))
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Visit, region: Region, half: str) -> None:
    wrong: list[str] = []
    for sight in HALVES[half]:
        page = visit(session=region.sessions.get(sight.who, ""), bypass_csp=True, reduced_motion="reduce")
        show(page, sight, region)
        found = axe(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += [f"dark: {one}" for one in axe(page, rules=["color-contrast"])] if sight.do is None else []
        found += sideways(page, 390)
        found += [f"dark, 390: {one}" for one in axe(page, rules=OF_LAYOUT)]
        found += sideways(page, 320)
        wrong += [f"{sight.name}: {one}" for one in found]
        page.context.close()
    assert wrong == []
