"""What holds of every recipe, whatever it asks and whatever the rows."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recipe_sets import SHAPES, made, rows
from recipe_strategies import DAYS, asked, recipes
from streekwerk.indicators.rules.recipes import (
    AnyOf,
    Having,
    Moment,
    OnePer,
    Order,
    Recipe,
    RecipeRefused,
    Rows,
    Second,
    Test,
    Within,
    check,
    evaluate,
    from_json,
    result,
    sentence,
    to_json,
    told,
)  # fmt: skip
from streekwerk.indicators.rules.recipes.allowed import AGGREGATES
from streekwerk.indicators.rules.recipes.durations import median_of_closed, median_with_open, product_limit


def outcome_of(case: tuple[Recipe, list[Rows], Moment]) -> Any:
    recipe, tables, moment = case
    return evaluate(recipe, {each.shape.name: each for each in tables}, moment)


@given(recipes())
def test_a_recipe_comes_back_as_it_was_stored(recipe: Recipe) -> None:
    check(recipe, SHAPES)
    assert from_json(json.loads(json.dumps(to_json(recipe))), SHAPES) == recipe


@given(recipes())
def test_a_sentence_mentions_every_condition(recipe: Recipe) -> None:
    said = sentence(recipe, SHAPES)
    assert len(said) > 10
    assert not set("{}[]_") & set(said.replace("abc_", ""))
    shape = SHAPES[recipe.over]
    for condition in (*recipe.where, *recipe.part, *recipe.judged):
        for test in (
            condition.tests
            if isinstance(condition, AnyOf)
            else [condition]
            if isinstance(condition, Test)
            else []
        ):
            field = shape.fields.get(test.field)
            # A choice that names the thing itself is said by the noun.
            nouns = [noun for _, noun in field.nouns] if field else []
            words = [shape.label_of(test.field), field.of if field else "", *nouns]
            assert any(word and word.split(" ")[0] in said for word in words), (test, said)
        if isinstance(condition, Having):
            relation = shape.relations[condition.relation]
            assert (relation.one if condition.at_least == 1 else relation.many) in said
        if isinstance(condition, Order):
            assert f"‘{shape.label_of(condition.then)}’" in said


@given(asked())
def test_every_outcome_can_be_told(case: tuple[Recipe, list[Rows], Moment]) -> None:
    recipe, _, moment = case
    outcome = outcome_of(case)
    assert result(recipe, outcome, SHAPES)
    assert told(recipe, outcome, SHAPES, period=moment.period)


@given(asked())
def test_a_share_is_a_part_of_a_whole(case: tuple[Recipe, list[Rows], Moment]) -> None:
    recipe = case[0]
    if recipe.aggregate != "share" or recipe.whole or recipe.against:
        return
    outcome = outcome_of(case)
    for each in (outcome, *(group for _, group in outcome.groups)):
        assert each.value is None or 0 <= each.value <= 1
        assert set(each.records) <= set(each.base)
        assert not set(each.base) & set(each.open)


@given(asked())
def test_groups_add_up_unless_they_overlap(case: tuple[Recipe, list[Rows], Moment]) -> None:
    recipe = case[0]
    if recipe.grouped_by is None or recipe.aggregate not in ("count", "sum") or recipe.of or recipe.against:
        return
    outcome = outcome_of(case)
    total = sum((group.value or 0 for _, group in outcome.groups), Decimal(0))
    union = {number for _, group in outcome.groups for number in group.records}
    assert union == set(outcome.records)
    assert outcome.overlapping or total == (outcome.value or 0)


@given(asked())
def test_periods_add_up_to_the_period_that_is_asked(case: tuple[Recipe, list[Rows], Moment]) -> None:
    recipe, _, moment = case
    shape = SHAPES[recipe.over]
    steady = recipe.aggregate != "count" or recipe.of or recipe.against or recipe.as_of or shape.valid
    # What looks at the begin or end of the period, or at another set that holds on a day, differs per period.
    if (
        steady
        or recipe.per is None
        or moment.period is None
        or "Here." in repr(recipe)
        or "Having" in repr(recipe)
    ):
        return
    outcome = outcome_of(case)
    assert sum(each.value for _, each in outcome.periods) == outcome.value


@given(asked(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_makes_no_difference(
    case: tuple[Recipe, list[Rows], Moment], shuffle: random.Random
) -> None:
    recipe, tables, moment = case
    mixed = []
    for each in tables:
        order = list(range(len(each.ids)))
        shuffle.shuffle(order)
        mixed.append(
            replace(
                each,
                ids=[each.ids[at] for at in order],
                columns={k: [v[at] for at in order] for k, v in each.columns.items()},
                _kept={},
                _indexes={},
                _records={},
                _numbers={},
                _days={},
                _periods={},
            )
        )
    first, second = outcome_of(case), outcome_of((recipe, mixed, moment))
    for one, other in (
        (first, second),
        *zip((g for _, g in first.groups), (g for _, g in second.groups), strict=True),
    ):
        assert (one.value, one.numerator, one.denominator) == (
            other.value,
            other.numerator,
            other.denominator,
        )
        assert sorted(one.records) == sorted(other.records)
        assert sorted(one.open) == sorted(other.open)


@given(asked())
def test_nothing_is_lost_silently(case: tuple[Recipe, list[Rows], Moment]) -> None:
    """Of rows that fulfil the conditions each one counts, is open, was left out with a reason, or lies in another period."""
    recipe, tables, moment = case
    if (
        moment.period
        or recipe.latest
        or recipe.aggregate in ("count_unique",)
        or recipe.of
        or recipe.against
        or recipe.whole
    ):
        return
    table = next(each for each in tables if each.shape.name == recipe.over)
    outcome = outcome_of(case)
    counted = evaluate(
        Recipe("count", recipe.over, recipe.where, as_of=recipe.as_of),
        {each.shape.name: each for each in tables},
        moment,
    )
    if recipe.aggregate == "delivered":
        return
    left_out = {number for each in outcome.excluded for number in each.records}
    assert {*outcome.base, *outcome.open, *left_out} == set(counted.records) <= set(table.ids)


# -- durations -------------------------------------------------------------------------------------------

SPANS = st.lists(st.integers(0, 60), max_size=30)


@given(SPANS, SPANS)
def test_open_cases_never_make_the_median_shorter(closed: list[int], open_: list[int]) -> None:
    with_open, only = median_with_open(closed, open_), median_of_closed(closed)
    assert with_open is None or (only is not None and with_open >= only)
    if not open_:
        assert with_open == only
    steps = product_limit(closed, open_)
    assert [share for _, share in steps] == sorted((share for _, share in steps), reverse=True)
    assert with_open == next((day for day, share in steps if 2 * share <= 1), None)


@given(st.lists(DAYS, max_size=10), st.integers(0, 400))
def test_a_longer_term_never_makes_fewer_answers_timely(starts: list[date], days: int) -> None:
    signals = rows("signals", *[{"picked_up": start, "response": start + timedelta(20)} for start in starts])

    def timely(term: int) -> set[int]:
        recipe = Recipe("share", "signals", within=Within("picked_up", ("response",), term))
        return set(made(recipe, signals, today=date(2031, 1, 1)).records)

    assert timely(days) <= timely(days + 1)


# -- refusals --------------------------------------------------------------------------------------------


@given(st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.sampled_from(["nodes", "count", "where", "field", "is", "level"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["version", "aggregate", "over", "where", "value", "field", "operator", "per", "of", "within", "days", "date", "number", "here", "parameters", "against", "x"]), inner, max_size=5)),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_stored_is_read_or_refused_in_dutch(data: Any) -> None:
    wrapped = (
        {"version": 1, "aggregate": "count", "over": "nodes", **data} if isinstance(data, dict) else data
    )
    for each in (data, wrapped):
        try:
            read = from_json(each, SHAPES).aggregate
        except RecipeRefused as refusal:
            read = str(refusal)
        assert read in AGGREGATES or (read.endswith(".") and len(read) > 20), read


def test_one_answer_per_board_is_stored_too() -> None:
    recipe = Recipe(
        "share",
        "answers",
        part=(Test("seen_as", "is", "strategic"),),
        one_per=OnePer("party", "seen_as", "official"),
        of=Second("members", key="party", match="party"),
    )
    assert from_json(to_json(recipe), SHAPES) == recipe
