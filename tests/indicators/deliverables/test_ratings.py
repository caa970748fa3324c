"""“Mate van …”: several raters on one rubric; who lie far apart say why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from indicators.deliverables.region_of_27 import Region, make_region
from people import TODAY, Cast
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.indicators.commands import ratings as commands
from streekwerk.indicators.commands.ratings import Judgement, rate
from streekwerk.indicators.counted import rated_readings
from streekwerk.indicators.models import Indicator, Rating
from streekwerk.indicators.queries.ratings import periods_of, rated_periods, rubric_of
from streekwerk.indicators.rules.figures.periods import period_of
from streekwerk.indicators.rules.figures.rubrics import Rated, assess, spread_of
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Node, Plan

LEVELS = ["enkel hier", "met veel aanpassing", "deels", "bijna zoals het is", "overal"]
YEAR = period_of(TODAY, "year")


@stands
def region(people: Cast, plan: Plan) -> Region:
    return make_region(people, plan)


@pytest.fixture
def rubric(region: Region) -> Indicator:
    return region.card("Mate van overdraagbaarheid", measure="rubric", rhythm="year", rubric_levels=LEVELS)


def test_2_and_4_on_5_is_shown_and_asks_both_to_motivate(region: Region, rubric: Indicator) -> None:
    rate(indicator=rubric, given=Judgement(YEAR, 2), by=region.people["an"].actor)
    with pytest.raises(commands.FarApart, match="gaf 2"):
        rate(indicator=rubric, given=Judgement(YEAR, 4), by=region.people["dirk"].actor)
    rate(indicator=rubric, given=Judgement(YEAR, 4, "Drie besturen."), by=region.people["dirk"].actor)
    definition = rubric_of(rubric)
    assert definition
    [here] = rated_periods(definition, [YEAR])
    assert here.assessment.diverges
    assert here.words.startswith("Verdeeld: van 2 (met veel aanpassing) tot 4")
    assert [(row.by_label, missing) for row, _, missing in here.lines] == [("An", True), ("Dirk", False)]
    assert Mail.objects.get().to == "an@example.org"
    rate(indicator=rubric, given=Judgement(YEAR, 2, "Enkel Bestuur 3."), by=region.people["an"].actor)
    [here] = rated_periods(definition, [YEAR])
    assert here.assessment.unmotivated == ()


def test_a_later_level_takes_the_place_and_the_earlier_is_kept(region: Region, rubric: Indicator) -> None:
    for level in (2, 3):
        rate(indicator=rubric, given=Judgement(YEAR, level), by=region.people["an"].actor)
    assert list(Rating.objects.live().values_list("level", flat=True)) == [3]
    assert Rating.objects.count() == 2


@pytest.mark.parametrize("who", ["eva", "gus", "cas"])
def test_who_does_not_judge(region: Region, rubric: Indicator, who: str) -> None:
    with pytest.raises(NotAllowed):
        rate(indicator=rubric, given=Judgement(YEAR, 2), by=region.people[who].actor)


def test_contacts_and_boards_judge_too(region: Region, rubric: Indicator) -> None:
    for by in (region.ria.actor, region.people["dirk"].actor, region.people.bo.actor):
        rate(indicator=rubric, given=Judgement(YEAR, 3), by=by)
    assert Rating.objects.live().count() == 3


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_what_cannot_be_judged(region: Region, rubric: Indicator) -> None:
    by = region.people["an"].actor
    for level in (0, 6):
        with pytest.raises(commands.NoSuchLevel):
            rate(indicator=rubric, given=Judgement(YEAR, level), by=by)
    assert YEAR.next
    with pytest.raises(commands.NotBegun):
        rate(indicator=rubric, given=Judgement(YEAR.next, 2), by=by)
    with pytest.raises(commands.NoRubric):
        rate(
            indicator=region.card("Mate van tevredenheid", measure="rubric"), given=Judgement(YEAR, 2), by=by
        )


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_what_colleagues_said_comes_after_the_own_answer(
    client: Client, region: Region, rubric: Indicator
) -> None:
    rate(indicator=rubric, given=Judgement(YEAR, 2), by=region.people["an"].actor)
    client.force_login(region.people["dirk"].user)
    address = reverse("indicators:rating", args=[rubric.pk])
    page = client.get(address).content.decode()
    assert "1 collega oordeelde al" in page
    assert '<th scope="row">An</th>' not in page
    definition = rubric_of(rubric)
    assert definition
    sent = {"level": "4", "motivation": "", "period": periods_of(definition, TODAY)[0].key}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Een collega gaf 2" in refused.content.decode()
    page = client.post(address, {**sent, "motivation": "Drie besturen."}, follow=True).content.decode()
    assert "De oordelen liggen ver uit elkaar" in page
    assert "nog te motiveren" in page


def test_a_rubric_without_levels_says_what_to_do(client: Client, region: Region) -> None:
    card = region.card("Mate van tevredenheid", measure="rubric")
    client.force_login(region.people["an"].user)
    address = reverse("indicators:rating", args=[card.pk])
    assert "Nog geen niveaus" in client.get(address).content.decode()
    assert client.post(address, {"level": "1"}).status_code == 422


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_a_part_is_rated_apart_and_who_lie_far_apart_say_why_there(
    client: Client, region: Region, rubric: Indicator
) -> None:
    part = Node.objects.filter(plan=region.plan, level="action").order_by("-position")[0]
    an, dirk = region.people["an"], region.people["dirk"]
    rate(indicator=rubric, given=Judgement(YEAR, 4), by=dirk.actor)
    rate(indicator=rubric, given=Judgement(YEAR, 2, node=part.pk), by=an.actor)
    client.force_login(dirk.user)
    address = reverse("indicators:rating", args=[rubric.pk])
    assert "1 collega oordeelde al" in client.get(address).content.decode()
    sent = {"level": "4", "motivation": "", "period": YEAR.key, "part": str(part.pk)}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Een collega gaf 2" in refused.content.decode()
    page = client.post(address, {**sent, "motivation": "Drie besturen."}, follow=True).content.decode()
    assert "De oordelen liggen ver uit elkaar" in page
    assert "1 onderdeel beoordeeld: 1 verdeeld" in page
    assert f"onderdeel={part.pk}" in Mail.objects.get().body
    definition = rubric_of(rubric)
    assert definition
    assert [row.by_label for row in rated_periods(definition, [YEAR])[0].ratings] == ["Dirk"]


def test_the_meter_shows_how_the_parts_are_spread_and_adds_nothing(region: Region, rubric: Indicator) -> None:
    parts = Node.objects.filter(plan=region.plan, level="action").order_by("position")
    for part, level in zip(parts, (1, 5), strict=True):
        rate(indicator=rubric, given=Judgement(YEAR, level, node=part.pk), by=region.people["an"].actor)
    definition = rubric_of(rubric)
    assert definition
    [reading] = rated_readings([(rubric, definition)]).values()
    assert reading.words == "2 onderdelen beoordeeld: 1 op niveau 1, 1 op niveau 5"
    assert reading.steps == ()
    rate(indicator=rubric, given=Judgement(YEAR, 3), by=region.people["an"].actor)
    [reading] = rated_readings([(rubric, definition)]).values()
    assert [step.value.number for step in reading.steps] == [3]
    assert "1 op niveau 5" in reading.note


def test_a_part_of_another_plan_is_refused(region: Region, rubric: Indicator) -> None:
    with pytest.raises(commands.NoSuchPart):
        rate(indicator=rubric, given=Judgement(YEAR, 1, node=-1), by=region.people["an"].actor)


@pytest.mark.one_engine
def test_rating_costs_the_same_for_few_and_many_parts(
    client: Client, region: Region, rubric: Indicator
) -> None:
    client.force_login(region.people["an"].user)
    address = reverse("indicators:rating", args=[rubric.pk])
    client.get(address)
    last = Node.objects.filter(plan=region.plan).order_by("-position")[0]
    asked = []
    for many in (1, 30):
        more = [
            Node(plan=region.plan, position=last.position + at + many, level="action", title=f"A {at}")
            for at in range(many)
        ]
        for node in Node.objects.bulk_create(more):
            rate(indicator=rubric, given=Judgement(YEAR, 2, node=node.pk), by=region.people["dirk"].actor)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@given(st.lists(st.lists(st.integers(1, 4), max_size=3), max_size=8))
def test_every_part_stands_on_one_level_or_is_divided(parts: list[list[int]]) -> None:
    """Nothing is added up: the spread counts parts, each once."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assessed = [assess(Rated(rater, level, at) for rater, level in enumerate(levels)) for levels in parts]
    spread = spread_of(assessed, 4)
    assert spread.rated == sum(bool(levels) for levels in parts)
    assert spread.divided == sum(len(set(levels)) > 1 for levels in parts)
    assert all(
        many == sum(set(each) == {level} for each in parts) for level, many in enumerate(spread.on_level, 1)
    )
