"""One selection for tree, table and line of time, kept in the address; what a neighbour does not see."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from people import Cast
from plan_texts import stored_plan
from streekwerk.network.models import Party, Term
from streekwerk.plans.models import Milestone, Node, Plan, Progress, Tag
from streekwerk.plans.pages.selection import shown
from streekwerk.plans.queries import (
    Selection,
    occurring_in,
    plans_with_counts,
    selected_nodes,
    timeline_of,
    tree_items,
)

TODAY = date(2028, 3, 1)


@pytest.fixture
def gus(client: Client, people: Cast) -> Client:
    client.force_login(people["gus"].user)
    return client


def text(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def counted(plan: Plan, people: Cast) -> Plan:
    return plans_with_counts(people.bo.actor).get(pk=plan.pk)


def titles(plan: Plan, **query: str) -> list[str]:
    return [node.title for node in selected_nodes(plan, Selection.of(query), today=TODAY)]


def test_a_theme_chooses_what_was_found_or_said_not_what_was_refused(plan: Plan, people: Cast) -> None:
    first, second = Node.objects.filter(plan=plan, level="action")
    term = Term.objects.create(network=people.zonnedorp, kind="theme", label="wonen")
    Tag.objects.create(node=first, term=term, origin="found")
    Tag.objects.create(node=second, term=term, origin="refused")
    assert titles(plan, thema=str(term.pk)) == [first.title]
    occurring = occurring_in(counted(plan, people), own=True, today=TODAY)
    assert [(theme.label, theme.kind) for theme in occurring.themes] == [("wonen", "thema")]
    said = shown(
        plan, Selection.of({"thema": str(term.pk), "niveau": "acties", "jaar": "2026"}), occurring, 1
    )
    assert said.sentence == "1 van 2 acties: thema wonen, loopt in 2026"
    assert [chip.said for chip in said.chips] == ["acties", "thema wonen", "loopt in 2026"]
    assert said.chips[2].url == f"?niveau=acties&thema={term.pk}"


def test_who_is_found_as_person_organisation_partner_and_on_the_sheet(plan: Plan, people: Cast) -> None:
    first, second = Node.objects.filter(plan=plan, level="action")
    party = Party.objects.create(code="caw", name="CAW Boterberg", kind="organisation")
    first.steward, first.lead = people.an.user, party
    first.fields = [
        {"label": "Trekker", "text": "Sociaal Huis\nZonnedorp"},
        {"label": "Timing", "text": "Woonwinkel"},
    ]
    first.search += " sociaal huis zonnedorp woonwinkel"
    first.save()
    second.partners.add(party)
    assert titles(plan, wie="an") != []
    assert titles(plan, wie="boterberg") == [first.title, second.title]
    assert titles(plan, wie="sociaal huis zonne") == [first.title]
    assert titles(plan, wie="woonwinkel") == []  # stands in a field that says nothing of who
    plan.raise_revision()
    owners = occurring_in(counted(plan, people), own=True).owners
    assert {"An", "CAW Boterberg", "Sociaal Huis"} <= set(owners)
    assert "An" not in occurring_in(counted(plan, people), own=False).owners
    neighbour = Selection.of({"wie": people.an.user.name}, own=False)
    assert list(selected_nodes(plan, neighbour)) == []


def test_late_waits_for_the_whole_interval_and_for_a_pause(plan: Plan) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    assert titles(plan, stand="te-laat") == [node.title]
    Node.objects.filter(pk=node.pk).update(
        end_date=date(2028, 3, 31), end_precision="month", end_words="maart 2028"
    )
    plan.raise_revision()
    assert titles(plan, stand="te-laat") == []
    Node.objects.filter(pk=node.pk).update(end_date=date(2027, 12, 31), end_precision="day")
    Progress.objects.create(plan=plan, status="paused", valid_from=date(2027, 6, 1), by_label="Bo")
    plan.raise_revision()
    assert titles(plan, stand="te-laat") == []
    assert titles(plan, stand="gepauzeerd") == [node.title]


def test_nothing_that_does_not_occur_can_be_chosen(plan: Plan, people: Cast) -> None:
    occurring = occurring_in(counted(plan, people), own=True, today=date(2026, 1, 1))
    assert [code for code, _ in occurring.levels] == ["doelen", "acties", "goal", "action"]
    assert (occurring.themes, occurring.stands, occurring.priority) == ([], [], False)
    assert occurring.years == range(2026, 2029)
    assert occurring_in(counted(plan, people), own=False).stands == []


def test_the_choice_goes_along_from_view_to_view(gus: Client, plan: Plan) -> None:
    query = {"niveau": "acties", "zoek": "huis"}
    for view in ("tree", "table", "timeline"):
        page = text(gus, reverse(f"plans:{view}", args=[plan.pk]), **query)
        for other in ("tree", "table", "timeline"):
            assert f'{reverse(f"plans:{other}", args=[plan.pk])}?zoek=huis&amp;niveau=acties"' in page
        assert "1 van 2 acties: met “huis”." in page
        assert 'href="?niveau=acties"' in page
        assert "Een huis voor starters" in page
        assert "Noodwoning delen" not in page


def test_the_tree_shows_where_the_chosen_stand(plan: Plan) -> None:
    chosen = {Node.objects.get(plan=plan, code="Actie 2").pk}
    (goal,) = tree_items(plan, chosen=chosen)
    assert goal.aside
    assert goal.open
    assert [(item.title, item.aside) for item in goal.children] == [("Noodwoning delen", False)]


def test_an_empty_choice_offers_the_way_out(gus: Client, plan: Plan) -> None:
    for view in ("tree", "table", "timeline"):
        assert "Alles tonen" in text(gus, reverse(f"plans:{view}", args=[plan.pk]), zoek="kangoeroe")


@time_machine.travel("2027-02-01")
def test_the_line_of_time_says_what_it_draws(client: Client, people: Cast, plan: Plan) -> None:
    client.force_login(people["gus"].user)
    page = text(client, reverse("plans:timeline", args=[plan.pk]))
    assert "Start in 2026 → Einde 31/12/2027" in page
    assert "voorjaar 2028: Opening voorjaar 2028" in page
    assert "vandaag" in page
    assert " style=" not in page
    assert 'fill="url(#lijn-vaag)"' in page  # starts somewhere in 2026
    Milestone.objects.filter(plan=plan).delete()
    assert "1 zonder datum" in text(client, reverse("plans:timeline", args=[plan.pk]))


def test_a_plan_without_dates_tells_how_to_give_one(gus: Client, plan: Plan) -> None:
    Milestone.objects.filter(plan=plan).delete()
    Node.objects.filter(plan=plan).update(start_date=None, end_date=None, start_words="", end_words="")
    page = text(gus, reverse("plans:timeline", args=[plan.pk]))
    assert "Nog geen datums" in page
    assert "2 zonder datum" in page


def test_pauses_lie_over_the_bar(plan: Plan) -> None:
    Progress.objects.create(
        plan=plan, status="paused", valid_from=date(2026, 6, 1), valid_to=date(2026, 12, 31), by_label="Bo"
    )
    line = timeline_of(plan, Selection(), page=None, today=TODAY)
    assert [bar.kind for bar in line.groups[0].rows[0].bars] == ["vague", "sure", "paused"]
    assert line.groups[0].title == "Iedereen een dak"
    assert timeline_of(plan, Selection(own=False), page=None).paused is False


def test_priority_climbs_and_is_chosen(gus: Client, plan: Plan) -> None:
    Node.objects.filter(plan=plan, code="Actie 1").update(priority="priority")
    assert titles(plan, prioritair="1") == ["Iedereen een dak", "Een huis voor starters"]
    for view in ("tree", "table"):
        assert "prioritair, omdat Actie 1 het is" in text(gus, reverse(f"plans:{view}", args=[plan.pk]))


def test_a_neighbour_reads_what_an_adopted_plan_says_not_how_it_goes(
    client: Client, people: Cast, plan: Plan
) -> None:
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    Node.objects.filter(plan=plan, code="Actie 1").update(status="blocked", steward=people.an.user)
    Progress.objects.create(
        plan=plan, node=Node.objects.get(plan=plan, code="Actie 1"), status="blocked",
        valid_from=date(2026, 1, 1), by_label="Bo",
    )  # fmt: skip
    client.force_login(people.cas.user)
    overview = text(client, reverse("plans:list"))
    assert "Ook te lezen" in overview
    assert reverse("plans:leaflet", args=[plan.pk]) not in overview
    for view in ("tree", "table", "timeline", "indicators"):
        page = text(client, reverse(f"plans:{view}", args=[plan.pk]))
        for hidden in ("leaflet", "tray", "source"):
            assert reverse(f"plans:{hidden}", args=[plan.pk]) not in page, (view, hidden)
        for hidden in ("bijsluiter", "Bevindingen", "geblokkeerd", 'name="stand"', ">An<"):
            assert hidden not in page, (view, hidden)
    for query in ({"stand": "geblokkeerd"}, {"enkel": "bevindingen"}):
        assert "3 onderdelen." in text(client, reverse("plans:table", args=[plan.pk]), **query)


def test_plans_are_searched_and_filtered(client: Client, people: Cast, plan: Plan) -> None:
    other = stored_plan(people)
    Plan.objects.filter(pk=other.pk).update(
        title="Zorg dichtbij", status="adopted", period_start=date(2020, 1, 1), period_end=date(2025, 12, 31)
    )
    client.force_login(people["gus"].user)
    address = reverse("plans:list")
    assert "Samen wonen" in text(client, address)
    assert "Samen wonen" not in text(client, address, zoek="dichtbij")
    assert "Samen wonen" not in text(client, address, status="adopted")
    assert "Zorg dichtbij" not in text(client, address, jaar="2027")
    assert "Geen plan gevonden" in text(client, address, zoek="kangoeroe")
    page = text(client, address, volgorde="titel")
    assert page.index("Samen wonen") < page.index("Zorg dichtbij")
