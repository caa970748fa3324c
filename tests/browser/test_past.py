"""The time machine, by mouse and with the keyboard alone: a sheet of then, a link of then, and back to now."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.hands import Hands, Keys, Mouse
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS

THEN = re.compile(r"\?gekend=2026-05-05$")
OLD, NEW = "in de streek.", "in de hele streek, ook bij jongeren."
"""How the title of an action ended before and after July 2026, see `sample/past.json`."""


@pytest.mark.parametrize("kind", [Mouse, Keys])
def test_a_sheet_as_it_was_known(visit: Visit, region: Region, kind: type[Hands]) -> None:
    page = visit(session=region.sessions["sofie"], reduced_motion="reduce")
    hands = kind(page)
    banner, title = page.locator(".past-banner"), page.get_by_role("heading", level=1)
    changes = page.locator("main").get_by_role("link", name=re.compile("^Wijzig"))

    plan = f"/plannen/{region.places['plan']}/"
    page.goto(plan)
    page.goto(page.get_by_role("link", name=re.compile(NEW)).first.get_attribute("href"))
    address = page.url
    expect(title).to_contain_text(NEW)
    expect(banner).to_have_count(0)
    expect(changes).not_to_have_count(0)

    hands.press("Bekijk zoals gekend op")
    hands.date("^Dag$", 5, 2026)
    hands.press("^Bekijken$")
    page.wait_for_url(THEN)
    expect(banner).to_contain_text("zoals gekend op 5 mei 2026")
    expect(title).to_contain_text(OLD)
    expect(page.locator("main")).not_to_contain_text(NEW)
    expect(changes).to_have_count(0)
    expect(page.locator("main form[method=post]")).to_have_count(0)
    expect(page.locator("main [hx-post]")).to_have_count(0)

    # A link stays in the past; another tab, opened by its address, is of now.
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{plan}\?gekend=2026-05-05$"))
    expect(banner).to_be_visible()
    expect(page.locator("main")).to_contain_text(OLD)
    expect(page.locator("main")).not_to_contain_text(NEW)
    other = page.context.new_page()
    other.goto(address)
    expect(other.get_by_role("heading", level=1)).to_contain_text(NEW)

    hands.press("^Terug naar nu$")
    page.wait_for_url(re.compile(f"{plan}$"))
    expect(banner).to_have_count(0)
    expect(page.locator("main")).to_contain_text(NEW)
