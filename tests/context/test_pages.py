"""The pages: what they show, to whom, and what they cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from context_figures import GREY, WIDE, make_series, take_in
from people import Cast
from plan_texts import stored_plan
from streekwerk.context.commands.groundings import ground
from streekwerk.context.models import ContextSeries, Observation
from streekwerk.network.models import Place
from streekwerk.plans.commands.why import choose_goals
from streekwerk.plans.models import Statement


@pytest.fixture
def gus(client: Client, people: Cast) -> Client:
    client.force_login(people["gus"].user)
    return client


def text_of(response: Any) -> str:
    """The page as a person reads it: without hard spaces."""
    assert response.status_code == 200
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def test_grijze_druk_shows_source_year_denominator_and_outdated(gus: Client, grey: ContextSeries) -> None:
    """The acceptance of capability 23, for the whole network and for a zone."""
    page = text_of(gus.get(grey.get_absolute_url()))
    for said in (
        "Grijze druk",
        "41,3 per 100",  # (310 + 930) of (1.000 + 2.000): Ven has no figure of 2023
        "65-plussers per 100 inwoners van 20 tot en met 64 jaar",
        "1.240 65-plussers op 3.000 inwoners van 20 tot en met 64 jaar",
        "Statistiekbureau, cijfer van 2023, gepubliceerd op 12 juni 2024",
        "https://cijfers.example/grijze-druk",
        "verouderd",
        "Cijfer van 2023, verouderd sinds 1 januari 2026.",
        "Opgeteld uit 2 gemeenten van de 3; zonder Ven.",
    ):
        assert said in page, said
    zone = text_of(gus.get(grey.get_absolute_url() + "?plaats=z:Oost"))
    for said in (
        "Oost (welzijnszone), 2023",
        "41,4 per 100",
        "verouderd",
        "inwoners van 20 tot en met 64 jaar",
    ):
        assert said in zone, said


def test_a_zone_is_of_who_lay_in_it_then(gus: Client, grey: ContextSeries) -> None:
    then = gus.get(grey.get_absolute_url() + "?jaar=2022&indeling=welzijnszone").context["page"]
    now = gus.get(grey.get_absolute_url() + "?jaar=2023&indeling=welzijnszone").context["page"]
    # Beek (300 of 1.000) left West, with Ven (100 of 500), in March 2023.
    assert {line.name: line.figure for line in then.zones} == {"Oost": "44,0", "West": "26,7"}
    assert {line.name: line.figure for line in now.zones} == {"Oost": "41,4", "West": "–"}
    assert "Beek ging op 1 maart 2023 van West naar Oost" in now.warnings[0]


def test_a_place_stands_beside_its_zone_and_region(gus: Client, grey: ContextSeries) -> None:
    page = text_of(gus.get(grey.get_absolute_url() + "?plaats=90001"))
    assert "Lager dan Oost (41,4) en Streek (41,4)." in page
    assert "Waar het cijfer van Beek vandaan komt" in page


@pytest.mark.parametrize("mode", ["kaart", "balken", "verloop", "onzin"])
def test_every_picture_has_its_source_under_it(gus: Client, grey: ContextSeries, mode: str) -> None:
    page = gus.get(f"{grey.get_absolute_url()}?beeld={mode}&plaats=90001&jaar=veel").context["page"]
    assert "cijfer van 2023" in page.chart.caption
    assert "per 100" in page.chart.caption


def test_my_municipality_on_one_page(gus: Client, people: Cast, grey: ContextSeries) -> None:
    page = text_of(gus.get(reverse("context:profile", args=["zonnedorp"]) + "?plaats=90002"))
    assert "Heide in cijfers" in page
    assert "46,5 per 100" in page
    assert "Hoger dan Oost (41,4)" in page
    assert "Let op: 1 cijfer is verouderd." in page


def test_the_list_is_filtered_by_its_address(gus: Client, people: Cast, grey: ContextSeries) -> None:
    make_series(people, replace(GREY, name="Groene druk", publisher="Ander bureau"))
    address = reverse("context:list", args=["zonnedorp"])
    assert [row.series.name for row in gus.get(address).context["rows"]] == ["Grijze druk", "Groene druk"]
    for query, names in (
        ("?stand=verouderd", ["Grijze druk"]),
        ("?stand=geen", ["Groene druk"]),
        ("?uitgever=Ander+bureau", ["Groene druk"]),
        ("?zoek=GRIJZE", ["Grijze druk"]),
        ("?zoek=bestaatniet", []),
    ):
        assert [row.series.name for row in gus.get(address + query).context["rows"]] == names


def test_what_is_on_screen_leaves_and_comes_back_unchanged(
    gus: Client, people: Cast, grey: ContextSeries
) -> None:
    take_in(people, grey, [["NIS", "2022 teller", "2022 noemer"], ["90003", "± 120", "500"]])
    content = gus.get(reverse("context:export", args=[grey.pk, "csv"]) + "?jaar=2022").content.decode(
        "utf-8-sig"
    )
    rows = [line.split(";") for line in content.splitlines()]
    assert len(rows) == 1 + 3 + 2
    assert rows[-1][1] == "West, berekend"
    assert rows[3][:6] == ["90003", "Ven", "2022", "± 120", "500", "± 24"]
    assert take_in(people, grey, rows, on=None) == 0
    assert gus.get(reverse("context:list-export", args=["zonnedorp", "xlsx"])).status_code == 200


def test_a_plan_says_what_its_challenge_leans_on(client: Client, people: Cast, grey: ContextSeries) -> None:
    plan = stored_plan(people)
    challenge = Statement.objects.create(
        network=plan.network, plan=plan, kind="challenge", title="Onze streek vergrijst"
    )
    client.force_login(people.bo.user)
    address = reverse("context:ground", args=[challenge.pk])
    assert client.post(address, {"cijfer": "x", "plaats": ""}).status_code == 422
    assert client.post(address, {"cijfer": f"{grey.pk}-2022", "plaats": ""}).status_code == 302
    why = text_of(client.get(reverse("plans:why", args=[plan.pk])))
    for said in (
        "Onderbouwd met",
        "Grijze druk: 37,1 per 100",
        "het hele netwerk, 2022",
        "Cijfer van 2022, verouderd sinds 1 januari 2025.",
        "Er is een nieuwer cijfer: dat van 2023.",
    ):
        assert said in why, said
    other_side = text_of(client.get(grey.get_absolute_url()))
    assert "Onze streek vergrijst" in other_side
    assert "met het cijfer van 2022" in other_side
    goal, action = plan.nodes.filter(level="goal")[0], plan.nodes.filter(level="action")[0]
    choose_goals(statement=challenge, plan=plan, goals=[goal.pk], by=people.bo.actor)
    for node in (goal, action):
        said = text_of(client.get(node.get_absolute_url()))
        assert f'onderbouwd met <a href="{grey.get_absolute_url()}">Grijze druk, 2022</a>' in said


def test_who_reads_no_plans_sees_no_challenge(client: Client, people: Cast, grey: ContextSeries) -> None:
    plan = stored_plan(people)
    challenge = Statement.objects.create(
        network=plan.network, plan=plan, kind="challenge", title="Geheim plan"
    )
    ground(statement=challenge, series=grey, year=2023, by=people.bo.actor)
    client.force_login(people["eva"].user)
    assert "Geheim plan" not in text_of(client.get(grey.get_absolute_url()))


def test_an_empty_series_teaches(client: Client, people: Cast, places: dict[str, Place]) -> None:
    series = make_series(people)
    client.force_login(people["gus"].user)
    assert "Zodra de planbeheerder" in text_of(client.get(series.get_absolute_url()))
    client.force_login(people.bo.user)
    assert "Cijfers inlezen" in text_of(client.get(series.get_absolute_url()))


def test_keeping_a_series_on_a_page(client: Client, people: Cast, places: dict[str, Place]) -> None:
    client.force_login(people.bo.user)
    given = {
        "name": "Alleen",
        "publisher": "x",
        "kind": "ratio",
        "per": "1000",
        "decimals": "1",
        "fresh_years": "3",
    }
    refused = client.post(reverse("context:new", args=["zonnedorp"]), given)
    assert refused.status_code == 422
    assert "teller en een noemer" in refused.content.decode()
    given |= {"numerator": "mensen die alleen wonen", "denominator": "inwoners"}
    assert client.post(reverse("context:new", args=["zonnedorp"]), given).status_code == 302
    series = ContextSeries.objects.get(name="Alleen")
    change = reverse("context:change", args=[series.pk])
    assert client.post(change, given | {"name": "Anders", "version": "1"}).status_code == 302
    assert client.post(change, given | {"version": "1"}).status_code == 409


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.one_engine
@pytest.mark.slow
def test_pages_cost_the_same_for_few_and_many(gus: Client, people: Cast, grey: ContextSeries) -> None:
    plan = stored_plan(people)
    made = Statement.objects.create(network=plan.network, plan=plan, kind="challenge", title="Een")
    ground(statement=made, series=grey, year=2022, by=people.bo.actor)
    addresses = [
        reverse("context:list", args=["zonnedorp"]),
        reverse("context:profile", args=["zonnedorp"]) + "?plaats=90001",
        grey.get_absolute_url() + "?plaats=90001",
        reverse("plans:why", args=[plan.pk]),
    ]
    few = [_queries(gus, address) for address in addresses]
    for number in range(6):
        series = make_series(people, replace(GREY, name=f"Reeks {number}"))
        take_in(people, series, WIDE)
        more = Statement.objects.create(network=plan.network, plan=plan, kind="challenge", title=f"{number}")
        for year in (2022, 2023):
            ground(statement=more, series=series, year=year, by=people.bo.actor)
    take_in(
        people,
        grey,
        [
            ["Gemeente", *(f"{year} {half}" for year in range(2000, 2020) for half in ("teller", "noemer"))],
            ["Beek", *(["1", "9"] * 20)],
        ],
    )
    assert Observation.objects.count() > 60
    assert [_queries(gus, address) for address in addresses] == few
