"""Every recipe can be opened in the form and comes back from it, and from storage, as it was."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recipe_sets import SHAPES
from recipe_strategies import recipes
from streekwerk.indicators.recipe_forms import RecipeForm
from streekwerk.indicators.rules.recipes import AnyOf, Having, Here, Order, Recipe, Test, from_json, to_json
from streekwerk.indicators.rules.recipes.from_form import from_form
from streekwerk.indicators.rules.recipes.on_form import on_form


def plainly(what: Any) -> Any:
    """Without an “of” of one condition: that is the condition itself."""
    if isinstance(what, AnyOf) and len(what.tests) == 1:
        return what.tests[0]
    if isinstance(what, AnyOf | Having | Recipe):
        return type(what)(*(plainly(getattr(what, each.name)) for each in fields(what)))
    return tuple(plainly(each) for each in what) if isinstance(what, tuple) else what


def texts(what: Any) -> list[str]:
    """Every text that stands in a condition."""
    if isinstance(what, Test):
        return texts(what.value)
    if isinstance(what, AnyOf | Having):
        return [text for each in fields(what) for text in texts(getattr(what, each.name))]
    if isinstance(what, tuple):
        return [text for each in what for text in texts(each)]
    return [what] if isinstance(what, str) else []


def opened(recipe: Recipe, data: dict[str, list[str]] | None = None) -> RecipeForm:
    """The form with this recipe in it; with data as if it was sent."""
    sent = None
    if data is not None:
        sent = QueryDict(mutable=True)
        for name, values in data.items():
            sent.setlist(name, values)
    return RecipeForm(
        SHAPES, on_form(recipe, SHAPES), lambda _, __, chosen: [(n, str(n)) for n in chosen], sent
    )


@settings(max_examples=30)
@given(recipes())
def test_the_form_has_a_field_for_all_that_a_recipe_asks(recipe: Recipe) -> None:
    recipe = plainly(recipe)
    assume(all(text == text.strip() != "" for text in texts((recipe.where, recipe.part, recipe.judged))))
    filled = on_form(recipe, SHAPES)
    assert set(filled) <= set(opened(recipe).fields)
    form = opened(recipe, filled)
    assert form.recipe == recipe, form.errors


@settings(max_examples=30)
@given(recipes())
def test_a_recipe_comes_back_from_the_form_and_from_storage(recipe: Recipe) -> None:
    """Whoever types white space around a text does not mean it."""
    conditions = (recipe.where, recipe.part, recipe.judged)
    assume(all(text == text.strip() != "" for text in texts(conditions)))
    opened = on_form(recipe, SHAPES)
    assert all(isinstance(each, str) for values in opened.values() for each in values)
    back = from_form(opened, SHAPES)
    assert back.problems == {}
    assert back.recipe == plainly(recipe)
    stored = from_json(json.loads(json.dumps(to_json(back.recipe))), SHAPES)
    assert on_form(stored, SHAPES) == on_form(plainly(recipe), SHAPES)


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from([
    "over", "aggregate", "way", "number", "begin", "end", "days", "rest", "grouped_by", "where-0-what",
    "where-0-how", "where-0-value", "where-0-when", "where-1-what", "where-1-or", "where-1-least",
    "where-1-in-0-what", "where-1-in-0-value", "part-0-what", "agreed-0-label", "agreed-0-number",
]), st.lists(st.one_of(st.text(max_size=5), st.sampled_from([
    "signals", "members", "count", "share", "duration", "sum", "f:theme", "f:picked_up", "f:valid_from", "o:",
    "h:roles", "of", "is", "since", "today", "12,5", "0", "within", "picked_up", '{"over": 3}', "[]",
])), max_size=2)))  # fmt: skip
def test_whatever_is_sent_is_a_recipe_or_says_what_to_choose(filled: dict[str, list[str]]) -> None:
    read = from_form(filled, SHAPES)
    assert (read.recipe is None) == bool(read.problems)
    assert all(sentence.endswith(".") and len(sentence) > 10 for sentence in read.problems.values())


BASE = {"over": ["signals"], "aggregate": ["count"]}


@pytest.mark.parametrize(
    ("more", "at", "words"),
    [
        ({"over": ["x"]}, "over", "Kies wat geteld wordt."),
        ({"aggregate": ["share"]}, "part-0-what", "Kies wanneer iets meetelt"),
        ({"aggregate": ["share"], "way": ["within"]}, "days", "Zeg binnen hoeveel dagen"),
        ({"aggregate": ["duration"]}, "begin", "Kies van welke dag"),
        ({"aggregate": ["count_unique"]}, "unique", "Kies waarvan"),
        ({"over": ["feeds"], "aggregate": ["sum"]}, "number", "Kies welk getal van metingen"),
        (
            {"where-0-what": ["f:status"], "where-0-how": ["more"]},
            "where-0-how",
            "Kies hoe ‘stand’ vergeleken wordt: is, ",
        ),
        ({"where-0-what": ["f:status"], "where-0-how": ["is"]}, "where-0-value", "Kies een waarde"),
        ({"where-0-what": ["f:picked_up"], "where-0-how": ["since"]}, "where-0-value", "een dag, of vandaag"),
        ({"where-0-what": ["f:kg"]}, "where-0-what", "is van signalen niet bekend"),
        ({"where-0-what": ["o:"], "where-0-first": ["given"]}, "where-0-then", "Kies een datum."),
        ({"where-0-what": ["f:theme"], "where-0-how": ["one_of"]}, "where-0-value", "Kies een begrip"),
        ({"agreed-0-label": ["termijn"]}, "agreed-0-number", "Zeg welk getal voor ‘termijn’"),
        (
            {"over": ["feeds"], "where-0-what": ["f:kg"], "where-0-how": ["more"], "where-0-value": ["veel"]},
            "where-0-value",
            "bijvoorbeeld 12,5",
        ),
        (
            {"over": ["members"], "where-0-what": ["h:roles"], "where-0-least": ["0"]},
            "where-0-least",
            "een getal vanaf 1",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(more: dict[str, list[str]], at: str, words: str) -> None:
    assert words in from_form({**BASE, **more}, SHAPES).problems[at]


def test_an_order_cannot_be_one_side_of_an_or() -> None:
    rows = {"where-0-what": ["f:picked_up"], "where-0-how": ["filled"], "where-1-what": ["o:"],
            "where-1-first": ["picked_up"], "where-1-then": ["given"], "where-1-or": ["of"]}  # fmt: skip
    assert "Kies “en”." in from_form({**BASE, **rows}, SHAPES).problems["where-1-or"]


def test_a_number_agreed_on_two_days_is_one_agreement() -> None:
    rows = {"agreed-0-label": ["termijn"], "agreed-0-number": ["30"], "agreed-1-label": ["termijn"],
            "agreed-1-number": ["21"], "agreed-1-since": ["2027-01-01"]}  # fmt: skip
    recipe = from_form({**BASE, **rows}, SHAPES).recipe
    assert recipe
    [term] = recipe.parameters
    assert len(term.values) == 2


def test_what_the_form_has_no_field_for_is_kept_until_it_is_dropped() -> None:
    recipe = Recipe("count", "signals", per="month", as_of="end")
    opened = on_form(recipe, SHAPES)
    assert from_form(opened, SHAPES).recipe == recipe
    assert from_form({**opened, "drop_rest": ["on"]}, SHAPES).recipe == Recipe("count", "signals")
    other = from_form({**opened, "over": ["members"]}, SHAPES).recipe
    assert other == Recipe("count", "members")


def test_a_day_relative_to_now_stays_relative() -> None:
    recipe = Recipe("count", "signals", (Test("picked_up", "since", Here.START), Order("picked_up", "given")))
    opened = on_form(recipe, SHAPES)
    assert opened["where-0-when"] == ["period_start"]
    assert from_form(opened, SHAPES).recipe == recipe
