"""The pages of workbooks that go out and come back, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import SOFIE, Sight


def take_a_row(page: Any) -> None:
    page.locator(".workbook-cell input[type=checkbox]").first.check()
    page.get_by_role("button", name="Aangevinkte overnemen").click()
    page.get_by_role("button", name="Ongedaan maken").wait_for()


def hand_in_nothing(page: Any) -> None:
    page.get_by_role("button", name="Teruglezen").click()
    page.locator(".error-summary").wait_for()


PAGES: list[Sight] = [
    Sight("intake:workbooks", "/inlezen/werkboek/plan/{plan}/?niveau=acties", SOFIE),
    Sight("intake:workbooks", "/inlezen/werkboek/plan/{plan}/", SOFIE, hand_in_nothing),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/?toon=conflicten", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/?toon=vragen", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/?toon=nieuw", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/?toon=niet-meegestuurd", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/", SOFIE, take_a_row),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned}/?toon=beslist", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned_failed}/", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned_which}/", SOFIE),
    Sight("intake:workbook-return", "/inlezen/werkboek/{returned_busy}/", SOFIE),
]

NO_PAGES: dict[str, str] = {
    "intake:workbook-make": "gives a file",
    "intake:workbook-decide": "goes back to the workbook",
    "intake:workbook-answer": "goes back to the workbook",
    "intake:workbook-undo": "goes back to the workbook",
    "intake:workbook-which": "goes back to the workbook",
    "intake:workbook-again": "goes back to the workbook",
}
"""Routes without a page of their own, and why."""
