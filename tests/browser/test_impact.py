"""Toetsen: begun on the sheet with the keyboard, kept while one types, reviewed by another; also without script."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browser.test_keyboard import tab_to
from browsers import MARKS, before_script

pytestmark = MARKS


def test_a_test_from_the_sheet_to_its_review(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"], reduced_motion="reduce")
    page.goto("/plannen/{sheets}/{action}/".format(**region.places))
    tab_to(page, "^Toets beginnen$", most=120)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Welke toets?").wait_for()
    tab_to(page, "Beginnen: Armoedetoets|^Beginnen", most=40)
    page.keyboard.press("Enter")
    page.locator("form[data-autosave]").wait_for()
    address = page.url
    # A weak answer opens its measure; what is typed keeps itself, and a closed window loses nothing.
    first = page.locator(".impact-question").first
    first.get_by_label("ja", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_label("deels", exact=True)).to_be_checked()
    expect(first.get_by_label("Wat doet u eraan?")).to_be_visible()
    first.get_by_label("Toelichting").fill("De rit kost te veel.")
    expect(page.locator("[data-kept]")).to_contain_text("Bewaard om")
    second = page.locator(".impact-question").nth(1)
    with before_script(page, "impact"):
        page.goto(address, wait_until="commit")
        second.get_by_label("nee", exact=True).check()
    expect(second.get_by_label("Wat doet u eraan?")).to_be_visible()
    expect(page.locator(".impact-question").first.get_by_label("Toelichting")).to_have_value(
        "De rit kost te veel."
    )
    expect(page.locator("[data-kept]")).to_contain_text("Bewaard om")
    # Not complete: refused, and everything typed still stands there.
    page.get_by_role("button", name="De toets is klaar").click()
    expect(page.locator(".error-summary")).to_contain_text("Kies een antwoord.")
    expect(page.locator(".impact-question").first.get_by_label("Toelichting")).to_have_value(
        "De rit kost te veel."
    )
    complete(page)
    page.get_by_role("button", name="De toets is klaar").click()
    page.get_by_role("heading", name="Nagekeken").wait_for()
    expect(page.locator("main")).to_contain_text("1 antwoord is zwak")
    tested = page.url
    # Another reviews it, on a phone and without script.
    other = visit(session=region.sessions["hanne"], java_script_enabled=False, width=390)
    other.goto(tested)
    other.get_by_label("akkoord").check()
    other.get_by_role("button", name="Oordeel geven").click()
    expect(other.locator("main")).to_contain_text(re.compile("Akkoord, volgens Hanne"))


def complete(page: Any) -> None:
    """Everything but the first is fine."""
    for block in page.locator(".impact-question[data-weak]").all()[1:]:
        block.locator("input[type=radio]:not([value=na])").last.check()
        yes = block.get_by_label("ja", exact=True)
        if yes.count():
            yes.check()
    first = page.locator(".impact-question").first
    first.get_by_label("Wat doet u eraan?").fill("De bus gratis maken.")
    first.get_by_label("Of welke functie?").fill("Wijkwerker")
    first.get_by_label("Tegen wanneer?").fill("voorjaar 2027")
    page.get_by_label("Wat besluit u, in één zin?").fill("Goed, op de rit na.")
