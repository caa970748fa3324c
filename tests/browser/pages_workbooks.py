"""The pages of workbooks that go out and come back, in the states they can be in."""

from __future__ import annotations

from browser.sights import Sight

PAGES: list[Sight] = []

NO_PAGES: dict[str, str] = {}
"""Routes without a page of their own, and why."""
