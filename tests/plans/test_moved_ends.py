"""Why the end of an action or a milestone moves: asked where it moves, kept in the log, told to the board."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from people import TODAY, Cast
from plan_texts import marks
from streekwerk.audit.models import Entry
from streekwerk.plans.choices import PlanStatus
from streekwerk.plans.commands.nodes import change_texts, why_moved
from streekwerk.plans.models import Milestone, Node, Plan
from streekwerk.plans.queries.fields import template_of, texts_of
from streekwerk.plans.sheet_forms import TextsForm
from streekwerk.reports.queries.gathering import gather
from streekwerk.reports.rules.difference import difference
from streekwerk.reports.rules.facts import Facts
from streekwerk.reports.rules.periods import read_period
from streekwerk.reports.rules.sentences import say

HTMX = {"HX-Request": "true"}
WHY = "De vergunning liet wachten."


@pytest.fixture
def node(plan: Plan) -> Node:
    return Node.objects.select_related("plan__network").get(plan=plan, code="Actie 1")


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def told(plan: Plan, audience: str = "board") -> Facts:
    return gather(plan, audience=audience, period=read_period("2026-K4"), day=TODAY)


def sent(node: Node, **texts: str) -> dict[str, str]:
    """What a form that is opened now sends along."""
    return {**texts, **{f"stand-{name}": mark for name, mark in marks(node).items() if name in texts}}


@given(st.text(max_size=400), st.text(max_size=6), st.text(max_size=6))
def test_a_reason_is_told_of_a_date_that_moves_only(reason: str, before: str, after: str) -> None:
    assert why_moved({"text": [before, after]}, "end", reason) == {}
    kept = why_moved({"end": [before, after]}, "end", reason)
    assert bool(kept) == bool(before and reason.strip())
    assert all(len(said) <= 300 for said in kept.get("reason", []))


@pytest.mark.parametrize("address", ["plans:edit", "plans:field"])
def test_the_reason_stands_in_the_history_and_in_the_report(bo: Client, node: Node, address: str) -> None:
    before = told(node.plan)
    to = reverse(address, args=[node.plan_id, node.pk, *(["einde"] if address == "plans:field" else [])])
    form = bo.get(to).content.decode()
    assert 'data-moves="end" data-was="Einde 31/12/2027"' in form
    typed = (
        sent(node, end="juni 2028", title=node.title)
        if address == "plans:edit"
        else sent(node, end="juni 2028")
    )
    assert bo.post(to, {**typed, "reason": WHY}).status_code == 302
    page = bo.get(node.get_absolute_url()).content.decode()
    assert f"Reden: {WHY}" in page, "under the end itself"
    assert f"<ins>{WHY}</ins>" in page, "among all changes"
    assert 'id="veld-reason' not in page
    [moved] = [change for change in difference(before, told(node.plan)) if change.kind == "moved"]
    assert say(moved).endswith("schuift op: van 31/12/2027 naar juni 2028 (de vergunning liet wachten).")
    assert Facts.from_json(told(node.plan).to_json()) == told(node.plan)


def test_without_a_reason_nothing_is_told_and_an_older_one_does_not_stay(people: Cast, node: Node) -> None:
    for words, why in (("2028", WHY), ("2029", ""), ("2028", "")):
        change_texts(node=node, texts={"end": words}, base=marks(node), reason=why, by=people.bo.actor)
    [fact] = [one for one in told(node.plan).nodes if one.id == node.pk]
    assert (fact.end_words, fact.why) == ("2028", "")


def test_an_end_that_stays_needs_no_reason_and_a_first_one_is_not_asked(
    people: Cast, plan: Plan, node: Node
) -> None:
    texts = {"end": "Einde 31/12/2027", "text": "Meer uitleg"}
    change_texts(node=node, texts=texts, base=marks(node), reason=WHY, by=people.bo.actor)
    assert "reason" not in Entry.objects.get(verb="node.changed").changes
    other = Node.objects.select_related("plan").get(plan=plan, code="Actie 2")
    assert "reason" not in TextsForm(texts_of(other, template_of(plan.network_id)).values()).fields


def test_the_public_is_not_told_why(people: Cast, node: Node) -> None:
    Plan.objects.filter(pk=node.plan_id).update(status=PlanStatus.ADOPTED)
    change_texts(node=node, texts={"end": "2028"}, base=marks(node), reason=WHY, by=people.bo.actor)
    assert {one.why for one in told(node.plan, "public").nodes} == {""}


def test_a_milestone_is_asked_on_its_sheet_too(bo: Client, plan: Plan) -> None:
    step = Milestone.objects.get(plan=plan)
    assert step.node
    to = reverse("plans:part", args=[plan.pk, step.node_id, "mijlpalen", step.pk])
    form = bo.get(to, headers=HTMX).content.decode()
    assert 'data-moves="words"' in form
    typed: dict[str, Any] = {"words": "najaar 2028", "text": step.text, "reason": WHY}
    for name in ("words", "text"):
        typed[f"stand-{name}"] = form.split(f'name="stand-{name}" value="')[1].split('"')[0]
    before = told(plan)
    assert bo.post(to, typed, headers=HTMX).status_code == 200
    [moved] = [change for change in difference(before, told(plan)) if change.kind == "milestone_moved"]
    assert moved.reason == WHY


def test_the_end_moves_on_the_page_of_the_quarter(client: Client, people: Cast, node: Node) -> None:
    Node.objects.filter(pk=node.pk).update(steward=people.an.user)
    client.force_login(people.an.user)
    to = reverse("stewardship:quarter-end", args=[node.pk])
    opened = client.get(reverse("stewardship:quarter-sheet", args=[node.pk]), headers=HTMX).content.decode()
    assert f'action="{to}"' in opened
    given = {"words": "voorjaar 2028", "seen": node.end_words, "reason": WHY}
    refused = client.post(to, {**given, "words": "31/31/2028"}, headers=HTMX)
    assert refused.status_code == 422
    moved = client.post(to, given, headers=HTMX)
    assert "voorjaar 2028" in moved.content.decode()
    assert Entry.objects.get(verb="node.changed").changes["reason"] == ["", WHY]
    assert client.post(to, {**given, "words": "2030"}).status_code == 422
    client.force_login(people["gus"].user)
    assert client.post(to, given).status_code == 403
