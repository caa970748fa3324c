"""Figures are typed, pasted and saved cell by cell, by keyboard; nothing is lost, also not without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from browsers import MARKS, axe, before_script
from measured import make_contact, make_indicator, make_members
from people import make_cast
from plan_texts import stored_plan

pytestmark = MARKS

Open = Callable[..., Any]


@pytest.fixture
def places(transactional_db: None) -> dict[str, str]:
    """Addresses of grids, and a session for An and for Bo."""
    people = make_cast()
    plan = stored_plan(people)
    [beek, *_] = make_members(people.zonnedorp)
    make_contact(people, beek)
    counts = make_indicator(plan, plausibility={"minimum": "0", "whole": True, "maximum": "2000"})
    shares = make_indicator(
        plan, "Aandeel huizen met een huurder", measure="share", addition="weighted", rhythm="quarter"
    )
    found = {
        "counts": f"/indicatoren/{counts.pk}/cijfers/?tot=2026-12",
        "shares": f"/indicatoren/{shares.pk}/cijfers/",
    }
    for name in ("an", "bo", "ria"):
        client = Client()
        client.force_login(people[name].user)
        found[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def cell(page: Any, row: int, column: int) -> Any:
    return page.locator(f"#c{row}-{column}")


def saved(page: Any) -> None:
    page.locator("#cijfers:not([data-waits])").wait_for()


def test_cells_are_typed_by_keyboard_and_saved_as_they_are_left(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["an"])
    page.goto(places["counts"])
    cell(page, 0, 0).click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.keyboard.type("14")
    page.keyboard.press("s")
    page.keyboard.press("Tab")
    page.keyboard.type("n")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("0")
    page.keyboard.press("ArrowUp")
    saved(page)
    assert page.evaluate("document.activeElement.id") == "c1-1"
    assert cell(page, 1, 0).input_value() == "± 14"
    page.get_by_label("Opmerking").fill("telling van de brandweer")
    page.get_by_label("Bron").focus()
    saved(page)
    page.reload()
    values = [
        cell(page, row, column).input_value() for row, column in ((0, 0), (1, 0), (1, 1), (2, 1), (2, 2))
    ]
    assert values == ["12", "± 14", "n.v.t.", "0", ""]
    cell(page, 1, 1).click()
    assert page.get_by_label("Opmerking").input_value() == "telling van de brandweer"
    page.get_by_role("link", name="Verloop").click()
    assert "An vulde in" in page.locator(".history").inner_text()


def test_what_is_typed_before_the_script_has_come_is_saved(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["an"])
    with before_script(page, "grid"):
        page.goto(places["counts"], wait_until="commit")
        cell(page, 0, 0).fill("12")
        cell(page, 1, 0).fill("13")
    expect(page.locator("td.kept")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator("td.kept")).to_have_count(2)
    page.reload()
    assert [cell(page, row, 0).input_value() for row in (0, 1)] == ["12", "13"]


def test_a_block_from_a_spreadsheet_is_pasted_and_taken_back(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["an"])
    page.goto(places["counts"])
    cell(page, 2, 0).fill("5")
    cell(page, 0, 0).focus()
    saved(page)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/plain", '1.550\\t"2"\\r\\nn.v.t.\\tveel\\r\\n7\\t8\\r\\n9\\t\\r\\n');
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    saved(page)
    said = page.locator(".grid-said").inner_text()
    assert (
        "6 cellen geplakt, 1 niet begrepen of twijfelachtig (Heide, februari 2026: “veel”), 1 vielen buiten"
        in said
    )
    page.get_by_role("button", name="Naar de eerste").click()
    assert "“veel” is geen getal" in page.locator("[data-question]").inner_text()
    assert [cell(page, row, 0).input_value() for row in range(3)] == ["1550", "n.v.t.", "7"]
    page.get_by_role("button", name="Ongedaan maken").click()
    saved(page)
    page.reload()
    assert [cell(page, row, 0).input_value() for row in range(3)] == ["", "", "5"]


def test_doubts_and_meetings_are_settled_in_the_cell(visit: Open, places: dict[str, str]) -> None:
    an, bo = visit(session=places["an"]), visit(session=places["bo"])
    an.goto(places["counts"])
    bo.goto(places["counts"])
    cell(an, 0, 3).fill("5000")
    cell(an, 0, 4).focus()
    an.locator(".asks").wait_for()
    cell(an, 0, 3).focus()
    assert "meer dan 2.000" in an.locator("[data-question]").inner_text()
    an.get_by_label("Waarom klopt dit cijfer toch?").fill("stormschade")
    an.get_by_role("button", name="Toch bewaren").click()
    saved(an)
    cell(bo, 0, 3).fill("50")
    cell(bo, 0, 4).focus()
    bo.locator(".asks").wait_for()
    cell(bo, 0, 3).focus()
    assert "Intussen vulde An 5000 in" in bo.locator("[data-question]").inner_text()
    bo.get_by_role("button", name="50 bewaren").click()
    saved(bo)
    an.reload()
    assert cell(an, 0, 3).input_value() == "50"


def test_nothing_is_lost_without_a_connection(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["an"])
    page.goto(places["counts"])
    page.route("**/cellen/", lambda route: route.fulfill(status=404, content_type="text/html", body="weg"))
    cell(page, 0, 0).fill("12")
    cell(page, 1, 0).focus()
    page.locator(".failed").wait_for()
    assert "1 cel nog niet bewaard" in page.locator(".grid-said").inner_text()
    assert cell(page, 0, 0).input_value() == "12"
    page.unroute("**/cellen/")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    page.reload()
    assert cell(page, 0, 0).input_value() == "12"


def test_without_a_script_the_grid_is_a_form(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["an"], java_script_enabled=False)
    page.goto(places["counts"])
    cell(page, 0, 0).fill("12")
    cell(page, 1, 0).fill("veel")
    cell(page, 2, 0).fill("5000")
    page.get_by_role("button", name="Bewaren").click()
    assert "2 cellen zijn niet duidelijk" in page.locator(".error-summary").inner_text()
    assert [cell(page, row, 0).input_value() for row in range(3)] == ["12", "veel", "5000"]
    cell(page, 1, 0).fill("± 7")
    page.get_by_label("Toch bewaren, want:").fill("stormschade")
    page.get_by_role("button", name="Bewaren").click()
    assert "3 cijfers bewaard" in page.locator("main").inner_text()
    assert [cell(page, row, 0).input_value() for row in range(3)] == ["12", "± 7", "5000"]


def test_a_share_is_a_pair_and_a_contact_sees_its_own_row(visit: Open, places: dict[str, str]) -> None:
    page = visit(session=places["ria"], bypass_csp=True)
    page.goto(places["shares"])
    expect(page.locator("tbody tr")).to_have_count(1)
    cell(page, 0, 7).fill("2")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    saved(page)
    assert axe(page) == []
    page.reload()
    assert (cell(page, 0, 7).input_value(), page.locator("#n0-7").input_value()) == ("2", "5")
