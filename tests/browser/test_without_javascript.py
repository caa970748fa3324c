"""The whole walk in a browser that runs no JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser.conftest import SECOND, Visit
from browser.region import DOCUMENTS
from browser.test_walk import commit
from browsers import MARKS

pytestmark = MARKS

WORD = next(DOCUMENTS.glob("*.docx"))


def test_everything_works_without_javascript(sign_in: Visit, newcomer: str) -> None:
    page = sign_in(newcomer, java_script_enabled=False, width=390)
    page.get_by_role("link", name="Plannen", exact=True).click()
    page.get_by_role("link", name="Een plan inlezen").first.click()
    page.get_by_label("Het plan").set_input_files(WORD)
    page.get_by_role("button", name="Inlezen").click(timeout=60 * SECOND)
    page.wait_for_url(re.compile(r"/inlezen/nakijken/\d+/"), timeout=60 * SECOND)
    commit(page)
    plan = page.url

    hidden = page.locator(".tree details:not([open]) > ul > li > .row a").first
    expect(hidden).to_be_hidden()
    page.locator(".tree details:not([open]) > summary").first.click()
    page.locator(".tree details[open] > ul > li > .row a").first.click()
    page.wait_for_url(re.compile(r"/plannen/\d+/\d+/$"))

    page.goto(plan + "bijsluiter/")
    open_findings = page.locator(".finding:not(.finding-accepted)")
    before = open_findings.count()
    finding = open_findings.first
    finding.get_by_text("Aanvaarden met een reden").click()
    finding.get_by_label("Waarom mag dit zo blijven?").fill("Zo beslist.")
    finding.get_by_role("button", name="Aanvaarden").click()
    page.get_by_text("Deze bevinding blijft stil").wait_for()
    expect(open_findings).to_have_count(before - 1)

    page.goto(plan + "tabel/?niveau=action")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="Alles wijzigen").click()
    page.get_by_label("Titel").fill("Zonder script geschreven")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_role("heading", name="Zonder script geschreven").wait_for()
