"""From a sentence to a figure one can look behind: seven people and one plan, under the policy, with pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit
from browser.hands import Hands, Keys, Mouse
from browser.region import Region
from browsers import MARKS

pytestmark = MARKS

HOURS, SHARE = "Aantal tolkuren per vennoot", "Aandeel gezinnen dat doorstroomt"
ASKED = "Tolken en doorstroom"
LAST_YEAR = str(date.today().year - 1)
OF_MERKSPLAS = 46
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""

Enter = Callable[..., Any]


@pytest.fixture
def enter(visit: Visit, region: Region) -> Enter:
    """Opens a browser for one of the people of the region, at this address."""

    def opened(who: str, path: str = "/", **options: Any) -> Any:
        page = visit(session=region.sessions[who], reduced_motion="reduce", **options)
        page.goto(path.format(**region.places))
        return page

    return opened


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Any, str], None]:
    """Keeps a picture of the page, to be looked at."""
    made: list[str] = []

    def shot(page: Any, name: str) -> None:
        made.append(name)
        page.screenshot(path=tmp_path / f"{len(made):02}-{name}.png")

    return shot


def confirm_cards(page: Any) -> int:
    """Confirm every card without a doubt, with the keyboard alone; returns how many."""
    hands = Keys(page)
    hands.press("^Kies alles zonder twijfel")
    button = page.get_by_role("button", name=re.compile(r"^Bevestig \d+ kaarten$"))
    button.wait_for()
    many = int(re.sub(r"\D", "", button.inner_text()))
    hands.press(r"^Bevestig \d+ kaarten$")
    page.get_by_text(f"{many} kaarten bevestigd.").wait_for()
    return many


def ask_members(page: Any) -> None:
    """Open a round for two indicators about last year."""
    page.get_by_role("link", name="Rondes bij de leden").click()
    page.get_by_role("link", name=re.compile("Nieuwe bevraging|Cijfers vragen")).first.click()
    page.get_by_label("Naam").fill(ASKED)
    page.get_by_label("Periode").select_option(label=LAST_YEAR)
    page.get_by_label("Graag tegen").fill((date.today() + timedelta(days=21)).isoformat())
    page.get_by_label(re.compile(HOURS)).check()
    page.get_by_label(re.compile(SHARE)).check()
    page.get_by_role("button", name="Vragen", exact=True).click()
    page.get_by_text("De leden zijn gevraagd.").wait_for()


def answer(page: Any) -> None:
    """Answer the round from the home page."""
    page.get_by_role("link", name=re.compile(ASKED)).first.click()
    page.get_by_label(re.compile(HOURS)).first.fill(str(OF_MERKSPLAS))
    share = page.locator("fieldset.question", has_text=SHARE)
    share.locator("input[inputmode=decimal]").nth(0).fill("12")
    share.locator("input[inputmode=decimal]").nth(1).fill("40")
    page.get_by_role("button", name="Klaar", exact=True).click()
    page.get_by_text("Binnen sinds").wait_for()
    page.get_by_role("heading", name="Alle leden samen").wait_for()


def paste_figures(page: Any) -> int:
    """Paste the figures of every member in the column of last year, as they come from Excel; returns their sum."""
    page.locator("table.grid tbody th").first.wait_for()
    page.wait_for_load_state()
    head = page.locator("table.grid thead th").all_inner_texts()
    column = next(at for at, said in enumerate(head) if LAST_YEAR in said) - 1
    names = page.locator("table.grid tbody th").all_inner_texts()
    figures = [OF_MERKSPLAS if "Merksplas" in name else 1_000 + 10 * at for at, name in enumerate(names)]
    page.locator(f"#c0-{column}").focus()
    # As Excel hands it over: one figure a line, thousands with a point.
    page.evaluate(PASTE, "".join(f"{number:,}\r\n".replace(",", ".") for number in figures))
    page.locator("#cijfers:not([data-waits])").wait_for()
    assert f"{len(figures)} cellen geplakt" in page.locator(".grid-said").inner_text()
    return sum(figures)


def read_down(page: Any, hands: Hands, figure: str, look: Callable[[str], None]) -> None:
    """From the plan to its meters, to one of them, to the map, to the records, to who gave them."""
    hands.press("^Indicatoren$")
    page.get_by_role("navigation", name="Stand").wait_for()
    look("meters")
    hands.write("^Woorden$", "tolkuren")
    hands.press("^Tonen$")
    page.wait_for_url(re.compile("zoek=tolkuren"))
    hands.press(f"^{HOURS}$")
    page.get_by_role("heading", level=1, name=HOURS).wait_for()
    expect(page.locator(".meter-figure")).to_have_text(figure)
    expect(page.locator(".meter-when")).to_have_text(f"{LAST_YEAR} · 27 van 27 vennoten")
    look("meter")
    kinds = page.get_by_role("navigation", name="Manier van kijken")
    hands.press("^Naast elkaar$")
    kinds.locator("[aria-current]", has_text="Naast elkaar").wait_for()
    look("naast-elkaar")
    # The map of the pictures; “Kaart” among the actions is the indicator card.
    kinds.get_by_role("link", name="Kaart", exact=True).focus()
    page.keyboard.press("Enter")
    kinds.locator("[aria-current]", has_text="Kaart").wait_for()
    page.locator("#beeld svg, #beeld canvas").first.wait_for()
    look("kaart")
    hands.press(f"^{re.escape(figure)}$")
    page.get_by_role("heading", level=1, name="Achter het cijfer").wait_for()
    rows = page.locator("table tbody tr")
    expect(rows).to_have_count(27)
    given = rows.filter(has_text="Merksplas").inner_text()
    assert str(OF_MERKSPLAS) in given
    assert "Ria Beekdal" in given
    look("achter-het-cijfer")
    others = rows.filter(has_text="Geel").inner_text()
    assert "Sofie Vennebos" in others


def test_the_whole_walk(enter: Enter, keep: Callable[[Any, str], None], tmp_path: Path) -> None:
    sofie = enter("sofie", "/indicatoren/plannen/{plan}/kaarten/?stand=te-bevestigen")
    keep(sofie, "kaarten")
    assert confirm_cards(sofie) > 20
    keep(sofie, "kaarten-bevestigd")
    sofie.get_by_role("link", name="Naar de meters").click()
    ask_members(sofie)
    keep(sofie, "ronde")

    ria = enter("ria", width=390, height=844)
    keep(ria, "ria-thuis")
    answer(ria)
    keep(ria, "ria-antwoordde")

    sofie.reload()
    assert "1/27 vennoten" in sofie.locator(".page-header").inner_text()
    sofie.get_by_role("link", name=HOURS).click()
    total = paste_figures(sofie)
    keep(sofie, "geplakt")

    note = tmp_path / "conceptnota.pdf"
    note.write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF")
    tess = enter("tess", "/indicatoren/opleveringen/{note}/")
    tess.get_by_role("link", name="Nieuwe versie opleveren").click()
    tess.get_by_label("Bestanden").set_input_files(note)
    tess.get_by_label("Wat is er nieuw?").fill("Met de taakverdeling bij onthaal.")
    tess.get_by_role("button", name="Opleveren").click()
    tess.get_by_role("heading", name="Versie 3").wait_for()
    keep(tess, "opgeleverd")

    ria.goto(tess.url)
    ria.get_by_role("link", name="Antwoorden namens Merksplas").click()
    ria.get_by_label("Gevalideerd", exact=True).check()
    ria.get_by_role("button", name="Bewaren").click()
    ria.get_by_text("Genoteerd voor Merksplas").wait_for()
    keep(ria, "ria-valideerde")
    lieve = enter("lieve", tess.url)
    lieve.get_by_role("button", name="Versie 3 goedkeuren").click()
    lieve.get_by_text("Ongedaan maken").wait_for()
    expect(lieve.locator(".page-header .lede")).to_contain_text("1/27 gevalideerd")
    keep(lieve, "goedgekeurd")

    karim = enter("karim", "/plannen/{plan}/")
    figure = f"{total:,} tolkuren".replace(",", ".")
    read_down(karim, Mouse(karim), figure, lambda name: keep(karim, f"karim-{name}"))
    keys = enter("karim", "/plannen/{plan}/", width=390, height=844)
    read_down(keys, Keys(keys), figure, lambda name: keep(keys, f"telefoon-{name}"))
