"""Effect indicators count when they were fixed before the project began (C28)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from indicators.deliverables.region_of_27 import Region, make_region
from people import Cast
from streekwerk.indicators.models import Definition, Deliverable, Indicator
from streekwerk.indicators.queries.effects import fixings_of
from streekwerk.plans.models import Plan


@pytest.fixture
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
