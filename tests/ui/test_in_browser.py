"""The gallery in Chromium: accessible, inside the policy, no sideways scroll, keys in the tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from browsers import MARKS, Chromium, axe

pytestmark = MARKS

Look = Callable[..., Any]


@pytest.fixture
def in_browser(live_server: Any, chromium: Chromium) -> Look:
    """Runs a function with a page of Chromium; gives its result and what the console said."""

    def run(look: Callable[[Any], Any], path: str, **options: Any) -> tuple[Any, list[str]]:
        context = chromium.browser.new_context(**options)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live_server.url + path)
        result = look(page)
        context.close()
        return result, said

    return lambda *args, **options: chromium.run(run, *args, **options)


@pytest.mark.parametrize("path", ["/stijl/", "/account/login/"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing(in_browser: Look, path: str, scheme: str, width: int) -> None:
    found, _ = in_browser(
        axe, path, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_policy_is_kept_the_typeface_loads_and_nothing_scrolls_sideways(
    in_browser: Look, width: int
) -> None:
    def look(page: Any) -> tuple[int, bool]:
        page.evaluate("document.fonts.ready")
        return page.evaluate(
            "[document.documentElement.scrollWidth, document.fonts.check('16px \"Source Sans\"')]"
        )

    (scroll_width, typeface), said = in_browser(look, "/stijl/", viewport={"width": width, "height": 900})
    assert said == []
    assert scroll_width == width
    assert typeface


def test_every_target_is_24_pixels_high_or_stands_in_a_sentence(in_browser: Look) -> None:
    """WCAG 2.2, 2.5.8; links inside a paragraph are excepted."""

    def look(page: Any) -> list[str]:
        return page.evaluate(
            """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), select')]
              .filter((e) => e.checkVisibility())
              .filter((e) => !e.closest('p, td, th, dd, .skip-link'))
              .filter((e) => (e.closest('label, .row') ?? e).getBoundingClientRect().height < 23.9)
              .map((e) => e.outerHTML.slice(0, 120))"""
        )

    small, _ = in_browser(look, "/stijl/", viewport={"width": 390, "height": 900})
    assert small == []


def test_the_arrow_keys_walk_the_tree(in_browser: Look) -> None:
    def look(page: Any) -> list[str]:
        page.focus(".tree .row a >> nth=0")
        walked = []
        for key in (
            "ArrowDown",
            "ArrowLeft",
            "ArrowDown",
            "ArrowRight",
            "ArrowDown",
            "ArrowLeft",
            "End",
            "Home",
        ):
            page.keyboard.press(key)
            walked.append(page.evaluate("document.activeElement.querySelector('i').textContent"))
        return walked

    walked, _ = in_browser(look, "/stijl/")
    assert walked == [
        "Doelstelling 1.1",
        "Doelstelling 1.1",  # closed
        "Doelstelling 1.2",
        "Doelstelling 1.2",  # opened
        "Actie 1.2.1",
        "Doelstelling 1.2",
        "Werf 2",
        "Werf 1",
    ]


def test_without_javascript_the_tree_still_opens(in_browser: Look) -> None:
    def look(page: Any) -> tuple[bool, bool]:
        hidden = page.get_by_text("Babbelbank").is_visible()
        page.click("summary[aria-label='Onder Doelstelling 1.2']")
        return hidden, page.get_by_text("Babbelbank").is_visible()

    (before, after), _ = in_browser(look, "/stijl/", java_script_enabled=False)
    assert (before, after) == (False, True)


@pytest.mark.parametrize("width", [390, 1280])
def test_a_day_is_as_high_as_the_fields_beside_it(in_browser: Look, width: int) -> None:
    def look(page: Any) -> list[float]:
        return page.evaluate(
            """() => ['date', 'text', 'number', ''].map((type) => {
              const box = document.createElement(type ? 'input' : 'select');
              if (type) box.type = type;
              document.querySelector('main').append(box);
              return box.getBoundingClientRect().height;
            })"""
        )

    heights, _ = in_browser(look, "/stijl/", viewport={"width": width, "height": 900})
    assert len(set(heights)) == 1, heights
