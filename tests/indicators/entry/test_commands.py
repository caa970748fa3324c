"""Figures are succeeded, never overwritten; who may; what is asked, doubted, refused and met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from measured import give, make_contact, make_indicator, make_members
from people import Cast
from standing import stands
from streekwerk.access.queries import NotAllowed
from streekwerk.audit.models import Entry
from streekwerk.indicators.commands.figures import NoSuchRow, enter_figures
from streekwerk.indicators.models import Definition, Indicator, Measurement, MeterReading
from streekwerk.indicators.queries.entry import NotMeasured, grid_of
from streekwerk.indicators.rules.entry.judging import Typed
from streekwerk.network.models import Party
from streekwerk.plans.models import Plan


@stands
def members(people: Cast) -> list[Party]:
    return make_members(people.zonnedorp)


@pytest.fixture
def indicator(plan: Plan, members: list[Party]) -> Indicator:
    return make_indicator(plan)


def test_a_later_figure_takes_the_place_of_an_earlier_one(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    MeterReading.objects.create(indicator=indicator)
    [first] = give(indicator, people.an, (members[0], "2026-03", "12"))
    assert first.verdict.kind == "saved"
    assert first.known is not None
    assert not MeterReading.objects.exists()
    [second] = give(indicator, people.bo, (members[0], "2026-03", "± 14"), base=first.known.pk)
    assert second.verdict.kind == "saved"
    old, new = Measurement.objects.order_by("pk")
    assert (old.value, old.succeeded_at is None, new.value, new.state) == (12, False, 14, "estimate")
    assert new.by_label == "Bo"
    entry = Entry.objects.filter(verb="figures.entered").first()
    assert entry is not None
    assert entry.changes == {"Beek, maart 2026": ["12", "± 14"]}
    # The same once more changes nothing, and is no conflict either.
    assert give(indicator, people.an, (members[0], "2026-03", "± 14"))[0].verdict.kind == "unchanged"
    assert Measurement.objects.count() == 2


def test_empty_zero_and_not_applicable_are_three_things(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    beek, heide, ven = members
    give(indicator, people.an, (beek, "2026-03", "0"), (heide, "2026-03", "n.v.t."), (ven, "2026-03", ""))
    states = dict(Measurement.objects.all().live().values_list("party__name", "state"))
    assert states == {"Beek": "final", "Heide": "not_applicable"}
    assert Measurement.objects.get(party=beek).value == 0
    stands = Measurement.objects.get(party=beek)
    [emptied] = give(indicator, people.an, (beek, "2026-03", ""), base=stands.pk)
    assert (emptied.verdict.kind, emptied.known) == ("emptied", None)
    assert not Measurement.objects.filter(party=beek).live().exists()
    assert Measurement.objects.filter(party=beek).exists()


def test_two_people_in_one_cell_are_both_shown(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    give(indicator, people.bo, (members[0], "2026-03", "14"))
    [met] = give(indicator, people.an, (members[0], "2026-03", "12"))
    assert met.verdict.kind == "met"
    assert met.verdict.sentence == "Intussen vulde Bo 14 in. Kies wat er moet staan."
    assert met.known is not None
    # Somebody else emptied it: what was typed is not lost either.
    [kept] = give(indicator, people.an, (members[0], "2026-03", "12"), base=met.known.pk)
    assert kept.known is not None
    give(indicator, people.bo, (members[0], "2026-03", ""), base=kept.known.pk)
    [again] = give(indicator, people.an, (members[0], "2026-03", "13"), base=kept.known.pk)
    assert again.verdict.sentence.startswith("Iemand anders maakte deze cel intussen leeg")


def test_an_unlikely_figure_is_kept_with_a_reason(people: Cast, plan: Plan, members: list[Party]) -> None:
    indicator = make_indicator(plan, plausibility={"minimum": "0", "whole": True, "jump": "5"})
    give(indicator, people.an, (members[0], "2026-02", "10"))
    for text, said in (("-3", "−3 is minder dan 0."), ("2,5", "geen geheel getal"), ("80", "5 keer zo veel")):
        [doubted] = give(indicator, people.an, (members[0], "2026-03", text))
        assert doubted.verdict.kind == "doubted"
        assert said in doubted.verdict.sentence
    typed = Typed(f"{members[0].pk}//", "2026-03", "80", reason="verhuisdag")
    [kept] = enter_figures(indicator=indicator, typed=[typed], by=people.an.actor)
    assert kept.verdict.kind == "saved"
    assert Measurement.objects.get(value=80).kept_reason == "verhuisdag"


def test_what_is_not_clear_is_asked_or_refused(people: Cast, plan: Plan, members: list[Party]) -> None:
    indicator = make_indicator(plan, decimals=1)
    [asked] = give(indicator, people.an, (members[0], "2026-03", "1.550"))
    assert asked.verdict.kind == "asked"
    assert asked.verdict.options == ("1550", "1,55")
    [refused] = give(indicator, people.an, (members[0], "2026-03", "veel"))
    assert "“veel” is geen getal" in refused.verdict.sentence
    assert give(indicator, people.an, (members[0], "2026", "3"))[0].verdict.kind == "refused"
    assert give(indicator, people.an, (members[0], "2026-02-30", "3"))[0].verdict.kind == "refused"
    counted = make_indicator(plan, "Aantal ritten")
    # A count has no decimals, so a dot groups; unless the same paste writes decimals with a dot.
    assert give(counted, people.an, (members[0], "2026-03", "1.550"))[0].verdict.value.number == 1550  # type: ignore[union-attr]
    cells = [(members[1], "2026-03", "1.550"), (members[2], "2026-03", "5.9")]
    assert [one.verdict.kind for one in give(counted, people.an, *cells)] == ["asked", "saved"]


def test_a_share_keeps_its_numerator_and_denominator(people: Cast, plan: Plan, members: list[Party]) -> None:
    indicator = make_indicator(plan, measure="share", addition="weighted", unit="%")
    key = f"{members[0].pk}//"
    both = Typed(key, "2026-03", "2", "5")
    [answer] = enter_figures(indicator=indicator, typed=[both], by=people.an.actor)
    stored = Measurement.objects.get()
    assert (stored.value, stored.numerator, stored.denominator) == (40, 2, 5)
    assert answer.known is not None
    for text, below, said in (("2", "", "noemer"), ("", "5", "teller"), ("2", "0", "De noemer is 0")):
        wrong = replace(both, text=text, denominator=below, base=answer.known.pk)
        [refused] = enter_figures(indicator=indicator, typed=[wrong], by=people.an.actor)
        assert said in refused.verdict.sentence
    only = replace(both, text="47,9 %", denominator="", base=answer.known.pk)
    [percent] = enter_figures(indicator=indicator, typed=[only], by=people.an.actor)
    assert percent.verdict.value is not None
    assert (percent.verdict.value.number, percent.verdict.value.numerator) == (Decimal("47.9"), None)


def test_all_or_none(people: Cast, indicator: Indicator, members: list[Party]) -> None:
    cells = [(members[0], "2026-03", "12"), (members[1], "2026-03", "veel")]
    answers = give(indicator, people.an, *cells, whole=True)
    assert [answer.verdict.kind for answer in answers] == ["saved", "refused"]
    assert not Measurement.objects.exists()
    assert not Entry.objects.filter(verb="figures.entered").exists()


def test_a_contact_writes_for_its_own_member_alone(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    ria = make_contact(people, members[0])
    [own] = give(indicator, ria, (members[0], "2026-03", "7"))
    assert own.verdict.kind == "saved"
    assert Measurement.objects.get().by_label == "Ria, namens Beek"
    with pytest.raises(NoSuchRow):
        give(indicator, ria, (members[0], "2026-04", "7"), (members[1], "2026-03", "7"))
    assert Measurement.objects.count() == 1
    assert [row.label for row in grid_of(indicator, ria.actor, today=date(2026, 11, 22)).rows] == ["Beek"]


@pytest.mark.parametrize("who", ["cas", "dirk", "eva", "gus"])
def test_who_gives_no_figures_enters_none(
    who: str, people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    with pytest.raises(NotAllowed):
        give(indicator, people[who], (members[0], "2026-03", "7"))


def test_a_stranger_has_no_row(people: Cast, indicator: Indicator) -> None:
    [other] = make_members(people.maanstad, ["Verweg"])
    with pytest.raises(NoSuchRow):
        give(indicator, people.an, (other, "2026-03", "7"))


def test_what_is_set_aside_takes_no_figures(people: Cast, plan: Plan, members: list[Party]) -> None:
    indicator = make_indicator(plan)
    Definition.objects.filter(indicator=indicator).delete()
    with pytest.raises(NotMeasured, match="Bevestig eerst"):
        give(indicator, people.an, (members[0], "2026-03", "7"))


def test_a_figure_follows_the_definition_of_its_period(
    people: Cast, indicator: Indicator, members: list[Party]
) -> None:
    newer = Definition.objects.create(
        indicator=indicator,
        number=2,
        valid_from=date(2027, 1, 1),
        measure="count",
        instrument="survey",
        rhythm="quarter",
        dimension="party",
        by_label="Bo",
    )
    cells = [(members[0], "2026-03", "7"), (members[0], "2027-K1", "9"), (members[0], "2027-02", "9")]
    kinds = [answer.verdict.kind for answer in give(indicator, people.an, *cells)]
    assert kinds == ["saved", "saved", "refused"]
    assert Measurement.objects.get(value=9).definition == newer


def test_places_channels_and_the_network(people: Cast, plan: Plan, members: list[Party]) -> None:
    today = date(2026, 11, 22)
    by_place = make_indicator(plan, "Per gemeente", dimension="place", rhythm="year")
    grid = grid_of(by_place, people.an.actor, today=today)
    assert [row.label for row in grid.rows] == ["Beek", "Heide", "Ven"]
    assert [period.key for period in grid.periods] == ["2021", "2022", "2023", "2024", "2025", "2026"]
    by_channel = make_indicator(plan, "Volgers", dimension="channel", channels=["Instagram", "a|b/c"])
    grid = grid_of(by_channel, people.an.actor, today=today)
    typed = [Typed(row.key, "2026-03", "5") for row in grid.rows]
    enter_figures(indicator=by_channel, typed=typed, by=people.an.actor)
    assert sorted(Measurement.objects.values_list("channel", flat=True)) == ["Instagram", "a|b/c"]
    # A channel that is dropped from the card keeps its row as long as it has figures here.
    Definition.objects.filter(indicator=by_channel).update(channels=["Instagram"])
    assert len(grid_of(by_channel, people.an.actor, today=today).rows) == 2
    once = make_indicator(plan, "Eenmaal", dimension="network", rhythm="once")
    grid = grid_of(once, people.an.actor, today=today)
    assert [row.label for row in grid.rows] == ["Het hele netwerk"]
    assert grid.periods[0].key == "2026-01-01/2028-12-31"


@pytest.mark.one_engine
def test_prices(people: Cast, plan: Plan, django_assert_num_queries: Any) -> None:
    """A grid of 27 members and 24 months, and one cell of it."""
    members = make_members(people.zonnedorp, [f"Lid {number:02}" for number in range(27)])
    indicator = make_indicator(plan)
    cells = [(party, f"2026-{month:02}", str(month)) for party in members for month in range(1, 12)]
    give(indicator, people.an, *cells)
    actor = people.an.actor
    with django_assert_num_queries(3):
        grid = grid_of(indicator, actor, size=24, today=date(2026, 11, 22))
    assert (len(grid.rows), len(grid.periods), len(grid.figures)) == (27, 24, 297)
    by = people.an
    typed = [Typed(f"{members[0].pk}//", "2026-12", "5")]
    actor = by.actor
    with django_assert_num_queries(10):
        enter_figures(indicator=indicator, typed=typed, by=actor)
