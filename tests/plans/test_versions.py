"""Deciding about a plan: the text is kept as it was, what changes afterwards is told, nothing is refused unkindly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people import TODAY, Cast
from plan_texts import large_reading, rewrite, stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands import versions as commands
from streekwerk.plans.models import Node, Plan, PlanVersion
from streekwerk.plans.queries.versions import is_unchanged, snapshot_of

DAY = date(2026, 3, 26)
BODY = "algemene vergadering"


def adopt(plan: Plan, people: Cast, **given: Any) -> PlanVersion:
    return commands.adopt_plan(
        **({"plan": plan, "body": BODY, "on": DAY, "today": TODAY, "by": people.bo.actor} | given)
    )


def amend(plan: Plan, people: Cast, **given: Any) -> PlanVersion:
    return commands.amend_plan(
        **(
            {
                "plan": plan,
                "body": BODY,
                "on": date(2026, 9, 1),
                "reason": "uitstel",
                "today": TODAY,
                "by": people.bo.actor,
            }
            | given
        )
    )


def move_end(plan: Plan, people: Cast, words: str = "30/06/2028") -> None:
    rewrite(Node.objects.get(plan=plan, code="Actie 1"), people.bo.actor, end=words)


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def test_what_was_decided_stays_as_it_was(people: Cast, plan: Plan) -> None:
    version = adopt(plan, people)
    before = version.snapshot
    move_end(plan, people)
    Node.objects.filter(plan=plan, code="Actie 2").update(title="Heel iets anders")
    version.refresh_from_db()
    assert version.snapshot == before
    assert is_unchanged(version)
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.ADOPTED
    assert Entry.objects.filter(verb="plan.adopted", object_id=plan.pk).exists()


def test_a_text_that_was_tampered_with_is_told(bo: Client, people: Cast, plan: Plan) -> None:
    version = adopt(plan, people)
    address = reverse("plans:version", args=[plan.pk, 1])
    assert "Ongewijzigd sinds" in bo.get(address).content.decode()
    version.snapshot["nodes"][1]["title"] = "Een kasteel"
    version.save()
    for page in (address, reverse("plans:versions", args=[plan.pk])):
        said = bo.get(page).content.decode()
        assert "niet meer dezelfde als bij de beslissing" in said
        assert "Ongewijzigd sinds" not in said


def test_changes_since_the_decision_are_told(bo: Client, people: Cast, plan: Plan) -> None:
    adopt(plan, people)
    page = bo.get(reverse("plans:versions", args=[plan.pk])).content.decode()
    assert "zegt nog precies wat toen beslist werd" in page
    move_end(plan, people)
    page = bo.get(reverse("plans:versions", args=[plan.pk])).content.decode()
    assert "1 wijziging: 1 datum" in page
    assert "Actie 1: einde verschoven van 31/12/2027 naar 30/06/2028" in page
    assert "1 wijziging sindsdien" in bo.get(plan.get_absolute_url()).content.decode()


def test_amending_makes_the_next_version(people: Cast, plan: Plan) -> None:
    adopt(plan, people)
    move_end(plan, people)
    version = amend(plan, people, reason=" uitstel ")
    assert (version.number, version.reason) == (2, "uitstel")
    with pytest.raises(commands.NothingChanged):
        amend(plan, people)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"body": " "}, commands.NoBody),
        ({"on": date(2026, 12, 1)}, commands.NotYetDecided),
        ({"revision": 999}, commands.ReadSomethingElse),
    ],
)
def test_adopting_is_refused_with_a_sentence(
    given: dict[str, Any], refusal: type[Exception], people: Cast, plan: Plan
) -> None:
    with pytest.raises(refusal, match=r"\.$"):
        adopt(plan, people, **given)
    assert not PlanVersion.objects.exists()
    assert Plan.objects.get(pk=plan.pk).status == PlanStatus.DRAFT


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"reason": " "}, commands.NoReasonForChange),
        ({"on": date(2026, 1, 1)}, commands.BeforeLast),
        ({"on": date(2026, 12, 1)}, commands.NotYetDecided),
        ({"body": ""}, commands.NoBody),
    ],
)
def test_amending_is_refused_with_a_sentence(
    given: dict[str, Any], refusal: type[Exception], people: Cast, plan: Plan
) -> None:
    with pytest.raises(commands.OtherStatus):
        amend(plan, people)
    adopt(plan, people)
    move_end(plan, people)
    with pytest.raises(refusal, match=r"\.$"):
        amend(plan, people, **given)
    assert PlanVersion.objects.count() == 1


def test_a_plan_is_closed_and_opened_again(people: Cast, plan: Plan) -> None:
    with pytest.raises(commands.OtherStatus):
        commands.close_plan(plan=plan, reason="voorbij", by=people.bo.actor)
    adopt(plan, people)
    with pytest.raises(commands.NoReasonForChange):
        commands.close_plan(plan=plan, reason="", by=people.bo.actor)
    assert commands.close_plan(plan=plan, reason="voorbij", by=people.bo.actor).status == PlanStatus.CLOSED
    with pytest.raises(commands.OtherStatus):
        amend(plan, people)
    assert commands.reopen_plan(plan=plan, by=people.bo.actor).status == PlanStatus.ADOPTED


@pytest.mark.parametrize("who", ["an", "cas", "dirk", "eva", "gus"])
def test_deciding_is_for_who_keeps_the_plan(who: str, people: Cast, plan: Plan) -> None:
    by = people[who].actor
    with pytest.raises(NotAllowed):
        adopt(plan, people, by=by)
    adopt(plan, people)
    move_end(plan, people)
    with pytest.raises(NotAllowed):
        amend(plan, people, by=by)
    with pytest.raises(NotAllowed):
        commands.close_plan(plan=plan, reason="x", by=by)
    commands.close_plan(plan=plan, reason="x", by=people["fien"].actor)
    with pytest.raises(NotAllowed):
        commands.reopen_plan(plan=plan, by=by)


def test_adopting_on_the_page(bo: Client, people: Cast, plan: Plan) -> None:
    address = reverse("plans:adopt", args=[plan.pk])
    page = bo.get(address).content.decode()
    assert "1 passage te plaatsen" in page
    wrong = bo.post(address, {"body": "", "on": "2026-03-26", "revision": plan.revision})
    assert wrong.status_code == 422
    given = {"body": BODY, "on": "2026-03-26", "reason": "unaniem"}
    stale = bo.post(address, given | {"revision": 77})
    assert "Iemand wijzigde het plan" in stale.content.decode()
    done = bo.post(address, given | {"revision": plan.revision}, follow=True).content.decode()
    assert "Het plan is vastgesteld." in done
    assert "unaniem" in done
    move_end(plan, people)
    page = bo.get(address).content.decode()
    assert "1 wijziging: 1 datum" in page
    plan.refresh_from_db()
    given |= {"revision": str(plan.revision), "on": "2026-04-01", "reason": "uitstel"}
    assert "Versie 2" in bo.post(address, given, follow=True).content.decode()
    closed = bo.post(reverse("plans:close", args=[plan.pk]), {"reason": "voorbij"}, follow=True)
    assert "Plan heropenen" in closed.content.decode()
    opened = bo.post(reverse("plans:reopen-plan", args=[plan.pk]), follow=True)
    assert "Plan afsluiten" in opened.content.decode()


def test_the_text_of_a_version_is_whole(bo: Client, people: Cast, plan: Plan) -> None:
    adopt(plan, people)
    Node.objects.filter(plan=plan).update(title="later")
    page = bo.get(reverse("plans:version", args=[plan.pk, 1])).content.decode()
    for said in ("Iedereen een dak", "Noodwoning delen", "Aantal gevonden huizen", "Opening voorjaar 2028"):
        assert said in page
    assert "later" not in page
    assert bo.get(reverse("plans:version", args=[plan.pk, 2])).status_code == 404


def test_the_difference_is_in_the_address(bo: Client, people: Cast, plan: Plan) -> None:
    address = reverse("plans:difference", args=[plan.pk])
    assert bo.get(address).status_code == 404
    adopt(plan, people)
    move_end(plan, people)
    Node.objects.filter(plan=plan, code="Actie 2").update(title="Noodwoning samen delen")
    amend(plan, people)
    whole = bo.get(address, {"van": "1", "tot": "2"}).content.decode()
    assert "2 wijzigingen: 1 datum, 1 tekst" in whole
    assert '<ins><span class="visually-hidden">toegevoegd: </span>samen</ins>' in whole
    dates = bo.get(address, {"van": "1", "tot": "2", "soort": "data"}).content.decode()
    assert "Einde verschoven" in dates
    assert "Titel gewijzigd" not in dates
    assert "Geen verschil" in bo.get(address, {"van": "2", "tot": "nu"}).content.decode()
    for wrong in ({"van": "9"}, {"van": "x"}, {"tot": "-1"}):
        assert bo.get(address, wrong).status_code == 404


@pytest.mark.one_engine
def test_a_snapshot_costs_a_fixed_number_of_queries(
    people: Cast, plan: Plan, django_assert_num_queries: Any
) -> None:
    large = stored_plan(people, reading=large_reading(600))
    for each in (plan, large):
        each = Plan.objects.select_related("network").get(pk=each.pk)
        with django_assert_num_queries(5):
            snapshot_of(each)
