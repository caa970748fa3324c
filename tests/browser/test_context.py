"""A published figure: added, taken in from a table, looked at, and put under a challenge; by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS, axe

pytestmark = MARKS

TABLE = "Gemeente\t2024 teller\t2024 noemer\nRetie\t120\t3000\nRavels\t90\t2500\n"


def test_a_figure_from_its_table_to_a_challenge(visit: Visit, region: Region) -> None:
    # What axe needs to look at a page; the policy itself is judged on every page elsewhere.
    bram = visit(session=region.sessions["bram"], reduced_motion="reduce", bypass_csp=True)
    bram.goto("/omgeving/eerstelijnszone/nieuw/")
    assert axe(bram) == []
    for name, said in (
        ("name", "Mantelzorgers"),
        ("numerator", "mantelzorgers"),
        ("denominator", "inwoners"),
        ("publisher", "Voorbeeldbureau"),
    ):
        bram.locator(f"[name={name}]").focus()
        bram.keyboard.type(said)
    bram.get_by_role("button", name="Bewaren").focus()
    bram.keyboard.press("Enter")
    bram.locator("textarea[name=block]").fill(TABLE)
    bram.get_by_role("button", name="Bekijken").focus()
    bram.keyboard.press("Enter")
    expect(bram.locator("main")).to_contain_text("2 nieuw, 0 gewijzigd")
    bram.get_by_role("button", name="Alles inlezen").focus()
    bram.keyboard.press("Enter")
    bram.get_by_text("2 cijfers ingelezen.").wait_for()
    expect(bram.locator(".context-figure")).to_have_text(re.compile("3,8.per.100"))  # 210 of 5.500

    bram.goto(f"/plannen/{region.places['sheets']}/waarom/")
    bram.get_by_role("link", name="Onderbouwen met een cijfer").first.click()
    bram.get_by_label("Omgevingscijfer en jaar").select_option(label="Mantelzorgers, 2024")
    assert axe(bram) == []
    bram.get_by_role("button", name="Onderbouwen").focus()
    bram.keyboard.press("Enter")
    leaning = bram.get_by_role("link", name=re.compile("Mantelzorgers: 3,8"))
    expect(leaning).to_be_visible()
    leaning.click()
    expect(bram.locator("#onderbouwt")).to_contain_text("het hele netwerk")
