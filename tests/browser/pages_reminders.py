"""The pages of reminders, the digest and the calendar, in the states they can be in."""

from __future__ import annotations

from browser.sights import Sight

PAGES: list[Sight] = []

NO_PAGES: dict[str, str] = {}
"""Routes without a page of their own, and why."""
