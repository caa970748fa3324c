"""Tests as indicators count them: “aandeel acties met een armoedetoets” is a recipe."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from impact_given import DAY, Make
from people import TODAY, Cast
from streekwerk.impact.commands.measures import finish_measure
from streekwerk.indicators.measuring import measure
from streekwerk.indicators.ports import shapes_for
from streekwerk.indicators.rules.recipes import (
    Having,
    Moment,
    Order,
    Recipe,
    Test,
    from_json,
    sentence,
    to_json,
)
from streekwerk.plans.models import Node, Plan

ACTIONS = (Test("level", "is", "action"),)
POVERTY = (Test("kind", "is", "poverty"), Test("state", "one_of", ("ready", "revised")))


def ask(people: Cast, recipe: Recipe, plan: Plan) -> tuple[str, Decimal | None]:
    """The recipe in Dutch and what comes out, after it was stored and read back."""
    shapes = shapes_for(people.zonnedorp)
    stored = from_json(to_json(recipe), shapes)
    outcome = measure(stored, Moment(TODAY), actor=people.an.actor, network=people.zonnedorp)
    return sentence(stored, shapes), outcome.value


def test_the_share_of_actions_with_a_poverty_test(people: Cast, plan: Plan, make: Make, other: Node) -> None:
    recipe = Recipe("share", "nodes", ACTIONS, part=(Having("impact_tests", POVERTY),))
    assert ask(people, recipe, plan)[1] == 0
    make(other, done=False)
    assert ask(people, recipe, plan)[1] == 0, "a concept is no test"
    make()
    said, value = ask(people, recipe, plan)
    assert value == Decimal("0.5")
    assert "armoedetoets" in said


def test_only_tests_before_the_start_count_where_that_is_asked(
    people: Cast, plan: Plan, make: Make, other: Node
) -> None:
    make()
    make(on=date(2027, 2, 1))
    before = Test("moment", "is", "before")
    assert ask(people, Recipe("count", "impact_tests", (before,)), plan)[1] == 1
    recipe = Recipe("share", "nodes", ACTIONS, part=(Having("impact_tests", (*POVERTY, before)),))
    assert ask(people, recipe, plan)[1] == Decimal("0.5")
    # Fixed at: what was tested afterwards is left out and told apart.
    judged = Recipe(
        "share", "impact_tests", part=(Test("weak", "at_least", 1),), judged=(Order("done", "start"),)
    )
    moment = Moment(TODAY)
    outcome = measure(judged, moment, actor=people.an.actor, network=people.zonnedorp)
    assert [len(each.records) for each in outcome.excluded] == [1]


def test_measures_are_counted_when_they_are_carried_out(people: Cast, plan: Plan, make: Make) -> None:
    test = make()
    make(no=False)
    recipe = Recipe("share", "mitigations", part=(Test("done", "filled"),))
    assert ask(people, recipe, plan)[1] == 0
    finish_measure(measure=test.mitigations.get(), on=DAY, by=people.an.actor)
    assert ask(people, recipe, plan)[1] == 1
