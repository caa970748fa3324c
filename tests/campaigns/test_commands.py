"""Opening, answering, closing, publishing and correcting a counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counting import DAY, Place3, asked, asking, counted, fill, opened
from people import TODAY, Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.campaigns.commands import answering, campaigns, publishing
from streekwerk.campaigns.commands.answering import Written
from streekwerk.campaigns.models import Campaign, Count, Publication
from streekwerk.campaigns.queries.campaigns import cells_of, open_asks
from streekwerk.campaigns.rules.publishing import from_json
from streekwerk.campaigns.rules.tables import Spot
from streekwerk.indicators.measuring import Ask, measure_many
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.rules.recipes import Moment, Recipe

pytestmark = pytest.mark.django_db


def test_a_service_is_asked_about_its_own_municipality(people: Cast, there: Place3) -> None:
    campaign = opened(people, there)
    assert [place.name for place in asked(campaign, there.services["Ravels"]).places.all()] == ["Ravels"]
    assert asked(campaign, there.services["opvang"]).places.count() == 3
    own = open_asks(there.ria.actor)
    assert [one.party.name for one in own] == ["OCMW Baarle-Hertog"]
    assert own[0].asked_at
    assert open_asks(people["gus"].actor) == []


def test_only_who_asks_figures_opens_a_counting(people: Cast, there: Place3) -> None:
    for name in ("an", "gus", "dirk", "cas"):
        with pytest.raises(NotAllowed):
            campaigns.open_campaign(
                network=people.zonnedorp, asking=asking(there), by=people[name].actor, on=TODAY
            )
    with pytest.raises(campaigns.NobodyAsked):
        opened(people, there, services=[])
    with pytest.raises(campaigns.DueBeforeDay):
        opened(people, there, due=DAY - timedelta(days=1))
    with pytest.raises(campaigns.SmallestTooSmall):
        opened(people, there, smallest=2)


def test_a_service_gives_its_own_and_nobody_elses(people: Cast, there: Place3) -> None:
    campaign = opened(people, there)
    own, other = (asked(campaign, there.services[name]) for name in ("Baarle-Hertog", "Ravels"))
    [answer] = answering.save_counts(request=own, written=[Written("13002|6-k", "2")], by=there.ria.actor)
    assert answer.verdict.kind == "saved"
    for who, request in ((there.ria, other), (people["gus"], own), (people.cas, own)):
        with pytest.raises(NotAllowed):
            answering.save_counts(request=request, written=[], by=who.actor)
    assert list(Count.objects.visible_to(people["gus"].actor)) == []
    assert list(Count.objects.visible_to(people.cas.actor)) == []
    assert [one.number for one in Count.objects.visible_to(there.ria.actor)] == [2]
    fill(campaign, there.services["Ravels"], {}, people)
    assert Count.objects.visible_to(there.ria.actor).count() == 1


def test_zero_empty_and_not_applicable_stay_apart(people: Cast, there: Place3) -> None:
    request = asked(opened(people, there), there.services["Baarle-Hertog"])
    written = [Written("13002|2-v", "0"), Written("13002|2-k", "n.v.t."), Written("13002|6-v", "veel")]
    answers = answering.save_counts(request=request, written=written, by=there.ria.actor)
    assert [one.verdict.kind for one in answers] == ["saved", "saved", "refused"]
    with pytest.raises(answering.NotComplete, match="2 vakken zijn nog leeg"):
        answering.finish(request=request, empty_is_zero=False, by=there.ria.actor)
    answering.finish(request=request, empty_is_zero=True, by=there.ria.actor)
    stored = {
        cell.group.key: (cell.known.state, cell.known.number) for cell in cells_of(request) if cell.known
    }
    assert stored == {
        "2-v": ("final", 0), "2-k": ("not_applicable", None), "6-v": ("final", 0), "6-k": ("final", 0),
    }  # fmt: skip
    answering.save_counts(request=request, written=[Written("13002|2-v", "", base=1)], by=there.ria.actor)
    request.refresh_from_db()
    assert request.answered_at is None


def test_who_lost_a_race_is_asked_and_the_unlikely_wants_a_reason(people: Cast, there: Place3) -> None:
    request = asked(opened(people, there), there.services["Baarle-Hertog"])

    def save(written: Written) -> str:
        [answer] = answering.save_counts(request=request, written=[written], by=there.ria.actor)
        return answer.verdict.kind

    assert save(Written("13002|2-v", "3")) == "saved"
    assert save(Written("13002|2-v", "4")) == "met"
    assert save(Written("13002|2-v", "4", base=1)) == "saved"
    assert save(Written("13002|2-v", "90", base=2)) == "doubted"
    assert save(Written("13002|2-v", "90", "brand in de opvang", base=2)) == "saved"


def test_the_log_tells_no_numbers(people: Cast, there: Place3) -> None:
    counted(people, there)
    for entry in Entry.objects.filter(verb="counts.entered"):
        assert entry.changes == {"vakken": ["", entry.changes["vakken"][1]]}


@pytest.mark.time_machine("2026-11-22T12:00Z")
def test_reminders_come_before_the_due_day_and_once(people: Cast, there: Place3) -> None:
    campaign = opened(people, there, due=date(2026, 12, 14))
    by = people.bo.actor
    assert [campaigns.remind_due(by=by, on=date(2026, 12, day)) for day in (10, 11)] == [0, 1]
    assert campaigns.remind(campaign=campaign, by=by, on=TODAY) == 0
    campaigns.close_campaign(campaign=campaign, by=by)
    with pytest.raises(campaigns.AlreadyClosed):
        campaigns.remind(campaign=campaign, by=by, on=TODAY)


def test_a_closed_counting_takes_no_answer_of_a_service(people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    with pytest.raises(answering.CountingClosed):
        answering.save_counts(
            request=asked(campaign, there.services["Baarle-Hertog"]), written=[], by=there.ria.actor
        )
    campaigns.reopen_campaign(campaign=campaign, by=people.bo.actor)
    answering.save_counts(
        request=asked(campaign, there.services["Baarle-Hertog"]), written=[], by=there.ria.actor
    )


def published(people: Cast, campaign: Campaign, reason: str = "") -> Publication:
    return publishing.publish(campaign=campaign, by=people.bo.actor, reason=reason)


def test_two_counted_persons_in_one_cell_for_baarle_hertog(people: Cast, there: Place3) -> None:
    """C26: the cell and one complementary cell are suppressed, and nothing gives them back."""
    shown = from_json(published(people, counted(people, there)).table)
    cell = Spot("13002", "6", "k")
    assert cell in shown.hidden
    assert any(spot.area != "13002" and spot.category == "6" and spot.part == "k" for spot in shown.hidden)
    assert any(spot.area == "13002" and spot != cell for spot in shown.hidden)
    assert not shown.hidden & shown.numbers.keys()
    assert shown.numbers[Spot("")] == 138
    assert shown.coverage[""] == (3, 4)


def test_published_only_when_closed_and_by_who_asks(people: Cast, there: Place3) -> None:
    campaign = opened(people, there)
    with pytest.raises(publishing.StillOpen):
        published(people, campaign)
    campaigns.close_campaign(campaign=campaign, by=people.bo.actor)
    with pytest.raises(publishing.NothingCounted):
        published(people, campaign)
    with pytest.raises(NotAllowed):
        publishing.publish(campaign=campaign, by=people.an.actor)
    campaigns.reopen_campaign(campaign=campaign, by=people.bo.actor)


def test_a_correction_is_the_next_release(people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    first = published(people, campaign)
    with pytest.raises(publishing.ReasonForCorrection):
        published(people, campaign)
    with pytest.raises(publishing.NothingChanged):
        published(people, campaign, "niets")
    request = asked(campaign, there.services["Hoogstraten"])
    answering.save_counts(request=request, written=[Written("13014|2-v", "10", base=1)], by=people.an.actor)
    with pytest.raises(publishing.NothingChanged, match="te weinig om te tonen"):
        published(people, campaign, "Eén meer.")
    answering.save_counts(request=request, written=[Written("13014|2-v", "9", base=2)], by=people.an.actor)
    written = Written("13014|6-v", "60", "nageteld", base=1)
    answering.save_counts(request=request, written=[written], by=people.an.actor)
    second = published(people, campaign, "Hoogstraten telde na.")
    old, new = from_json(first.table), from_json(second.table)
    assert (second.number, second.total) == (2, 158)
    assert all(new.numbers[spot] == old.numbers[spot] for spot in new.held)
    assert Publication.objects.standing().get() == second
    with pytest.raises(campaigns.AlreadyPublished):
        campaigns.reopen_campaign(campaign=campaign, by=people.bo.actor)


def test_compared_with_the_counting_before_over_the_same_services(people: Cast, there: Place3) -> None:
    earlier = counted(people, there, title="Telling 2025", day=date(2025, 10, 24), due=date(2025, 11, 10))
    published(people, earlier)
    campaign = opened(people, there)
    for name in ("Baarle-Hertog", "Ravels", "Hoogstraten"):
        code = next(code for code, place in there.places.items() if place.name == name)
        fill(campaign, there.services[name], {f"{code}|6-v": 20, f"{code}|6-k": 10}, people)
    fill(campaign, there.services["opvang"], {"13014|2-v": 40, "13035|2-v": 30, "13002|2-v": 12}, people)
    campaigns.close_campaign(campaign=campaign, by=people.bo.actor)
    beside = from_json(published(people, campaign).table).comparison
    assert beside is not None
    assert (beside.now, beside.then, len(beside.services)) == (90, 138, 3)


def test_a_counting_with_other_groups_is_not_compared(people: Cast, there: Place3) -> None:
    published(people, counted(people, there, day=date(2025, 10, 24), due=date(2025, 11, 10)))
    campaign = counted(people, there, categories=["2", "5", "6"])
    beside = from_json(published(people, campaign).table).comparison
    assert beside is not None
    assert (beside.now, beside.why[:11]) == (None, "De groepen ")


def test_a_neighbour_sees_only_what_is_published(people: Cast, there: Place3) -> None:
    campaign = counted(people, there)
    assert not Campaign.objects.visible_to(people.cas.actor).exists()
    published(people, campaign)
    assert Campaign.objects.visible_to(people.cas.actor).get() == campaign
    assert Publication.objects.visible_to(people.cas.actor).exists()
    assert not Count.objects.visible_to(people.cas.actor).exists()


def test_a_recipe_counts_the_publications_that_stand(people: Cast, there: Place3) -> None:
    published(people, counted(people, there))
    assert shapes_for(people.zonnedorp)["countings"].many == "tellingen"
    moment = Moment(TODAY)
    asks = [Ask(Recipe("count", "countings"), moment), Ask(Recipe("sum", "countings", value="total"), moment)]
    made = measure_many(asks, actor=people["gus"].actor, network=people.zonnedorp)
    assert [one.value for one in made] == [1, 138]
