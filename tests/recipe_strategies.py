"""Any recipe that the sets of `recipe_sets` can answer, and any rows for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from recipe_sets import SHAPES, rows
from streekwerk.indicators.rules.figures.periods import period_of
from streekwerk.indicators.rules.recipes import (
    Against,
    AnyOf,
    Between,
    Field,
    Having,
    Here,
    Moment,
    Order,
    Parameter,
    Recipe,
    Ref,
    Related,
    Rows,
    Second,
    SetShape,
    Test,
    Within,
)  # fmt: skip
from streekwerk.indicators.rules.recipes.allowed import OPERATORS
from streekwerk.indicators.rules.recipes.needs import needs_of

DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))
SMALL = st.integers(1, 5)
AMOUNTS = st.decimals(min_value=-1000, max_value=1000, places=2)


def values_for(kind: str, field: Field | None) -> st.SearchStrategy[Any]:
    options, here = (field.options, field.here) if field else ((), ())
    return {
        "text": st.text("abc ‘", min_size=1, max_size=4),
        "choice": st.sampled_from([code for code, _ in options] or ["insta", "site"]),
        "number": st.one_of(st.integers(-50, 50), AMOUNTS),
        "date": st.one_of(DAYS, st.sampled_from([Here.TODAY, Here.START, Here.END])),
        "boolean": st.booleans(),
        "record": st.one_of(SMALL, *[st.just(each) for each in here]),
    }.get(kind, SMALL)


@st.composite
def a_test_of(draw: Any, shape: SetShape) -> Test:
    name = draw(st.sampled_from([*shape.fields, *shape.facts]))
    field = shape.fields.get(name)
    kind = field.kind if field else "date"
    operator = draw(st.sampled_from(OPERATORS[kind]))
    if operator in ("filled", "empty"):
        return Test(name, operator)
    value = values_for(kind, field)
    if operator in ("one_of", "none_of"):
        return Test(name, operator, tuple(draw(st.lists(value, min_size=1, max_size=3, unique=True))))
    return Test(name, operator, draw(value))


@st.composite
def conditions_of(draw: Any, shape: SetShape) -> Any:
    ways = (
        ["test"] * 3
        + ["any"]
        + (["order"] if len(shape.date_names()) > 1 else [])
        + (["having"] if shape.relations else [])
    )
    way = draw(st.sampled_from(ways))
    if way == "any":
        return AnyOf(tuple(draw(st.lists(a_test_of(shape), min_size=1, max_size=3))))
    if way == "order":
        names = draw(st.lists(st.sampled_from(shape.date_names()), min_size=2, max_size=2))
        return Order(*names, draw(st.booleans()))
    if way == "having":
        name = draw(st.sampled_from([*shape.relations]))
        other = SHAPES[shape.relations[name].to]
        return Having(name, tuple(draw(st.lists(a_test_of(other), max_size=2))), draw(st.integers(1, 3)))
    return draw(a_test_of(shape))


TERM = Parameter("term", "afgesproken termijn", ((None, Decimal(30)), (date(2027, 1, 1), Decimal("21"))))


@st.composite
def recipes(draw: Any) -> Recipe:
    """Any recipe that a set can answer."""
    shape = SHAPES[draw(st.sampled_from([*SHAPES]))]
    numbers = [name for name, field in shape.fields.items() if field.kind == "number"]
    dates = shape.date_names()
    able = {"count", "exists", "count_unique", "share"}
    able |= {"sum", "mean", "median", "min", "max", "nps", "rubric_latest"} if numbers else set()
    able |= {"mean", "sum"} if shape.relations else set()
    able |= {"duration"} if len(shape.facts) > 1 else set()
    able |= {"delivered"} if shape.delivery else set()
    kind = draw(st.sampled_from(sorted(able)))
    where = tuple(draw(st.lists(conditions_of(shape), max_size=3)))
    more: dict[str, Any] = {}
    if kind == "count_unique":
        more["value"] = draw(st.sampled_from([*shape.fields]))
    elif kind in ("sum", "mean", "median", "min", "max", "nps", "rubric_latest"):
        related = [*shape.relations] if kind in ("mean", "sum") else []
        value = draw(st.sampled_from([*numbers, *(f"→{name}" for name in related)]))
        more["value"] = Related(value[1:]) if value.startswith("→") else value
    elif kind == "share":
        facts = [*shape.facts]
        if len(facts) > 1 and draw(st.booleans()):
            days = draw(st.one_of(st.integers(0, 90), st.just(Ref("term"))))
            more |= {"within": Within(facts[0], tuple(facts[1:]), days), "parameters": (TERM,)}
        elif len(numbers) > 1 and draw(st.booleans()):
            more |= {"value": numbers[0], "whole": numbers[1]}
        else:
            more["part"] = tuple(draw(st.lists(conditions_of(shape), min_size=1, max_size=2)))
    elif kind == "duration":
        more["between"] = Between(next(iter(shape.facts)), tuple([*shape.facts][1:]))
    groups = [
        name
        for name, field in shape.fields.items()
        if field.kind in ("party", "place", "term", "choice", "boolean", "record")
    ]
    if groups and draw(st.booleans()):
        more["grouped_by"] = draw(st.sampled_from(groups))
    if dates and draw(st.booleans()):
        more |= {
            "dated": draw(st.sampled_from(dates)),
            "per": draw(st.sampled_from(["month", "quarter", "year"])),
        }
    if draw(st.integers(0, 4)) == 0:
        more["judged"] = (draw(conditions_of(shape)),)
    if kind in ("count", "count_unique", "sum") and draw(st.integers(0, 3)) == 0:
        more["of"] = Second(
            "members", shown=draw(st.sampled_from(["share", "per"])), scale=draw(st.sampled_from([1, 1000]))
        )
    if kind not in ("exists", "delivered") and draw(st.integers(0, 3)) == 0:
        more["against"] = draw(st.sampled_from([Against(), Against(Decimal("4.5"), relative=True)]))
    more["as_of"] = draw(st.sampled_from([None, None, "end", date(2027, 6, 30)]))
    return Recipe(kind, shape.name, where, **more)


@st.composite
def records_of(draw: Any, shape: SetShape) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, field in shape.fields.items():
        value = values_for(field.kind, field).filter(lambda each: not isinstance(each, Here))
        if field.kind == "number":
            value = AMOUNTS
        if field.many:
            record[name] = tuple(draw(st.lists(value, max_size=2, unique=True)))
        elif draw(st.integers(0, 3)):
            record[name] = draw(value)
    for name in shape.facts:
        if draw(st.booleans()):
            record[name] = draw(DAYS)
    return record


@st.composite
def tables_for(draw: Any, recipe: Recipe) -> list[Rows]:
    names = {need.over for need in needs_of(recipe, SHAPES)}
    return [rows(name, *draw(st.lists(records_of(SHAPES[name]), max_size=6))) for name in sorted(names)]


@st.composite
def asked(draw: Any) -> tuple[Recipe, list[Rows], Moment]:
    recipe = draw(recipes())
    period = draw(
        st.sampled_from([None, period_of(date(2027, 5, 1), "year"), period_of(date(2027, 5, 1), "quarter")])
    )
    return recipe, draw(tables_for(recipe)), Moment(date(2028, 3, 1), period, {Here.PLAN: 1, Here.NODE: 2})
