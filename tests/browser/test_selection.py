"""What is chosen of a plan stays in the address, from view to view, on a phone too."""

from __future__ import annotations

from browser.conftest import Visit
from browser.region import Region
from browsers import MARKS, until

pytestmark = MARKS


def test_filters_stay_in_the_address_across_views(visit: Visit, region: Region) -> None:
    page = visit(session=region.sessions["bram"], width=390)
    page.goto("/plannen/{sheets}/".format(**region.places))
    assert not page.get_by_label("Woorden").is_visible()
    page.get_by_text("Kiezen wat u ziet").click()
    page.get_by_label("Woorden").fill("zorg")
    page.get_by_label("Niveau").select_option("acties")
    page.get_by_role("button", name="Tonen").click()
    page.wait_for_url("**zoek=zorg**")
    said = page.get_by_role("status").filter(has_text="acties").inner_text()
    for view in ("Tabel", "Tijdlijn", "Boom"):
        page.get_by_role("navigation", name="Weergaven van het plan").get_by_role("link", name=view).click()
        page.locator("nav [aria-current]", has_text=view).wait_for()
        page.wait_for_url("**zoek=zorg&niveau=acties")
        assert page.get_by_role("status").filter(has_text="acties").inner_text() == said
    page.locator(".row-aside").first.wait_for(state="attached")
    page.get_by_role("link", name="met “zorg”").click()
    page.wait_for_url("**niveau=acties")
    assert "zoek" not in page.url
    page.get_by_role("link", name="Tijdlijn").click()
    page.locator("nav [aria-current]", has_text="Tijdlijn").wait_for()
    until(page, "document.documentElement.scrollWidth <= 390")
