"""The gallery in Chromium: accessible, inside the policy, no sideways scroll, keys in the tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed (apt-get install chromium)"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

Look = Callable[..., Any]


@pytest.fixture(scope="module")
def chromium() -> Iterator[tuple[ThreadPoolExecutor, Any]]:
    """One browser, in a thread of its own.

    Playwright keeps an event loop in the thread that starts it, and Django's ORM then refuses to work there.
    """

    def start() -> tuple[Any, Any]:
        from playwright.sync_api import sync_playwright

        playwright = sync_playwright().start()
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        return playwright, playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)

    with ThreadPoolExecutor(1) as pool:
        playwright, browser = pool.submit(start).result()
        yield pool, browser
        pool.submit(browser.close).result()
        pool.submit(playwright.stop).result()


@pytest.fixture
def in_browser(live_server: Any, chromium: tuple[ThreadPoolExecutor, Any]) -> Look:
    """Runs a function with a page of Chromium; gives its result and what the console said."""
    pool, browser = chromium

    def run(look: Callable[[Any], Any], path: str, **options: Any) -> tuple[Any, list[str]]:
        context = browser.new_context(**options)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(live_server.url + path)
        result = look(page)
        context.close()
        return result, said

    return lambda *args, **options: pool.submit(run, *args, **options).result()


@pytest.mark.parametrize("path", ["/stijl/", "/account/login/"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_nothing(in_browser: Look, path: str, scheme: str, width: int) -> None:
    def look(page: Any) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        violations = Axe().run(page, options=RULES).response["violations"]
        return [f"{v['id']}: {node['html'][:200]}" for v in violations for node in v["nodes"]]

    found, _ = in_browser(
        look, path, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
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
