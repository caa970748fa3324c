"""The pages of the budget: what they show, to whom, and what they cost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounting_files import file_of, row
from people import Cast
from plan_texts import large_reading, stored_plan
from streekwerk.budget.models import BudgetImport, BudgetLine
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.models import Node, Plan

GIVEN = {
    "year": "2026",
    "direction": "expense",
    "kind": "operating",
    "source": "regular",
    "planned": "1.500,50",
}


@pytest.fixture
def an(client: Client, people: Cast) -> Client:
    client.force_login(people.an.user)
    return client


def line_of(node: Node, **more: Any) -> BudgetLine:
    said = {"year": 2026, "source": "regular", "planned": Decimal("1500.50")} | more
    return BudgetLine.objects.create(node=node, **said)


def text_of(response: Any) -> str:
    """The page as a person reads it: without hard spaces."""
    return str(response.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


# ------------------------------------------------------------------ on the sheet


def test_a_line_is_added_on_the_sheet_and_shown_there(an: Client, action: Node) -> None:
    sheet = reverse("plans:node", args=[action.plan_id, action.pk])
    assert "Nog geen budgetlijnen" in text_of(an.get(sheet))
    address = reverse("budget:add", args=[action.plan_id, action.pk])
    response = an.post(address, GIVEN)
    assert response["Location"] == f"{sheet}#budget"
    page = text_of(an.get(sheet))
    assert "1.500,50" in page
    assert "Uitgave, regulier" in page
    assert "jaar=2027" in page  # an empty cell offers the same money in another year


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(an: Client, action: Node) -> None:
    address = reverse("budget:add", args=[action.plan_id, action.pk])
    response = an.post(address, GIVEN | {"planned": "veel", "policy_field": "9999", "year": "26"})
    assert response.status_code == 422
    page = text_of(response)
    assert "“veel” is geen bedrag" in page
    assert "“9999” is geen beleidsveld" in page
    assert "Kies een jaar" in page
    assert 'value="veel"' in page


def test_htmx_gets_the_form_alone(an: Client, action: Node) -> None:
    address = reverse("budget:add", args=[action.plan_id, action.pk])
    page = text_of(an.get(address + "?jaar=2027&herkomst=project", headers={"HX-Request": "true"}))
    assert "<html" not in page
    assert 'value="2027"' in page
    assert page.strip().startswith('<section id="budget"')


def test_two_people_at_once_both_amounts_are_shown(an: Client, action: Node) -> None:
    line = line_of(action, version=2, planned=Decimal(2000))
    address = reverse("budget:line", args=[action.plan_id, line.pk])
    response = an.post(address, GIVEN | {"planned": "1.800", "version": "1"})
    assert response.status_code == 409
    page = text_of(response)
    assert "Er staat nu: gepland 2.000,00" in page
    assert "U vulde in: gepland 1.800" in page
    assert an.post(address, GIVEN | {"planned": "1.800", "version": "2"}).status_code == 302
    line.refresh_from_db()
    assert line.planned == Decimal(1800)


def test_away_with_undo(an: Client, action: Node) -> None:
    line = line_of(action)
    address = reverse("budget:archive", args=[action.plan_id, line.pk])
    page = text_of(an.post(address, {"version": "1"}, follow=True))
    undo = reverse("budget:restore", args=[action.plan_id, line.pk])
    assert undo in page
    an.post(undo)
    line.refresh_from_db()
    assert line.archived_at is None


def test_what_the_sheet_tells_is_ticked(an: Client, action: Node) -> None:
    Node.objects.filter(pk=action.pk).update(
        fields=[{"label": "Middelen", "text": "Ja\nVorming, 3.000 euro\nBudget reguliere werking in 2027"}]
    )
    sheet = reverse("plans:node", args=[action.plan_id, action.pk])
    page = text_of(an.get(sheet))
    assert "2027, regulier, 3.000 euro, herkend aan “Budget reguliere werking”" in page
    take = reverse("budget:take", args=[action.plan_id, action.pk])
    assert an.post(take, {"voorstel": "2027|regular|Middelen|3000"}).status_code == 302
    assert BudgetLine.objects.get().planned == Decimal(3000)
    assert an.post(take, {}).status_code == 422


@pytest.mark.parametrize(("who", "seen"), [("an", True), ("dirk", True), ("gus", True), ("cas", False)])
def test_the_own_network_sees_the_money_and_a_neighbour_never(
    client: Client, people: Cast, plan: Plan, action: Node, who: str, seen: bool
) -> None:
    line_of(action, planned=Decimal("7654321.00"))
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    client.force_login(people[who].user)
    sheet = text_of(client.get(reverse("plans:node", args=[plan.pk, action.pk])))
    assert ("7.654.321" in sheet) == seen
    assert ("Budgetlijn toevoegen" in sheet) == (who == "an")
    assert client.get(reverse("budget:plan", args=[plan.pk])).status_code == (200 if seen else 404)
    tree = text_of(client.get(reverse("plans:tree", args=[plan.pk])))
    assert (reverse("budget:plan", args=[plan.pk]) in tree) == seen


# ------------------------------------------------------------------ of the plan


def test_an_empty_budget_teaches(an: Client, plan: Plan) -> None:
    page = text_of(an.get(reverse("budget:plan", args=[plan.pk])))
    assert "Nog geen budget" in page
    assert reverse("budget:import", args=[plan.pk]) in page


def test_totals_per_year_per_part_and_in_words(an: Client, plan: Plan, action: Node, other: Node) -> None:
    line_of(action, realised=Decimal("1200.50"), policy_field="0900")
    line_of(other, year=2027, planned=Decimal("99.50"), source="undecided")
    line_of(other, year=2027, planned=None, source="undecided")
    line_of(other, year=2027, direction="receipt", planned=Decimal(40), source="project", project="Fonds")
    page = text_of(an.get(reverse("budget:plan", args=[plan.pk])))
    assert "€ 1.600 uitgaven gepland, € 1.200,50 gerealiseerd en € 40 ontvangsten gepland." in page
    assert "€ 300 minder uitgegeven (80 % van wat gepland was)" in page
    assert "nog te bepalen: 2 lijnen, € 99,50" in page
    assert "Doel 1 Iedereen een dak" in page
    assert "0900 Sociale bijstand" in page


def test_one_clicks_down_from_goal_to_action_to_lines(an: Client, plan: Plan, action: Node) -> None:
    line_of(action)
    address = reverse("budget:plan", args=[plan.pk])
    goal = action.parent_id
    assert f"{address}?onder={goal}" in text_of(an.get(address))
    page = text_of(an.get(f"{address}?onder={goal}"))
    assert f"{address}?onder={action.pk}" in page
    lines = reverse("budget:lines", args=[plan.pk])
    assert f"{lines}?onder={action.pk}" in page
    assert "1.500,50" in text_of(an.get(f"{lines}?onder={action.pk}&jaar=2026"))


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("", 3),
        ("?jaar=2026", 1),
        ("?herkomst=nog-te-bepalen", 1),
        ("?soort=investering", 1),
        ("?beleidsveld=0900", 1),
        ("?beleidsveld=zonder", 2),
        ("?richting=ontvangsten", 0),
        ("?jaar=rommel&onder=rommel&soort=x", 3),
    ],
)
def test_filters_live_in_the_address_and_hold_for_lines_and_files(
    an: Client, plan: Plan, action: Node, query: str, lines: int
) -> None:
    line_of(action, policy_field="0900")
    line_of(action, year=2027, source="undecided")
    line_of(action, year=2028, kind="investment")
    response = an.get(reverse("budget:lines", args=[plan.pk]) + query)
    assert len(response.context["rows"]) == lines
    assert response.context["found"].whole.lines == lines
    assert an.get(reverse("budget:plan", args=[plan.pk]) + query).context["found"].whole.lines == lines
    made = an.get(reverse("budget:export", args=[plan.pk, "csv"]) + query).content.decode("utf-8-sig")
    assert len(made.strip().splitlines()) == lines + 1


def test_what_has_priority_and_the_rest_are_the_whole(
    an: Client, plan: Plan, action: Node, other: Node
) -> None:
    line_of(action)
    line_of(other, planned=Decimal("10.00"))
    Node.objects.filter(pk=action.pk).update(priority="priority")
    page = an.get(reverse("budget:plan", args=[plan.pk])).context["page"]
    goal, rest = page.priorities
    assert (goal.name, goal.expenses[0]) == ("Doel 1 Iedereen een dak", "1.500,50")
    assert rest.expenses[0] == "10"


def test_files_are_harmless_and_numbers_are_numbers(an: Client, plan: Plan, action: Node) -> None:
    line_of(action, planned=Decimal("-12.50"), note="=HYPERLINK(1)", project_until=None)
    csv = an.get(reverse("budget:export", args=[plan.pk, "csv"])).content.decode("utf-8-sig")
    assert ";-12,50;" in csv
    assert "'=HYPERLINK" in csv
    book = openpyxl.load_workbook(BytesIO(an.get(reverse("budget:export", args=[plan.pk, "xlsx"])).content))
    assert book.active is not None
    assert [cell.value for cell in book.active[2]][8] == -12.5
    assert an.get(reverse("budget:export", args=[plan.pk, "pdf"])).status_code == 404
    assert an.get(reverse("budget:accounting", args=[plan.pk, "rommel"])).status_code == 404
    given_back = an.get(reverse("budget:accounting", args=[plan.pk, "gepland"])).content.decode("utf-8-sig")
    assert "-12,50" in given_back


# ------------------------------------------------------------------ the file of the accounting package


def hand_in(client: Client, plan: Plan, content: bytes, name: str = "boek.csv") -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    sent = {"file": file, "reported": "original", "source": "regular"}
    return client.post(reverse("budget:import", args=[plan.pk]), sent)


def test_from_file_to_amounts(an: Client, plan: Plan, action: Node) -> None:
    line_of(action, policy_field="0930")
    response = hand_in(an, plan, file_of(row(expense="2.000,00"), row("X1", "Iets anders", expense="5,00")))
    page = an.get(response["Location"])
    assert "1 gewijzigd" in text_of(page)
    assert "<del>1.500,50</del>" in text_of(page)
    assert "X1 Iets anders" in text_of(page)
    key = page.context["page"].questions[0].key
    early = an.post(response["Location"], {"stap": "inlezen", "base": page.context["found"].base})
    assert early.status_code == 422
    assert "niet gezegd waarbij" in text_of(early)
    an.post(response["Location"], {"stap": "bekijken", "vraag": key, "keuze": "0"})
    page = an.get(response["Location"])
    assert "1 niet ingelezen" in text_of(page)
    sent = {"stap": "inlezen", "base": page.context["found"].base, "vraag": key, "keuze": "0"}
    done = an.post(response["Location"], sent, follow=True)
    assert "1 bedrag ingelezen." in text_of(done)
    assert "boek.csv" in text_of(done)
    assert "regel 2" in text_of(an.get(reverse("budget:lines", args=[plan.pk])))
    again = an.get(hand_in(an, plan, file_of(row(expense="2.000,00")))["Location"])
    assert "Er verandert niets" in text_of(again)


def test_what_changed_since_the_preview_is_shown_again(an: Client, plan: Plan, action: Node) -> None:
    address = hand_in(an, plan, file_of(row(expense="2.000,00")))["Location"]
    base = an.get(address).context["found"].base
    line_of(action)
    response = an.post(address, {"stap": "inlezen", "base": base})
    assert response.status_code == 409
    assert "Er is niets ingelezen" in text_of(response)


def test_a_code_with_another_title_is_pointed_out(an: Client, plan: Plan) -> None:
    address = hand_in(an, plan, file_of(row(short="Fietspad langs de vaart", expense="1")))["Location"]
    assert "andere titel" in text_of(an.get(address))


def test_a_file_that_cannot_be_read_names_line_and_column(an: Client, plan: Plan) -> None:
    response = hand_in(an, plan, file_of(row(expense="12.5.0")))
    assert response.status_code == 422
    assert "Regel 2, kolom “Uitgave”: “12.5.0” is geen bedrag" in text_of(response)
    assert not BudgetImport.objects.exists()


# ------------------------------------------------------------------ what it costs


@pytest.mark.one_engine
@pytest.mark.slow
def test_pages_cost_the_same_number_of_queries_for_few_and_many_lines(an: Client, people: Cast) -> None:
    plan = stored_plan(people, reading=large_reading(60))
    nodes = list(Node.objects.filter(plan=plan, level="action"))
    addresses = [
        reverse("budget:plan", args=[plan.pk]),
        f"{reverse('budget:plan', args=[plan.pk])}?onder={nodes[0].parent_id}",
        reverse("budget:lines", args=[plan.pk]),
        reverse("budget:export", args=[plan.pk, "csv"]),
        reverse("budget:accounting", args=[plan.pk, "gepland"]),
        reverse("plans:node", args=[plan.pk, nodes[0].pk]),
    ]
    line_of(nodes[0], source="undecided", realised=Decimal(1))

    def cost() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert an.get(address).status_code == 200
            counts.append(len(asked))
        return counts

    cost()
    few = cost()
    for node in nodes:
        for year in range(2026, 2032):
            line_of(node, year=year, source="undecided", realised=Decimal(1))
            line_of(node, year=year, source="project", project="F", project_until=date(2040, 1, 1))
    assert cost() == few


@pytest.mark.one_engine
@pytest.mark.slow
def test_a_preview_costs_the_same_for_few_and_many_rows(an: Client, people: Cast) -> None:
    plan = stored_plan(people, reading=large_reading(60))
    codes = list(Node.objects.filter(plan=plan, level="action").values_list("code", "title"))

    def cost(rows: list[str]) -> int:
        address = hand_in(an, plan, file_of(*rows))["Location"]
        with CaptureQueriesContext(connection) as asked:
            assert an.get(address).status_code == 200
        return len(asked)

    few = cost([row(*codes[0], expense="1")])
    assert cost([row(*code, year=year, expense="1") for code in codes for year in (2026, 2027)]) == few
