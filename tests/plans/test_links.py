"""Links between actions, also of different networks; proposals; continuing an action in the next plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people import TODAY, Cast
from plan_texts import stored_plan
from standing import stands
from streekwerk.access.models import NOBODY
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.network.models import Network
from streekwerk.outbox.models import Mail
from streekwerk.plans.choices import LinkKind, PlanStatus
from streekwerk.plans.commands import links as commands
from streekwerk.plans.models import IndicatorSentence, Node, NodeLink, Plan, Progress
from streekwerk.plans.queries.links import (
    lineage_of,
    linkable,
    links_in,
    links_of,
    proposals_for,
    waiting_for,
)
from streekwerk.plans.rules.likeness import alike
from streekwerk.plans.rules.search import search_text
from work import growth

MAANSTAD_ACTIONS = ("Dagopvang voor mantelzorgers", "Fietsen naar school")


@stands
def theirs(people: Cast) -> Plan:
    """An adopted plan of the neighbour."""
    return neighbour_plan(people.maanstad)


def neighbour_plan(network: Network, status: str = PlanStatus.ADOPTED) -> Plan:
    plan = Plan.objects.create(network=network, title="Zorgplan Maanstad", status=status)
    for at, title in enumerate(MAANSTAD_ACTIONS, 1):
        Node.objects.create(
            plan=plan, level="action", code=f"Actie {at}", title=title, position=at, search=search_text(title)
        )
    return plan


def action(plan: Plan, number: int) -> Node:
    node: Node = Node.objects.select_related("plan__network").get(plan=plan, code=f"Actie {number}")
    return node


def link(source: Node, target: Node, people: Cast, **given: Any) -> NodeLink:
    given = {"kind": "preparation", "by": people.bo.actor} | given
    return commands.make_link(source=source, target=target, **given)


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def test_a_link_is_told_on_both_sheets(bo: Client, people: Cast, plan: Plan) -> None:
    one, two = action(plan, 1), action(plan, 2)
    NodeLink.objects.all().delete()
    made = link(one, two, people, rationale="Eerst de huizen")
    assert [line.word for line in links_of(one, people.bo.actor, TODAY)] == ["bereidt voor"]
    assert [line.word for line in links_of(two, people.bo.actor, TODAY)] == ["wordt voorbereid door"]
    page = bo.get(two.get_absolute_url()).content.decode()
    assert "Wordt voorbereid door" in page
    assert "Eerst de huizen" in page
    assert Entry.objects.filter(verb="link.made", object_id=one.pk).exists()
    assert str(made)


@pytest.mark.parametrize(
    ("kind", "rationale", "refusal"),
    [
        ("smart_combination", " ", commands.NoRationale),
        ("reference", "", commands.LinkedAlready),
        ("iets", "", commands.NotLinkable),
    ],
)
def test_a_link_is_refused_with_a_sentence(
    kind: str, rationale: str, refusal: type[Exception], people: Cast, plan: Plan
) -> None:
    """Actie 1 refers to Actie 2 in the document."""
    with pytest.raises(refusal, match=r"\.$"):
        link(action(plan, 1), action(plan, 2), people, kind=kind, rationale=rationale)
    assert NodeLink.objects.count() == 1


def test_a_combination_is_made_once_whichever_way(people: Cast, plan: Plan) -> None:
    one, two = action(plan, 1), action(plan, 2)
    link(one, two, people, kind="smart_combination", rationale="samen sterker")
    with pytest.raises(commands.LinkedAlready):
        link(two, one, people, kind="smart_combination", rationale="samen sterker")
    # Two actions may prepare each other: documents say so.
    link(one, two, people)
    link(two, one, people)
    with pytest.raises(commands.NotLinkable):
        link(one, one, people)


def test_a_draft_of_another_network_cannot_be_linked(people: Cast, plan: Plan, theirs: Plan) -> None:
    Plan.objects.filter(pk=theirs.pk).update(status=PlanStatus.DRAFT)
    with pytest.raises(commands.NotLinkable):
        link(action(plan, 1), action(theirs, 1), people)


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_linking_is_for_who_edits(who: str, people: Cast, plan: Plan, theirs: Plan) -> None:
    made = link(action(plan, 1), action(theirs, 1), people)
    with pytest.raises(NotAllowed):
        link(action(plan, 1), action(theirs, 2), people, by=people[who].actor)
    with pytest.raises(NotAllowed):
        commands.remove_link(link=made, by=people[who].actor)


def test_the_other_network_gets_one_mail(people: Cast, plan: Plan, theirs: Plan) -> None:
    link(action(plan, 1), action(theirs, 1), people, rationale="zelfde gezinnen")
    assert not Mail.objects.exists(), "a draft is nobody else's business"
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.ADOPTED)
    made = link(action(plan, 2), action(theirs, 1), people, rationale="zelfde gezinnen")
    (mail,) = Mail.objects.all()
    assert mail.to == people.cas.user.email
    assert "zelfde gezinnen" in mail.body
    assert f"http://127.0.0.1:8000{action(theirs, 1).get_absolute_url()}" in mail.body
    commands.restore_link(removed=commands.remove_link(link=made, by=people.bo.actor), by=people.bo.actor)
    assert Mail.objects.count() == 1


def test_a_link_taken_away_comes_back_as_it_was(bo: Client, people: Cast, plan: Plan) -> None:
    one = action(plan, 1)
    before = NodeLink.objects.values().get()
    address = reverse("plans:link-remove", args=[plan.pk, one.pk, before["id"]])
    page = bo.post(address, headers={"hx-request": "true"})
    assert not NodeLink.objects.exists()
    assert "<html" not in page.content.decode()
    token = page.context["token"]
    back = reverse("plans:link-restore", args=[plan.pk, one.pk])
    assert bo.post(back, {"token": token + "x"}).status_code == 404
    assert bo.post(back, {"token": token}).status_code == 302
    after = NodeLink.objects.values().get()
    assert {**before, "id": 0} == {**after, "id": 0}
    assert (
        "Zet het terug"
        in bo.post(reverse("plans:link-remove", args=[plan.pk, one.pk, after["id"]])).content.decode()
    )


def test_an_unready_preparation_is_told_on_both_sheets(bo: Client, people: Cast, plan: Plan) -> None:
    one, two = action(plan, 1), action(plan, 2)
    link(one, two, people)
    Node.objects.filter(pk=one.pk).update(end_date=date(2024, 12, 31), end_precision="day")
    ended = "liep af op 31/12/2024 en is niet klaar"
    assert f"Deze actie {ended}; Actie 2 hangt ervan af." in bo.get(one.get_absolute_url()).content.decode()
    assert f"Actie 1 {ended}; deze actie hangt ervan af." in bo.get(two.get_absolute_url()).content.decode()
    Node.objects.filter(pk=one.pk).update(status="done")
    assert ended not in bo.get(two.get_absolute_url()).content.decode()


def test_linking_on_the_page(bo: Client, people: Cast, plan: Plan, theirs: Plan) -> None:
    one, other = action(plan, 1), action(theirs, 1)
    address = reverse("plans:connect", args=[plan.pk, one.pk])
    assert "Zoek hierboven" in bo.get(address).content.decode()
    page = bo.get(address, {"zoek": "mantelzorgers"}).content.decode()
    assert f'value="{other.pk}"' in page
    piece = bo.get(address, {"zoek": "mantelzorgers"}, headers={"hx-request": "true"}).content.decode()
    assert piece.strip() in page
    assert "Niets gevonden" in bo.get(address, {"zoek": "kangoeroe"}).content.decode()
    given = {"target": str(other.pk), "kind": "smart_combination", "rationale": ""}
    refused = bo.post(address, given)
    assert refused.status_code == 422
    assert f'value="{other.pk}" checked' in refused.content.decode()
    assert "Kies de andere actie" in bo.post(address, given | {"target": ""}).content.decode()
    done = bo.post(address, given | {"rationale": "zelfde gezinnen"}, follow=True).content.decode()
    assert "Het verband is gelegd" in done
    assert "Zorgkring Maanstad" in done
    listed = bo.get(reverse("plans:links", args=[plan.pk])).content.decode()
    assert "2 verbanden: 1 met Zorgkring Maanstad." in listed
    narrowed = bo.get(reverse("plans:links", args=[plan.pk]), {"netwerk": "maanstad"}).content.decode()
    assert "Noodwoning delen" not in narrowed
    assert "zelfde gezinnen" in narrowed


def test_a_search_finds_what_the_actor_may_read(people: Cast, plan: Plan, theirs: Plan) -> None:
    one = action(plan, 1)
    assert [node.title for node in linkable(one, people.bo.actor, "dagopvang")] == [MAANSTAD_ACTIONS[0]]
    assert linkable(one, people.bo.actor, "  ") == []
    assert [node.code for node in linkable(action(theirs, 1), people.cas.actor, "huizen")] == []
    assert linkable(one, NOBODY, "dagopvang") == []


def test_proposals_say_why(bo: Client, people: Cast, plan: Plan, theirs: Plan) -> None:
    one = action(plan, 1)
    one.text = "Wij zoeken dagopvang waar mantelzorgers op adem komen."
    one.save()
    (found,) = proposals_for(one, people.bo.actor)
    assert found.node.title == MAANSTAD_ACTIONS[0]
    assert found.why == "dagopvang, mantelzorgers"
    address = reverse("plans:alike", args=[plan.pk, one.pk])
    page = bo.get(address).content.decode()
    assert "beide: dagopvang, mantelzorgers" in page
    assert bo.get(address, headers={"hx-request": "true"}).content.decode().strip() in page
    link(one, found.node, people)
    assert proposals_for(one, people.bo.actor) == []


def test_proposals_are_few_and_as_much_work_as_there_are_actions() -> None:
    """Among three plans of five hundred actions each."""
    words = [f"thema{letter}{number}" for letter in "abcdefgh" for number in range(60)]
    texts = {
        number: " ".join(words[(number * step) % len(words)] for step in (3, 5, 7, 11, 13, 17)) * 3
        for number in range(2000)
    }
    common = [texts[number] for number in range(1, 500)]

    def proposals(many: int) -> Callable[[], list[Any]]:
        others = {number: texts[number] for number in range(500, 500 + many)}
        return lambda: alike(texts[0], others, common)

    assert growth(proposals, 750) < 3
    assert len(proposals(1500)()) <= 5


def test_an_action_goes_on_in_the_next_plan(bo: Client, people: Cast, plan: Plan) -> None:
    old = action(plan, 1)
    address = reverse("plans:carry", args=[plan.pk, old.pk])
    assert "Nog geen volgend plan" in bo.get(address).content.decode()
    draft = stored_plan(people)
    goal = Node.objects.get(plan=draft, level="goal")
    page = bo.post(address, {"place": f"{draft.pk}-{goal.pk}"}, follow=True).content.decode()
    new = Node.objects.get(plan=draft, title=old.title, code="")
    assert new.parent_id == goal.pk
    assert new.fields == old.fields
    assert (new.start_words, new.end_words) == ("", "")
    assert [part.text for part in IndicatorSentence.objects.filter(node=new)] == ["Aantal gevonden huizen"]
    made = NodeLink.objects.get(source=new, target=old)
    assert made.kind == LinkKind.CONTINUES
    assert "Zet voort" in page
    assert "Wordt voortgezet door" in bo.get(old.get_absolute_url()).content.decode()
    with pytest.raises(commands.ContinuedAlready):
        commands.carry_over(node=old, plan=draft, under=None, by=people.bo.actor)


def test_an_action_goes_on_in_a_draft_of_its_own_network_only(people: Cast, plan: Plan, theirs: Plan) -> None:
    Plan.objects.filter(pk=theirs.pk).update(status=PlanStatus.DRAFT)
    theirs.refresh_from_db()
    with pytest.raises(NotAllowed):
        commands.carry_over(node=action(plan, 1), plan=theirs, under=None, by=people.bo.actor)
    with pytest.raises(commands.NoDraft):
        commands.carry_over(node=action(plan, 1), plan=theirs, under=None, by=people.cas.actor)


def test_a_lineage_runs_over_several_plans(people: Cast, plan: Plan) -> None:
    second, third = stored_plan(people), stored_plan(people)
    first = action(plan, 1)
    new = commands.carry_over(node=first, plan=second, under=None, by=people.bo.actor)
    newest = commands.carry_over(node=new, plan=third, under=None, by=people.bo.actor)
    middle = Node.objects.select_related("plan__network").get(pk=new.pk)
    lines = links_of(middle, people.bo.actor, TODAY)
    assert [node.pk for node in lineage_of(middle, lines, people.bo.actor)] == [first.pk, new.pk, newest.pk]


@pytest.mark.one_engine
def test_the_links_of_a_plan_cost_two_queries(
    people: Cast, plan: Plan, theirs: Plan, django_assert_num_queries: Any
) -> None:
    link(action(plan, 1), action(theirs, 1), people)
    link(action(plan, 2), action(theirs, 2), people)
    actor = people.bo.actor
    with django_assert_num_queries(2):
        lines = links_in(plan, actor, TODAY)
        assert [line.other.plan.network.name for line in lines if not line.same_plan] == [
            "Zorgkring Maanstad"
        ] * 2


def test_what_rests_is_not_late_for_who_waits(people: Cast, plan: Plan, theirs: Plan) -> None:
    """C7 and C14: who waits is told when the other passes its end, but not while that rests."""
    first, waits = action(plan, 1), action(plan, 2)
    link(first, waits, people)
    Node.objects.filter(pk=first.pk).update(end_date=date(2026, 3, 1), end_precision="day")
    told = waiting_for(people.bo.actor, TODAY)
    assert [(each.node, each.last_day) for each in told] == [(waits, date(2026, 3, 1))]
    assert "hangt ervan af" in told[0].sentence
    assert waiting_for(people.cas.actor, TODAY) == []
    pause = Progress.objects.create(plan=plan, status="paused", valid_from=date(2026, 2, 1), by_label="Bo")
    assert waiting_for(people.bo.actor, TODAY) == []
    pause.delete()
    Node.objects.filter(pk=first.pk).update(status="paused")
    assert waiting_for(people.bo.actor, TODAY) == []
