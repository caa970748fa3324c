"""The pages of a plan: what they show, and what they cost at two thousand nodes."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import Cast
from plan_texts import TEXT, large_reading, stored_plan
from streekwerk.plans.exports import as_csv, contents_of, harmless, sheet_of_nodes
from streekwerk.plans.models import Node, Plan
from streekwerk.plans.queries import Selection, selected_nodes, tree_items


@pytest.fixture
def gus(client: Client, people: Cast) -> Client:
    client.force_login(people["gus"].user)
    return client


def text(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_overview_counts(gus: Client, plan: Plan) -> None:
    page = text(gus, reverse("plans:list"))
    assert "Samen wonen" in page
    assert "2026–2028" in page


def test_the_overview_without_plans_teaches(client: Client, people: Cast) -> None:
    client.force_login(people.bo.user)
    page = text(client, reverse("plans:list"))
    assert "Nog geen plannen" in page
    assert reverse("intake:new") in page
    client.force_login(people["gus"].user)
    assert reverse("intake:new") not in text(client, reverse("plans:list"))


def test_the_tree_links_every_node(gus: Client, plan: Plan) -> None:
    page = text(gus, plan.get_absolute_url())
    for node in Node.objects.filter(plan=plan):
        assert f'href="{node.get_absolute_url()}"' in page
        assert node.title in page


def test_prose_comes_after_what_will_be_done(people: Cast, plan: Plan) -> None:
    """Chapters without actions go under one closed row at the end; a chapter that holds actions stays."""
    last = plan.nodes.count()
    for at, (title, holds) in enumerate((("Woord vooraf", False), ("Deel een", True))):
        chapter = Node.objects.create(plan=plan, level="statement", title=title, position=last + 2 * at)
        if holds:
            Node.objects.create(
                plan=plan, parent=chapter, level="action", title="Bus", position=last + 2 * at + 1
            )
    goal, part, prose = tree_items(plan)
    assert [goal.title, part.title, prose.title] == ["Iedereen een dak", "Deel een", "Toelichtingen"]
    assert [child.title for child in prose.children] == ["Woord vooraf"]
    assert not prose.open


def test_a_sheet_shows_every_field_and_what_is_empty(gus: Client, plan: Plan) -> None:
    node = Node.objects.get(plan=plan, code="Actie 2")
    page = text(gus, node.get_absolute_url())
    assert (
        page.count("nog in te vullen") == 4
    )  # no start, no end; Timing and Partners stand on the other sheet
    assert "Opening voorjaar 2028" in page
    assert "Een huis voor starters" in page  # linked from Actie 1
    assert "Noodwoning delen" in page


def test_indicators_are_not_said_twice(gus: Client, plan: Plan) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    node.fields.append({"label": "Indicatoren", "text": "1) Aantal gevonden huizen"})
    node.save()
    page = text(gus, node.get_absolute_url())
    assert page.count("Aantal gevonden huizen") == 2  # in the list, and among the lines of the source
    assert "1 indicator, hieronder" in page


def test_the_source_says_what_each_line_became(gus: Client, plan: Plan) -> None:
    page = text(gus, reverse("plans:source", args=[plan.pk]), regels="8-9")
    for line in TEXT.splitlines():
        assert line in page
    assert 'id="r8" class="found"' in page
    assert "in de lade" in page


def test_the_original_is_a_download(gus: Client, plan: Plan) -> None:
    response = gus.get(reverse("plans:original", args=[plan.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == TEXT.encode()  # type: ignore[attr-defined]


def test_the_tray_shows_proposal_and_reason(gus: Client, plan: Plan) -> None:
    page = text(gus, reverse("plans:tray", args=[plan.pk]))
    assert "een losse zin zonder thuis" in page
    assert "staat na de laatste fiche" in page
    assert "Noodwoning delen" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["Iedereen een dak", "Een huis voor starters", "Noodwoning delen"]),
        ({"niveau": "doelen"}, ["Iedereen een dak"]),
        ({"niveau": "acties"}, ["Een huis voor starters", "Noodwoning delen"]),
        ({"niveau": "action"}, ["Een huis voor starters", "Noodwoning delen"]),
        ({"zoek": "HUIZEN"}, ["Een huis voor starters"]),
        ({"enkel": "zonder-indicator"}, ["Noodwoning delen"]),
        ({"enkel": "zonder-einde"}, ["Noodwoning delen"]),
        ({"niveau": "action", "volgorde": "-titel"}, ["Noodwoning delen", "Een huis voor starters"]),
        ({"jaar": "2028", "niveau": "action"}, ["Noodwoning delen"]),
        (
            {"niveau": "onzin", "jaar": "x", "volgorde": "; drop", "enkel": "y", "zoek": "dak"},
            ["Iedereen een dak"],
        ),
    ],
)
def test_the_table_selects_and_sorts_by_its_address(
    plan: Plan, query: dict[str, str], expected: list[str]
) -> None:
    assert [node.title for node in selected_nodes(plan, Selection.of(query))] == expected


def test_an_empty_selection_offers_the_way_out(gus: Client, plan: Plan) -> None:
    assert "Alles tonen" in text(gus, reverse("plans:table", args=[plan.pk]), zoek="kangoeroe")


def test_exports_hold_the_selection(gus: Client, plan: Plan) -> None:
    csv = gus.get(reverse("plans:export", args=[plan.pk, "tabel", "csv"]), {"zoek": "noodwoning"}).content
    assert csv.startswith(b"\xef\xbb\xbfNiveau;Code;Titel")
    assert csv.count(b"\r\n") == 2
    xlsx = gus.get(reverse("plans:export", args=[plan.pk, "tabel", "xlsx"]), {"niveau": "action"}).content
    rows = list(openpyxl.load_workbook(io.BytesIO(xlsx)).active.values)  # type: ignore[union-attr]
    assert [row[2] for row in rows] == ["Titel", "Een huis voor starters", "Noodwoning delen"]


def test_indicators_have_a_list_of_their_own(gus: Client, plan: Plan) -> None:
    address = reverse("plans:indicators", args=[plan.pk])
    page = text(gus, address, zoek="gevonden")
    assert "Aantal gevonden huizen" in page
    assert "Actie 1 Een huis voor starters" in page
    assert "regel 7" in page
    assert "Geen indicatoren" in text(gus, address, zoek="kangoeroe")
    csv = gus.get(reverse("plans:export", args=[plan.pk, "indicatoren", "csv"])).content.decode()
    assert "Aantal gevonden huizen;Actie 1 Een huis voor starters;7" in csv


def test_a_formula_leaves_as_text(plan: Plan) -> None:
    Node.objects.filter(plan=plan, code="Actie 1").update(title='=HYPERLINK("x")')
    assert b"'=HYPERLINK" in as_csv(sheet_of_nodes(contents_of(plan, Selection())))
    assert harmless("+32 14") == "'+32 14"


@pytest.fixture
def large(people: Cast) -> Plan:
    return stored_plan(people, reading=large_reading(600))


PRICES: dict[str, tuple[int, Callable[[Plan], str]]] = {
    "overview": (5, lambda plan: reverse("plans:list")),
    "tree": (21, lambda plan: reverse("plans:tree", args=[plan.pk])),
    "table": (16, lambda plan: reverse("plans:table", args=[plan.pk])),
    "timeline": (18, lambda plan: reverse("plans:timeline", args=[plan.pk])),
    "indicators": (8, lambda plan: reverse("plans:indicators", args=[plan.pk])),
    "cards": (10, lambda plan: reverse("indicators:cards", args=[plan.pk])),
    "leaflet": (9, lambda plan: reverse("plans:leaflet", args=[plan.pk])),
    "archived": (6, lambda plan: reverse("plans:archived", args=[plan.pk])),
    "people": (9, lambda plan: reverse("plans:people-proposals", args=[plan.pk])),
    "assumptions": (6, lambda plan: reverse("plans:assumptions", args=[plan.pk])),
    "stand": (6, lambda plan: reverse("plans:plan-stand", args=[plan.pk])),
    "tray": (6, lambda plan: reverse("plans:tray", args=[plan.pk])),
    "source": (9, lambda plan: reverse("plans:source", args=[plan.pk])),
    "node": (27, lambda plan: reverse("plans:node", args=[plan.pk, plan.nodes.filter(level="action")[0].pk])),
    "versions": (6, lambda plan: reverse("plans:versions", args=[plan.pk])),
    "links": (7, lambda plan: reverse("plans:links", args=[plan.pk])),
    "search": (5, lambda plan: reverse("portal:search") + "?zoek=ontmoeting"),
    "home": (8, lambda plan: reverse("portal:home")),
}


@pytest.mark.one_engine
def test_a_page_costs_a_fixed_number_of_queries(gus: Client, plan: Plan, large: Plan) -> None:
    """The same for a plan of 3 and of 600 nodes; one test, for the large plan takes longest to make."""
    asked: dict[str, list[int]] = {}
    for page, (_, address) in PRICES.items():
        for which in (plan, large):
            here = address(which)
            which.raise_revision()  # the price of who comes first after a change
            with CaptureQueriesContext(connection) as queries:
                assert gus.get(here).status_code == 200, page
            asked.setdefault(page, []).append(len(queries))
    assert asked == {page: [price, price] for page, (price, _) in PRICES.items()}
