"""The grid as a page: what is sent, who may, what it costs."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measured import give, make_contact, make_indicator, make_members
from people import Cast
from standing import stands
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan
from work import work


@stands
def members(people: Cast) -> list[Party]:
    return make_members(people.zonnedorp)


@pytest.fixture
def indicator(plan: Plan, members: list[Party]) -> Indicator:
    return make_indicator(plan)


def save(client: Client, indicator: Indicator, *cells: dict[str, Any], origin: str = "entered") -> Any:
    address = reverse("indicators:save-cells", args=[indicator.pk])
    return client.post(
        address, json.dumps({"origin": origin, "cells": cells}), content_type="application/json"
    )


def test_a_cell_is_saved_and_answered(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    client.force_login(people.an.user)
    subject = f"{members[0].pk}//"
    first = {"subject": subject, "period": "2026-03", "text": "12", "base": None}
    [said] = save(client, indicator, first).json()["cells"]
    assert (said["kind"], said["text"], said["base"]) == ("saved", "12", Measurement.objects.get().pk)
    [met] = save(client, indicator, {**first, "text": "13"}, origin="pasted").json()["cells"]
    assert (met["kind"], met["text"]) == ("met", "12")
    noted = {**first, "base": said["base"], "comment": "geteld", "source": "register"}
    assert save(client, indicator, noted).json()["cells"][0]["kind"] == "saved"
    grid = client.get(reverse("indicators:entry", args=[indicator.pk]) + "?tot=2026-03").content.decode()
    assert 'data-comment="geteld"' in grid


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"cells": [1]}', '{"cells": [{"subject": "x"}]}', '{"cells": 3}']
)
def test_nonsense_is_refused_in_words(client: Client, people: Cast, indicator: Indicator, body: str) -> None:
    client.force_login(people.an.user)
    address = reverse("indicators:save-cells", args=[indicator.pk])
    response = client.post(address, body, content_type="application/json")
    assert response.status_code == 400
    assert "Laad de pagina opnieuw" in response.json()["refusal"]


def test_too_many_cells_are_refused(client: Client, people: Cast, indicator: Indicator) -> None:
    client.force_login(people.an.user)
    cells = [{"subject": "1//", "period": "2026-03", "text": "1"}] * 2001
    assert save(client, indicator, *cells).status_code == 422


def test_another_member_is_not_there_for_a_contact(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    give(indicator, people.an, (members[1], "2026-03", "31415"))
    ria = make_contact(people, members[0])
    client.force_login(ria.user)
    own, other = (f"{party.pk}//" for party in members[:2])
    assert save(client, indicator, {"subject": own, "period": "2026-03", "text": "7"}).status_code == 200
    assert save(client, indicator, {"subject": other, "period": "2026-03", "text": "7"}).status_code == 404
    form = {f"t|{other}|2026-03": "7", "base": "{}"}
    assert client.post(reverse("indicators:entry", args=[indicator.pk]), form).status_code == 404
    cell = reverse("indicators:cell", args=[indicator.pk])
    assert client.get(cell, {"rij": other, "periode": "2026-03"}).status_code == 404
    assert client.get(cell, {"rij": own, "periode": "2026-03"}).status_code == 200
    assert (
        "31415"
        not in client.get(reverse("indicators:entry", args=[indicator.pk]) + "?tot=2026-03").content.decode()
    )
    wide = make_indicator(indicator.plan, "Van het netwerk", dimension="network")
    assert save(client, wide, {"subject": "//", "period": "2026-03", "text": "7"}).status_code == 404
    assert not Measurement.objects.filter(value=7).exclude(party=members[0]).exists()


def test_history_shows_every_figure_that_stood_there(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    [first] = give(indicator, people.an, (members[0], "2026-03", "12"))
    assert first.known is not None
    give(indicator, people.bo, (members[0], "2026-03", "± 14"), base=first.known.pk)
    client.force_login(people.an.user)
    cell = reverse("indicators:cell", args=[indicator.pk])
    page = client.get(cell, {"rij": f"{members[0].pk}//", "periode": "2026-03"}).content.decode()
    assert page.index("± 14") < page.index(">12<")
    for wrong in ("2026", "x", ""):
        assert client.get(cell, {"rij": f"{members[0].pk}//", "periode": wrong}).status_code == 404
    assert client.get(cell, {"rij": "x", "periode": "2026-03"}).status_code == 404


def test_the_form_stores_what_was_changed_or_nothing(
    client: Client, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    give(indicator, people.an, (members[0], "2026-03", "12"))
    stands = Measurement.objects.get()
    client.force_login(people.an.user)
    address = reverse("indicators:entry", args=[indicator.pk]) + "?tot=2026-03"
    cells = [f"{party.pk}//|2026-03" for party in members]
    base = json.dumps({cells[0]: stands.pk})
    # Bo changes a cell that An does not touch: An's form is no conflict.
    give(indicator, people.bo, (members[0], "2026-03", "13"), base=stands.pk)
    form = {f"t|{cells[0]}": "12", f"t|{cells[1]}": "5", f"t|{cells[2]}": "veel", "base": base}
    refused = client.post(address, form)
    assert refused.status_code == 422
    assert 'value="veel"' in refused.content.decode()
    assert Measurement.objects.all().live().count() == 1
    assert client.post(address, {**form, f"t|{cells[2]}": ""}).status_code == 302
    assert sorted(Measurement.objects.all().live().values_list("value", flat=True)) == [5, 13]


@pytest.mark.slow
def test_the_grid_and_a_cell_are_little_work(
    client: Client, people: Cast, plan: Plan, django_assert_num_queries: Any
) -> None:
    """27 members by 24 months."""
    members = make_members(people.zonnedorp, [f"Lid {number:02}" for number in range(27)])
    indicator = make_indicator(plan)
    months = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]
    give(indicator, people.an, *((party, month, "12") for party in members for month in months))
    client.force_login(people.an.user)
    address = reverse("indicators:entry", args=[indicator.pk]) + "?tot=2026-12&aantal=24"
    client.get(address)

    with django_assert_num_queries(8):
        client.get(address)
    half = address.replace("aantal=24", "aantal=12")
    assert work(lambda: client.get(address)) < 2.3 * work(lambda: client.get(half))
    subject = f"{members[0].pk}//"

    def one_cell() -> Any:
        stands = Measurement.objects.all().live().get(party=members[0], period_start="2026-03-01")
        text = "13" if stands.value == 12 else "12"
        return save(
            client, indicator, {"subject": subject, "period": "2026-03", "text": text, "base": stands.pk}
        )

    with CaptureQueriesContext(connection) as queries:
        assert one_cell().status_code == 200
    assert len(queries) <= 16
