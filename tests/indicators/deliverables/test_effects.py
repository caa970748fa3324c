"""Effect indicators count when they were fixed before the project began (C28)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from indicators.deliverables.region_of_27 import Region, make_region
from people import TODAY, Cast
from standing import stands
from streekwerk.indicators.counted import moment_of
from streekwerk.indicators.measuring import measure
from streekwerk.indicators.models import Definition, Deliverable, Indicator
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.queries.effects import fixings_of
from streekwerk.indicators.rules.recipes import Here, Recipe, Test, result, sentence, to_json
from streekwerk.plans.models import Node, Plan
from streekwerk.ui.dutch import THIN_SPACE


@stands
def region(people: Cast, plan: Plan) -> Region:
    return make_region(people, plan)


def effect(region: Region, written: date) -> Indicator:
    card = region.card("Minder eenzaamheid", measure="rubric", rubric_levels=["minder", "meer"])
    Indicator.objects.filter(pk=card.pk).update(level="impact")
    at = datetime(written.year, written.month, written.day, 12, tzinfo=UTC)
    Definition.objects.filter(indicator=card).update(created_at=at)
    card.refresh_from_db()
    return card


def test_fixed_after_the_start_is_not_counted_and_says_why(client: Client, region: Region) -> None:
    """Its action starts on 1 January 2026."""
    late, early = effect(region, date(2026, 3, 2)), effect(region, date(2025, 12, 1))
    plain = region.card()
    found = fixings_of([late, early, plain])
    assert {pk: each.counts for pk, each in found.items()} == {late.pk: False, early.pk: True}
    client.force_login(region.people["gus"].user)
    page = client.get(reverse("indicators:rating", args=[late.pk])).content.decode()
    assert "Telt niet mee: vastgelegd op 02/03/2026, na de start op 01/01/2026." in page


def test_another_definition_after_the_start_is_fixed_after_it(region: Region) -> None:
    card = effect(region, date(2025, 12, 1))
    Definition.objects.create(indicator=card, number=2, measure="rubric", instrument="survey", by_label="Bo")
    assert fixings_of([card])[card.pk].counts is False


def test_a_deliverable_of_an_effect_indicator_says_it(client: Client, region: Region) -> None:
    card = effect(region, date(2025, 12, 1))
    note = Deliverable.objects.create(indicator=card, title="Effectmeting", by_label="Bo")
    client.force_login(region.people["gus"].user)
    assert "Telt mee: vastgelegd op 01/12/2025" in client.get(note.get_absolute_url()).content.decode()


TIMELY = Test("effect", "is", "in_time")
ACTIONS = (Test("plan", "is", Here.PLAN), Test("level", "is", "action"))


@pytest.fixture
def projects(region: Region) -> Indicator:
    """Two actions with an effect indicator, one of them fixed too late; the card that counts them."""
    _, second = Node.objects.filter(plan=region.plan, level="action").order_by("pk")
    Node.objects.filter(pk=second.pk).update(start_date=date(2026, 2, 1))
    effect(region, date(2025, 12, 1))
    late = effect(region, date(2026, 3, 2))
    type(late.sentence).objects.filter(pk=late.sentence_id).update(node=second)
    return region.card("Aandeel projecten", measure="share", rhythm="once")


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        (Recipe("count", "nodes", (*ACTIONS, TIMELY)), "1 actie; 1 waarvan de"),
        (Recipe("share", "nodes", ACTIONS, part=(TIMELY,)), "50 % (1 van 2); 1 waarvan de"),
        (Recipe("share", "nodes", ACTIONS, judged=(TIMELY,), part=(Test("status", "is", "done"),)), "0 %"),
    ],
)
def test_a_project_with_an_effect_indicator_of_after_its_start_is_not_counted_and_the_reason_is_shown(
    region: Region, projects: Indicator, recipe: Recipe, said: str
) -> None:
    """000:204, in each way that a recipe can ask it: as what counts, as the share, as what can be judged."""
    network = region.plan.network
    outcome = measure(recipe, moment_of(projects, TODAY), actor=region.people["gus"].actor, network=network)
    late = Node.objects.get(plan=region.plan, start_date=date(2026, 2, 1))
    [left_out] = outcome.excluded
    assert left_out.records == (late.pk,)
    assert left_out.why == "waarvan de effectindicator pas na de start is vastgelegd"
    assert late.pk not in outcome.records
    assert result(recipe, outcome, shapes_for(network)).replace(THIN_SPACE, " ").startswith(said)
    assert "vooraf vastgelegde effectindicator" in sentence(recipe, shapes_for(network))


def test_the_reason_stands_behind_the_figure(client: Client, region: Region, projects: Indicator) -> None:
    recipe = Recipe("share", "nodes", ACTIONS, part=(TIMELY,))
    Definition.objects.filter(indicator=projects).update(recipe=to_json(recipe))
    client.force_login(region.people["gus"].user)
    where = reverse("indicators:records", args=[projects.pk])
    assert "Wat niet meetelt" in client.get(where).content.decode()
    page = client.get(where, {"deel": "excluded"}).content.decode()
    assert "Waarom niet" in page
    assert "waarvan de effectindicator pas na de start is vastgelegd</td>" in page


def test_effect_indicators_themselves_are_counted_by_when_they_were_fixed(region: Region) -> None:
    for day in (date(2025, 12, 1), date(2026, 3, 2)):
        card = effect(region, day)
    recipe = Recipe("count", "indicators", (Test("timely", "is", "in_time"),))
    outcome = measure(
        recipe, moment_of(card, localdate()), actor=region.people["gus"].actor, network=region.plan.network
    )
    assert outcome.value == 1
    assert [(each.why.split(" ")[-1], len(each.records)) for each in outcome.excluded] == [("vastgelegd", 1)]
