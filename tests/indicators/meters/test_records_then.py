"""The records behind a figure as they were known on a day: every set of records, every way of counting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import get_args

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from figures_given import World
from streekwerk.audit.models import Past
from streekwerk.audit.past import end_of
from streekwerk.audit.ports import WATCHED
from streekwerk.indicators.choices import Measure
from streekwerk.indicators.counted import ENTERED
from streekwerk.indicators.models import Definition, Indicator
from streekwerk.indicators.ports import SETS, shapes_for
from streekwerk.indicators.rules.recipes import (
    Between,
    Recipe,
    RecipeRefused,
    Related,
    Second,
    SetShape,
    Test,
    Within,
    from_json,
    to_json,
)
from streekwerk.indicators.rules.recipes.language import Aggregate

THEN = timezone.localdate() - timedelta(days=20)


def everything_changed_since() -> None:
    """All that is there came a month ago, and of every table a row changed since: none is read as it is now."""
    Past.objects.update(at=end_of(THEN - timedelta(days=10)))
    touched = []
    with connection.cursor() as cursor:
        for table, watched in WATCHED.items():
            cursor.execute(f'SELECT MIN("{watched.key}") FROM "{table}"')
            first = cursor.fetchone()[0]
            if isinstance(first, int):
                touched.append(Past(table_name=table, row_id=first, op="update", old={}))
    Past.objects.bulk_create(touched)
    assert len(touched) > 15


def ways(shape: SetShape) -> Iterator[Recipe]:
    """Each way of counting this set, and each thing it counts by, once; what makes no sense a check refuses."""
    first, numbers = next(iter(shape.fields)), [n for n, f in shape.fields.items() if f.kind == "number"]
    facts, dates = [*shape.facts], shape.date_names()
    for field in shape.fields:
        yield Recipe("count", shape.name, (Test(field, "filled"),), grouped_by=field)
    yield Recipe("count_unique", shape.name, value=first)
    yield Recipe("share", shape.name, part=(Test(first, "filled"),))
    for number, value in enumerate([*numbers, *map(Related, shape.relations)]):
        others = ("mean", "median", "min", "max", "nps", "rubric_latest") if not number else ()
        for kind in ("sum", *others):
            yield Recipe(kind, shape.name, value=value)
    for date in dates:
        yield Recipe("count", shape.name, dated=date, per="year")
    for one, two in pairwise(facts):
        yield Recipe("duration", shape.name, between=Between(one, (two,)))
        yield Recipe("share", shape.name, within=Within(one, (two,), 30))
    yield Recipe("exists", shape.name, (Test(first, "filled"),))
    yield Recipe("delivered", shape.name)
    yield Recipe("count", shape.name, of=Second("members", shown="share"))
    yield Recipe("count", shape.name, as_of="end")


def holding(world: World) -> list[Recipe]:
    """Those that this network can count; figures people enter are read as those figures themselves."""
    shapes, found = shapes_for(world.people.zonnedorp), []
    for name, shape in shapes.items():
        for recipe in ways(shape) if name != ENTERED else ():
            try:
                found.append(from_json(to_json(recipe), shapes))
            except RecipeRefused:
                continue
    return found


def open_then(client: Client, indicator: Indicator, **asked: str) -> str:
    address = reverse("indicators:records", args=[indicator.pk])
    answer = client.get(address, {**asked, "gekend": THEN.isoformat()})
    assert answer.status_code == 200, asked
    page = str(answer.content.decode())
    assert "zoals gekend op" in page.split("<main")[0]
    return page


def test_every_set_is_counted_in_every_way(world: World) -> None:
    recipes = holding(world)
    assert {recipe.over for recipe in recipes} >= set(SETS) - {ENTERED}
    assert {recipe.aggregate for recipe in recipes} == set(get_args(Aggregate))


@pytest.mark.parametrize("name", sorted(set(SETS) - {ENTERED}))
def test_every_recipe_over_every_set_opens_as_it_was_known(client: Client, world: World, name: str) -> None:
    recipes = [recipe for recipe in holding(world) if recipe.over == name]
    indicator = world.indicator(recipe=to_json(recipes[0]))
    everything_changed_since()
    client.force_login(world.people.bo.user)
    for recipe in recipes:
        Definition.objects.filter(indicator=indicator).update(recipe=to_json(recipe))
        Past.objects.filter(table_name=Definition._meta.db_table).update(at=end_of(THEN - timedelta(days=9)))
        open_then(client, indicator)


@pytest.mark.parametrize("part", ["records", "base", "open", "excluded"])
def test_every_part_of_what_was_counted_opens(client: Client, world: World, part: str) -> None:
    recipe = Recipe("share", "nodes", part=(Test("level", "is", "action"),))
    indicator = world.indicator(recipe=to_json(recipe))
    everything_changed_since()
    client.force_login(world.people.bo.user)
    open_then(client, indicator, deel=part, periode=str(THEN.year))


@pytest.mark.parametrize("measure", Measure.values)
def test_every_measure_without_a_recipe_opens(client: Client, world: World, measure: str) -> None:
    indicator = world.indicator(
        measure=measure, rubric_levels=["laag", "hoog"] if measure == "rubric" else []
    )
    world.give(indicator, str(THEN.year), Beek=12, Heide="missing")
    indicator.measurements.update(entered_at=end_of(THEN - timedelta(days=10)))
    everything_changed_since()
    client.force_login(world.people.bo.user)
    open_then(client, indicator)
    open_then(client, indicator, periode=str(THEN.year), wie=world.key("Beek"))


def test_a_record_that_came_later_was_not_counted(client: Client, world: World) -> None:
    indicator = world.indicator(recipe=to_json(Recipe("count", "nodes", (Test("level", "is", "action"),))))
    everything_changed_since()
    world.plan.nodes.create(plan=world.plan, level="action", title="Een actie van vandaag", position=50)
    client.force_login(world.people.bo.user)
    now = client.get(reverse("indicators:records", args=[indicator.pk])).content.decode()
    assert "Een actie van vandaag" in now
    then = open_then(client, indicator)
    assert "Een actie van vandaag" not in then
    assert "Een huis voor starters" in then
