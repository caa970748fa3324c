"""What a neighbour reads: nothing of a draft; of an adopted plan what it says, not how it is worked on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from people import TODAY, Cast
from standing import stands
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands.findings import accept_finding
from streekwerk.plans.commands.links import make_link
from streekwerk.plans.commands.versions import adopt_plan, close_plan
from streekwerk.plans.models import Comment, Node, NodeLink, Plan, PlanFinding, PlanVersion
from streekwerk.plans.queries.links import links_of
from streekwerk.plans.queries.versions import seen_by, snapshot_in, snapshot_of

READS = ["tree", "table", "indicators", "versions", "links", "difference"]
"""Pages of an adopted plan that a neighbour reads."""

STAYS = ["leaflet", "tray", "source", "original", "adopt", "close"]
"""Pages that stay within the network."""


@pytest.fixture
def cas(client: Client, people: Cast) -> Client:
    client.force_login(people.cas.user)
    return client


@stands
def adopted(people: Cast, plan: Plan) -> Plan:
    """The plan as adopted, with a finding, a comment and something in the tray that are nobody else's."""
    node = Node.objects.get(plan=plan, code="Actie 1")
    finding = PlanFinding.objects.create(
        plan=plan, node=node, rule="x", severity="note", message="Geheime bevinding", fingerprint="y"
    )
    accept_finding(finding=finding, reason="Geheime reden", by=people.bo.actor)
    Comment.objects.create(node=node, author=people.bo.user, author_label="Bo", text="Geheime opmerking")
    adopt_plan(plan=plan, body="raad van bestuur", on=date(2026, 3, 1), today=TODAY, by=people.bo.actor)
    return Plan.objects.select_related("network").get(pk=plan.pk)


@pytest.mark.parametrize("page", [*READS, *STAYS])
def test_a_draft_does_not_exist_for_a_neighbour(page: str, cas: Client, plan: Plan) -> None:
    assert cas.get(reverse(f"plans:{page}", args=[plan.pk])).status_code == 404
    for node in plan.nodes.all():
        assert cas.get(node.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("page", READS)
def test_an_adopted_plan_is_read_by_a_neighbour(page: str, cas: Client, adopted: Plan) -> None:
    response = cas.get(reverse(f"plans:{page}", args=[adopted.pk]))
    assert response.status_code == 200
    assert_nothing_of_the_work(response.content.decode(), adopted)


@pytest.mark.parametrize("page", STAYS)
def test_how_a_plan_is_worked_on_stays_at_home(page: str, cas: Client, adopted: Plan) -> None:
    assert cas.get(reverse(f"plans:{page}", args=[adopted.pk])).status_code == 404


def test_a_neighbour_reads_the_decided_text(cas: Client, adopted: Plan) -> None:
    page = cas.get(reverse("plans:version", args=[adopted.pk, 1])).content.decode()
    assert "Een huis voor starters" in page
    assert_nothing_of_the_work(page, adopted)


def test_a_neighbour_reads_the_sheet_without_the_work(cas: Client, adopted: Plan) -> None:
    for node in adopted.nodes.all():
        assert_nothing_of_the_work(cas.get(node.get_absolute_url()).content.decode(), adopted)


def assert_nothing_of_the_work(page: str, plan: Plan) -> None:
    assert "Geheime" not in page
    assert "een losse zin zonder thuis" not in page, "the tray"
    assert "Opgetekend door" not in page
    assert reverse("plans:source", args=[plan.pk]) not in page
    assert reverse("plans:leaflet", args=[plan.pk]) not in page
    assert reverse("plans:adopt", args=[plan.pk]) not in page
    assert "Wie, wanneer, wat stond er" not in page
    for node in plan.nodes.all():
        assert f"{node.get_absolute_url()}wijzigen" not in page
        assert f"{node.get_absolute_url()}verbinden" not in page


WRITES: dict[str, tuple[Callable[[Plan, Node], list[int]], dict[str, str]]] = {
    "adopt": (
        lambda plan, node: [plan.pk],
        {"body": "x", "on": "2026-01-01", "reason": "x", "revision": "1"},
    ),
    "close": (lambda plan, node: [plan.pk], {"reason": "x"}),
    "reopen-plan": (lambda plan, node: [plan.pk], {}),
    "connect": (lambda plan, node: [plan.pk, node.pk], {"target": "1", "kind": "preparation"}),
    "link-remove": (lambda plan, node: [plan.pk, node.pk, NodeLink.objects.all()[0].pk], {}),
    "link-restore": (lambda plan, node: [plan.pk, node.pk], {"token": "x"}),
    "carry": (lambda plan, node: [plan.pk, node.pk], {"place": "1-"}),
    "edit": (lambda plan, node: [plan.pk, node.pk], {"title": "x", "version": "1"}),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_neighbour_changes_nothing(write: str, cas: Client, people: Cast, adopted: Plan) -> None:
    arguments, data = WRITES[write]
    node = Node.objects.get(plan=adopted, code="Actie 1")
    if write == "reopen-plan":
        close_plan(plan=adopted, reason="voorbij", by=people.bo.actor)
    before = snapshot_of(Plan.objects.select_related("network").get(pk=adopted.pk))
    response = cas.post(reverse(f"plans:{write}", args=arguments(adopted, node)), data)
    assert response.status_code in (403, 404)
    after = Plan.objects.select_related("network").get(pk=adopted.pk)
    assert snapshot_of(after) == before
    assert PlanVersion.objects.filter(plan=adopted).count() == 1
    assert after.status == (PlanStatus.CLOSED if write == "reopen-plan" else PlanStatus.ADOPTED)


@pytest.fixture
def theirs(people: Cast) -> Node:
    """An action of an adopted plan of Maanstad, to which a draft of Zonnedorp links."""
    plan = Plan.objects.create(network=people.maanstad, title="Zorgplan", status=PlanStatus.ADOPTED)
    node: Node = Node.objects.create(plan=plan, level="action", title="Dagopvang", position=1)
    return node


def test_a_link_from_our_draft_is_not_told_to_the_neighbour(
    cas: Client, people: Cast, plan: Plan, theirs: Node
) -> None:
    ours = Node.objects.select_related("plan").get(plan=plan, code="Actie 1")
    make_link(source=ours, target=theirs, kind="dependency", rationale="Geheim", by=people.bo.actor)
    for page in (theirs.get_absolute_url(), reverse("plans:links", args=[theirs.plan_id])):
        said = cas.get(page).content.decode()
        assert "Een huis voor starters" not in said
        assert "Geheim" not in said
    assert links_of(theirs, people.cas.actor, TODAY) == []
    adopt_plan(plan=plan, body="raad van bestuur", on=date(2026, 3, 1), today=TODAY, by=people.bo.actor)
    assert "Een huis voor starters" in cas.get(theirs.get_absolute_url()).content.decode()


def test_a_decided_text_shows_no_link_to_a_draft(
    cas: Client, people: Cast, adopted: Plan, plan: Plan
) -> None:
    draft = Plan.objects.create(network=people.zonnedorp, title="Geheim plan")
    hidden = Node.objects.create(plan=draft, level="action", title="Geheime actie", position=1)
    ours = Node.objects.select_related("plan").get(plan=adopted, code="Actie 2")
    make_link(source=ours, target=hidden, kind="preparation", rationale="Geheim", by=people.bo.actor)
    version = PlanVersion.objects.get(plan=adopted)
    PlanVersion.objects.filter(pk=version.pk).update(snapshot=snapshot_of(adopted))
    for page in ("version", "difference"):
        arguments = [adopted.pk, 1] if page == "version" else [adopted.pk]
        assert "Geheim" not in cas.get(reverse(f"plans:{page}", args=arguments)).content.decode()
    version.refresh_from_db()
    (text,) = seen_by(people.bo.actor, snapshot_in(version))
    assert any(link["target"] == hidden.pk for node in text["nodes"] for link in node["links"])
