"""The list of meters, one meter and what is behind it: what they say, to whom, and at which price."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from figures_given import NAMES, World
from people import Cast
from streekwerk.indicators.commands.rounds import close_round
from streekwerk.indicators.models import Definition, Indicator, Measurement, MeterReading, Target
from streekwerk.indicators.readings import forget
from streekwerk.indicators.rules.recipes import Recipe, Test, to_json

SIX = {"Beek": 2, "Heide": 9, "Ven": 30, "Duin": 12, "Veld": 40, "Zand": 21}
Counting = Callable[[int], Any]


def open_as(people: Cast, who: str, address: str) -> Any:
    client = Client()
    client.force_login(people[who].user)
    return client.get(address)


def text_of(world: World, who: str, address: str) -> str:
    answer = open_as(world.people, who, address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def list_of(world: World) -> str:
    return reverse("indicators:meters", args=[world.plan.pk])


def test_the_list_says_figure_coverage_and_stand(world: World) -> None:
    indicator = world.indicator()
    Target.objects.create(indicator=indicator, comparator=">=", number=100, per="year", by_label="Bo")
    world.give(indicator, "2025", **{**SIX, "Zand": "not_applicable"})
    said = text_of(world, "gus", list_of(world))
    assert "93 personen" in said
    assert "2025 · 5/5 leden" in said or "2025 · 5/5 vennoten" in said
    assert "niet gehaald" in said
    # The sentence of the plan without a card waits for one.
    assert "kaart te bevestigen" in said


def test_a_changed_figure_is_a_changed_meter(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", Beek=3)
    assert "3 personen" in text_of(world, "gus", list_of(world))
    Measurement.objects.update(value=Decimal(4))
    assert "3 personen" in text_of(world, "gus", list_of(world))
    forget(indicator)
    assert "4 personen" in text_of(world, "gus", list_of(world))


def test_a_round_that_opens_or_closes_changes_who_was_asked(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", Beek=3)
    assert "1/6 vennoten" in text_of(world, "gus", list_of(world))
    made = world.ask(indicator, "2025", "Beek", "Ven", closed=False)
    close_round(round_=made, by=world.people.bo.actor)
    assert "1/2 vennoten" in text_of(world, "gus", list_of(world))


def test_a_counted_meter_follows_the_plan_by_itself(world: World) -> None:
    indicator = world.indicator(
        "Aantal acties",
        dimension="network",
        unit="acties",
        rhythm="year",
        recipe=to_json(Recipe("count", "nodes", (Test("level", "is", "action"),))),
    )
    page = reverse("indicators:meter", args=[indicator.pk])
    before = open_as(world.people, "gus", page)
    assert before.status_code == 200
    basis = MeterReading.objects.get(indicator=indicator).basis
    world.plan.raise_revision()
    open_as(world.people, "gus", page)
    assert MeterReading.objects.get(indicator=indicator).basis != basis


def test_small_numbers_stay_hidden_on_every_page(world: World) -> None:
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **SIX)
    pages = [
        reverse("indicators:meter", args=[indicator.pk]),
        reverse("indicators:meter", args=[indicator.pk]) + "?beeld=leden",
        reverse("indicators:meter", args=[indicator.pk]) + "?beeld=klein",
        reverse("indicators:meter", args=[indicator.pk]) + "?indeling=welzijnszone",
        reverse("indicators:records", args=[indicator.pk]),
        reverse("indicators:records", args=[indicator.pk]) + "?wie=" + world.key("Beek"),
    ]
    for page in pages:
        said = text_of(world, "gus", page)
        assert "van Beek" not in said
    behind = text_of(world, "gus", pages[4])
    assert "van Zand" in behind
    assert "van Beek" in text_of(world, "an", pages[4])


def test_a_figure_opens_down_to_who_gave_it(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    said = text_of(world, "gus", reverse("indicators:records", args=[indicator.pk]) + "?periode=2025")
    for name in NAMES:
        assert f"van {name}" in said
    assert "114 personen" in said
    assert "An, " in said


def test_a_break_is_told_and_no_trend_runs_across(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2024", Beek=50)
    world.define(indicator, 2, valid_from=date(2025, 1, 1), reason="Voortaan gezinnen", unit="gezinnen")
    world.give(indicator, "2025", 2, Beek=20)
    said = text_of(world, "gus", reverse("indicators:meter", args=[indicator.pk]))
    assert "Breuk: Voortaan gezinnen" in said
    assert "van 50 naar 20" not in said
    assert Definition.objects.filter(indicator=indicator).count() == 2


def test_both_targets_stay_in_view(world: World) -> None:
    indicator = world.indicator()
    Target.objects.create(
        indicator=indicator, comparator=">=", number=200, per="year", by_label="Bo", ended_on=date(2026, 2, 3)
    )
    Target.objects.create(
        indicator=indicator, comparator=">=", number=100, per="year", by_label="Bo", reason="Minder middelen"
    )
    world.give(indicator, "2025", Beek=150)
    said = text_of(world, "gus", reverse("indicators:meter", args=[indicator.pk]))
    assert "<s>Minstens 200" in said
    assert "Minder middelen" in said


@pytest.mark.parametrize("route", ["indicators:meter", "indicators:records"])
def test_a_neighbour_sees_nothing(world: World, route: str) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    assert open_as(world.people, "cas", reverse(route, args=[indicator.pk])).status_code == 404
    assert open_as(world.people, "cas", list_of(world)).status_code == 404


def test_what_is_chosen_lives_in_the_address(world: World) -> None:
    indicator = world.indicator("Aantal getelde gezinnen")
    world.indicator("Iets anders")
    world.give(indicator, "2025", Beek=1)
    said = text_of(world, "gus", list_of(world) + "?stand=loopt&zoek=gezinnen")
    assert "Aantal getelde gezinnen" in said
    assert "Iets anders" not in said
    export = open_as(
        world.people,
        "gus",
        reverse("indicators:meters-export", args=[world.plan.pk, "csv"]) + "?zoek=gezinnen",
    )
    lines = export.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 2
    assert "Aantal getelde gezinnen" in lines[1]


def many_meters(world: World, count: int, periods: int) -> list[Indicator]:
    made = []
    for number in range(count):
        indicator = world.indicator(f"Aantal {number}", rhythm="month")
        for month in range(periods):
            world.give(indicator, f"{2021 + month // 12}-{month % 12 + 1:02}", **SIX)
        made.append(indicator)
    return made


@pytest.mark.one_engine
@pytest.mark.parametrize("count", [1, 12])
def test_the_price_of_the_list(world: World, count: int, django_assert_max_num_queries: Counting) -> None:
    many_meters(world, count, 3)
    client = Client()
    client.force_login(world.people["gus"].user)
    client.get(list_of(world))
    with django_assert_max_num_queries(21):
        client.get(list_of(world))


@pytest.mark.one_engine
@pytest.mark.parametrize("periods", [2, 20])
def test_the_price_of_one_meter(world: World, periods: int, django_assert_max_num_queries: Counting) -> None:
    [indicator] = many_meters(world, 1, periods)
    client = Client()
    client.force_login(world.people["gus"].user)
    page = reverse("indicators:meter", args=[indicator.pk]) + "?indeling=welzijnszone"
    client.get(page)
    with django_assert_max_num_queries(32):
        client.get(page)


def test_one_figure_of_each_stands_beside_the_others_before_it_has_a_course(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    address = reverse("indicators:meter", args=[indicator.pk])
    said = text_of(world, "gus", address)
    assert "Naast elkaar, 2025" in said
    assert ">Verloop</a>" not in said
    world.give(indicator, "2024", **SIX)
    forget(indicator)
    assert 'aria-current="true">Verloop</a>' in text_of(world, "gus", address)


def test_a_source_that_all_figures_share_is_said_once(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    Measurement.objects.update(source="register van de dienst")
    address = reverse("indicators:meter", args=[indicator.pk])
    assert text_of(world, "gus", address).count("register van de dienst") == 1
    Measurement.objects.filter(value=9).update(source="navraag")
    forget(indicator)
    assert text_of(world, "gus", address).count("register van de dienst") == len(SIX) - 1
