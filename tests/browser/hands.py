"""Two ways to work a page: by mouse, and with the keyboard alone. A walk is written once and made by both."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Protocol

from browser.test_keyboard import choose_file, tab_to

ROWS = "#boom .row"


class Hands(Protocol):
    """What a person does on a page; things are called by the name that stands on them."""

    def __init__(self, page: Any) -> None: ...

    def press(self, name: str) -> None:
        """Use the link, button or fold with this name."""

    def write(self, name: str, text: str) -> None:
        """Put this text in the field with this name, in place of what is there."""

    def pick(self, name: str, option: str) -> None:
        """Choose this option of a list."""

    def tick(self, name: str) -> None:
        """Tick a box, or choose one of several."""

    def date(self, name: str, day: int, year: int) -> None:
        """Put in a date whose day and month are the same number, so that their order does not matter."""

    def give(self, name: str, path: Path) -> None:
        """Choose a file."""

    def mention(self, name: str, who: str, text: str) -> None:
        """Write a remark that begins with a colleague, chosen from the names that are proposed."""

    def move_up(self, row: int) -> None:
        """Put a part of the review before the one above it."""


class Mouse:
    """By mouse; only text is typed."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, name: str) -> None:
        found = self.page.get_by_role("link", name=re.compile(name))
        found = found.or_(self.page.get_by_role("button", name=re.compile(name)))
        found.or_(self.page.locator("summary", has_text=re.compile(name))).first.click()

    def write(self, name: str, text: str) -> None:
        self.page.get_by_label(re.compile(name)).first.fill(text)

    def pick(self, name: str, option: str) -> None:
        self.page.get_by_label(re.compile(name)).first.select_option(label=option)

    def tick(self, name: str) -> None:
        self.page.get_by_label(re.compile(name)).first.check()

    def date(self, name: str, day: int, year: int) -> None:
        self.write(name, f"{year}-{day:02}-{day:02}")

    def give(self, name: str, path: Path) -> None:
        self.page.get_by_label(re.compile(name)).set_input_files(path)

    def mention(self, name: str, who: str, text: str) -> None:
        box = self.page.get_by_label(re.compile(name))
        box.press_sequentially(f"@{who.split()[0]}")
        self.page.get_by_role("option", name=who).click()
        box.press_sequentially(text)

    def move_up(self, row: int) -> None:
        rows = self.page.locator(ROWS)
        rows.nth(row).drag_to(rows.nth(row - 1), target_position={"x": 60, "y": 2})


class Keys:
    """With the keyboard alone: no call of the mouse, and no focus that Tab or an arrow did not bring."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.type, self.key = page.keyboard.type, page.keyboard.press

    def press(self, name: str) -> None:
        tab_to(self.page, name, most=600)
        self.key("Enter")

    def write(self, name: str, text: str) -> None:
        tab_to(self.page, name, most=600)
        self.key("Control+A")
        self.type(text)

    def pick(self, name: str, option: str) -> None:
        tab_to(self.page, name, most=600)
        self.type(option)

    def tick(self, name: str) -> None:
        tab_to(self.page, name, most=600)
        self.key("Space")

    def date(self, name: str, day: int, year: int) -> None:
        tab_to(self.page, name, most=600)
        self.type(f"{day:02}{day:02}{year}")

    def give(self, name: str, path: Path) -> None:
        tab_to(self.page, name, most=600)
        choose_file(self.page, path)

    def mention(self, name: str, who: str, text: str) -> None:
        tab_to(self.page, name, most=600)
        self.type(f"@{who.split()[0]}")
        self.page.get_by_role("option", name=who).wait_for()
        self.key("Enter")
        self.type(text)

    def move_up(self, row: int) -> None:
        tab_to(
            self.page, "^" + re.escape(self.page.locator(f"{ROWS} > a[tabindex='0']").inner_text()), most=600
        )
        self.key("Home")
        for _ in range(row):
            self.key("ArrowDown")
        self.key("Alt+ArrowUp")
