"""Keeping series, and grounding challenges on them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from context_figures import GREY, make_series, take_in
from people import Cast
from streekwerk.access.queries import NotAllowed
from streekwerk.context.commands import groundings, series
from streekwerk.context.models import ContextSeries, Grounding
from streekwerk.network.models import Place
from streekwerk.plans.models import Plan, Statement


@pytest.fixture
def challenge(plan: Plan) -> Statement:
    return Statement.objects.create(network=plan.network, plan=plan, kind="challenge", title="Vergrijzing")


def test_what_a_series_with_figures_counts_does_not_change(people: Cast, grey: ContextSeries) -> None:
    by = people.bo.actor
    series.change_series(series=grey, said=replace(GREY, fresh_years=5), version=1, by=by)
    with pytest.raises(series.SeriesHasFigures, match="noemer"):
        series.change_series(series=grey, said=replace(GREY, denominator="iedereen"), version=2, by=by)
    with pytest.raises(series.SeriesChangedMeanwhile):
        series.change_series(series=grey, said=GREY, version=1, by=by)


def test_a_series_is_complete_and_has_its_own_name(people: Cast, grey: ContextSeries) -> None:
    with pytest.raises(series.SeriesExists):
        make_series(people)
    with pytest.raises(series.PartsNotNamed):
        make_series(people, replace(GREY, name="Half", denominator=""))


def test_who_keeps_no_indicators_keeps_no_series(people: Cast, grey: ContextSeries) -> None:
    for who in ("an", "cas", "dirk", "eva", "gus"):
        by = people[who].actor
        with pytest.raises(NotAllowed):
            series.add_series(network=people.zonnedorp, said=GREY, by=by)
        with pytest.raises(NotAllowed):
            series.change_series(series=grey, said=GREY, version=1, by=by)
        with pytest.raises(NotAllowed):
            series.archive_series(series=grey, by=by)
        with pytest.raises(NotAllowed):
            series.restore_series(series=grey, by=by)
    assert not ContextSeries.objects.visible_to(people.cas.actor).exists()
    assert ContextSeries.objects.visible_to(people["eva"].actor).get() == grey


def test_a_challenge_leans_on_the_figure_of_a_year(
    people: Cast, grey: ContextSeries, challenge: Statement, places: dict[str, Place]
) -> None:
    by = people.an.actor
    one = groundings.ground(statement=challenge, series=grey, year=2023, by=by)
    assert groundings.ground(statement=challenge, series=grey, year=2023, by=by) == one
    other = groundings.ground(statement=challenge, series=grey, year=2023, place=places["Beek"], by=by)
    groundings.unground(grounding=one, by=by)
    assert list(Grounding.objects.all()) == [other]


def test_only_a_challenge_and_only_a_figure_of_the_own_network(
    people: Cast, grey: ContextSeries, challenge: Statement
) -> None:
    by = people.bo.actor
    with pytest.raises(groundings.NoSuchFigure):
        groundings.ground(statement=challenge, series=grey, year=1999, by=by)
    next_door = ContextSeries.objects.create(network=people.maanstad, name="x", publisher="x", kind="other")
    with pytest.raises(groundings.NoSuchFigure):
        groundings.ground(statement=challenge, series=next_door, year=2023, by=by)
    challenge.kind = "mission"
    with pytest.raises(groundings.NotAChallenge):
        groundings.ground(statement=challenge, series=grey, year=2023, by=by)
    for who in ("cas", "dirk", "eva", "gus"):
        with pytest.raises(NotAllowed):
            groundings.ground(statement=challenge, series=grey, year=2023, by=people[who].actor)


def test_what_is_put_away_grounds_nothing_new(
    people: Cast, grey: ContextSeries, challenge: Statement
) -> None:
    series.archive_series(series=grey, by=people.bo.actor)
    grey.refresh_from_db()
    with pytest.raises(groundings.NoSuchFigure):
        groundings.ground(statement=challenge, series=grey, year=2023, by=people.bo.actor)
    series.restore_series(series=grey, by=people.bo.actor)
    assert take_in(people, grey) == 0
