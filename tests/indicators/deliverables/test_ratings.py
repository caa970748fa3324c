"""“Mate van …”: several raters on one rubric; who lie far apart say why."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from indicators.deliverables.region_of_27 import Region, make_region
from people import TODAY, Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.indicators.commands import ratings as commands
from streekwerk.indicators.commands.ratings import Judgement, rate
from streekwerk.indicators.models import Indicator, Rating
from streekwerk.indicators.queries.ratings import periods_of, rated_periods, rubric_of
from streekwerk.indicators.rules.figures.periods import period_of
from streekwerk.outbox.models import Mail
from streekwerk.plans.models import Plan

LEVELS = ["enkel hier", "met veel aanpassing", "deels", "bijna zoals het is", "overal"]
YEAR = period_of(TODAY, "year")


@pytest.fixture
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
