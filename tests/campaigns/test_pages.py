"""The pages of a counting: what each visitor reads, and that nothing hidden is in them."""

from __future__ import annotations

import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from counting import DAY, Place3, asked, counted, opened
from people import Cast
from streekwerk.campaigns.commands.publishing import publish
from streekwerk.campaigns.models import Campaign
from streekwerk.campaigns.rules.publishing import from_json
from streekwerk.campaigns.rules.tables import Spot

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CELL = "13002|6|k"


def at(name: str, campaign: Campaign, *more: str) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk, *more])


def get(client: Client, person: str, people: Cast, address: str, **query: str) -> str:
    client.force_login(people[person].user)
    return str(client.get(address, query).content.decode())


def numbers_in(page: str) -> dict[str, str]:
    """By the name of a number what stands on the page for it."""
    return dict(re.findall(r'\?getal=([^"]+)"[^>]*>([^<]*)', page.replace("&amp;", "&").replace("%7C", "|")))


def test_two_counted_persons_are_hidden_on_page_export_and_answer(
    client: Client, people: Cast, there: Place3
) -> None:
    """C26, everywhere a reader or a neighbour can look."""
    campaign = counted(people, there)
    hidden = from_json(publish(campaign=campaign, by=people.bo.actor).table).hidden
    for who in ("gus", "cas"):
        for per in ("categorie", "groep"):
            for scheme in ("eerstelijnszone", "politiezone"):
                page = get(client, who, people, at("table", campaign), per=per, indeling=scheme)
                found = numbers_in(page)
                assert found
                assert {key for key, text in found.items() if text == "×"} == {
                    key for key in found if Spot.read(key) in hidden
                }
        explained = get(client, who, people, at("table-number", campaign), getal=CELL)
        assert "staat hier niet. Verborgen: kleiner dan 5" in explained
        assert "Wat elke dienst gaf" not in explained
        csv = client.get(at("export", campaign, "csv")).content.decode("utf-8-sig")
        assert re.search(r"Baarle-Hertog;gemeente;bij familie of vrienden;kinderen;×;", csv)
        book = load_workbook(io.BytesIO(client.get(at("export", campaign, "xlsx")).content))
        rows = [row for row in book.active.iter_rows(values_only=True) if row[0] == "Baarle-Hertog"]
        assert "×" in {row[4] for row in rows}
        assert 2 not in {row[4] for row in rows}
        assert sum(row[4] == "×" for row in book.active.iter_rows(values_only=True)) == len(hidden)


def test_before_publication_only_those_who_gather_see_figures(
    client: Client, people: Cast, there: Place3
) -> None:
    campaign = counted(people, there)
    assert numbers_in(get(client, "an", people, at("now", campaign)))["13002|6|"] == "13"
    assert "OCMW Baarle-Hertog" in get(client, "an", people, at("now-number", campaign), getal=CELL)
    client.force_login(there.ria.user)
    assert client.get(at("now", campaign)).status_code == 403
    for who, status in (("gus", 403), ("dirk", 403), ("cas", 404)):
        client.force_login(people[who].user)
        assert client.get(at("now", campaign)).status_code == status
        assert client.get(at("now-number", campaign), {"getal": CELL}).status_code == status
        for name, more in (("table", []), ("export", ["csv"]), ("table-number", [])):
            assert client.get(at(name, campaign, *more), {"getal": CELL}).status_code == 404
    publish(campaign=campaign, by=people.bo.actor)
    client.force_login(people.cas.user)
    assert client.get(at("now", campaign)).status_code == 404
    assert client.post(at("step", campaign), {"stap": "publiceer"}).status_code == 404
    assert (
        client.get(
            reverse("campaigns:answer", args=[asked(campaign, there.services["Ravels"]).pk])
        ).status_code
        == 404
    )
    assert client.get(at("campaign", campaign)).status_code == 302


def test_the_numbers_explain_themselves(client: Client, people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    publish(campaign=campaign, by=people.bo.actor)
    page = get(client, "gus", people, at("table", campaign))
    assert (
        "3 van de 4 gevraagde diensten telden samen 138 personen in de hele regio, in de nacht voor 30 oktober 2026."
        in page
    )
    assert "3,46 per 1.000 inwoners (39.900 inwoners op 1 januari 2026)" in page
    assert "3/4 diensten" in page
    assert "Dubbel tellen voorkomen de diensten zelf" in page
    number = get(client, "gus", people, at("table-number", campaign), getal="zone:kempen||")
    assert "telden samen" in number
    assert "Hoogstraten" in number
    client.force_login(people["gus"].user)
    assert client.get(at("table-number", campaign), {"getal": "x"}).status_code == 404


def test_a_service_fills_the_grid(client: Client, people: Cast, there: Place3) -> None:
    campaign = opened(people, there)
    request = asked(campaign, there.services["Baarle-Hertog"])
    client.force_login(there.ria.user)
    assert "OCMW Baarle-Hertog" in client.get("/").content.decode()
    page = client.get(request.get_absolute_url()).content.decode()
    assert page.count('name="v|13002|') == 4
    wrong = client.post(
        request.get_absolute_url(), {"v|13002|6-k": "twee", "v|13002|6-v": "11", "stap": "klaar"}
    )
    assert wrong.status_code == 422
    assert "“twee” is geen getal" in wrong.content.decode()
    left = client.post(request.get_absolute_url(), {"v|13002|6-k": "2", "stap": "klaar"})
    assert "2 vakken zijn nog leeg" in left.content.decode()
    done = client.post(request.get_absolute_url(), {"stap": "klaar", "nul": "1"}, follow=True)
    assert "13 personen" in done.content.decode()
    assert "OCMW Baarle-Hertog" not in client.get("/").content.decode()
    other = asked(campaign, there.services["Ravels"])
    assert client.get(other.get_absolute_url()).status_code == 404
    client.force_login(people["gus"].user)
    assert client.get(request.get_absolute_url()).status_code == 403


def test_opening_and_publishing_from_the_pages(client: Client, people: Cast, there: Place3) -> None:
    client.force_login(people.bo.user)
    address = reverse("campaigns:new", args=["zonnedorp"])
    assert "Noorderkempen" not in client.get(address).content.decode()
    sent = {
        "title": "Telling", "day": "2026-10-30", "moment": "night", "due": "2026-12-14", "code_list": "ethos-light-6",
        "trait": "", "smallest": "5", "places": [place.pk for place in there.places.values()],
        "services": [there.services["Ravels"].pk],
    }  # fmt: skip
    assert client.post(address, sent | {"due": "2026-10-01"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    campaign = Campaign.objects.get()
    for step, state in (("herinner", "open"), ("sluit", "closed"), ("heropen", "open"), ("sluit", "closed")):
        client.post(at("step", campaign), {"stap": step})
        assert Campaign.objects.get().state == state
    refused = client.post(at("step", campaign), {"stap": "publiceer"})
    assert (refused.status_code, "niets om te publiceren" in refused.content.decode()) == (422, True)


@pytest.mark.one_engine
def test_pages_cost_a_fixed_number_of_queries(client: Client, people: Cast, there: Place3) -> None:
    few = opened(people, there, services=[there.services["Ravels"].pk], places=[there.places["13035"].pk])
    many = counted(people, there)
    client.force_login(people.bo.user)

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    for name in ("campaign", "now"):
        assert cost(at(name, few)) == cost(at(name, many)), name
    publish(campaign=many, by=people.bo.actor)
    assert cost(at("table", many)) <= 12
    one = cost(reverse("campaigns:list"))
    opened(people, there, day=DAY)
    assert cost(reverse("campaigns:list")) == one
