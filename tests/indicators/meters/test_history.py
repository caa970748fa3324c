"""Who changed what, on the page of an indicator: never a figure past its gate."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from figures_given import World
from streekwerk.audit.commands import record
from streekwerk.indicators.models import Indicator


def told(world: World, indicator: Indicator, verb: str, **changes: list[str]) -> None:
    record(verb, indicator, by=world.people.bo.actor, network_id=world.plan.network_id, changes=dict(changes))


def test_it_tells_who_and_what_but_no_figure_past_its_gate(client: Client, world: World) -> None:
    indicator = world.indicator()
    told(world, indicator, "figures.entered", Beek=["", "3 huishoudens"])
    told(world, indicator, "card.kept", unit=["", "woningen voor starters"])
    client.force_login(world.people["gus"].user)
    page = client.get(reverse("indicators:meter", args=[indicator.pk])).content.decode()
    assert "<summary>Alle wijzigingen</summary>" in page
    assert "<strong>Bo</strong> vulde cijfers in" in page
    assert "3 huishoudens" not in page
    assert "<ins>woningen voor starters</ins>" in page


@pytest.mark.one_engine
def test_many_changes_ask_as_much_as_one(client: Client, world: World) -> None:
    indicator = world.indicator()
    client.force_login(world.people.bo.user)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("indicators:meter", args=[indicator.pk])).status_code == 200
        return len(queries)

    _, _, none = asked(), asked(), asked()  # the first ones fill what a process remembers
    for at in range(20):
        told(world, indicator, "card.kept", unit=["", f"eenheid {at}"])
    assert asked() == none
