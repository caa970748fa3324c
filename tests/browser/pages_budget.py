"""The pages of budgets of actions, in the states they can be in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from browser.sights import BRAM, KARIM, Sight
from streekwerk.budget.models import BudgetLine

SAMPLE = Path(__file__).resolve().parents[2] / "sample" / "budget"


def nothing_filled_in(page: Any) -> None:
    """Send the form of a new line with an amount that is none."""
    page.locator("input[name=planned]").fill("veel")
    page.locator("main form button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def looked_at(page: Any) -> None:
    """Hand in a file that asks something and changes something."""
    page.set_input_files("input[type=file]", SAMPLE / "eerstelijnszone-2026-herziening.csv")
    page.locator("input[name=reported][value=revision]").check()
    page.locator("input[name=source][value=regular]").check()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Wat er verandert").wait_for()


def refused(page: Any) -> None:
    """Hand in a file that is no such file."""
    page.set_input_files(
        "input[type=file]", {"name": "brief.csv", "mimeType": "text/csv", "buffer": b"Beste,\r\nhallo\r\n"}
    )
    page.locator("input[name=reported][value=revision]").check()
    page.locator("input[name=source][value=regular]").check()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Wat er niet klopt").wait_for()


PAGES: list[Sight] = [
    Sight("budget:plan", "/budget/plan/{budget_plan}/", BRAM),
    Sight("budget:plan", "/budget/plan/{budget_plan}/?jaar=2026&herkomst=nog-te-bepalen", BRAM),
    Sight("budget:plan", "/budget/plan/{budget_plan}/?jaar=2026&soort=financiering", BRAM),
    Sight("budget:plan", "/budget/plan/{budget_plan}/?onder={budget_node}", BRAM),
    Sight("budget:plan", "/budget/plan/{plan}/?onder={goal}", KARIM),
    Sight("budget:lines", "/budget/plan/{budget_plan}/lijnen/", BRAM),
    Sight("budget:lines", "/budget/plan/{plan}/lijnen/?jaar=2099", KARIM),
    Sight("budget:add", "/budget/plan/{budget_plan}/onderdeel/{budget_node}/nieuw/", BRAM),
    Sight("budget:add", "/budget/plan/{budget_plan}/onderdeel/{budget_node}/nieuw/", BRAM, nothing_filled_in),
    Sight("budget:line", "/budget/plan/{budget_plan}/lijn/{budget_line}/", BRAM),
    Sight("budget:import", "/budget/plan/{budget_plan}/inlezen/", BRAM),
    Sight("budget:import", "/budget/plan/{budget_plan}/inlezen/", BRAM, refused),
    Sight("budget:preview", "/budget/plan/{budget_plan}/inlezen/", BRAM, looked_at),
]

NO_PAGES: dict[str, str] = {
    "budget:accounting": "a file",
    "budget:archive": "only sent to",
    "budget:export": "a file",
    "budget:restore": "only sent to",
    "budget:take": "only sent to",
}
"""Routes without a page of their own, and why."""


def places() -> dict[str, int | str]:
    """The plan, action and line that these addresses name."""
    line = BudgetLine.objects.select_related("node").get(
        node__title__startswith="Gids met alle hulp", year=2025, direction="expense"
    )
    return {"budget_plan": line.node.plan_id, "budget_node": line.node_id, "budget_line": line.pk}
