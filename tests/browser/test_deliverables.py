"""A promised note in a browser: delivered with its file, validated by its board, approved by another, done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.region import Region
from browser.test_living_plan import station
from browsers import MARKS

pytestmark = MARKS

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    """A note, and a program that calls itself one."""
    made = {"note": tmp_path / "visienota.pdf", "program": tmp_path / "visienota-v2.pdf"}
    made["note"].write_bytes(PDF)
    made["program"].write_bytes(b"MZ\x90\x00\x03")
    return made


def enter(visit: Visit, region: Region, who: str, path: str) -> Any:
    # What axe needs to look at a page; the policy itself is judged on every page elsewhere.
    page = visit(session=region.sessions[who], bypass_csp=True)
    page.goto(path)
    return page


def lede(page: Any) -> str:
    said: str = page.locator(".page-header .lede").inner_text()
    return said


def test_from_promise_to_done(visit: Visit, region: Region, papers: dict[str, Path]) -> None:
    places = f"/indicatoren/plannen/{region.places['plan']}/opleveringen/"
    tess = enter(visit, region, "tess", f"{places}?stand=concept")
    station(tess)
    tess.get_by_role("link", name="Communicatieplan").click()
    assert lede(tess) == "Nog niet opgeleverd."
    tess.get_by_role("link", name="Opleveren", exact=True).click()
    tess.get_by_label("Bestanden").set_input_files(papers["program"])
    tess.get_by_role("button", name="Opleveren").click()
    assert "vanbinnen niet wat de naam zegt" in tess.locator(".error-summary").inner_text()
    station(tess)
    tess.get_by_label("Bestanden").set_input_files(papers["note"])
    tess.get_by_label("Wat is er nieuw?").fill("Eerste tekst")
    tess.get_by_role("button", name="Opleveren").click()
    tess.get_by_role("heading", name="Versie 1").wait_for()
    assert lede(tess) == "Opgeleverd – 0/1 gevalideerd; het wacht op 1 partij en op een goedkeuring."
    expect(tess.get_by_role("button", name="goedkeuren")).to_have_count(0)
    station(tess)
    with tess.expect_download() as handed:
        tess.get_by_role("link", name="visienota.pdf").click()
    assert Path(handed.value.path()).read_bytes() == PDF
    assert handed.value.suggested_filename == "visienota.pdf"

    sofie = enter(visit, region, "sofie", tess.url)
    sofie.get_by_role("link", name="Noteer wat een partij besliste").click()
    sofie.locator("input[name=parties]").check()
    sofie.get_by_label("Gevalideerd", exact=True).check()
    sofie.get_by_label("Beslist op").fill(date.today().isoformat())
    sofie.get_by_role("button", name="Bewaren").click()
    assert "Zeg waar staat" in sofie.locator(".error-summary").inner_text()
    sofie.get_by_label("Waar staat dat?").fill("besluit van het college")
    sofie.get_by_role("button", name="Bewaren").click()
    sofie.get_by_text("Genoteerd voor").wait_for()
    assert lede(sofie) == "Opgeleverd – 1/1 gevalideerd; het wacht op een goedkeuring."

    lieve = enter(visit, region, "lieve", "/")
    lieve.locator(".tasks li", has_text="wachten op uw goedkeuring").get_by_role("link").click()
    station(lieve)
    lieve.get_by_role("link", name="Communicatieplan").click()
    lieve.get_by_role("button", name="Versie 1 goedkeuren").click()
    lieve.get_by_text("Ongedaan maken").wait_for()
    assert lede(lieve) == "Klaar – 1/1 gevalideerd."
    station(lieve)


def test_ria_answers_for_her_own_board(visit: Visit, region: Region) -> None:
    ria = enter(visit, region, "ria", "/")
    ria.locator(".tasks li", has_text="Merksplas moet nog 1 oplevering valideren").get_by_role("link").click()
    ria.get_by_role("link", name="Bijgestuurde conceptnota").click()
    assert lede(ria).startswith("Opgeleverd – 18/27 gevalideerd")
    ria.get_by_role("link", name="Antwoorden namens Merksplas").click()
    station(ria)
    ria.get_by_label("Gevalideerd", exact=True).check()
    ria.get_by_role("button", name="Bewaren").click()
    ria.get_by_text("Genoteerd voor Merksplas").wait_for()
    assert lede(ria).startswith("Opgeleverd – 19/27 gevalideerd")
    assert "klaar –" not in lede(ria).lower()


def test_two_judges_far_apart(visit: Visit, region: Region) -> None:
    sofie = enter(visit, region, "sofie", f"/indicatoren/{region.places['rubric']}/beoordeling/")
    expect(sofie.get_by_text("2 collega’s oordeelden al")).to_have_count(1)
    sofie.get_by_label("5 – overal").check()
    sofie.get_by_role("button", name="Oordeel bewaren").click()
    assert "ver uit elkaar" in sofie.locator(".error-summary").inner_text()
    station(sofie)
    sofie.get_by_label("Motivering").fill("Zes besturen gebruiken het.")
    sofie.get_by_role("button", name="Oordeel bewaren").click()
    sofie.get_by_text("De oordelen liggen ver uit elkaar").wait_for()
    station(sofie)
