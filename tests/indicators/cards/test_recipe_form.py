"""The form of a recipe: every kind of condition, what it says and counts now, what is refused where."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.cards.build import confirmed, measured, plan_with_sentences
from people import Cast
from standing import stands
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.rules.recipes import from_json, to_json
from streekwerk.indicators.rules.recipes.from_form import from_form
from streekwerk.indicators.rules.recipes.on_form import on_form
from streekwerk.network.models import Term
from streekwerk.plans.models import Milestone, Node, Plan

SAMPLE = Path(__file__).resolve().parents[3] / "sample" / "figures"
HTMX = {"HX-Request": "true"}
COUNT = {"over": "nodes", "aggregate": "count", "version": "1"}


@stands
def promised(people: Cast) -> Plan:
    return plan_with_sentences(people)


@stands
def card(people: Cast, promised: Plan) -> Indicator:
    return confirmed(people, promised)


@pytest.fixture
def bo(client: Client, people: Cast) -> Client:
    client.force_login(people.bo.user)
    return client


def form_of(card: Indicator) -> str:
    return reverse("indicators:card-recipe", args=[card.pk])


def row(at: int, what: str, how: str = "", value: str = "", **more: str) -> dict[str, str]:
    said = {"what": what, "how": how, "value": value, **more}
    return {f"where-{at}-{name}": text for name, text in said.items() if text}


ROWS: list[tuple[dict[str, str], str]] = [
    ({"over": "places", **row(0, "f:inhabitants", "at_least", "1.250,5")}, "met een aantal inwoners van minstens 1.250,5"),
    ({"over": "milestones", **row(0, "f:date", "before", when="today")}, "met datum vóór vandaag"),
    ({"over": "milestones", **row(0, "f:date", "since", when="period_start")}, "vanaf het begin van de periode"),
    ({"over": "milestones", **row(0, "f:date", "until", "2028-12-31")}, "op of vóór 31 december 2028"),
    (row(0, "f:title", "contains", "huis"), "met ‘huis’ in de titel"),
    ({"over": "links", **row(0, "f:made_by", "one_of", "An\nBo")}, "met maker ‘An’ of ‘Bo’"),
    (row(0, "f:started", "filled"), "die zijn gestart"),
    (row(0, "f:level", "is", "action") | row(1, "f:level", "is", "goal", **{"or": "of"}), "met niveau ‘actie’ of met"),
    (row(0, "o:", "same_day", first="start", then="end"), "met ‘begindatum’ ten laatste bij ‘einddatum’"),
    (row(0, "h:milestones", least="2") | {"where-0-in-0-what": "f:text", "where-0-in-0-how": "filled"}, "met minstens 2 mijlpalen met tekst"),
    (row(0, "f:effect", "is", "in_time"), "met een vooraf vastgelegde effectindicator"),
]  # fmt: skip


@pytest.mark.slow
def test_each_kind_of_condition_is_chosen_read_kept_and_opened_again(bo: Client, card: Indicator) -> None:
    for version, (said, words) in enumerate(ROWS, start=1):
        sent = COUNT | said | {"version": str(version)}
        shown = bo.post(form_of(card), sent | {"kies": "toon"}, headers=HTMX).content.decode()
        assert words in shown
        assert "Nu: <b>" in shown
        assert bo.post(form_of(card), sent | {"kies": "zelf"}).status_code == 302
        opened = bo.get(form_of(card)).content.decode()
        for name, text in said.items():
            assert f'name="{name}"' in opened
            assert text in opened


def test_terms_of_the_word_list_can_be_chosen(bo: Client, card: Indicator, people: Cast) -> None:
    term = Term.objects.create(network=people.zonnedorp, kind="theme", label="Wonen")
    sent = COUNT | row(0, "f:themes", "one_of")
    assert "Wonen" in bo.post(form_of(card), sent | {"kies": "toon"}).content.decode()
    chosen = sent | {"where-0-value": [str(term.pk)], "kies": "zelf"}  # type: ignore[dict-item]
    assert bo.post(form_of(card), chosen).status_code == 302
    assert "Aantal onderdelen rond Wonen." in bo.get(form_of(card)).content.decode()


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(bo: Client, card: Indicator) -> None:
    sent = COUNT | row(0, "f:title", "contains", "huis") | row(1, "f:start", "since") | {"kies": "zelf"}
    answer = bo.post(form_of(card), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_where-1-value"' in page
    assert "Kies voor ‘begindatum’ een dag, of vandaag" in page
    assert 'value="huis"' in page
    assert Definition.objects.get(indicator=card).recipe == {}


def test_a_broken_series_is_asked_from_when_and_keeps_what_was_typed(bo: Client, card: Indicator) -> None:
    measured(card)
    sent = COUNT | row(0, "f:title", "contains", "huis") | {"kies": "zelf", "reason": "Nu telt Streekwerk"}
    page = bo.post(form_of(card), sent).content.decode()
    assert "Zeg vanaf wanneer dit geldt" in page
    for typed in ("huis", "Nu telt Streekwerk"):
        assert f'value="{typed}"' in page


def test_another_set_keeps_what_fits_and_begins_with_this_plan(bo: Client, card: Indicator) -> None:
    sent = {
        "over": "milestones",
        "aggregate": "count",
        "kies": "toon",
        "vorm": "1",
        **row(0, "f:party", "is", "1"),
    }
    page = bo.post(form_of(card), sent, headers=HTMX).content.decode()
    assert "Wat wordt geteld" in page
    assert "Aantal mijlpalen van dit plan." in page


def test_the_figure_of_now_is_one_click_from_its_records(bo: Client, card: Indicator, promised: Plan) -> None:
    sent = COUNT | row(0, "f:plan", "is", "this_plan") | row(1, "f:level", "is", "action")
    shown = bo.post(form_of(card), sent | {"kies": "toon"}, headers=HTMX).content.decode()
    assert "Nu: <b>2 acties</b>" in shown
    where = shown.split('href="')[1].split('"')[0].replace("&amp;", "&")
    page = bo.get(where).content.decode()
    for node in Node.objects.filter(plan=promised, level="action"):
        assert f'<a href="{node.get_absolute_url()}">' in page
    empty = bo.get(reverse("indicators:card-recipe-records", args=[card.pk]), follow=True).content.decode()
    assert "Kies wat geteld wordt." in empty


@pytest.mark.parametrize(("who", "status"), [("gus", 403), ("dirk", 403), ("cas", 404)])
def test_who_does_not_keep_the_cards_counts_nothing(
    client: Client, people: Cast, card: Indicator, who: str, status: int
) -> None:
    client.force_login(people[who].user)
    where = reverse("indicators:card-recipe-records", args=[card.pk])
    assert client.get(where, COUNT).status_code == status
    assert client.post(form_of(card), COUNT | {"kies": "toon"}).status_code == status


def recipes_of_the_sample() -> list[Any]:
    found = []
    for path in sorted(SAMPLE.glob("*.json")):
        cards = json.loads(path.read_text(encoding="utf-8"))["cards"]
        found += [
            pytest.param(each["card"]["recipe"], id=each["key"])
            for each in cards
            if "recipe" in each.get("card", {})
        ]
    return found


@pytest.mark.parametrize("stored", recipes_of_the_sample())
def test_a_recipe_of_the_sample_opens_in_the_form_unchanged(people: Cast, stored: dict[str, Any]) -> None:
    shapes = shapes_for(people.zonnedorp)
    recipe = from_json(stored, shapes)
    back = from_form(on_form(recipe, shapes), shapes).recipe
    assert back == recipe
    assert to_json(back) == to_json(recipe)


def test_saving_an_opened_recipe_changes_nothing(bo: Client, card: Indicator) -> None:
    stored = {"version": 1, "aggregate": "count", "over": "members", "per": "year", "where": [
        {"having": "partnered", "at_least": 1, "where": [{"field": "under", "operator": "is", "value": {"here": "this_node"}}]}
    ]}  # fmt: skip
    Definition.objects.filter(indicator=card).update(recipe=stored)
    shapes = shapes_for(card.plan.network)
    page = bo.get(form_of(card)).content.decode()
    assert "houdt ook de indeling in periodes bij" in page
    sent = on_form(from_json(stored, shapes), shapes) | {"kies": ["zelf"], "version": ["1"]}
    assert bo.post(form_of(card), sent).status_code == 302
    card.refresh_from_db()
    assert card.version == 1
    assert Definition.objects.get(indicator=card).recipe == stored


@pytest.mark.one_engine
def test_the_form_costs_the_same_for_few_and_many_records(
    bo: Client, card: Indicator, promised: Plan
) -> None:
    node = Node.objects.filter(plan=promised)[0]
    sent = {
        "over": "milestones",
        "aggregate": "count",
        "kies": "toon",
        **row(0, "f:node", "is", str(node.pk)),
    }
    bo.post(form_of(card), sent)
    asked = []
    for many in (1, 60):
        Milestone.objects.bulk_create(
            [
                Milestone(plan=promised, node=node, position=n, text=f"M {n}", date=date(2026, 5, 1))
                for n in range(many)
            ]
        )
        with CaptureQueriesContext(connection) as queries:
            assert bo.post(form_of(card), sent).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert asked[0] <= 20
