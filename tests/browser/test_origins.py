"""Two minutes of a contact on a phone, in a browser that runs no JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS


def test_a_contact_confirms_refuses_and_records(region: Region, sign_in: Visit) -> None:
    page = sign_in("wim@geel.example", java_script_enabled=False, width=390)
    task = page.locator(".tasks li").filter(has_text="Geel: 1 doorwerking wacht op uw bevestiging")
    task.get_by_role("link").click()
    page.get_by_role("heading", name="Klopt dit?").wait_for()
    page.get_by_label("Ja, het komt hieruit voort").check()
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Bevestigd: het telt mee.").wait_for()
    # It grew out of a second thing: that is the next question.
    page.get_by_label("Nee, dat is niet zo").check()
    page.get_by_label("Toelichting").fill("Dat liep al langer.")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("Genoteerd: het telt niet mee.").wait_for()
    expect(page.locator("main ul .badge")).to_have_text(["bevestigd", "niet zo"])
    page.locator("main ul.plain-list a").first.click()
    page.get_by_role("link", name="Optekenen wat hieruit voortkwam").click()
    page.get_by_label("Wat veranderde er?").fill("Elke week een gedeeld spreekuur")
    page.get_by_label("Wat voor verandering?").select_option("practice")
    page.get_by_role("button", name="Optekenen").click()
    page.wait_for_url(re.compile("#doorwerking$"))
    row = page.locator("#doorwerking li").filter(has_text="Elke week een gedeeld spreekuur")
    expect(row.locator(".badge")).to_have_text("bevestigd")
