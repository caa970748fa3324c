"""The gate: who sees which figure, on pages, in exports and anywhere."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from figures_given import NAMES, World, make_world
from people import TODAY, Cast
from plan_texts import stored_plan
from streekwerk.access.queries import NotAllowed
from streekwerk.indicators.models import Indicator, Measurement
from streekwerk.indicators.pages.grid import TEXT
from streekwerk.indicators.queries.cells import Cells, PeriodCells, cells_of, cells_of_many
from streekwerk.indicators.rules.figures.values import HIDDEN
from work import work

SIX = {"Beek": 2, "Heide": 9, "Ven": 30, "Duin": 12, "Veld": 40, "Zand": 21}


def look(world: World, who: str, indicator: Indicator, **more: Any) -> Cells:
    return cells_of(world.people[who].actor, indicator, today=TODAY, **more)


def numbers(world: World, cells: PeriodCells, by: str = "party") -> dict[str, Decimal | None]:
    return {
        name: cells.values[world.key(name, by)].number
        for name in NAMES
        if world.key(name, by) in cells.values
    }


# ------------------------------------------------------------------ roles

GATHERERS = ("an", "bo", "fien")
READERS = ("gus", "dirk")


@pytest.mark.parametrize("who", GATHERERS + READERS)
def test_without_a_threshold_every_reader_sees_every_figure(world: World, who: str) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    [year, _] = look(world, who, indicator).periods
    assert numbers(world, year) == SIX
    assert year.published.whole.value.number == 114


@pytest.mark.parametrize("who", GATHERERS)
def test_who_gathers_sees_small_figures_and_is_told_so(world: World, who: str) -> None:
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **SIX)
    cells = look(world, who, indicator)
    assert numbers(world, cells.periods[0]) == SIX
    assert cells.note == (
        "U ziet elk cijfer, omdat u de cijfers bijhoudt. Lezers zien geen getallen kleiner dan 5."
    )


@pytest.mark.parametrize("who", READERS)
def test_who_reads_sees_no_small_figure_and_is_told_so(world: World, who: str) -> None:
    """Figures of boards: each knows its own, so that a third is hidden."""
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **SIX)
    cells = look(world, who, indicator)
    seen = numbers(world, cells.periods[0])
    assert {name for name, number in seen.items() if number is None} == {"Beek", "Heide", "Ven"}
    assert cells.periods[0].published.whole.value.number == 114
    assert cells.note.startswith("Verborgen: kleiner dan 5")
    assert set(cells.periods[0].details) == {world.key(name) for name in ("Duin", "Veld", "Zand")}


def test_a_counted_place_hides_one_other(world: World) -> None:
    """C26: figures of places, gathered by the network: the cell and one complementary cell."""
    indicator = world.indicator(smallest=5, dimension="place")
    world.give(indicator, "2025", **SIX)
    seen = numbers(world, look(world, "gus", indicator).periods[0], "place")
    assert {name for name, number in seen.items() if number is None} == {"Beek", "Heide"}


def test_a_contact_sees_the_own_figure_and_no_other_small_one(world: World) -> None:
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **SIX)
    cells = cells_of(world.contact("Beek").actor, indicator, today=TODAY)
    seen = numbers(world, cells.periods[0])
    assert seen["Beek"] == 2
    assert (seen["Heide"], seen["Ven"]) == (None, None)
    assert cells.periods[0].published.values[world.key("Beek")] == HIDDEN
    assert cells.note.endswith("Het cijfer van uw eigen bestuur ziet u wel.")
    assert world.key("Beek") in cells.periods[0].details


@pytest.mark.parametrize("who", ["cas", "eva"])
def test_who_may_not_read_plans_here_gets_nothing(world: World, who: str) -> None:
    """The neighbour, and the administrator, whose role carries no right to read plans."""
    indicator = world.indicator()
    with pytest.raises(NotAllowed):
        look(world, who, indicator)


def test_what_is_hidden_stands_nowhere_in_what_leaves_the_gate(world: World) -> None:
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", Beek=3, Heide=1117, Ven=1129)
    cells = look(world, "gus", indicator)
    assert cells.periods[0].published.hidden
    said = repr([(one.published, one.values, one.details) for one in cells.periods])
    assert "Decimal('3.0000')" not in said
    assert "van Beek" not in said


@pytest.mark.parametrize("guess", ["2", "9"])
def test_a_figure_cannot_be_found_by_trying(world: World, client: Any, guess: str) -> None:
    """A right and a wrong guess of another board's figure, sent to the entry grid, get the same answer."""
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **SIX)
    secret = Measurement.objects.get(indicator=indicator, party=world.parties["Heide"])
    cell = f"{world.key('Heide')}|2025"
    client.force_login(world.contact("Beek").user)
    address = reverse("indicators:entry", args=[indicator.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {f"{TEXT}{cell}": guess, "base": json.dumps({cell: secret.pk})})
    assert answer.status_code == 404


# ------------------------------------------------------------------ states and coverage


def test_asked_in_a_round_or_by_the_card(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2024", Beek=3, Ven=0)
    world.give(indicator, "2025", Beek=4, Duin="not_applicable", Heide="suppressed")
    world.ask(indicator, "2025", "Beek", "Ven", "Duin", "Heide")
    old, new, now = look(world, "an", indicator).periods
    assert old.published.whole.coverage.words() == "2/6 besturen"
    states = {name: new.values[world.key(name)].state.value for name in NAMES}
    assert states == {
        "Beek": "final", "Duin": "not_applicable", "Heide": "suppressed", "Veld": "not_asked",
        "Ven": "missing", "Zand": "not_asked",
    }  # fmt: skip
    assert old.values[world.key("Ven")].state.value == "zero"
    assert now.published.whole.coverage.words() == "0/6 besturen"
    assert now.published.whole.value.number is None


def test_nobody_is_extrapolated(world: World) -> None:
    """C21, on six boards."""
    indicator = world.indicator()
    world.ask(indicator, "2025", *NAMES)
    world.give(indicator, "2025", **dict.fromkeys(NAMES[:4], 10))
    total = look(world, "gus", indicator).periods[0].published.whole
    assert (total.value.number, total.coverage.words()) == (40, "4/6 besturen")
    assert total.coverage.absent == (world.key("Ven"), world.key("Zand"))


def test_small_figures_wait_for_the_end_of_the_round(world: World) -> None:
    """Case 12."""
    indicator = world.indicator(smallest=5)
    world.give(indicator, "2025", **dict.fromkeys(NAMES, 50))
    round_ = world.ask(indicator, "2025", *NAMES, closed=False)
    cells = look(world, "gus", indicator)
    assert set(numbers(world, cells.periods[0]).values()) == {None}
    assert cells.note.startswith("Verborgen tot de bevraging afgelopen is")
    assert set(numbers(world, look(world, "bo", indicator).periods[0]).values()) == {50}
    round_.closed_at = round_.opened_at
    round_.save()
    assert set(numbers(world, look(world, "gus", indicator).periods[0]).values()) == {50}


# ------------------------------------------------------------------ zones


def test_zones_and_the_whole(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2025", **SIX)
    cells = look(world, "gus", indicator)
    rolled = cells.periods[0].published.schemes["zorgzone"]
    assert {cells.groups[zone]: total.value.number for zone, total in rolled.groups.items()} == {
        "Noord": 41, "Zuid": 73,
    }  # fmt: skip
    assert rolled.whole.value.number == 114
    assert rolled.outside is None


def test_shares_of_zones_add_numerators(world: World) -> None:
    indicator = world.indicator(measure="share", addition="weighted", unit="%")
    world.give(indicator, "2025", Beek=(1, 2), Heide=(1, 98), Duin=(3, 4))
    rolled = look(world, "gus", indicator).periods[0].published.schemes["zorgzone"]
    assert rolled.groups[world.zones["Noord"].pk].value.number == 2


def test_a_definition_that_changes_keeps_its_own_figures(world: World) -> None:
    indicator = world.indicator(measure="share", addition="weighted", unit="%")
    world.give(indicator, "2024", Beek=(1, 2))
    world.define(
        indicator, 2, valid_from=TODAY.replace(year=2025, month=1, day=1), reason="Aantal telt beter."
    )
    world.give(indicator, "2025", number=2, Beek=7)
    old, new, _ = look(world, "gus", indicator).periods
    assert (old.definition.number, new.definition.number) == (1, 2)
    assert (old.published.whole.value.number, new.published.whole.value.number) == (50, 7)


# ------------------------------------------------------------------ price


@pytest.mark.one_engine
@pytest.mark.parametrize("years", [1, 6])
def test_the_gate_costs_as_many_queries_whatever_there_is(
    world: World, years: int, django_assert_num_queries: Any
) -> None:
    indicator = world.indicator(rhythm="month", smallest=5)
    for year in range(2026 - years, 2026):
        for month in range(1, 13):
            world.give(indicator, f"{year}-{month:02}", **SIX)
    world.ask(indicator, "2025", *NAMES)
    actor = world.people["gus"].actor
    # The first look publishes: when it last changed, the new releases, and what is published then.
    with django_assert_num_queries(10):
        cells_of(actor, indicator, today=TODAY)
    with django_assert_num_queries(7):
        cells_of(actor, indicator, today=TODAY)


@pytest.mark.one_engine
def test_many_indicators_cost_as_many_queries_as_one(world: World, django_assert_num_queries: Any) -> None:
    """A plan of meters is worked out together."""
    indicators = [world.indicator(f"Aantal {number}", smallest=5) for number in range(12)]
    for indicator in indicators:
        world.give(indicator, "2024", **SIX)
        world.give(indicator, "2025", **SIX)
    actor = world.people["gus"].actor
    with django_assert_num_queries(10):
        cells_of_many(actor, indicators, today=TODAY)
    with django_assert_num_queries(7):
        found = cells_of_many(actor, indicators, today=TODAY)
    assert {one.periods[1].published.whole.value.number for one in found.values()} == {114}
    assert found[indicators[3].pk].periods == look(world, "gus", indicators[3]).periods


def test_twice_as_many_months_of_27_members_are_twice_the_work(people: Cast) -> None:
    names = tuple(f"Dorp {number:02}" for number in range(27))
    world = make_world(people, stored_plan(people), names)
    indicator = world.indicator(rhythm="month", smallest=5)
    actor = people["gus"].actor
    spent = []
    for years in (range(2024, 2027), range(2021, 2024)):
        for year in years:
            for month in range(1, 11):
                numbers = {name: (at * month + year) % 50 for at, name in enumerate(names)}
                world.give(indicator, f"{year}-{month:02}", **numbers)
        cells = cells_of(actor, indicator, today=TODAY)
        spent.append(work(lambda: cells_of(actor, indicator, today=TODAY)))
    assert len(cells.periods) == 71
    assert spent[1] < 2.5 * spent[0]
