"""A steward leaves: the coordinator hands everything over, access ends at once, who takes over looks at it."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browser.test_living_plan import station
from browsers import MARKS

pytestmark = MARKS


def enter(visit: Visit, region: Region, who: str, path: str) -> Any:
    # What axe needs to look at a page; the policy itself is judged on every page elsewhere.
    page = visit(session=region.sessions[who], bypass_csp=True)
    page.goto(path)
    return page


def test_everything_of_hanne_goes_over_and_she_sees_nothing_any_more(visit: Visit, region: Region) -> None:
    plan = f"/plannen/{region.places['sheets']}/"
    hanne = enter(visit, region, "hanne", plan)
    assert hanne.get_by_role("heading", level=1).inner_text() == "Beleids- en actieplan 2025-2028"

    bram = enter(visit, region, "bram", "/netwerken/eerstelijnszone/")
    bram.get_by_role("link", name="Overdracht", exact=True).click()
    bram.get_by_role("row").filter(has_text="Hanne").get_by_role("link").first.click()
    bram.get_by_role("button", name="Verder").click()
    assert "Kies wie dit overneemt" in bram.locator(".error-summary").inner_text()
    bram.get_by_label("Wie neemt alles over?").select_option(label="Joris Ketelven")
    # Hanne replaces Joris around New Year: he cannot do that himself.
    bram.get_by_role("button", name="Verder").click()
    assert "zichzelf" in bram.locator(".error-summary").inner_text()
    bram.locator("#kies-substitute").select_option(label="Bram Dennenlaan")
    bram.locator("summary", has_text="onderdelen bekijken").click()
    bram.locator(".handover-rows select").nth(1).select_option(label="niemand")
    bram.get_by_label("Waarom niemand?").fill("loopt eind dit jaar af")
    bram.get_by_role("button", name="Verder").click()
    bram.get_by_role("heading", name="Dit gaat er gebeuren").wait_for()
    station(bram)
    said = bram.locator("main").inner_text()
    assert "Hanne Zilverbeek ziet vanaf nu niets meer van Eerstelijnszone Vennenrand" in said
    assert "loopt eind dit jaar af" in said
    bram.get_by_role("button", name="Terug, iets wijzigen").click()
    assert bram.get_by_label("Waarom niemand?").input_value() == "loopt eind dit jaar af"
    bram.get_by_role("button", name="Verder").click()
    bram.get_by_role("button", name="Overdragen en toegang beëindigen").click()
    bram.get_by_role("heading", name="Overdracht van Hanne Zilverbeek").wait_for()
    station(bram)

    # She is still signed in: the same page is not there any more.
    hanne.goto(plan)
    assert "Onthaalpunten" not in hanne.locator("main").inner_text()
    assert hanne.get_by_role("heading", level=1).inner_text() != "Beleids- en actieplan 2025-2028"

    joris = enter(visit, region, "joris", "/")
    task = joris.locator(".tasks li", has_text="overgenomen van Hanne Zilverbeek: bekijk")
    assert re.match(r"\d+ zaken overgenomen", task.inner_text())
    task.get_by_role("link").click()
    station(joris)
    joris.get_by_role("button", name="Ik heb dit bekeken").click()
    joris.get_by_text("Genoteerd: u nam dit over.").wait_for()
    joris.goto("/")
    expect(joris.locator(".tasks li", has_text="overgenomen van")).to_have_count(0)


def test_the_load_of_a_function_down_to_an_action(visit: Visit, region: Region) -> None:
    joris = enter(visit, region, "joris", "/werk/belasting/eerstelijnszone/")
    joris.get_by_role("link", name="Stafmedewerker zorgzone").click()
    assert "De piek ligt" in joris.locator(".page-header .lede").inner_text()
    assert "1,8 van 1,5 VTE" in joris.locator(".page-header .lede").inner_text()
    joris.locator("main details[open] a").first.click()
    joris.get_by_role("heading", name="Inzet").wait_for()
    station(joris)
