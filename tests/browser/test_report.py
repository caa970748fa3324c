"""The quarter in one click: the coordinator makes it, reads one over, and the board reads what was frozen."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import SECOND, Visit
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS
LONG = 90 * SECOND


def test_bram_clicks_once_and_has_the_report_in_three_files(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"])
    page.goto("/rapporten/")
    page.get_by_role("button", name="Kwartaalrapport maken").click(timeout=LONG)
    page.wait_for_url(re.compile(r"/rapporten/\d+/$"), timeout=LONG)
    page.get_by_role("heading", name="Gewijzigd sinds het vorige rapport").wait_for(timeout=LONG)
    first = page.locator(".report-text h2").first.inner_text()
    assert first == "Gewijzigd sinds het vorige rapport"
    for kind, ending in (("Word", "docx"), ("PDF", "pdf"), ("Excel", "xlsx")):
        with page.expect_download(timeout=LONG) as started:
            page.get_by_role("link", name=re.compile(f"^{kind}")).click()
        assert started.value.suggested_filename == f"kwartaalrapport-eerstelijnszone-2026-k4.{ending}"


def test_a_sentence_is_kept_as_it_is_typed_and_frozen_as_it_was_read_over(
    visit: Visit, region: Region
) -> None:
    page = visit(session=region.sessions["bram"])
    page.goto("/rapporten/{report_over}/".format(**region.places))
    page.locator(".over textarea").first.fill("De onthaalpunten zijn allemaal open.")
    page.get_by_text("voorstel was:").first.wait_for()
    page.reload()
    assert page.locator(".over textarea").first.input_value() == "De onthaalpunten zijn allemaal open."
    page.get_by_label("Een zin toevoegen").fill("De zorgraad dankt iedereen.")
    page.get_by_role("button", name="Bevriezen").click(timeout=LONG)
    page.locator(".report-text").wait_for(timeout=LONG)
    text = page.locator(".report-text").inner_text()
    assert "De onthaalpunten zijn allemaal open." in text
    assert "De zorgraad dankt iedereen." in text
    assert "1. Stand van de prioritaire acties en actieplannen" in text


def test_the_board_reads_what_was_frozen_for_it_and_makes_nothing(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["lieve"])
    page.goto("/rapporten/")
    assert page.get_by_role("button", name=re.compile("maken")).count() == 0
    page.get_by_role("link", name="Kwartaalrapport").first.click()
    page.locator(".report-text").wait_for()
    page.wait_for_load_state()
    expect(page.get_by_role("link", name="Verbeteren", exact=True)).to_have_count(0)
    page.locator(".report-contents a").nth(4).wait_for(state="attached")
