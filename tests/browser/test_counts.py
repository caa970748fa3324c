"""A counting from the grid of a service to the table everybody reads."""

from __future__ import annotations

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS


def test_a_service_pastes_the_network_publishes_a_reader_reads(visit: Visit, region: Region) -> None:
    ria = visit(session=region.sessions["ria"], reduced_motion="reduce")
    ria.goto("/")
    ria.locator("li", has_text="Telling van Merksplas").get_by_role("link").click()
    first = ria.get_by_label("Merksplas, in de openbare ruimte, volwassenen")
    first.focus()
    ria.wait_for_load_state()
    ria.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", "0\\t0\\n3\\t2\\n");
          document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(ria.get_by_text("4 vakken geplakt")).to_be_visible()
    ria.keyboard.press("ArrowDown")
    expect(ria.get_by_label("Merksplas, in de noodopvang, volwassenen")).to_be_focused()
    ria.get_by_label("Wat leeg is").check()
    ria.get_by_role("button", name="Klaar").focus()
    ria.keyboard.press("Enter")
    expect(ria.locator(".message-success", has_text="Binnen sinds")).to_contain_text("5 personen")

    sofie = visit(session=region.sessions["sofie"], reduced_motion="reduce")
    sofie.goto(f"/tellingen/{region.places['counting_open']}/")
    for step in ("Sluiten", "Publiceren"):
        sofie.get_by_role("button", name=step, exact=True).click()
    # A job makes it, and the page that waits goes on by itself.
    expect(sofie.get_by_role("link", name="Publicatie 1")).to_be_visible()

    karim = visit(session=region.sessions["karim"], reduced_motion="reduce")
    karim.goto(f"/tellingen/{region.places['counting_open']}/tabel/")
    expect(
        karim.locator("main").get_by_text("Dezelfde").or_(karim.get_by_text("Vergeleken met"))
    ).to_be_visible()
    karim.get_by_role("row", name="Baarle-Hertog").last.get_by_role("link", name="×").first.click()
    expect(karim.get_by_text("staat hier niet. Verborgen: kleiner dan 5")).to_be_visible()
