"""The whole walk of a plan: from a document to an amended plan, by mouse and with the keyboard alone.

At every station of the walk by mouse axe finds nothing and nothing scrolls sideways on a phone; the keyboard comes
past the same pages, and there every stop of Tab must be seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from browser.conftest import SECOND, Visit
from browser.hands import Hands, Keys, Mouse
from browser.region import DOCUMENTS, PASSWORD, Region
from browser.test_pages import sideways
from browser.test_walk import commit, send
from browsers import MARKS, axe, until, until_focus
from streekwerk.accounts.models import User
from streekwerk.network.models import Network, RoleHolding

pytestmark = MARKS

TEXT, *OTHERS = (next(DOCUMENTS.glob(f"*.{kind}")) for kind in ("txt", "docx", "xlsx", "pdf"))
ON_THE_REVIEW = re.compile(r"/inlezen/nakijken/\d+/")
ON_THE_PLAN = re.compile(r"/plannen/\d+/$")
ON_THE_SHEET = re.compile(r"/plannen/\d+/\d+/(#.*)?$")
COLLEAGUE = "Mia Meelezer"
SECOND_LEAF = """() => [...document.querySelectorAll('#boom .row')].findIndex((row) => {
  const before = row.parentElement.previousElementSibling;
  return before?.querySelector(':scope > .row') && !before.querySelector('ul');
})"""
"""The first row of the review that follows a row without anything under it."""
WHY = "Samen bereiken ze elk gezin maar één keer."


@pytest.fixture
def with_colleague(region: Region) -> Region:
    """The region, where the network without plans has a second person."""
    mia = User.objects.create_user("mia@streek.example", PASSWORD, name=COLLEAGUE)
    network = Network.objects.get(code="stil")
    RoleHolding.objects.create(user=mia, network=network, role="reader", valid_from=date(2026, 1, 1))
    return region


def station(page: Any) -> None:
    """What holds on every page of the walk."""
    assert axe(page) == []
    assert sideways(page, 390) == []
    page.set_viewport_size({"width": 1280, "height": 900})


def pass_by(page: Any) -> None:
    """A station that is judged in the other walk."""


def said(page: Any, words: str) -> None:
    page.locator("#gezegd", has_text=re.compile(words)).wait_for()


def download(page: Any, hands: Hands, name: str) -> Any:
    with page.expect_download() as waiting:
        hands.press(name)
    return waiting.value.path()


def settle_tray(page: Any, hands: Hands) -> None:
    """Put every block where the program proposes it; what has no proposal stays."""
    place = page.get_by_role("button", name="Plaats zoals voorgesteld")
    while left := place.count():
        hands.press("^Plaats zoals voorgesteld$")
        until(
            page,
            "left => [...document.querySelectorAll('#lade button')]"
            ".filter((button) => button.innerText === 'Plaats zoals voorgesteld').length < left",
            arg=left,
        )


def change_end(page: Any, hands: Hands, words: str) -> None:
    hands.press(r"^Wijzig\s+Einde$")
    until_focus(page, "#veld-einde input:focus")
    hands.page.keyboard.press("Control+A")
    hands.page.keyboard.type(words)
    hands.page.keyboard.press("Enter")
    page.locator("#veld-einde .saved").wait_for()


@pytest.mark.parametrize("make_hands", [Mouse, Keys], ids=["mouse", "keyboard"])
def test_a_plan_is_lived_in(visit: Visit, with_colleague: Region, make_hands: Callable[[Any], Hands]) -> None:
    page = visit(session=with_colleague.sessions["stil"], bypass_csp=True, reduced_motion="reduce")
    hands = make_hands(page)
    look = station if make_hands is Mouse else pass_by

    # Hand in.
    page.goto("/inlezen/")
    look(page)
    hands.give("Het plan|id_document", TEXT)
    hands.press("^Inlezen$")
    page.wait_for_url(ON_THE_REVIEW, timeout=60 * SECOND)

    # Settle the tray; one move, and undo it.
    look(page)
    settle_tray(page, hands)
    titles = page.locator("#boom .row > a").all_inner_texts()
    hands.move_up(page.evaluate(SECOND_LEAF))
    said(page, "gezet")
    assert page.locator("#boom .row > a").all_inner_texts() != titles
    hands.press("^Ongedaan maken")
    said(page, "Ongedaan gemaakt")
    assert page.locator("#boom .row > a").all_inner_texts() == titles
    look(page)
    if page.locator("input[name=rest]").count():
        hands.tick("in de lade van het plan")
    hands.press("^Leg vast als plan$")
    page.wait_for_url(ON_THE_PLAN)
    plan = page.url
    look(page)

    # Edit a text on a sheet.
    page.goto(f"{plan}tabel/?niveau=acties")
    hands.press("zoneoverleg")
    page.wait_for_url(ON_THE_SHEET)
    sheet = page.url
    change_end(page, hands, "juni 2027")
    look(page)

    # Talk about it.
    hands.mention("^Uw reactie$", COLLEAGUE, "kijkt u dit na?")
    hands.press("^Plaatsen$")
    page.locator(".mention", has_text=COLLEAGUE).wait_for()

    # Link it with an action of the adopted plan of another network.
    hands.press("^Verbinden$")
    page.wait_for_url("**/verbinden/")
    hands.write("^Zoek de andere actie$", "mantelzorgers")
    page.locator("#gevonden input[type=radio]").first.wait_for()
    hands.tick("[Mm]antelzorgers")
    hands.pick("^Deze actie", "slimme combinatie met")
    hands.write("^Waarom", WHY)
    look(page)
    hands.press("^Verbinden$")
    page.wait_for_url(ON_THE_SHEET)
    page.locator("#verbonden", has_text=WHY).wait_for()
    look(page)

    # Adopt.
    page.goto(f"{plan}versies/")
    hands.press("^Plan vaststellen$")
    page.wait_for_url("**/vaststellen/")
    look(page)
    hands.write("^Wie besliste", "Algemene vergadering")
    hands.date("^Op welke dag", 5, 2025)
    hands.press("^Vaststellen$")
    page.wait_for_url("**/versies/")
    page.get_by_text("Versie 1", exact=True).wait_for()
    look(page)

    # Change it, and amend with a reason.
    page.goto(sheet)
    change_end(page, hands, "december 2027")
    page.goto(f"{plan}versies/")
    page.get_by_text(re.compile("einde verschoven van .*juni 2027.* naar .*december 2027")).wait_for()
    hands.press("^Wijziging vaststellen$")
    page.wait_for_url("**/vaststellen/")
    hands.write("^Wie besliste", "Algemene vergadering")
    hands.date("^Op welke dag", 6, 2025)
    hands.write("^Waarom wijzigt", "De vorming start later.")
    hands.press("^Vaststellen$")
    page.wait_for_url("**/versies/")

    # Read what differs.
    hands.press("^Wat wijzigde tegenover versie 1$")
    page.wait_for_url("**/verschil/*")
    page.get_by_text(re.compile("einde verschoven van .*juni 2027.* naar .*december 2027", re.I)).wait_for()
    look(page)

    # Take it along.
    page.goto(f"{plan}?niveau=acties")
    with open(download(page, hands, "^JSON$"), "rb") as file:
        assert "december 2027" in json.dumps(json.load(file))
    with open(download(page, hands, "^Word$"), "rb") as file:
        assert file.read(2) == b"PK"


@pytest.mark.parametrize("document", OTHERS, ids=lambda path: path.suffix)
def test_the_other_documents_become_a_plan(visit: Visit, with_colleague: Region, document: Any) -> None:
    page = visit(session=with_colleague.sessions["leeg"], bypass_csp=True, reduced_motion="reduce")
    page.goto("/inlezen/")
    send(page, document)
    station(page)
    settle_tray(page, Mouse(page))
    commit(page)
    page.locator(".tree .row").nth(10).wait_for(state="attached")
