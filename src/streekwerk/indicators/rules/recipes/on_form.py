"""A recipe as what stands in the fields of a form: flat names with texts. `from_form` reads it back.

A group of conditions is a row of rows: `where-0-what`, `where-0-how`, `where-0-value`; what is asked of
related records stands under its row: `where-0-in-0-what`. What the form has no field for goes along in
`rest` as it was stored, so that opening and saving a recipe never loses a part of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from streekwerk.indicators.rules.recipes.allowed import OPERATORS
from streekwerk.indicators.rules.recipes.language import (
    AnyOf,
    Condition,
    Having,
    Here,
    Order,
    Recipe,
    Ref,
    Related,
    Scalar,
    Test,
)
from streekwerk.indicators.rules.recipes.shapes import Field, SetShape, Shapes
from streekwerk.indicators.rules.recipes.storing import to_json

Filled = Mapping[str, Sequence[str]]
"""By the name of each field the texts that stand in it."""

FIELD, ORDER, HAVING = "f:", "o:", "h:"
"""What a row asks about: a field or fact, the order of two dates, or related records."""
WHERE, PART, JUDGED, AGREED = "where", "part", "judged", "agreed"
GROUPS = (WHERE, PART, JUDGED)
REST = {
    "per": "de indeling in periodes",
    "dated": "de datum die telt",
    "value": "het getal per gegeven",
    "one_per": "één antwoord per organisatie",
    "of": "waardoor gedeeld wordt",
    "against": "het verschil met de nulmeting",
    "as_of": "de dag waarop gekeken wordt",
    "divide_by": "de deling",
}
"""Parts of a recipe that the form keeps without a field, and what they are called."""


def on_form(recipe: Recipe, shapes: Shapes) -> dict[str, list[str]]:
    """What stands in the fields when this recipe is opened.

    >>> shape = SetShape("x", "x", "x", {"size": Field("maat", "number")})
    >>> on_form(Recipe("count", "x", (Test("size", "more", 3),)), {"x": shape})["where-0-value"]
    ['3']
    """
    shape = shapes[recipe.over]
    said: dict[str, list[str]] = {"over": [recipe.over], "aggregate": [recipe.aggregate]}
    for group in GROUPS:
        said |= _rows(group, getattr(recipe, group), shape, shapes)
    if isinstance(recipe.value, str):
        name = {"count_unique": "unique"}.get(recipe.aggregate, "number")
        said[name] = [recipe.value]
    for name in ("whole", "latest", "grouped_by", "unit"):
        if value := getattr(recipe, name):
            said[name] = [value]
    if recipe.aggregate == "share":
        said["way"] = ["within" if recipe.within else "whole" if recipe.whole else "part"]
    if terms := recipe.within or recipe.between:
        said |= {"begin": [terms.first], "end": [*terms.then]}
    if recipe.within:
        days = recipe.within.days
        said |= {"term": [days.parameter]} if isinstance(days, Ref) else {"days": [str(days)]}
    said |= _agreements(recipe)
    rest = _rest(recipe)
    if rest:
        said["rest"] = [json.dumps({"over": recipe.over, "aggregate": recipe.aggregate, **rest})]
    return said


def fitted(filled: Filled, shapes: Shapes) -> dict[str, list[str]]:
    """What still fits after another set was chosen; without any condition left it keeps to “this” plan.

    >>> shape = SetShape("x", "x", "x", {"plan": Field("plan", "record")}, here=(("plan", Here.PLAN),))
    >>> fitted({"over": ["x"], "where-0-what": ["f:gone"]}, {"x": shape})["where-0-value"]
    ['this_plan']
    """
    shape = shapes.get(first(filled, "over"))
    kept = {name: list(texts) for name, texts in filled.items()}
    if shape is None:
        return kept
    known = {"", ORDER, *(f"{FIELD}{name}" for name in (*shape.fields, *shape.facts))}
    known |= {f"{HAVING}{name}" for name in shape.relations}
    odd = [
        f"{group}-{at}-"
        for group in GROUPS
        for at in rows_of(filled, group)
        if first(filled, f"{group}-{at}-what") not in known
    ]
    named = ("grouped_by", "latest", "number", "whole", "unique")
    lost = [name for name in named if first(filled, name) not in {"", *shape.fields}]
    lost += [name for name in ("begin", "end") if not {*kept.get(name, ())} <= {"", *shape.date_names()}]
    kept = {
        name: texts for name, texts in kept.items() if name not in lost and not name.startswith(tuple(odd))
    }
    if odd and not any(first(kept, f"{WHERE}-{at}-what") for at in rows_of(kept, WHERE)):
        here = tuple(Test(name, "is", where) for name, where in shape.here)
        kept |= _rows(WHERE, here, shape, shapes)
    return kept


def rows_of(filled: Filled, group: str) -> list[int]:
    """The numbers of the rows of a group, in order.

    >>> rows_of({"where-2-what": ["f:x"], "where-0-what": [""], "where-0-in-1-what": [""]}, "where")
    [0, 2]
    """
    pattern = re.compile(rf"{re.escape(group)}-(\d{{1,3}})-(?:what|label)")
    return sorted({int(match[1]) for name in filled if (match := pattern.fullmatch(name))})


def first(filled: Filled, name: str) -> str:
    """The one text of a field, without the white space around it; empty where nothing stands."""
    return next(iter(filled.get(name) or ()), "").strip()


def number_text(number: int | Decimal) -> str:
    """A number as somebody types it.

    >>> number_text(Decimal("1250.50")), number_text(-3)
    ('1250,5', '-3')
    """
    plain = f"{Decimal(number):f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).replace(".", ",")


def in_lines(field: Field) -> bool:
    """Whether several values are typed, one on a line, and not chosen from a list."""
    return field.kind == "text" or (field.kind == "choice" and not field.options)


def _rows(
    group: str, conditions: Iterable[Condition], shape: SetShape, shapes: Shapes
) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    at = 0
    for condition in conditions:
        tests = condition.tests if isinstance(condition, AnyOf) else (condition,)
        for number, each in enumerate(tests):
            row = _row(f"{group}-{at}", each, shape, shapes)
            said |= row
            if number:
                said[f"{group}-{at}-or"] = ["of"]
            at += 1
    return said


def _row(prefix: str, condition: Condition, shape: SetShape, shapes: Shapes) -> dict[str, list[str]]:
    if isinstance(condition, Order):
        return {
            f"{prefix}-what": [ORDER],
            f"{prefix}-first": [condition.first],
            f"{prefix}-then": [condition.then],
            f"{prefix}-how": ["same_day" if condition.same_day else "before"],
        }
    if isinstance(condition, Having):
        other = shapes[shape.relations[condition.relation].to]
        return {
            f"{prefix}-what": [f"{HAVING}{condition.relation}"],
            f"{prefix}-least": [str(condition.at_least)],
            **_rows(f"{prefix}-in", condition.where, other, shapes),
        }
    assert isinstance(condition, Test)
    said: dict[str, list[str]] = {f"{prefix}-what": [f"{FIELD}{condition.field}"]}
    asked = shape.fields.get(condition.field)
    if asked is None or len(OPERATORS[asked.kind]) > 1:
        said[f"{prefix}-how"] = [condition.operator]
    return said | _value(prefix, condition, asked)


def _value(prefix: str, test: Test, field: Field | None) -> dict[str, list[str]]:
    value = test.value
    if value is None:
        return {}
    if isinstance(value, tuple):
        texts = [_text(each) for each in value]
        return {f"{prefix}-value": ["\n".join(texts)] if field and in_lines(field) else texts}
    if isinstance(value, Ref):
        return {f"{prefix}-agreed": [value.parameter]}
    if isinstance(value, Here) and (field is None or field.kind == "date"):
        return {f"{prefix}-when": [value.value]}
    return {f"{prefix}-value": [_text(value)]}


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Here):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return number_text(value) if isinstance(value, int | Decimal) else str(value)


def _agreements(recipe: Recipe) -> dict[str, list[str]]:
    """A row for every number that was agreed, with from when it holds."""
    said: dict[str, list[str]] = {}
    at = 0
    for each in recipe.parameters:
        for since, number in each.values or ((None, None),):
            row = {
                "name": each.name,
                "label": each.label,
                "number": number_text(number) if number is not None else "",
                "unit": each.unit,
                "since": since.isoformat() if since else "",
            }
            said |= {f"{AGREED}-{at}-{name}": [text] for name, text in row.items()}
            at += 1
    return said


def _rest(recipe: Recipe) -> dict[str, Any]:
    stored = to_json(recipe)
    if not isinstance(recipe.value, Related):
        stored.pop("value", None)
    return {name: stored[name] for name in REST if name in stored}
