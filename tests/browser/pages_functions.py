"""The pages of functions, workload and hand-over, in the states they can be in."""

from __future__ import annotations

from typing import Any

from browser.sights import BRAM, QUIET, SOFIE, TESS, Sight


def choose_nobody(page: Any) -> None:
    """Everything to nobody, without saying why."""
    page.get_by_label("Wie neemt alles over?").select_option(label="niemand")
    page.get_by_role("button", name="Verder").click()
    page.locator(".error-summary").wait_for()


def see_what_happens(page: Any) -> None:
    """Everything to the coordinator, up to the confirmation."""
    page.get_by_label("Wie neemt alles over?").select_option(label="Bram Dennenlaan")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("heading", name="Dit gaat er gebeuren").wait_for()


def open_all(page: Any) -> None:
    """Every fold of the page."""
    page.locator("main details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")


def from_the_list(page: Any) -> None:
    """The load of the first function."""
    page.locator("main table a").first.click()
    page.get_by_role("heading", level=1).wait_for()


def a_colleague(page: Any) -> None:
    """The open list of a colleague."""
    page.get_by_role("row").filter(has_text="Hanne").get_by_role("link").first.click()
    page.get_by_role("heading", name="Hanne Zilverbeek vertrekt").wait_for()


def a_colleague_wrong(page: Any) -> None:
    """The same, with nothing right."""
    a_colleague(page)
    choose_nobody(page)


def a_colleague_opened(page: Any) -> None:
    """The same, with every choice in view."""
    a_colleague(page)
    open_all(page)


def a_colleague_checked(page: Any) -> None:
    """What will happen."""
    a_colleague(page)
    see_what_happens(page)


def who(page: Any) -> None:
    """Who fulfils the first function."""
    page.get_by_role("link", name="Wie toevoegen").first.click()
    page.get_by_role("heading", level=1).wait_for()


def change(page: Any) -> None:
    """The first function."""
    page.locator("main table th a").first.click()
    page.get_by_role("heading", level=1).wait_for()


def staffed_sheet(page: Any) -> None:
    """The form of what a function does in an action."""
    page.get_by_role("link", name="Wijzigen wat").first.click()
    page.get_by_role("heading", level=1).wait_for()


ZONE = "eerstelijnszone"

PAGES: list[Sight] = [
    Sight("stewardship:functions", f"/werk/functies/{ZONE}/", BRAM),
    Sight("stewardship:functions", "/werk/functies/welzijnsbond/", TESS),
    Sight("stewardship:functions", "/werk/functies/stil/", QUIET),
    Sight("stewardship:function-new", f"/werk/functies/{ZONE}/nieuw/", BRAM),
    Sight("stewardship:function", f"/werk/functies/{ZONE}/", BRAM, change),
    Sight("stewardship:function-give", f"/werk/functies/{ZONE}/", BRAM, who),
    Sight("stewardship:staffing", "/werk/inzet/{sheets}/", BRAM),
    Sight("stewardship:staffing", "/werk/inzet/{colours}/", "piet"),
    Sight("stewardship:involvement-add", "/werk/inzet/{sheets}/{action}/", BRAM),
    Sight("stewardship:involvement", "/plannen/{sheets}/{action}/", BRAM, staffed_sheet),
    Sight("stewardship:workload", f"/werk/belasting/{ZONE}/", BRAM, open_all),
    Sight("stewardship:workload", "/werk/belasting/stil/?stap=kwartaal", QUIET),
    Sight("stewardship:function-load", f"/werk/belasting/{ZONE}/", BRAM, from_the_list),
    Sight("stewardship:handovers", f"/werk/overdracht/{ZONE}/", BRAM),
    Sight("stewardship:hand-over", f"/werk/overdracht/{ZONE}/", BRAM, a_colleague_wrong),
    Sight("stewardship:hand-over", f"/werk/overdracht/{ZONE}/", BRAM, a_colleague_opened),
    Sight("stewardship:hand-over", f"/werk/overdracht/{ZONE}/", BRAM, a_colleague_checked),
    Sight("stewardship:substitutes", f"/werk/vervangers/{ZONE}/", BRAM),
    Sight("stewardship:substitutes", "/werk/vervangers/welzijnsbond/", SOFIE),
]

NO_PAGES: dict[str, str] = {
    "stewardship:function-archive": "goes back to the list",
    "stewardship:function-restore": "goes back to the list",
    "stewardship:function-end": "goes back to the list",
    "stewardship:involvement-archive": "goes back to the sheet",
    "stewardship:involvement-restore": "goes back to the sheet",
    "stewardship:workload-export": "a file",
    "stewardship:handover": "judged in test_handover.py, where one is made",
    "stewardship:handover-seen": "goes back to what was taken over",
    "stewardship:substitute-end": "goes back to the list",
}
"""Routes without a page of their own, and why."""
