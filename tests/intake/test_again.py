"""A document that comes in again: a newer text of a plan shows what changed, and nothing is doubled or lost."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from intake.test_review import open_review
from people import Cast
from plan_texts import TEXT, rewrite, small_reading
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.intake import commands
from streekwerk.intake.models import Review, Upload
from streekwerk.plans.commands import PlanChanged
from streekwerk.plans.models import IndicatorSentence, Node, Plan, SourceDocument, TrayItem
from streekwerk.reading.models import Indicator, Reading
from streekwerk.reading.models import Node as ReadNode


@stands
def plan(people: Cast) -> Plan:
    return commands.commit(review=open_review(people), by=people.bo.actor)


def newer() -> Reading:
    """The title of action 1 changed, action 2 is gone, action 3 and an indicator are new."""
    reading = deepcopy(small_reading())
    goal, first, _ = reading.nodes
    first.title = "Een huis voor wie begint"
    first.links = []
    third = ReadNode("a3", "g1", "action", "Samen tuinieren", code="Actie 3", spans=[(8, 9)])
    return replace(
        reading,
        title="Samen wonen",
        nodes=[goal, first, third],
        indicators=[*reading.indicators, Indicator("i2", "a3", "Aantal gedeelde tuinen", spans=[(9, 9)])],
        milestones=[],
        unplaced=[],
    )


@stands
def again(people: Cast, plan: Plan) -> Review:
    """The newer document, said to be a newer text of the plan."""
    review = open_review(people, newer(), TEXT.replace("Noodwoning delen", "Samen tuinieren"))
    return commands.choose_plan(upload=review.upload, plan=plan, by=people.bo.actor)


def keys(review: Review, *states: str) -> set[str]:
    return {each.key for each in commands.compared(review).differences if each.state in states}


def take(review: Review, people: Cast, who: str = "bo", *, chosen: set[str] | None = None) -> Plan:
    assert review.plan is not None
    review.plan.refresh_from_db()
    wanted = keys(review, "document") if chosen is None else chosen
    return commands.take_over_changes(
        review=review, keys=wanted, revision=review.plan.revision, by=people[who].actor
    )


def test_the_newer_text_is_taken_over(people: Cast, plan: Plan, again: Review) -> None:
    kept = Node.objects.get(plan=plan, code="Actie 1")
    take(again, people)
    plan.refresh_from_db()
    assert plan.document == again.document
    assert SourceDocument.objects.count() == 2, "the former document stays"
    live = list(Node.objects.filter(plan=plan).values_list("code", "title"))
    assert live == [
        ("Doel 1", "Iedereen een dak"),
        ("Actie 1", "Een huis voor wie begint"),
        ("Actie 3", "Samen tuinieren"),
    ]
    assert Node.objects.get(code="Actie 1").pk == kept.pk, "the same action, with everything that hangs on it"
    gone = Node.every.get(plan=plan, code="Actie 2")
    assert gone.archived_at is not None
    assert gone.archived_by == people.bo.actor.label
    added = IndicatorSentence.objects.get(plan=plan, text="Aantal gedeelde tuinen")
    assert added.node is not None
    assert (added.node.code, added.spans) == ("Actie 3", [[9, 9]])
    assert not TrayItem.objects.filter(plan=plan).exists()
    again.refresh_from_db()
    assert again.status == "committed"
    assert Entry.objects.filter(verb="plan.read_again", object_id=plan.pk).exists()


def test_what_is_not_ticked_stays(people: Cast, plan: Plan, again: Review) -> None:
    take(again, people, chosen=set())
    titles = [node.title for node in Node.objects.filter(plan=plan)]
    assert titles == ["Iedereen een dak", "Een huis voor starters", "Noodwoning delen"]
    # Its lines were of the former document.
    assert Node.objects.get(plan=plan, code="Actie 2").spans == []
    assert Node.objects.get(plan=plan, code="Actie 1").spans == [[4, 7]]


def test_what_both_changed_is_a_choice(people: Cast, plan: Plan, again: Review) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    rewrite(node, people.bo.actor, title="Onze eigen titel")
    [both] = keys(again, "both")
    assert "title" in both
    take(again, people)
    assert Node.objects.get(pk=node.pk).title == "Onze eigen titel"


def test_the_document_wins_where_somebody_says_so(people: Cast, plan: Plan, again: Review) -> None:
    node = Node.objects.get(plan=plan, code="Actie 1")
    rewrite(node, people.bo.actor, title="Onze eigen titel")
    take(again, people, chosen=keys(again, "both"))
    assert Node.objects.get(pk=node.pk).title == "Een huis voor wie begint"
    assert Node.objects.filter(plan=plan, code="Actie 2").exists()


def test_read_a_third_time_nothing_differs(people: Cast, plan: Plan, again: Review) -> None:
    take(again, people)
    third = open_review(people, newer(), TEXT)
    third = commands.choose_plan(upload=third.upload, plan=plan, by=people.bo.actor)
    assert commands.compared(third).differences == []


def test_a_plan_that_changed_meanwhile_is_not_overwritten(
    people: Cast, plan: Plan, again: Review, client: Client
) -> None:
    plan.raise_revision()
    with pytest.raises(PlanChanged):
        commands.take_over_changes(review=again, keys=set(), revision=plan.revision - 1, by=people.bo.actor)
    client.force_login(people.bo.user)
    response = client.post(reverse("intake:changes", args=[again.pk]), {"revision": plan.revision - 1})
    assert response.status_code == 409
    assert "niets overgenomen" in response.content.decode()


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "gus"])
def test_who_may_not_import_takes_nothing_over(who: str, people: Cast, plan: Plan, again: Review) -> None:
    with pytest.raises(NotAllowed):
        take(again, people, who)
    with pytest.raises(NotAllowed):
        commands.choose_plan(upload=again.upload, plan=None, by=people[who].actor)
    take(again, people, "fien")


def test_the_page_asks_and_takes_over(client: Client, people: Cast, plan: Plan, again: Review) -> None:
    client.force_login(people.bo.user)
    address = reverse("intake:changes", args=[again.pk])
    assert client.get(again.get_absolute_url())["Location"] == address
    page = client.get(address).content.decode()
    assert "Een huis voor wie begint" in page
    assert "“Actie 2” staat niet meer in het document." in page
    response = client.post(
        address, {"revision": plan.revision, "neem": sorted(keys(again, "document"))}, follow=True
    )
    assert "Overgenomen" in response.content.decode()
    assert client.get(address).status_code == 302


def test_the_same_file_shows_that_nothing_changed(client: Client, people: Cast, plan: Plan) -> None:
    review = open_review(people)
    commands.choose_plan(upload=review.upload, plan=plan, by=people.bo.actor)
    client.force_login(people.bo.user)
    page = client.get(reverse("intake:changes", args=[review.pk])).content.decode()
    assert "Er verandert niets" in page
    assert plan.get_absolute_url() in page


# ------------------------------------------------------------------ which plan


FILE = """Plan Samen wonen 2026-2028

Actie 1 Een huis voor starters

Timing Opstarten in 2026 Einde 31/12/2027

Trekker Sociaal Huis
"""


@pytest.mark.parametrize(
    ("name", "asked"), [("plan 2027.docx.txt", False), ("plan v2.txt", True), ("iets anders.txt", False)]
)
def test_it_asks_about_a_plan_with_such_a_name(
    name: str, asked: bool, client: Client, people: Cast, plan: Plan, django_capture_on_commit_callbacks: Any
) -> None:
    Plan.objects.update(title="Een heel andere titel")
    client.force_login(people.bo.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("intake:new"),
            {"network": people.zonnedorp.pk, "document": SimpleUploadedFile(name, FILE.encode())},
        )
    upload = Upload.objects.get(name=name)
    assert upload.status == "done", upload.message
    page = client.get(upload.get_absolute_url(), follow=True).content.decode()
    assert ("Is dit een nieuwe versie?" in page) is asked
    if asked:
        client.post(reverse("intake:which", args=[upload.pk]), {"plan": plan.pk})
        assert upload.review.get_absolute_url() in client.get(reverse("portal:home")).content.decode()
        response = client.get(upload.get_absolute_url(), follow=True)
        assert response.redirect_chain[-1][0] == reverse("intake:changes", args=[upload.review.pk])
        client.post(reverse("intake:which", args=[upload.pk]), {"plan": ""})
        assert "Leg vast als plan" in client.get(upload.review.get_absolute_url()).content.decode()


def test_a_plan_of_the_neighbour_cannot_be_chosen(client: Client, people: Cast, plan: Plan) -> None:
    review = open_review(people)
    Plan.objects.update(network=people.maanstad, status="adopted")
    client.force_login(people.bo.user)
    response = client.post(reverse("intake:which", args=[review.upload.pk]), {"plan": plan.pk})
    assert response.status_code == 404
    plan.refresh_from_db()
    with pytest.raises(commands.NoSuchPlan):
        commands.choose_plan(upload=review.upload, plan=plan, by=people.bo.actor)
