"""Money of an action, from the sheet to the totals: by keyboard, and from the file of the accounting."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.pages_budget import looked_at
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS


def test_lines_by_keyboard_then_a_file_then_totals(visit: Visit, region: Region) -> None:
    bram = visit(session=region.sessions["bram"], reduced_motion="reduce")
    plan, node = region.places["budget_plan"], region.places["budget_node"]
    bram.goto(f"/plannen/{plan}/{node}/")
    link = bram.get_by_role("link", name="Budgetlijn toevoegen")
    link.focus()
    bram.keyboard.press("Enter")
    bram.locator("#budget input[name=year]").wait_for()
    bram.locator("#budget input[name=year]").focus()
    bram.keyboard.press("Control+a")
    bram.keyboard.type("2026")
    bram.locator("#budget input[name=planned]").focus()
    bram.keyboard.type("1.234,56")
    bram.locator("#budget input[name=source][value=undecided]").focus()
    bram.keyboard.press("ArrowUp")
    bram.keyboard.press("ArrowUp")
    bram.locator("#budget form button[type=submit]").focus()
    bram.keyboard.press("Enter")
    bram.get_by_text("Budgetlijn toegevoegd.").wait_for()
    expect(bram.locator("#budget").get_by_text("1.234,56").first).to_be_visible()

    bram.goto(f"/budget/plan/{plan}/inlezen/")
    looked_at(bram)
    for choice in bram.locator("select[name=keuze]").all():
        choice.select_option("0")
    bram.get_by_role("button", name="Verder").click()
    bram.get_by_role("button", name="Inlezen", exact=True).click()
    bram.get_by_text("1 bedrag ingelezen.").wait_for()

    bram.goto(f"/budget/plan/{plan}/?onder={node}&jaar=2026")
    assert "1.234,56" in bram.locator("main").inner_text()
    bram.goto(f"/budget/plan/{plan}/lijnen/?jaar=2026")
    assert "13.500" in bram.locator("main").inner_text()
