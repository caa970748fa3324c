"""Chromium for the browser tests: one browser for the whole session, in a thread of its own.

Playwright keeps an event loop in the thread that starts it, and Django's ORM refuses to work beside one. In a thread
of its own it disturbs no other test, and a browser test cannot reach past the browser into the database.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Error

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The shell is the same engine without the windows, menus and tabs of a browser: twice as fast."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MARKS = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"),
]
PATIENCE = 60_000  # milliseconds; a machine that also does other things is slow, not wrong
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Given = TypeVar("Given")


def until(page: Any, script: str, arg: Any = None) -> None:
    """Wait, as long as the browser would, until a script says yes.

    Asked from outside each time: `wait_for_function` asks again from inside, by an `eval` that our policy refuses.
    """
    for _ in range(PATIENCE // 50):
        # A page on its way to another has no answer yet.
        with suppress(Error):
            if page.evaluate(script, arg):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {script}")


SETTLED = "!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')"
"""What was swapped in has its focus back: until then a key goes to what it replaced."""


def until_focus(page: Any, place: str) -> None:
    """Wait until this has the focus and answers to keys."""
    page.locator(place).wait_for()
    until(page, SETTLED)


@contextmanager
def before_script(page: Any, name: str) -> Iterator[None]:
    """What is done inside happens before this script has come: `with before_script(page, "grid"): page.goto(…)`."""
    held: list[Any] = []
    where = re.compile(rf"/{name}(\.\w+)?\.js")
    page.route(where, lambda route: held.append(route))
    yield
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    page.unroute(where)


class Chromium:
    """A running browser and the thread it lives in."""

    def __init__(self, thread: ThreadPoolExecutor, browser: Any) -> None:
        self.thread, self.browser = thread, browser

    def run(self, work: Callable[..., Given], *args: Any, **options: Any) -> Given:
        """Do this work in the thread of the browser and return its result."""
        return self.thread.submit(work, *args, **options).result()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    def start() -> tuple[Any, Any]:
        from playwright.sync_api import expect, sync_playwright

        expect.set_options(timeout=PATIENCE)
        playwright = sync_playwright().start()
        return playwright, playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)

    with ThreadPoolExecutor(1) as thread:
        playwright, browser = thread.submit(start).result()
        yield Chromium(thread, browser)
        thread.submit(browser.close).result()
        thread.submit(playwright.stop).result()


JUDGE = """async ({ only, contrast }) => {
  // One element of every look: its letters and what lies behind them, however deep it stands.
  const looks = new Map();
  const add = (element) => {
    if (!element.checkVisibility()) return;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const look = [color, fontSize, fontWeight, Boolean(element.closest(":disabled, [aria-disabled=true]"))];
    for (let at = element; at; at = at.parentElement) {
      const { opacity, position, backgroundImage, backgroundColor } = getComputedStyle(at);
      look.push(opacity, position, backgroundImage, backgroundColor);
    }
    const nothing = ["1", "static", "relative", "none", "rgba(0, 0, 0, 0)"];
    const key = look.filter((each) => !nothing.includes(each)).join();
    if (!looks.has(key)) looks.set(key, element);
  };
  if (contrast) {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) if (texts.currentNode.data.trim()) add(texts.currentNode.parentElement);
    document.querySelectorAll("input, select, textarea").forEach(add);
  }
  // What is laid out only when it is near, or still moves, would shift while axe compares places.
  const still = new CSSStyleSheet();
  const off = ["content-visibility: visible", "animation: none", "transition: none"];
  still.replaceSync(`* { ${off.map((each) => `${each} !important`).join(";")} }`);
  document.adoptedStyleSheets.push(still);
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const judged = [];
  const judge = async (where, runOnly, rules) =>
    judged.push(...(await axe.run(where, { runOnly, rules, resultTypes: ["violations"] })).violations);
  if (only) await judge(document, only, only.type === "tag" ? { "color-contrast": { enabled: false } } : {});
  if (looks.size) await judge({ include: [...looks.values()] }, { type: "rule", values: ["color-contrast"] });
  document.adoptedStyleSheets.pop();
  // Put in words there: what axe has to say about a large page is megabytes.
  return judged.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 160)}`));
}"""


def axe(page: Any, *, rules: list[str] | None = None) -> list[str]:
    """The violations axe finds on this page, as "rule: element"; `rules` limits it to those rules.

    Contrast costs as much as all other rules together, so one element of every look is judged: what another element
    covers by chance is not seen. The context of the page needs `bypass_csp=True`.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    only: dict[str, Any] | None = {"type": "tag", "values": AXE_RULES}
    if rules:
        others = [rule for rule in rules if rule != "color-contrast"]
        only = {"type": "rule", "values": others} if others else None
    found: list[str] = page.evaluate(
        JUDGE, {"only": only, "contrast": rules is None or "color-contrast" in rules}
    )
    return found
