"""A recipe as data that can be stored: plain lists, words and numbers, without what is not asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.indicators.rules.recipes.language import (
    Against,
    AnyOf,
    Condition,
    Having,
    Here,
    Order,
    Recipe,
    Ref,
    Value,
)

VERSION = 1
Json = dict[str, Any]


def to_json(recipe: Recipe) -> Json:
    """The recipe as plain lists, words and numbers; what is not asked is left out.

    >>> from streekwerk.indicators.rules.recipes.language import Test
    >>> to_json(Recipe("count", "nodes", (Test("level", "is", "action"),)))["where"]
    [{'field': 'level', 'operator': 'is', 'value': 'action'}]
    """
    said: Json = {"version": VERSION, "aggregate": recipe.aggregate, "over": recipe.over}
    for name in ("where", "part", "judged"):
        said[name] = [_condition(each) for each in getattr(recipe, name)]
    for name in ("grouped_by", "per", "dated", "whole", "latest", "unit"):
        said[name] = getattr(recipe, name)
    value = recipe.value
    said["value"] = value if value is None or isinstance(value, str) else _plain(value, relation=True)
    said["within"] = _plain(recipe.within)
    said["between"] = _plain(recipe.between)
    said["one_per"] = _plain(recipe.one_per)
    said["of"] = _plain(recipe.of)
    said["against"] = {} if recipe.against == Against() else _plain(recipe.against)
    said["as_of"] = recipe.as_of.isoformat() if isinstance(recipe.as_of, date) else recipe.as_of
    said["divide_by"] = recipe.divide_by if recipe.divide_by != 1 else None
    said["parameters"] = [
        {
            "name": each.name,
            "label": each.label,
            "unit": each.unit,
            "values": [[day.isoformat() if day else None, str(number)] for day, number in each.values],
        }
        for each in recipe.parameters
    ]
    return {key: each for key, each in said.items() if each not in (None, [], "")}


def _plain(part: Any, *, relation: bool = False) -> Json | None:
    """A part of a recipe, without what is as it is by default."""
    if part is None:
        return None
    said: Json = {}
    for name in part.__dataclass_fields__:
        each, default = getattr(part, name), part.__dataclass_fields__[name].default
        if name == "where":
            if each:
                said[name] = [_condition(condition) for condition in each]
        elif each != default:
            said[name] = _value(each) if not isinstance(each, Ref) else {"parameter": each.parameter}
    return said


def _condition(condition: Condition) -> Json:
    if isinstance(condition, AnyOf):
        return {"any_of": [_condition(each) for each in condition.tests]}
    if isinstance(condition, Order):
        said: Json = {"first": condition.first, "then": condition.then}
        return said | ({"same_day": True} if condition.same_day else {})
    if isinstance(condition, Having):
        said = {"having": condition.relation, "at_least": condition.at_least}
        return said | ({"where": [_condition(each) for each in condition.where]} if condition.where else {})
    said = {"field": condition.field, "operator": condition.operator}
    return said if condition.value is None else said | {"value": _value(condition.value)}


def _value(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, Here):
        return {"here": value.value}
    if isinstance(value, Ref):
        return {"parameter": value.parameter}
    if isinstance(value, Decimal):
        return {"number": str(value)}
    return {"date": value.isoformat()} if isinstance(value, date) else value
