"""Recipes over what this room keeps: figures people gave, with small groups kept back, and deliverables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from figures_given import World
from people import TODAY
from streekwerk.indicators.measuring import group_names, measure, measure_many, records
from streekwerk.indicators.measuring.figures import Ask
from streekwerk.indicators.models import Deliverable, Rating, Validation
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.rules.figures.periods import read_period
from streekwerk.indicators.rules.recipes import Here, Moment, Outcome, Recipe, Related, Test, result

OF_THIS = (Test("indicator", "is", Here.INDICATOR),)


def at(indicator: Any, period: str | None = None) -> Moment:
    return Moment(TODAY, read_period(period) if period else None, {Here.INDICATOR: indicator.pk})


def asked(world: World, recipe: Recipe, moment: Moment, who: str = "bo") -> Outcome:
    return measure(recipe, moment, actor=world.people[who].actor, network=world.people.zonnedorp)


def test_figures_that_people_gave_are_added_per_board(world: World) -> None:
    indicator = world.indicator()
    first, second = list(world.parties)[:2]
    world.give(indicator, "2025", **{first: 4, second: "suppressed"})
    world.give(indicator, "2026", **{first: 6, second: 0})
    recipe = Recipe("sum", "measurements", OF_THIS, value="value", grouped_by="party", per="year")
    outcome = asked(world, recipe, at(indicator))
    assert [(period.key, each.value) for period, each in outcome.periods] == [("2025", 4), ("2026", 6)]
    # A hidden figure is not a zero, and a zero is not nothing.
    assert [len(each.records) for _, each in outcome.periods] == [1, 2]
    assert outcome.excluded[0].why == "zonder waarde"
    names = group_names(recipe, outcome, actor=world.people.bo.actor, network=world.people.zonnedorp)
    assert set(names.values()) == {first, second}


def test_percentages_are_added_by_their_parts(world: World) -> None:
    indicator = world.indicator(measure="share")
    first, second = list(world.parties)[:2]
    world.give(indicator, "2026", **{first: (1, 2), second: (1, 8)})
    recipe = Recipe("share", "measurements", OF_THIS, value="numerator", whole="denominator")
    assert asked(world, recipe, at(indicator)).value == Decimal("0.2")


def test_a_figure_about_small_groups_is_kept_back_from_a_reader(world: World) -> None:
    """Not shown, not zero, not in part, not through another set, and not in the records."""
    protected, open_ = world.indicator(smallest=5), world.indicator("Aantal sessies")
    first, second = list(world.parties)[:2]
    world.give(protected, "2026", **{first: 2, second: 3})
    world.give(open_, "2026", **{first: 7})
    total = Recipe("sum", "measurements", OF_THIS, value="value", grouped_by="party")
    assert asked(world, total, at(protected)).value == 5
    hidden = asked(world, total, at(protected), "gus")
    assert hidden == Outcome(None, hidden=True)
    assert (
        result(total, hidden, shapes_for(world.people.zonnedorp))
        == "verborgen om kleine getallen te beschermen"
    )
    assert asked(world, Recipe("exists", "measurements", OF_THIS), at(protected), "gus").hidden
    through = Recipe(
        "sum", "members", value=Related("figures", (Test("indicator", "is", protected.pk),), total="value")
    )
    assert asked(world, through, at(protected)).value == 5
    assert asked(world, through, at(protected), "gus").hidden
    behind = records(
        total,
        at(protected),
        actor=world.people["gus"].actor,
        network=world.people.zonnedorp,
    )
    assert (behind.total, behind.lines) == (0, ())
    # What is asked beside it is not touched by it.
    asks = [Ask(total, at(protected)), Ask(total, at(open_)), Ask(total, at(protected, "2025"))]
    made = measure_many(asks, actor=world.people["gus"].actor, network=world.people.zonnedorp)
    assert [(each.hidden, each.value) for each in made] == [(True, None), (False, 7), (False, None)]


def test_figures_of_another_network_never_count(world: World) -> None:
    indicator = world.indicator()
    world.give(indicator, "2026", **{next(iter(world.parties)): 4})
    total = Recipe("sum", "measurements", value="value")
    for network in (world.people.zonnedorp, world.people.maanstad):
        outcome = measure(total, at(indicator), actor=world.people.cas.actor, network=network)
        assert outcome.value is None
        assert outcome.records == ()


def test_a_deliverable_is_ready_when_everybody_validated_the_version_that_stands(world: World) -> None:
    indicator = world.indicator("Visienota", measure="deliverable")
    parties = list(world.parties.values())[:3]
    note = Deliverable.objects.create(indicator=indicator, title="Visienota", by_label="An")
    note.validators.set(parties)
    recipe = Recipe("delivered", "deliverables", OF_THIS)
    shapes = shapes_for(world.people.zonnedorp)

    def said(period: str | None = None) -> str:
        return result(recipe, asked(world, recipe, at(indicator, period)), shapes)

    assert said() == "nog niet opgeleverd"
    first = note.versions.create(
        number=1, delivered_on=date(2026, 2, 1), author_label="An", approved_at="2026-03-01T00:00Z"
    )
    for party in parties[:2]:
        Validation.objects.create(version=first, party=party, state="validated", said_on=date(2026, 3, 1))
    Validation.objects.create(version=first, party=parties[2], state="asked")
    assert said() == "goedgekeurd – 2/3 gevalideerd"
    assert said("2025") == "nog niet opgeleverd"
    # A next version is another text: it has to be validated anew.
    second = note.versions.create(number=2, delivered_on=date(2026, 5, 1), author_label="An")
    assert said() == "opgeleverd – 0/3 gevalideerd"
    second.sent_back_at = "2026-05-02T00:00Z"
    second.save()
    assert said() == "goedgekeurd – 2/3 gevalideerd"
    Validation.objects.filter(version=first).update(state="validated")
    assert said() == "klaar – 3/3 gevalideerd"
    assert asked(world, recipe, at(indicator)).value == 1


def test_the_last_rating_of_each_rater_counts(world: World) -> None:
    indicator = world.indicator("Mate van overdraagbaarheid", measure="rubric")
    definition = indicator.definitions.get()
    for rater, level, year in (("an", 1, 2025), ("an", 2, 2026), ("bo", 4, 2026)):
        Rating.objects.create(
            indicator=indicator, definition=definition, rater=world.people[rater].user, by_label=rater, level=level,
            period_start=date(year, 1, 1), period_end=date(year, 12, 31), motivation="omdat",
        )  # fmt: skip
    recipe = Recipe("rubric_latest", "ratings", OF_THIS, value="level", latest="rater")
    outcome = asked(world, recipe, at(indicator))
    assert sorted(level for _, level in outcome.levels) == [2, 4]
    assert "lopen uiteen (2 en 4)" in result(recipe, outcome, shapes_for(world.people.zonnedorp))
