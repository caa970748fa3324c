"""Opening the load of a network: what the team sees, and what nobody else does."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import TODAY, Cast
from standing import stands
from stewardship.thirteen import thirteen_sheets
from streekwerk.audit.models import Entry
from streekwerk.plans.models import Node, Plan
from streekwerk.stewardship.commands.functions import (
    FunctionText,
    add_function,
    change_function,
    give_function,
)
from streekwerk.stewardship.commands.involvements import take_over_staffing
from streekwerk.stewardship.models import Involvement, JobFunction
from streekwerk.stewardship.queries.staffing import staffing_of
from streekwerk.stewardship.queries.workload import workload_of
from streekwerk.stewardship.rules.load_words import peak_words


@stands
def thirteen(people: Cast) -> Plan:
    """The plan with its functions as the sheets name them, taken over."""
    plan = thirteen_sheets(people)
    by = people["fien"].actor
    for name, capacity in (("Beleidsmedewerker", "1.5"), ("Coördinator", "1")):
        add_function(network=people.zonnedorp, given=FunctionText(name, Decimal(capacity)), by=by)
    chosen = [each.name for sheet in staffing_of(plan) for each in sheet.found]
    take_over_staffing(plan=plan, chosen=chosen, by=by)
    return plan


def as_(client: Client, people: Cast, name: str) -> Client:
    client.force_login(people[name].user)
    return client


def function(name: str) -> JobFunction:
    return JobFunction.objects.get(name=name)


def test_given_the_13_sheets_when_the_load_is_opened_then_the_policy_officer_appears_in_his_actions_and_the_peak_of_2024_is_visible(
    people: Cast, thirteen: Plan, client: Client
) -> None:
    """Acceptance of C9, said by the people of the field: acties 1, 2, 6, 7, 8, 9, 10 en 11, piek in 2024."""
    found = workload_of(people.zonnedorp, people.an.actor, TODAY, step="jaar")
    line = next(each for each in found.lines if each.function.name == "Beleidsmedewerker")
    codes = Node.objects.filter(pk__in={share.action for share in line.shares}).values_list("code", flat=True)
    assert list(codes) == [f"Actie {number}" for number in (1, 2, 6, 7, 8, 9, 10, 11)]
    assert line.peak is not None
    assert (line.peak.start, line.peak.end) == (date(2024, 1, 1), date(2024, 12, 31))
    page = as_(client, people, "an").get(reverse("stewardship:workload", args=["zonnedorp"])).content.decode()
    assert "De piek ligt in 2024: 8 acties, 8 beperkt." in page
    detail = client.get(
        reverse("stewardship:function-load", args=["zonnedorp", line.function.pk])
    ).content.decode()
    for code in codes:
        assert code in detail
    assert "Actie 3 " not in detail


def test_with_numbers_the_peak_is_said_against_what_there_is(people: Cast, thirteen: Plan) -> None:
    Involvement.objects.filter(function__name="Beleidsmedewerker").update(fte=Decimal("0.2"), load="")
    found = workload_of(people.zonnedorp, people.an.actor, TODAY, step="jaar")
    line = next(each for each in found.lines if each.function.name == "Beleidsmedewerker")
    assert peak_words(line.peak, line.function.capacity).startswith(
        "De piek ligt in 2024: 8 acties, 1,6 van 1,5 VTE. Dat is 0,1 VTE meer"
    )


@pytest.mark.parametrize("who", ["dirk", "eva", "gus"])
@pytest.mark.parametrize("route", ["workload", "functions", "substitutes"])
def test_boards_readers_and_administrators_find_nothing(
    who: str, route: str, people: Cast, thirteen: Plan, client: Client
) -> None:
    address = reverse(f"stewardship:{route}", args=["zonnedorp"])
    assert as_(client, people, who).get(address).status_code == 404


@pytest.mark.parametrize("who", ["dirk", "gus"])
def test_boards_and_readers_see_no_staffing_on_a_sheet(
    who: str, people: Cast, thirteen: Plan, client: Client
) -> None:
    node = Node.objects.get(code="Actie 6")
    assert 'id="inzet"' in as_(client, people, "an").get(node.get_absolute_url()).content.decode()
    assert 'id="inzet"' not in as_(client, people, who).get(node.get_absolute_url()).content.decode()


def test_a_neighbour_who_reads_the_adopted_plan_sees_no_staffing(
    people: Cast, thirteen: Plan, client: Client
) -> None:
    Plan.objects.filter(pk=thirteen.pk).update(status="adopted")
    page = as_(client, people, "cas").get(Node.objects.get(code="Actie 6").get_absolute_url())
    assert page.status_code == 200
    assert 'id="inzet"' not in page.content.decode()


def test_the_load_names_no_person(people: Cast, thirteen: Plan, client: Client) -> None:
    an = people.an.user
    an.name = "Wonderlijke Naam"
    an.save()
    give_function(
        function=function("Beleidsmedewerker"), user=an, start=date(2026, 1, 1), end=None, today=TODAY,
        by=people["fien"].actor,
    )  # fmt: skip
    as_(client, people, "bo")
    pk = function("Beleidsmedewerker").pk
    for route, args in (("workload", []), ("function-load", [pk]), ("workload-export", ["csv"])):
        page = client.get(reverse(f"stewardship:{route}", args=["zonnedorp", *args])).content.decode()
        assert "Wonderlijke Naam" not in page


def test_an_action_that_was_taken_out_of_the_plan_takes_no_work(people: Cast, thirteen: Plan) -> None:
    Node.objects.filter(code="Actie 6").update(archived_at="2026-01-01T00:00Z", archived_by="Bo")
    found = workload_of(people.zonnedorp, people.an.actor, TODAY)
    line = next(each for each in found.lines if each.function.name == "Beleidsmedewerker")
    assert line.actions == 7


def test_an_involvement_with_own_days_counts_only_then(people: Cast, thirteen: Plan) -> None:
    Involvement.objects.filter(node__code="Actie 9", function__name="Beleidsmedewerker").update(
        start=date(2026, 7, 1)
    )
    found = workload_of(people.zonnedorp, people.an.actor, TODAY)
    line = next(each for each in found.lines if each.function.name == "Beleidsmedewerker")
    node = Node.objects.get(code="Actie 9").pk
    assert [load.step.label for load in line.loads if node in load.actions] == ["H2 2026"]


def test_the_export_has_a_row_per_function_and_step(people: Cast, thirteen: Plan, client: Client) -> None:
    as_(client, people, "an")
    address = reverse("stewardship:workload-export", args=["zonnedorp", "xlsx"])
    book = openpyxl.load_workbook(io.BytesIO(client.get(address, {"stap": "jaar"}).content))
    head, *rows = list(book.active.values)
    assert len(rows) == 3 * 4
    row = next(row for row in rows if row[:2] == ("Beleidsmedewerker", "2024"))
    told = dict(zip(head, row, strict=True))
    assert (told["Acties"], told["Beperkt"], told["Capaciteit in VTE"]) == (8, 8, "1,5")
    assert client.get(address.replace("xlsx", "pdf")).status_code == 404


def test_a_plan_of_another_network_in_the_address_shows_nothing_of_it(
    people: Cast, thirteen: Plan, client: Client
) -> None:
    address = reverse("stewardship:workload", args=["maanstad"])
    page = as_(client, people, "cas").get(address, {"plan": thirteen.pk})
    assert page.status_code == 200
    assert "Dertien fiches" not in page.content.decode()


def test_the_empty_page_teaches(people: Cast, client: Client) -> None:
    page = as_(client, people, "bo").get(reverse("stewardship:workload", args=["zonnedorp"])).content.decode()
    assert "Nog geen inzet" in page
    assert reverse("stewardship:functions", args=["zonnedorp"]) in page


@pytest.mark.one_engine
@pytest.mark.parametrize("route", ["workload", "functions"])
def test_queries_do_not_grow_with_rows(route: str, people: Cast, thirteen: Plan, client: Client) -> None:
    as_(client, people, "fien")
    address = reverse(f"stewardship:{route}", args=["zonnedorp"])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    by = people["fien"].actor
    nodes = list(Node.objects.filter(plan=thirteen))
    for number in range(12):
        made = add_function(network=people.zonnedorp, given=FunctionText(f"Functie {number}"), by=by)
        give_function(
            function=made, user=people.an.user, start=date(2026, 1, 1), end=None, today=TODAY, by=by
        )
        Involvement.objects.bulk_create(
            Involvement(node=node, function=made, part="support") for node in nodes
        )
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert len(many) <= 12


def test_a_changed_capacity_is_in_the_log(people: Cast, thirteen: Plan, client: Client) -> None:
    row = function("Beleidsmedewerker")
    change_function(
        function=row, given=FunctionText(row.name, Decimal("2")), version=row.version, by=people.bo.actor
    )
    page = as_(client, people, "bo").get(reverse("network:log", args=["zonnedorp"])).content.decode()
    assert "wijzigde een functie" in page
    entry = Entry.objects.get(verb="function.changed")
    assert entry.changes == {"capacity": ["1,5 VTE", "2 VTE"]}
