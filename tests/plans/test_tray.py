"""The tray after commit: every passage gets a place, nothing of it is lost, and it can be undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.plans.commands.tray import (
    ChangedSince,
    How,
    NoLabel,
    NoReasonAside,
    PlacedAlready,
    place_tray_item,
    set_aside,
    take_back,
    unplace_tray_item,
)
from streekwerk.plans.models import IndicatorSentence, Node, Plan, TrayItem

WORDS = "een losse zin zonder thuis"


@pytest.fixture
def item(plan: Plan) -> TrayItem:
    return TrayItem.objects.select_related("plan", "node").get(plan=plan)


@pytest.fixture
def at(plan: Plan) -> Node:
    node: Node = Node.objects.select_related("plan").get(plan=plan, code="Actie 2")
    return node


def all_words(plan: Plan) -> str:
    """Everything that the plan says, the tray and what was set aside included."""
    said = [f"{node.title} {node.text} {node.fields}" for node in Node.objects.filter(plan=plan)]
    said += IndicatorSentence.objects.filter(plan=plan).values_list("text", flat=True)
    said += TrayItem.objects.filter(plan=plan).values_list("text", flat=True)
    plan.refresh_from_db()
    return "\n".join([*said, str(plan.ignored)])


@pytest.mark.parametrize("how", ["text", "field", "indicator", "action"])
def test_the_words_are_found_where_they_were_put_and_come_back(
    how: How, people: Cast, plan: Plan, item: TrayItem, at: Node
) -> None:
    before = (at.text, at.fields, at.spans)
    placing = place_tray_item(item=item, at=at, how=how, label="Middelen", by=people.an.actor)
    node = Node.objects.get(pk=placing.node.pk)
    assert not TrayItem.objects.filter(plan=plan).exists()
    if how == "text":
        assert node.text.endswith(WORDS)
    elif how == "field":
        assert node.fields[-1] == {"label": "Middelen", "text": WORDS}
    elif how == "indicator":
        assert IndicatorSentence.objects.get(pk=placing.indicator).spans == [[10, 10]]
    else:
        assert (node.title, node.parent_id, node.spans) == (WORDS, at.pk, [[10, 10]])
    if how in ("text", "field"):
        assert [10, 10] in node.spans
        assert "thuis" in node.search
    assert all_words(plan).count(WORDS) == 1
    unplace_tray_item(item=item, placing=placing, by=people.bo.actor)
    at.refresh_from_db()
    fields = [field for field in at.fields if field["text"]]
    assert (at.text, fields, at.spans) == (before[0], before[1], before[2])
    assert TrayItem.objects.get(plan=plan).text == WORDS
    assert all_words(plan).count(WORDS) == 1


def test_words_come_after_what_stood_there(people: Cast, item: TrayItem, at: Node) -> None:
    Node.objects.filter(pk=at.pk).update(text="Eerst dit.")
    place_tray_item(item=item, at=at, how="text", by=people.an.actor)
    at.refresh_from_db()
    assert at.text == f"Eerst dit.\n{WORDS}"


def test_two_people_place_a_passage_once(people: Cast, item: TrayItem, at: Node) -> None:
    place_tray_item(item=item, at=at, how="indicator", by=people.an.actor)
    with pytest.raises(PlacedAlready):
        place_tray_item(item=item, at=at, how="text", by=people.bo.actor)
    with pytest.raises(PlacedAlready):
        set_aside(item=item, reason="dubbel", by=people.bo.actor)
    assert IndicatorSentence.objects.filter(node=at).count() == 1


def test_what_was_changed_since_is_not_taken_out(people: Cast, plan: Plan, item: TrayItem, at: Node) -> None:
    placing = place_tray_item(item=item, at=at, how="text", by=people.an.actor)
    Node.objects.filter(pk=at.pk).update(text="Herschreven.", version=9)
    with pytest.raises(ChangedSince):
        unplace_tray_item(item=item, placing=placing, by=people.an.actor)
    assert not TrayItem.objects.filter(plan=plan).exists()


def test_setting_aside_needs_a_reason_and_keeps_who(
    people: Cast, plan: Plan, item: TrayItem, at: Node
) -> None:
    with pytest.raises(NoReasonAside):
        set_aside(item=item, reason=" ", by=people.an.actor)
    with pytest.raises(NoLabel):
        place_tray_item(item=item, at=at, how="field", label=" ", by=people.an.actor)
    assert TrayItem.objects.filter(plan=plan).count() == 1
    set_aside(item=item, reason="staat al in Actie 1", by=people.an.actor)
    plan.refresh_from_db()
    kept = plan.ignored[-1]
    assert (kept["who"], kept["why"], kept["text"], kept["spans"]) == (
        "An",
        "staat al in Actie 1",
        WORDS,
        [[10, 10]],
    )
    take_back(item=item, by=people.bo.actor)
    plan.refresh_from_db()
    assert not any("item" in entry for entry in plan.ignored)
    assert TrayItem.objects.filter(plan=plan).count() == 1


@pytest.mark.parametrize("who", ["cas", "dirk", "gus"])
def test_who_may_not_change_places_nothing(who: str, people: Cast, item: TrayItem, at: Node) -> None:
    for attempt in (
        lambda: place_tray_item(item=item, at=at, how="text", by=people[who].actor),
        lambda: set_aside(item=item, reason="x", by=people[who].actor),
        lambda: take_back(item=item, by=people[who].actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert TrayItem.objects.filter(pk=item.pk).exists()


def test_the_page_places_undoes_and_sets_aside(
    client: Client, people: Cast, item: TrayItem, at: Node
) -> None:
    client.force_login(people.an.user)
    tray = reverse("plans:tray", args=[item.plan_id])
    address = reverse("plans:tray-place", args=[item.plan_id, item.pk])
    assert address in client.get(tray).content.decode()
    page = client.get(address, {"zoek": "huis"}).content.decode()
    assert "Een huis voor starters" in page
    assert client.post(address, {"how": "text"}).status_code == 422
    assert client.post(address, {"how": "field", "node": at.pk}).status_code == 422
    page = client.post(address, {"how": "indicator", "node": at.pk}, follow=True).content.decode()
    assert "De lade is leeg" in page
    undo = reverse("plans:tray-back", args=[item.plan_id, item.pk])
    assert f'action="{undo}"' in page
    indicator: Any = IndicatorSentence.objects.get(node=at)
    fields = {
        "node": at.pk,
        "how": "indicator",
        "label": "",
        "version": at.version,
        "indicator": indicator.pk,
    }
    for name, value in fields.items():
        assert f'name="{name}" value="{value}"' in page
    assert WORDS in client.post(undo, fields, follow=True).content.decode()
    aside = reverse("plans:tray-aside", args=[item.plan_id, item.pk])
    page = client.post(aside, {"reason": "een voetregel"}, follow=True).content.decode()
    assert "An: een voetregel" in page
    assert client.get(address).status_code == 422  # not in the tray any more
    assert f'id="lade-{item.pk}"' in client.post(undo, follow=True).content.decode()


def test_a_proposal_that_left_the_plan_is_none(
    client: Client, people: Cast, item: TrayItem, at: Node
) -> None:
    Node.objects.filter(pk=at.pk).update(archived_at="2026-11-22T00:00Z", archived_by="An")
    client.force_login(people["gus"].user)
    page = client.get(reverse("plans:tray", args=[item.plan_id])).content.decode()
    assert "Geen voorstel" in page
    assert "Daar plaatsen" not in page
