"""A plan editor reads plans in and works with them, as a person does: through the pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import SECOND, Visit
from browser.region import DOCUMENTS, Region
from browsers import MARKS, until

pytestmark = MARKS

A_MINUTE = 60 * SECOND
TEXT, WORD, EXCEL, PDF = (next(DOCUMENTS.glob(f"*.{kind}")) for kind in ("txt", "docx", "xlsx", "pdf"))
ON_THE_REVIEW = re.compile(r"/inlezen/nakijken/\d+/$")


def hand_in(page: Any, document: Any) -> None:
    """Choose the document in the form and send it; its review is on the page within a minute."""
    page.get_by_role("link", name="Plannen", exact=True).first.click()
    page.get_by_role("link", name="Een plan inlezen").first.click()
    send(page, document)


def send(page: Any, document: Any) -> None:
    """As `hand_in`, on the page that has the form."""
    page.get_by_label("Het plan").set_input_files(document)
    page.get_by_role("button", name="Inlezen").click()
    page.wait_for_url(ON_THE_REVIEW, timeout=A_MINUTE)


def commit(page: Any) -> None:
    """Make the reading a plan as it is; what has no place goes to the tray of the plan."""
    rest = page.get_by_role("checkbox", name=re.compile("in de lade van het plan"))
    if rest.count():
        rest.check()
    page.get_by_role("button", name="Leg vast als plan").click()
    page.wait_for_url(re.compile(r"/plannen/\d+/$"))


@pytest.mark.parametrize("document", [TEXT, WORD, PDF], ids=lambda path: path.suffix)
def test_a_document_becomes_a_plan_within_a_minute(sign_in: Visit, newcomer: str, document: Any) -> None:
    page = sign_in(newcomer)
    hand_in(page, document)
    commit(page)
    page.locator(".tree .row").nth(30).wait_for(state="attached")
    figures = page.locator(".figures").inner_text()
    assert re.match(r"\d+ doelstellingen, \d+ acties en \d+ indicatoren", figures), figures


def test_what_a_colour_means_is_asked_once(sign_in: Visit, newcomer: str) -> None:
    page = sign_in(newcomer)
    hand_in(page, EXCEL)
    questions = page.get_by_role("button", name="Onthouden")
    questions.first.wait_for()
    page.wait_for_load_state()
    before = questions.count()
    page.locator(".desk-question").get_by_role("textbox").first.fill("loopt zoals gepland")
    questions.first.click()
    page.get_by_text("Onthouden, ook voor volgende documenten").wait_for()
    expect(questions).to_have_count(before - 1)
    commit(page)
    page.get_by_role("button", name="Alles openen").click()
    page.goto(page.url + "tabel/?niveau=action")
    page.locator("tbody th a").first.click()
    page.get_by_text("loopt zoals gepland –").wait_for()


def test_the_same_document_is_not_doubled(sign_in: Visit, region: Region) -> None:
    page = sign_in("sofie@heidebrug.example")
    page.goto("/inlezen/")
    send(page, TEXT)
    page.get_by_role("button", name="Een nieuwe versie van").click()
    page.get_by_text("Dit is precies het bestand waaruit het plan gelezen werd.").wait_for()
    page.locator("main").get_by_role("link", name="Naar het plan").click()
    page.wait_for_url(f"**/plannen/{region.places['plan']}/")


def test_from_the_tree_to_a_sheet_and_its_source(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"])
    page.goto(f"/plannen/{region.places['sheets']}/")
    page.get_by_role("button", name="Alles openen").click()
    page.locator(".row a").filter(has_text="(samen)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"\(samen\)$"))
    page.get_by_role("heading", name="Fiche").wait_for()
    page.get_by_text("nog in te vullen").first.wait_for(state="attached")
    page.locator("section", has=page.get_by_role("heading", name="Indicatoren")).locator(
        "li"
    ).first.wait_for()
    page.get_by_text("Bronregels uit").click()
    expect(page.locator("details .source li").first).to_be_visible()
    page.get_by_text("Alle wijzigingen", exact=True).click()
    assert page.locator(".history ins").first.inner_text().endswith("(samen)")
    page.get_by_role("link", name="Toon in de bron").first.click()
    marked = page.locator(".source li.found")
    marked.first.wait_for()
    until(
        page,
        "(e) => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight }",
        arg=marked.first.element_handle(),
    )


def test_a_finding_is_accepted_with_a_reason_and_reopened(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"])
    page.goto(f"/plannen/{region.places['sheets']}/")
    page.get_by_role("navigation", name="Weergaven van het plan").get_by_role(
        "link", name="Bijsluiter"
    ).click()
    open_findings = page.locator(".finding:not(.finding-accepted)")
    open_findings.first.wait_for()
    page.wait_for_load_state()
    before = open_findings.count()
    finding = open_findings.first
    address = finding.get_attribute("id")
    finding.get_by_text("Aanvaarden met een reden").click()
    finding.get_by_label("Waarom mag dit zo blijven?").fill("Zo afgesproken met de <b>raad</b>.")
    finding.get_by_role("button", name="Aanvaarden").click()
    page.get_by_text("Deze bevinding blijft stil").wait_for()
    expect(open_findings).to_have_count(before - 1)
    accepted = page.locator(f"#{address}")
    accepted.get_by_text("Zo afgesproken met de <b>raad</b>.").wait_for()  # opened by its address
    accepted.get_by_role("button", name="Heropenen").click()
    page.get_by_text("De bevinding staat weer open").wait_for()
    expect(open_findings).to_have_count(before)


def test_the_tray_says_where_a_passage_stood(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"])
    page.goto(f"/plannen/{region.places['plan']}/lade/")
    item = page.locator(".tray-item").first
    words = item.locator("blockquote").inner_text().split()[0]
    item.locator("a").first.click()
    marked = page.locator(".source li.found")
    marked.first.wait_for()
    page.wait_for_load_state()
    assert words in " ".join(marked.all_inner_texts())


def test_searching_finds_other_forms_of_a_word(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"])
    page.goto("/")
    page.get_by_role("link", name="Zoeken", exact=True).click()
    page.get_by_label("Woorden").fill("gemeente")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ vindplaats|De eerste \d+"))
    page.locator(".plain-list a").first.click()
    expect(page.locator("main")).to_contain_text("gemeente", ignore_case=True)


def test_a_changed_title_is_in_the_history(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["sofie"])
    page.goto(f"/plannen/{region.places['plan']}/{region.places['own_action']}/")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Alles wijzigen").click()
    page.get_by_label("Titel").fill("Een huis voor wie begint")
    page.get_by_role("button", name="Bewaren").click()
    page.get_by_text("De bijsluiter is opnieuw nagekeken").wait_for()
    expect(page.get_by_role("heading", level=1)).to_have_text("Een huis voor wie begint")
    page.get_by_text("Alle wijzigingen", exact=True).click()
    entry = page.locator(".history li", has=page.locator("ins", has_text="Een huis voor wie begint")).first
    assert entry.locator("del").first.inner_text() == before
    assert "Sofie Vennebos" in entry.inner_text()
